"""Every store, and a competition on it whose window has just opened."""

from __future__ import annotations

import pytest

from bot.store.contract import Store
from tests.competition import Competition
from tests.stores import HandClock, clock, database, live, postgres_url, store

__all__ = ["clock", "database", "live", "postgres_url", "store"]


@pytest.fixture
def contest(store: Store, clock: HandClock) -> Competition:
    return Competition(store, clock).opened()
