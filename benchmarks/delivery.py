"""How many updates a second go from webhook to committed reply, beside what the disk's commits alone allow.

Run: `python -m benchmarks.delivery [--updates 2000] [--postgres postgresql://…/postgres]`. Prints one table; a Postgres
server and the development environment are needed. Each figure is measured in this run on this disk.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
from sqlalchemy import insert, select

from bot.delivery.inbox import arrived
from bot.delivery.logs import start_logging
from bot.delivery.office import FRONT, Duties, run_office
from bot.delivery.overview import overview
from bot.delivery.webhook import SECRET_HEADER
from bot.settings import load_settings
from bot.store.contract import UnitOfWork
from bot.store.database import Database, open_database
from bot.store.records import Json, NewRoom, Timer, Turn
from bot.store.tables import inbox
from tests.bot_api import BotApi
from tests.postgres import fresh_database

CHATS = 200
PORT = 18_443
SECRET = "benchmark"  # noqa: S105  (known to this file only)
HEAD = (
    f"POST /telegram HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{SECRET_HEADER}: {SECRET}\r\n"
    "Content-Length: %d\r\n\r\n"
).encode()
HAND = Duties(receive=None, handle=True, send=False)
ALONE = Duties(receive="webhook", handle=True, send=False)
ROLES = {"front": FRONT, "hand": HAND, "alone": ALONE, "all": Duties(receive="webhook")}


def turn(update: Json, uow: UnitOfWork) -> None:
    """What a turn of practice costs the store: load, two turns, save, reply."""
    chat = int(update["message"]["chat"]["id"])
    found = uow.rooms.open_of(chat)
    room = found[0] if found else uow.rooms.add(NewRoom(chat, "practice", "x@V1", "h", "1", {"n": 0}, uow.now, chat))
    n = int(room.state["n"])
    heard = {"met": ["SERV-03"], "quote": "固话包月、月租全免"}
    lines = ("rep", update["message"]["text"]), ("customer", "那号码要不要换？我名片都印好了。")
    uow.turns.append(
        [Turn(room.id, n + i, who, text, "报价", uow.now, heard) for i, (who, text) in enumerate(lines, 1)]
    )
    uow.rooms.save(replace(room, state={"n": n + 2, "trust": 4, "patience": 5, "facts": ["x"] * 40}))
    uow.outbox.reply(chat, "line", "sendMessage", {"text": lines[1][1]})


def child(role: str) -> None:
    """A program of the benchmark, by its role."""
    start_logging(texts=False)
    settings = load_settings(os.environ, [])
    store = open_database(settings.duilian_database_url)

    def ring(timer: Timer, uow: UnitOfWork) -> None:
        del timer, uow

    run_office(settings, store, on_update=turn, on_timer=ring, duties=ROLES[role])


# ---- what the disk allows


def raw_commits(url: str, threads: int, seconds: float = 2.0) -> float:
    """Durable commits of one small row a second, by so many writers at once."""
    database = open_database(url)
    done: list[int] = []

    def write(number: int) -> None:
        count = 0
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with database.transaction() as connection:
                row = arrived(f"raw{threads}-{number}", count, 1, {}, database.now()) | {"state": "done"}
                connection.execute(insert(inbox).values(**row))
            count += 1
        done.append(count)

    writers = [Thread(target=write, args=(n,)) for n in range(threads)]
    began = time.monotonic()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    database.close()
    return sum(done) / (time.monotonic() - began)


def plain_telegram_bot(updates: int) -> float:
    """Updates a second through python-telegram-bot's own dispatching, which keeps nothing."""
    from telegram import Update  # noqa: PLC0415  (only this figure needs it)
    from telegram.ext import Application, MessageHandler, filters  # noqa: PLC0415

    said: dict[int, list[str]] = {}

    async def remember(update: Any, _context: Any) -> None:
        said.setdefault(update.effective_chat.id, []).append(update.message.text)

    async def run() -> float:
        application = Application.builder().token("1:x").updater(None).build()
        application.add_handler(MessageHandler(filters.TEXT, remember))
        application._initialized = True  # noqa: SLF001  (initialising would call Telegram)
        began = time.monotonic()
        for n in range(updates):
            await application.process_update(Update.de_json(message(n), application.bot))
        return updates / (time.monotonic() - began)

    return asyncio.run(run())


# ---- what the delivery does


def message(number: int) -> dict[str, Any]:
    """An update like those of practice."""
    chat = 1000 + number % CHATS
    return {
        "update_id": number + 1,
        "message": {
            "message_id": number + 1,
            "date": 1_770_000_000,
            "chat": {"id": chat, "type": "private", "first_name": "小陈"},
            "from": {"id": chat, "is_bot": False, "first_name": "小陈"},
            "text": "固话包月、月租全免，您这八部电话长途走包月，按您两千的账单，能省四成。",
        },
    }


