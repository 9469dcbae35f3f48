"""Stores for tests: in memory, on SQLite, on Postgres, each empty, each with a clock that is moved by hand.

The fixtures here are imported by the conftest of each folder that tests stores.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.store.contract import Store
from bot.store.database import Database, open_database
from bot.store.memory import MemoryStore
from bot.store.tables import metadata
from tests.postgres import fresh_database


class HandClock:
    """A clock that only moves by hand; begins on a Monday morning."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> datetime:
        """Let time pass (or run back); returns the new time."""
        self.time += timedelta(seconds=seconds)
        return self.time


@contextmanager
def on_sqlite(folder: Path, clock: HandClock) -> Iterator[Database]:
    """A store in a new SQLite file."""
    database = open_database(f"sqlite:///{folder / 'duilian.sqlite3'}", clock=clock)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def on_postgres(url: str, clock: HandClock) -> Iterator[Database]:
    """A store in that database, emptied first."""
    database = open_database(url, clock=clock)
    try:
        with database.transaction() as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))
        yield database
    finally:
        database.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with fresh_database() as url:
        open_database(url).close()
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    """The same test on both databases."""
    with _opened(request.param, request, tmp_path, clock) as store:
        yield store


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    """The same test on every store there is."""
    if request.param == "memory":
        yield MemoryStore(clock)
        return
    with _opened(request.param, request, tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def live(database: Database) -> Iterator[Database]:
    """The same database with a clock that runs."""
    running = open_database(database.url.render_as_string(hide_password=False))
    yield running
    running.close()


def _opened(
    kind: str, request: pytest.FixtureRequest, folder: Path, clock: HandClock
) -> AbstractContextManager[Database]:
    if kind == "sqlite":
        return on_sqlite(folder, clock)
    return on_postgres(request.getfixturevalue("postgres_url"), clock)
