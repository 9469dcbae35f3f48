"""A branch in its group: on every store for whole drills, in memory for what matters on none in particular."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.store.memory import MemoryStore
from bot.telegram.handler import Handler
from tests.groups import Branch
from tests.stores import clock, postgres_url, store

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.contract import Store
    from tests.stores import HandClock

__all__ = ["clock", "postgres_url", "store"]


@pytest.fixture
def handler(catalogue: Catalogue) -> Handler:
    return Handler(catalogue, "duilian_bot")


@pytest.fixture
def branch(handler: Handler, clock: HandClock) -> Branch:
    """The branch in memory, everybody known to the bot."""
    known = Branch(handler, MemoryStore(clock), clock)
    known.introduce()
    return known


@pytest.fixture
def kept(handler: Handler, store: Store, clock: HandClock) -> Branch:
    """The same on each store."""
    known = Branch(handler, store, clock)
    known.introduce()
    return known
