"""Migrations bring any database to exactly the shape the program knows, and back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from bot.store.database import open_database
from bot.store.engine import open_engine, parsed_url
from bot.store.errors import StoreError
from bot.store.migrate import downgrade, upgrade
from bot.store.tables import metadata
from tests.postgres import fresh_database


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'x.sqlite3'}"
    else:
        with fresh_database() as address:
            yield address


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(parsed_url(url))
    yield engine
    engine.dispose()


def test_a_migrated_database_has_exactly_the_known_shape(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_migration_can_be_taken_back_and_done_again(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection)
    with engine.begin() as connection:
        downgrade(connection, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    with engine.begin() as connection:
        upgrade(connection)
    assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_a_database_of_a_newer_program_is_refused_in_chinese(url: str, engine: Engine) -> None:
    open_database(url).close()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"9999.*请升级程序"):
        open_database(url)


def test_programs_that_start_together_on_an_empty_database_all_find_it_ready(url: str) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            open_database(url).close()
        except BaseException as error:  # noqa: BLE001  (whatever went wrong in the thread is the test's result)
            failures.append(error)

    programs = [threading.Thread(target=start) for _ in range(4)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert failures == []
