"""A whole office at work in a thread of the test, talking to the stand-in for Telegram over real HTTP."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bot.delivery.office import Duties, Office
from bot.delivery.worker import OnTimer, OnUpdate
from bot.settings import Settings, load_settings
from bot.store.contract import UnitOfWork
from bot.store.database import Database
from bot.store.records import Json, Timer
from tests.bot_api import BotApi


def settings_for(api: BotApi, **more: str) -> Settings:
    """Settings that point to the stand-in."""
    given = {"TELEGRAM_TOKEN": api.token, "TELEGRAM_BASE_URL": api.url, "DUILIAN_RATE_PRIVATE": "30", **more}
    return load_settings(given, [])


def echo(update: Json, uow: UnitOfWork) -> None:
    """Answer every message with its own text."""
    message = update.get("message") or {}
    if "text" in message:
        uow.outbox.reply(message["chat"]["id"], "line", "sendMessage", {"text": f"收到：{message['text']}"}, slot="答")


def remind(timer: Timer, uow: UnitOfWork) -> None:
    """Say the timer's name."""
    uow.outbox.reply(timer.chat_id or 0, "reminder", "sendMessage", {"text": timer.key})


@contextmanager
def at_work(
    store: Database,
    settings: Settings,
    *,
    on_update: OnUpdate = echo,
    on_timer: OnTimer = remind,
    duties: Duties | None = None,
    **more: Any,
) -> Iterator[Office]:
    """The office works inside the block and goes home in order at its end; what it raised is raised."""
    office = Office(settings, store, on_update=on_update, on_timer=on_timer, duties=duties or Duties(), **more)
    ready, raised = threading.Event(), []
    stopping: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def work() -> None:
        stop = asyncio.Event()
        stopping.append((asyncio.get_running_loop(), stop))
        ready.set()
        await office.run(stop)

    def run() -> None:
        try:
            asyncio.run(work())
        except Exception as error:  # noqa: BLE001  (handed to the test below)
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    ready.wait(5)
    try:
        if office.duties.receive == "webhook":
            _wait_for_port(settings.duilian_listen, thread)
        yield office
    finally:
        loop, stop = stopping[0]
        if thread.is_alive():
            loop.call_soon_threadsafe(stop.set)
        thread.join(30)
    if raised:
        raise raised[0]


def _wait_for_port(place: tuple[str, int], thread: threading.Thread) -> None:
    """Wait until somebody listens there, or the office has given up."""
    until = time.monotonic() + 10
    while thread.is_alive() and time.monotonic() < until:
        with socket.socket() as sock:
            if sock.connect_ex(place) == 0:
                return
        time.sleep(0.01)
