"""Stores for tests: in memory, on SQLite, on Postgres, each empty, each with a clock that stands until it is moved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import delete

from bot.store.database import Database, open_database
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
def postgres_for_session() -> Iterator[str]:
    """A database with all tables, made once and shared by many tests."""
    with fresh_database() as url:
        open_database(url).close()
        yield url


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
