"""Opens connections: SQLite tuned for durability with one writer, Postgres with quick detection of dead peers."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from bot.store.errors import StoreError

BUSY_SECONDS = 20.0
"""How long one program waits for another that is writing to the same SQLite file."""


# A program that is stopped or cut off in the middle of a transaction must not keep others from taking over.
_OPTIONS = (
    "timezone=UTC",
    "idle_in_transaction_session_timeout=10s",
    "tcp_keepalives_idle=5",
    "tcp_keepalives_interval=2",
    "tcp_keepalives_count=3",
)
_LIGHT = ("synchronous_commit=off",)


def parsed_url(url: str) -> URL:
    """The database's address; raises StoreError in Chinese for one that can't be used."""
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        parsed, backend = None, ""
    if parsed is None or backend not in {"sqlite", "postgresql"} or parsed.database in {None, "", ":memory:"}:
        raise StoreError(
            "DUILIAN_DATABASE_URL 看不懂。SQLite 写 sqlite:////绝对路径/duilian.sqlite3，"
            "Postgres 写 postgresql+psycopg://用户:密码@主机:5432/库名。"
        )
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def open_engine(url: URL, *, durable: bool = True) -> Engine:
    """An engine for the address. With `durable=False` a commit may be lost with the machine (not with the program)."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, durable=durable)
    return _postgres(url, durable=durable)


def _sqlite(url: URL, *, durable: bool) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def tune(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver shall not begin on its own: BEGIN IMMEDIATE comes below
        _use_wal(connection)
        for pragma in (
            f"synchronous = {'FULL' if durable else 'NORMAL'}",
            "foreign_keys = ON",
            f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that takes its place at the start never has to be undone because another came first.
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; for this one step SQLite does not wait for other programs by itself."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _postgres(url: URL, *, durable: bool) -> Engine:
    try:
        engine = create_engine(
            url,
            pool_size=8,
            max_overflow=8,
            pool_pre_ping=False,
            connect_args={
                "connect_timeout": 5,
                "keepalives_idle": 5,
                "keepalives_interval": 2,
                "keepalives_count": 3,
                "options": " ".join(f"-c {option}" for option in (*_OPTIONS, *(() if durable else _LIGHT))),
            },
        )
    except ModuleNotFoundError as error:
        raise StoreError("要用 Postgres，请先安装驱动：pip install 'duilian[postgres]'。") from error
    return engine
