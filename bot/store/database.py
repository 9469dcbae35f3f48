"""The store in a database: opens it, brings it to the current shape, and hands out units of work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.store.clock import Clock, SteadyClock, wall_clock
from bot.store.contests.database import SqlContestDoors, SqlContests
from bot.store.contests.logs import SqlAttempts, SqlContestLogs
from bot.store.engine import open_engine, parsed_url
from bot.store.errors import explained
from bot.store.mastery import SqlCards, SqlEvidenceLog
from bot.store.meetings import SqlDrills
from bot.store.migrate import upgrade
from bot.store.outgoing import SqlOutbox, SqlTimers
from bot.store.people import SqlChats, SqlPeople
from bot.store.talks import SqlReports, SqlRooms, SqlTurns
from bot.store.versions.database import SqlPilots, SqlVersions


class SqlUnitOfWork:
    """One transaction; `connection` is there for delivery, which keeps its books in the same transaction."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self._now = now
        self.people = SqlPeople(connection)
        self.chats = SqlChats(connection)
        self.rooms = SqlRooms(connection)
        self.turns = SqlTurns(connection)
        self.reports = SqlReports(connection)
        self.evidence = SqlEvidenceLog(connection)
        self.cards = SqlCards(connection)
        self.drills = SqlDrills(connection)
        self.versions = SqlVersions(connection)
        self.pilots = SqlPilots(connection)
        self.contests = SqlContests(connection)
        self.contest_logs = SqlContestLogs(connection)
        self.attempts = SqlAttempts(connection)
        self.contest_doors = SqlContestDoors(connection)
        self.outbox = SqlOutbox(connection, now)
        self.timers = SqlTimers(connection)

    @property
    def now(self) -> datetime:
        """When this unit of work began, in UTC."""
        return self._now


class Database:
    """A store on SQLite or Postgres, safe to use from several threads.

    On SQLite writers of one program take turns at a lock of its own, which is fair and quick; other programs are waited
    for by SQLite's busy timeout.
    """

    def __init__(self, engine: Engine, light: Engine, clock: Clock) -> None:
        self._engine = engine
        self._light = light
        self._clock = clock
        self._turn: AbstractContextManager[object] = threading.Lock() if self.is_sqlite else nullcontext()

    @property
    def url(self) -> URL:
        """The address it was opened with."""
        return self._engine.url

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite, with its one writer."""
        return self._engine.dialect.name == "sqlite"

    def now(self) -> datetime:
        """The store's time."""
        return self._clock()

    @contextmanager
    def begin(self) -> Iterator[SqlUnitOfWork]:
        """Open a unit of work: durable once the block has ended, undone if the block raises."""
        with self.transaction() as connection:
            yield SqlUnitOfWork(connection, self._clock())

    @contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[Connection]:
        """A bare transaction. Without `durable` it outlives the program but perhaps not the machine's power."""
        with self._explaining(), self._turn, (self._engine if durable else self._light).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, beside any writer, everything as it stands at one moment."""
        at_one_moment = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        reading = self._engine.execution_options(reading=True, **at_one_moment)
        with self._explaining(), reading.begin() as connection:
            yield connection

    @contextmanager
    def looking(self) -> Iterator[SqlUnitOfWork]:
        """A unit of work that only looks, at one moment, and waits for no writer."""
        with self.reading() as connection:
            yield SqlUnitOfWork(connection, self._clock())

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()
        self._light.dispose()

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:  # not OSError: that one comes from what is done inside, and is no word on the store
            told = explained(error, self.url)
            if told is None:
                raise
            raise told from error


def open_database(url: str, *, clock: Clock | None = None) -> Database:
    """Open the database and bring it to the current shape; raises StoreError with a Chinese sentence.

    Without a `clock`, time is the machine's on SQLite and the server's on Postgres.
    """
    database = attach_database(url, clock=clock)
    try:
        with database.transaction() as connection:
            upgrade(connection)
    except BaseException:
        database.close()
        raise
    return database


def attach_database(url: str, *, clock: Clock | None = None) -> Database:
    """Open the database in whatever shape it is; raises StoreError with a Chinese sentence."""
    address = parsed_url(url)
    if address.get_backend_name() == "sqlite":
        _make_folder(address)
    engine, light = open_engine(address), open_engine(address, durable=False)
    database = Database(engine, light, clock or wall_clock)
    try:
        return database if clock else Database(engine, light, _steady(database))
    except BaseException:
        database.close()
        raise


def _steady(database: Database) -> SteadyClock:
    def servers_time() -> datetime:
        with database.reading() as connection:
            told = connection.scalar(select(func.clock_timestamp()))
        return wall_clock() if told is None else told

    return SteadyClock(wall_clock if database.is_sqlite else servers_time)


def _make_folder(address: URL) -> None:
    file = str(address.database)
    if file.startswith("file:"):
        return  # an address in SQLite's own form: whoever writes one knows where it points
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        told = explained(error, address)
        if told is None:
            raise
        raise told from error
