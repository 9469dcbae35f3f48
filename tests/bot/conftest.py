"""Stores and a clock for everything under `bot`: one test runs on each store it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from bot.store.contract import Store
from bot.store.database import Database
from bot.store.memory import MemoryStore
from tests.stores import HandClock, on_postgres, on_sqlite, postgres_for_session


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with postgres_for_session() as url:
        yield url


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Store]:
    with ExitStack() as stack:
        if request.param == "memory":
            yield MemoryStore(clock)
        elif request.param == "sqlite":
            yield stack.enter_context(on_sqlite(tmp_path, clock))
        else:
            yield stack.enter_context(on_postgres(request.getfixturevalue("postgres_url"), clock))


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield stack.enter_context(on_sqlite(tmp_path, clock))
        else:
            yield stack.enter_context(on_postgres(request.getfixturevalue("postgres_url"), clock))
