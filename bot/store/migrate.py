"""Brings a database to the shape this program knows, by Alembic, within one transaction that locks others out."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.errors import StoreError

_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = 7_205_759  # any number, the same in every program of this kind


def upgrade(connection: Connection, to: str = "head") -> None:
    """Upgrade within the connection's transaction. On SQLite that transaction is itself the lock (BEGIN IMMEDIATE)."""
    _lock(connection)
    refuse_newer(connection)
    if current(connection) != _known().get_current_head() or to != "head":
        command.upgrade(_config(connection), to)


def downgrade(connection: Connection, to: str) -> None:
    """Take the database back to an older shape (`base` takes everything away)."""
    _lock(connection)
    refuse_newer(connection)
    command.downgrade(_config(connection), to)


def current(connection: Connection) -> str | None:
    """The revision the database is at; None for one without tables."""
    return MigrationContext.configure(connection).get_current_revision()


def revisions() -> list[str]:
    """Every revision this program knows, the oldest first."""
    return [script.revision for script in _known().walk_revisions()][::-1]


def refuse_newer(connection: Connection) -> None:
    """Raise StoreError if a newer program has already changed the database's shape."""
    found = current(connection)
    if found is not None and found not in revisions():
        raise StoreError(
            f"数据库是更新的版本（{found}）建的，这个程序不认识。请升级程序后再用；"
            "如果要退回旧版，请先用新版程序把数据库退回，或恢复升级前的备份。"
        )


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _known() -> ScriptDirectory:
    return ScriptDirectory(str(_SCRIPTS))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
