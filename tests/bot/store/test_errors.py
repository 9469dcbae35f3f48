"""What is wrong around a database is told in Chinese: what, where, what to do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from bot.store import engine as engines
from bot.store.database import Database, open_database
from bot.store.errors import StoreError
from bot.store.records import Person
from tests.stores import HandClock


def test_a_read_only_database_is_named(tmp_path: Path, clock: HandClock) -> None:
    file = tmp_path / "a.sqlite3"
    open_database(f"sqlite:///{file}").close()
    database = open_database(f"sqlite:///file:{file}?mode=ro&uri=true")
    with pytest.raises(StoreError, match=r"a\.sqlite3.*只读.*写权限"), database.begin() as uow:
        uow.people.save(Person(1, "小陈", "城东", clock()))
    database.close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    with pytest.raises(StoreError, match="文件"):
        open_database(f"sqlite:///{tmp_path / '文件' / 'b.sqlite3'}")


def test_a_full_disk_loses_nothing_that_was_kept_before(tmp_path: Path, clock: HandClock) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'c.sqlite3'}")
    with database.begin() as uow:
        uow.people.save(Person(1, "小陈", "城东", clock()))
    # SQLite says the same when a file may not grow as when the disk is full.
    event.listen(database._engine, "begin", lambda c: c.exec_driver_sql("PRAGMA max_page_count = 1"), insert=True)
    with pytest.raises(StoreError, match=r"磁盘满了.*都还在"), database.begin() as uow:
        uow.people.save(Person(2, "长" * 100_000, "城东", clock()))
    with database.begin() as uow:
        assert uow.people.get(1) is not None
        assert uow.people.get(2) is None
    database.close()


@pytest.mark.parametrize("damage", ["这不是数据库" * 400, "SQLite format 3\0" + "乱" * 4000])
def test_a_corrupt_database_is_told_from_everything_else(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "d.sqlite3"
    file.write_text(damage, encoding="utf-8")
    with pytest.raises(StoreError, match=r"d\.sqlite3.*坏了.*备份"):
        open_database(f"sqlite:///{file}")


def test_a_program_that_holds_the_database_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.05)
    url = f"sqlite:///{tmp_path / 'e.sqlite3'}"
    one, other = open_database(url), open_database(url)
    with one.begin(), pytest.raises(StoreError, match=r"e\.sqlite3.*另一个程序"), other.begin():
        pass
    one.close()
    other.close()


def test_a_second_program_waits_for_the_first(database: Database, clock: HandClock) -> None:
    other = open_database(database.url.render_as_string(hide_password=False), clock=clock)
    with database.begin() as uow:
        uow.people.save(Person(1, "小陈", "城东", clock()))
    with other.begin() as uow:
        uow.people.save(Person(2, "小王", "城东", clock()))
    with database.begin() as uow:
        assert len(uow.people.of_branch("城东")) == 2
    other.close()


def test_a_postgres_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"连不上数据库.*请检查 Postgres") as told:
        open_database("postgresql://duilian:geheim@127.0.0.1:1/duilian")
    assert "geheim" not in str(told.value)


def test_a_database_that_is_not_there_is_told_from_a_server_that_is_not_there(postgres_url: str) -> None:
    with pytest.raises(StoreError, match="没有这个库"):
        open_database(postgres_url + "_gone")


def test_a_transaction_that_idles_too_long_on_postgres_is_not_blamed_on_the_store(postgres_url: str) -> None:
    database = open_database(postgres_url)

    def idle() -> None:
        with database.transaction() as connection:
            connection.exec_driver_sql("SET idle_in_transaction_session_timeout = '20ms'")
            time.sleep(0.2)
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(DBAPIError, match="idle-in-transaction"):
        idle()
    with database.transaction() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    database.close()


@pytest.mark.parametrize("url", ["", "数据库", "mysql://x/y", "oracle://x", "postgres", "sqlite://"])
def test_an_address_nobody_understands_is_answered_with_an_example(url: str) -> None:
    with pytest.raises(StoreError, match=r"DUILIAN_DATABASE_URL 看不懂.*sqlite:///"):
        open_database(url)


def test_sqlite_is_set_to_lose_nothing(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'f.sqlite3'}")
    with database.transaction() as connection:
        pragmas = [
            connection.scalar(text(f"PRAGMA {name}")) for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    database.close()
    assert pragmas == ["wal", 2, 1]
