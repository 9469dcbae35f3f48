"""`duilian web` as a process: it serves, it says what is wrong, and it stops in order with boards still open."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx

from bot.store.database import open_database
from tests.competition import Competition
from tests.end_to_end.conftest import DUILIAN, Command
from tests.stores import HandClock

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def web(duilian: Command, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`duilian web` on a free port, and the address it listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{sock.getsockname()[1]}"
    given = {**duilian.environment, "DUILIAN_WEB_LISTEN": place, **environment}
    process = subprocess.Popen([DUILIAN, "web"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=given, text=True)  # noqa: S603  (our own command)
    try:
        until = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < until:
            try:
                httpx.get(f"http://{place}/healthz")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        yield process, f"http://{place}"
    finally:
        process.kill()
        process.communicate()


def test_it_serves_a_contest_of_the_bots_database_and_stops_in_order_with_a_board_open(duilian: Command) -> None:
    store = open_database(duilian.environment["DUILIAN_DATABASE_URL"])
    clock = HandClock()
    clock.time = store.now()
    contest = Competition(store, clock).ready()
    with web(duilian) as (process, url):
        assert httpx.get(f"{url}/readyz").json() == {"database": True}
        assert contest.settings.name in httpx.get(f"{url}/board/{contest.id}").text
        with httpx.stream("GET", f"{url}/board/{contest.id}/events", timeout=10) as board:
            lines = board.iter_lines()
            while not next(lines).startswith("event: board"):
                pass
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            for _ in lines:
                pass
            told = process.communicate(timeout=60)[1]
        assert time.monotonic() - began < 15
        assert process.returncode == 0
        assert "网页已停止" in told
        assert "Traceback" not in told
    store.close()


def test_a_port_that_is_taken_is_said_in_chinese(duilian: Command) -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        done = duilian("web", DUILIAN_WEB_LISTEN=f"127.0.0.1:{sock.getsockname()[1]}")
    assert done.returncode == 2
    assert "DUILIAN_WEB_LISTEN" in done.stderr
    assert "已被别的程序占用" in done.stderr


def test_an_address_with_a_path_is_said_to_be_wrong(duilian: Command) -> None:
    done = duilian("web", DUILIAN_WEB_URL="https://contest.example.cn/web")
    assert done.returncode == 2
    assert "后面不要加路径" in done.stderr
