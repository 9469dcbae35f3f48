"""How quickly a board reaches everybody: 1,000 open boards of a contest of 10,000 people.

`python -m benchmarks.boards [boards] [people] [database]` serves a contest in a process of its own (on SQLite, or on
the empty database named), opens that many boards over real connections, lets one person after another hand in, and
measures from his commit until each board has the new page: to the last board, and from the first board to the last.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.contests.commit import commit
from bot.services.contests.create import create
from bot.services.contests.draw import draw
from bot.services.contests.hall import Hall
from bot.services.contests.import_roster import import_roster
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.settings import load_settings
from bot.store.database import open_database
from bot.web.running import at_work
from scenarios.bank.loader import load_bank
from scenarios.contest.settings import Settings
from scripts.loader import load_shipped

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Event

    from bot.store.database import Database

PLAN = "office-building"
UPDATES = 20
OPEN_FILES = 16_384
Times = list[float]
HEADINGS = ["城市", "区县", "分公司", "姓名", "客户群", "Telegram 邀请码"]


def contest_of(store: Database, people: int) -> int:
    """A contest in the middle of its window: nine of ten have handed in."""
    shelf = load_shipped().library.shelves[PLAN]
    items = tuple(load_bank(shelf).bank.items.values())
    hall = Hall(lambda _: {})
    now = datetime.now(UTC)
    settings = Settings("全省抽查", "city", PLAN, now - timedelta(hours=1), now + timedelta(hours=2), everyone=True)
    rows = [HEADINGS, *(_row(n) for n in range(people))]
    with store.begin() as uow:
        contest = create(uow, settings, AT_THE_TERMINAL).contest
        import_roster(uow, hall, contest, rows, AT_THE_TERMINAL)
        commit(uow, hall, contest, items, {}, by=AT_THE_TERMINAL)
    with store.begin() as uow:
        draw(uow, hall, contest, AT_THE_TERMINAL)
        began = now - timedelta(minutes=30)
        ended = [
            replace(one, started=began, finished=began, points=one.entry * 7919 % 20_000)
            for one in uow.attempts.of(contest)
            if one.entry % 10
        ]
        uow.attempts.save_all(ended)
    return contest


def _row(number: int) -> list[str]:
    branch = number % 60
    return [f"城市{branch % 13}", f"区县{branch}", f"分公司{branch}", f"职工{number}", "商务楼宇", ""]


def serve(url: str, told: Connection, stop: Event) -> None:
    """Serve the pages until told to stop."""
    _many_files()

    async def run() -> None:
        settings = load_settings({"DUILIAN_WEB_LISTEN": "127.0.0.1:1"}, [])
        settings = replace(settings, duilian_web_listen=("127.0.0.1", 0))
        store = open_database(url)
        async with at_work(settings, store, lambda _: {}) as port:
            told.send(port)
            await asyncio.to_thread(stop.wait)
        store.close()

    asyncio.run(run())


class Board(asyncio.Protocol):
    """One open board: the moments at which a page came in. It only looks for a page's beginning: the cores are ours."""

    def __init__(self) -> None:
        self.came: list[float] = []

    def data_received(self, data: bytes) -> None:
        """Note when a page comes in."""
        if b"event: board" in data:
            self.came.append(time.monotonic())


async def opened(port: int, contest: int) -> tuple[asyncio.Transport, Board]:
    """Open a board as a browser does."""
    transport, board = await asyncio.get_running_loop().create_connection(Board, "127.0.0.1", port)
    transport.write(f"GET /board/{contest}/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    return transport, board


def hand_in(store: Database, contest: int, entry: int) -> float:
    """Somebody hands in; gives the moment it was committed."""
    with store.begin() as uow:
        found = uow.attempts.get(contest, entry)
        assert found is not None
        began = uow.now - timedelta(minutes=10)
        uow.attempts.save_all([replace(found[0], started=began, finished=uow.now, points=20_000 + entry % 50)])
    return time.monotonic()


async def measure(
    port: int, store: Database, contest: int, boards: int, people: int
) -> tuple[list[float], list[float]]:
    """(refresh, spread) of each update, in milliseconds."""
    began = time.monotonic()
    connections = [await opened(port, contest) for _ in range(boards)]
    held = [board for _, board in connections]
    await _until(held, 1)
    print(f"{boards} boards opened in {time.monotonic() - began:.1f} s")
    refresh, spread = [], []
    for n in range(UPDATES):
        entry = (n + 1) * 10
        if entry > people:
            break
        committed = await asyncio.to_thread(hand_in, store, contest, entry)
        await _until(held, n + 2)
        came = [board.came[n + 1] for board in held]
        refresh.append((max(came) - committed) * 1000)
        spread.append((max(came) - min(came)) * 1000)
        await asyncio.sleep(0.37)
    for transport, _ in connections:
        transport.close()
    return refresh, spread


async def _until(boards: list[Board], pages: int) -> None:
    until = time.monotonic() + 30
    while any(len(board.came) < pages for board in boards):
        assert time.monotonic() < until, "a board has not got its page"
        await asyncio.sleep(0.02)


def _many_files() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def main() -> None:
    """Run and print the figures."""
    given = sys.argv[1:]
    boards, people = (int(word) for word in (*given[:2], *("1000", "10000")[len(given) :]))
    _many_files()
    with tempfile.TemporaryDirectory() as folder:
        url = given[2] if given[2:] else f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        store = open_database(url)
        contest = contest_of(store, people)
        here, there = multiprocessing.get_context("spawn").Pipe()
        stop = multiprocessing.get_context("spawn").Event()
        server = multiprocessing.get_context("spawn").Process(target=serve, args=(url, there, stop))
        server.start()
        port = here.recv()
        refresh, spread = asyncio.run(measure(port, store, contest, boards, people))
        stop.set()
        server.join(20)
        store.close()
    print(f"{people} people, {boards} open boards, {len(refresh)} updates, {url.partition(':')[0]}")
    for name, times in (("commit to the last board", refresh), ("first board to last", spread)):
        print(f"{name:<26} median {statistics.median(times):6.0f} ms   worst {max(times):6.0f} ms")


if __name__ == "__main__":
    main()
