"""Units of work that share a commit: each whole, none lost, none told too early, one failing alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store.contract import UnitOfWork
from bot.store.database import Database
from bot.store.records import Person
from bot.store.together import Together
from tests.stores import HandClock, on_sqlite


def named(database: Database, rep: int) -> str | None:
    with database.begin() as uow:
        found = uow.people.get(rep)
    return None if found is None else found.name


def test_what_many_threads_do_at_once_is_all_kept(database: Database, clock: HandClock) -> None:
    together = Together(database)

    def save(rep: int) -> int:
        return together.do(lambda uow: uow.people.save(Person(rep, f"{rep}号", "城东", uow.now))) or rep

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(save, range(1, 201))) == list(range(1, 201))
    with database.begin() as uow:
        assert [person.rep for person in uow.people.of_branch("城东")] == list(range(1, 201))


def test_one_that_fails_undoes_itself_and_nobody_else(database: Database, clock: HandClock) -> None:
    together = Together(database)

    def save(rep: int) -> None:
        def act(uow: UnitOfWork) -> None:
            uow.people.save(Person(rep, f"{rep}号", "城东", uow.now))
            if rep % 7 == 0:
                raise ValueError(rep)

        together.do(act)

    with ThreadPoolExecutor(16) as threads:
        jobs = [threads.submit(save, rep) for rep in range(1, 101)]
    failed = [rep for rep, job in enumerate(jobs, 1) if job.exception() is not None]
    assert failed == list(range(7, 101, 7))
    with database.begin() as uow:
        kept = [person.rep for person in uow.people.of_branch("城东")]
    assert kept == [rep for rep in range(1, 101) if rep % 7]


def test_when_the_commit_fails_it_is_said_and_the_next_one_is_kept(tmp_path: Path, clock: HandClock) -> None:
    def break_the_transaction(uow: UnitOfWork) -> None:
        uow.connection.exec_driver_sql("ROLLBACK")  # type: ignore[attr-defined]

    with on_sqlite(tmp_path, clock) as database:
        together = Together(database)
        with pytest.raises(Exception, match=r"(?i)savepoint|transaction"):
            together.do(break_the_transaction)
        together.do(lambda uow: uow.people.save(Person(5, "小王", "城东", uow.now)))
        assert named(database, 5) == "小王"
