"""A store that forgets, a clock that a test moves, and customers who hear what is written in 【】."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services.catalogue import Catalogue
from bot.store.memory import MemoryStore
from scenarios.practice import Practice
from scripts.loader import shipped_library
from tests.spoken import MarkedListener

if TYPE_CHECKING:
    from scripts.model import PlanShelf, Script


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 16, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> MemoryStore:
    return MemoryStore(clock)


def compiled_marked(shelf: PlanShelf, script: Script) -> Practice:
    """A practice that hears what is written in 【】."""
    return Practice(shelf, script, MarkedListener(shelf.points_of(script)))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(shipped_library(), compiled=compiled_marked)
