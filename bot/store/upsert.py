"""Insert or replace, and insert if new, the same on SQLite and Postgres."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def upsert(
    connection: Connection, table: Table, values: Mapping[str, Any], *, unique: Sequence[str], replacing: Sequence[str]
) -> None:
    """Insert a row, or replace the columns `replacing` of the one that has the same `unique` columns."""
    insert = _insert(connection, table).values(**values)
    excluded = {column: insert.excluded[column] for column in replacing}
    connection.execute(insert.on_conflict_do_update(index_elements=list(unique), set_=excluded))


def insert_all_new(
    connection: Connection, table: Table, rows: Sequence[dict[str, Any]], *, unique: Sequence[str]
) -> int:
    """Insert the rows, in order, but those whose `unique` columns are there already; returns how many were new."""
    insert = _insert(connection, table).on_conflict_do_nothing(index_elements=list(unique))
    return len(connection.execute(insert.returning(table.c[unique[0]]), rows).all())


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