@contextmanager
def programs(url: str, roles: list[str], api: BotApi) -> Iterator[None]:
    """The programs of these roles, running."""
    environment = os.environ | {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.url,
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{PORT}/telegram",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "DUILIAN_DATABASE_URL": url,
        "DUILIAN_RATE_BOT": "1000",
        "DUILIAN_RATE_PRIVATE": "30",
    }
    open_database(url).close()
    running = []
    for role in roles:
        place = {"DUILIAN_LISTEN": f"127.0.0.1:{PORT}"} if ROLES[role].receive else {}
        command = [sys.executable, "-m", "benchmarks.delivery", "--role", role]
        running.append(subprocess.Popen(command, env=environment | place, stderr=subprocess.DEVNULL))  # noqa: S603
    try:
        wait_for(lambda: httpx.get(f"http://127.0.0.1:{PORT}/healthz").status_code == 200)
        time.sleep(1.5)  # every worker is up
        api.methods.webhook = {}  # updates come from here
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def wait_for(happened: Callable[[], bool], seconds: float = 120.0) -> None:
    """Wait until it has happened."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if happened():
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.02)
    raise TimeoutError


async def push(updates: int, rate: float | None) -> dict[int, float]:
    """Post updates over 40 lines, as fast as they are taken or so many a second; returns number → wall time of posting.

    Bare sockets, because a comfortable HTTP client takes longer than the program that is measured.
    """
    posted: dict[int, float] = {}
    began = time.monotonic()
    numbers = iter(range(updates))

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        for number in numbers:
            if rate is not None:
                await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            body = json.dumps(message(number)).encode()
            posted[number + 1] = time.time()
            writer.write(HEAD % len(body) + body)
            head = await reader.readuntil(b"\r\n\r\n")
            assert b" 200 " in head.split(b"\r\n", 1)[0]
        writer.close()

    await asyncio.gather(*(line() for _ in range(40)))
    return posted


def throughput(url: str, roles: list[str], updates: int) -> float:
    """Updates a second from webhook to committed reply, as fast as it goes."""
    with BotApi() as api, programs(url, roles, api):
        database = open_database(url)
        began = time.monotonic()
        asyncio.run(push(updates, None))
        wait_for(lambda: overview(database).inbox_waiting == 0)
        seconds = time.monotonic() - began
        database.close()
    return updates / seconds


def latency(url: str, roles: list[str], updates: int, rate: float) -> tuple[float, float]:
    """p50 and p99, in milliseconds, from post to committed reply, at so many updates a second, sending going on."""
    with BotApi() as api, programs(url, roles, api):
        for n in range(CHATS):
            api.user(1000 + n)
        database = open_database(url)
        posted = asyncio.run(push(updates, rate))
        wait_for(lambda: overview(database).inbox_waiting == 0)
        took = sorted(ends(database, posted))
        database.close()
    return statistics.median(took), took[int(len(took) * 0.99)]


def ends(database: Database, posted: dict[int, float]) -> list[float]:
    """How long each took, in milliseconds."""
    with database.reading() as connection:
        rows = connection.execute(select(inbox.c.number, inbox.c.done).where(inbox.c.source == "telegram:4242")).all()
    return [(done.timestamp() - posted[number]) * 1000 for number, done in rows]


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--role", choices=ROLES)
    parser.add_argument("--updates", type=int, default=2000)
    given = parser.parse_args()
    if given.role:
        child(given.role)
        return
    updates = given.updates
    with tempfile.TemporaryDirectory() as folder, fresh_database() as postgres:
        lite = f"sqlite:///{Path(folder) / 'a.sqlite3'}"
        commits = {"SQLite": raw_commits(lite, 1)}
        print(f"SQLite    durable commits alone              {commits['SQLite']:8.0f} /s")
        speed = throughput(f"sqlite:///{Path(folder) / 'b.sqlite3'}", ["alone"], updates)
        print(f"SQLite    webhook to committed reply         {speed:8.0f} /s   {speed / commits['SQLite']:4.0%}")
        p50, p99 = latency(f"sqlite:///{Path(folder) / 'c.sqlite3'}", ["all"], min(updates, 1500), 100)
        print(f"SQLite    turn at 100/s, sending              p50 {p50:5.1f} ms  p99 {p99:5.1f} ms")
        for workers in (1, 2, 4):
            raw = raw_commits(postgres, 4 * workers)
            with fresh_database() as url:
                speed = throughput(url, ["front", *["hand"] * workers], updates)
            print(f"Postgres  durable commits alone, {4 * workers:2} writers   {raw:8.0f} /s")
            print(f"Postgres  webhook to committed, {workers} workers   {speed:8.0f} /s   {speed / raw:4.0%}")
        with fresh_database() as url:
            p50, p99 = latency(url, ["all"], min(updates, 1500), 100)
        print(f"Postgres  turn at 100/s, sending              p50 {p50:5.1f} ms  p99 {p99:5.1f} ms")
    print(f"python-telegram-bot alone, nothing kept      {plain_telegram_bot(updates):8.0f} /s")


if __name__ == "__main__":
    main()
