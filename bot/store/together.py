"""Units of work that come at the same time share one durable commit: on SQLite that is what a moment of many costs.

Each is still a whole of its own: it stands in a savepoint, so that one which raises undoes itself and nothing else, and
nobody is told that his is kept before the commit they share. Postgres gathers commits by itself, in many transactions
side by side.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from bot.store.contract import UnitOfWork
from bot.store.database import Database, SqlUnitOfWork

T = TypeVar("T")

MOST = 64
"""How many share a commit at most, so that the first of them doesn't wait for long."""


@dataclass(slots=True)
class _Job:
    """One unit of work that waits: it began when it came, not when its turn came."""

    act: Callable[[UnitOfWork], Any]
    now: datetime
    done: bool = False
    result: Any = None
    error: BaseException | None = field(default=None)


class Together:
    """Does units of work for many threads at once; whoever comes first does those of all who wait."""

    def __init__(self, store: Database) -> None:
        self._store = store
        self._waiting: deque[_Job] = deque()
        self._turn = threading.Lock()

    def do(self, act: Callable[[UnitOfWork], T], *, durable: bool = True) -> T:
        """Do it; durable when this returns. Raises what `act` raises, and then nothing of it is kept.

        Without `durable` Postgres doesn't wait for its disk: if the machine itself fails in the next moment it may be
        undone, but never while something later is kept. On SQLite it shares the others' commit, which costs nothing.
        """
        if not self._store.is_sqlite:
            with self._store.transaction(durable=durable) as connection:
                return act(SqlUnitOfWork(connection, self._store.now()))
        job = _Job(act, self._store.now())
        self._waiting.append(job)
        with self._turn:
            if not job.done:
                self._lead(job)
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result

    def _lead(self, own: _Job) -> None:
        """Do everything that waits, in the order it came, until one's own is done."""
        while not own.done:
            jobs = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
            try:
                with self._store.transaction() as connection:
                    for job in jobs:
                        _do(job, SqlUnitOfWork(connection, job.now))
            except BaseException as error:  # noqa: BLE001 - nothing of them was kept, which each of them has to hear
                for job in jobs:
                    job.error = error
            for job in jobs:
                job.done = True


def _do(job: _Job, uow: SqlUnitOfWork) -> None:
    """Do one of them in its savepoint; what it raises is its own affair."""
    savepoint = uow.connection.begin_nested()
    try:
        job.result = job.act(uow)
    except Exception as error:  # noqa: BLE001 - raised again in the thread that asked for it
        savepoint.rollback()
        job.error = error
    else:
        savepoint.commit()
