"""A contest in private chats without any network: what was queued counts as sent when a test says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.store.memory import MemoryStore
from bot.telegram.handler import Handler
from bot.telegram.timers import Timers
from tests.bot.telegram.conftest import PrivateChat
from tests.competition import Competition
from tests.stores import HandClock

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.memory import Queued
    from tests.stores import HandClock as Clock

ADMIN = 900


class Phone(PrivateChat):
    """Somebody's private chat; `arrives` lets Telegram take all that waits for it, now."""

    handler: Handler
    store: MemoryStore

    def arrives(self) -> None:
        shelves = self.store._shelves
        for number, queued in list(shelves.outbox.items()):
            if queued.state != "queued":
                continue
            now = self.store._clock()
            if queued.slot is not None and queued.method == "sendMessage":
                shelves.slots[queued.chat_id, queued.slot] = number
            shelves.outbox[number] = replace(queued, state="sent", slot=None, created=now)

    def gets(self, **update: Any) -> list[Queued]:
        self.arrives()
        return super().gets(**update)

    def opens(self, link: str) -> str:
        return self.says(f"/start {link}")

    def answers(self, text: str) -> str:
        """Tap an answer, or send a number; the next question arrives."""
        told = self.presses(text)
        self.arrives()
        return told


class Table:
    """A contest whose people have phones."""

    def __init__(self, catalogue: Catalogue, clock: Clock, **settings: Any) -> None:
        self.store = MemoryStore(clock)
        self.clock = clock
        self.contest = Competition(self.store, clock, people=6, **settings)
        self.restart(catalogue)

    def restart(self, catalogue: Catalogue) -> None:
        """The bot, as a new program would start it."""
        self.catalogue = catalogue
        self.handler = Handler(catalogue, "duilian_bot", admins=frozenset({ADMIN}), web="https://contest.example.cn")

    def phone(self, number: int) -> Phone:
        """A private chat; its person's entry is `number - 100`."""
        return Phone(self.handler, self.store, number)

    def joined(self, entry: int) -> Phone:
        """Somebody who came by his code."""
        phone = self.phone(100 + entry)
        phone.opens(f"code-{entry:04d}")
        return phone

    def ring(self) -> None:
        """Let everything ring that is due."""
        timers = Timers(self.handler.contests.timers())
        due = [one for one in self.store._shelves.timers.values() if one.due <= self.clock()]
        for timer in sorted(due, key=lambda one: one.due):
            with self.store.begin() as uow:
                uow.timers.cancel(timer.key)
                timers(timer, uow)

    def kinds(self, entry: int, count: int) -> dict[str, int]:
        """Where on somebody's paper a kind of question stands first."""
        found: dict[str, int] = {}
        for position in range(1, count + 1):
            found.setdefault(self.contest.item_at(entry, position).kind, position)
        return found


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def table(catalogue: Catalogue, clock: HandClock) -> Table:
    made = Table(catalogue, clock, items=12)
    made.contest.opened()
    return made
