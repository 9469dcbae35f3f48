"""A post office in pieces, with a clock moved by hand and nothing running by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.bell import Bell
from bot.delivery.inbox import Inbox
from bot.delivery.leases import Lease
from bot.delivery.outbox import Outbox
from bot.delivery.outcomes import Done, Outcome
from bot.delivery.parcels import Parcel
from bot.delivery.rates import Rates
from bot.delivery.worker import Worker
from bot.store.contract import UnitOfWork
from bot.store.database import Database
from bot.store.records import Json, Timer
from tests.bot_api import BotApi
from tests.stores import HandClock, clock, database, live, postgres_url

__all__ = ["clock", "database", "live", "postgres_url"]

BOT = "telegram:4242"


def message(number: int, chat: int = 101, text: str = "你好") -> dict[str, Any]:
    """An update with a message."""
    sender = {"id": abs(chat), "is_bot": False, "first_name": "小陈"}
    place = {"id": chat, "type": "private" if chat > 0 else "group"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 0, "chat": place, "from": sender, "text": text},
    }


def tap(number: int, data: str, chat: int = 101) -> dict[str, Any]:
    """An update with a tap on a button."""
    below = {"message_id": 7, "date": 0, "chat": {"id": chat, "type": "private"}}
    sender = {"id": abs(chat), "is_bot": False, "first_name": "小陈"}
    return {"update_id": number, "callback_query": {"id": f"q{number}", "from": sender, "data": data, "message": below}}


@dataclass
class Post:
    """The pieces, and a handler that echoes: `fails` makes it fail on a text so often."""

    store: Database
    clock: HandClock
    fails: dict[str, int] = field(default_factory=dict)
    seen: list[Any] = field(default_factory=list)
    also: Callable[[Json, UnitOfWork], None] | None = None
    prepare: Callable[[Json], Json] = lambda update: update

    def __post_init__(self) -> None:
        self.incoming, self.outgoing = Bell(), Bell()
        self.lease = Lease(self.store, seconds=5.0, name="one")
        self.inbox = Inbox(self.store)
        self.outbox = Outbox(self.store, Rates.of())
        self.worker = self.another_worker(self.lease)

    def another_worker(self, lease: Lease) -> Worker:
        return Worker(
            self.store,
            lease,
            on_update=self._echo,
            on_timer=self._ring,
            incoming=self.incoming,
            outgoing=self.outgoing,
            prepare=self._hear,
        )

    def take_in(self, *updates: Json) -> int:
        return self.inbox.take_in(BOT, updates)

    def handle_all(self) -> None:
        while self.worker.step():
            pass

    def queue(self, text: str, chat: int = 101, kind: str = "line", **more: Any) -> int:
        with self.store.begin() as uow:
            return uow.outbox.reply(chat, kind, more.pop("method", "sendMessage"), {"text": text}, **more)

    def claim(self, *answers: tuple[Parcel, Outcome], most: int = 40) -> list[Parcel]:
        return list(self.outbox.turn(self.lease.holder, most, answers)[0])

    def deliver(self, outcome: Outcome | None = None) -> list[Parcel]:
        """Send what may go now, all with one outcome (carried out)."""
        parcels = self.claim()
        results = [(p, outcome or Done({"message_id": 1000 + p.id})) for p in parcels]
        self.outbox.turn(self.lease.holder, 0, results)
        return parcels

    def deliver_all(self, seconds: float = 60.0) -> list[Parcel]:
        """Send everything, as time passes."""
        sent: list[Parcel] = []
        end = self.clock() + timedelta(seconds=seconds)
        while self.clock() < end:
            parcels, look_again = self.outbox.turn(self.lease.holder, 40)
            self.outbox.turn(self.lease.holder, 0, [(p, Done({"message_id": 1000 + p.id})) for p in parcels])
            sent += parcels
            if not parcels:
                self.clock.time = max(self.clock(), min(end, look_again or end))
        return sent

    def _hear(self, update: Json) -> Json:
        return self.prepare(update)

    def _echo(self, update: Json, uow: UnitOfWork) -> None:
        content = update.get("message") or update.get("callback_query") or {}
        text = content.get("text") or content.get("data") or ""
        chat = content.get("chat") or content["message"]["chat"]
        self.seen.append(text)
        uow.outbox.reply(chat["id"], "line", "sendMessage", {"text": f"收到：{text}"})
        if self.also is not None:
            self.also(update, uow)
        if self.fails.get(text, 0) > 0:
            self.fails[text] -= 1
            raise RuntimeError(text)

    def _ring(self, timer: Timer, uow: UnitOfWork) -> None:
        self.seen.append(timer.key)
        uow.outbox.reply(timer.chat_id or 101, "reminder", "sendMessage", {"text": timer.key})


@pytest.fixture
def post(database: Database, clock: HandClock) -> Post:
    return Post(database, clock)


@pytest.fixture
def api() -> Iterator[BotApi]:
    """The stand-in for Telegram, at work."""
    with BotApi() as api:
        yield api
