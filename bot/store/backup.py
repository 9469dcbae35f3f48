"""Copies a SQLite database while programs go on using it; for Postgres its own tools do that better."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.store.engine import parsed_url
from bot.store.errors import StoreError, explained


def back_up(url: str, target: Path) -> None:
    """Write a consistent copy to `target`, which must not exist; raises StoreError in Chinese."""
    address = parsed_url(url)
    if address.get_backend_name() != "sqlite":
        raise StoreError("Postgres 请用它自己的工具备份：pg_dump --format=custom --file=备份文件 库名。")
    source = Path(str(address.database))
    if not source.is_file():
        raise StoreError(f"没有找到数据库 {source}，没有可备份的内容。")
    if not target.parent.is_dir():
        raise StoreError(f"没有文件夹 {target.parent}，没有备份。请先建好它，或者换一个地方。")
    if target.exists():
        raise StoreError(f"{target} 已经存在，没有覆盖它。请换一个文件名。")
    try:
        with closing(sqlite3.connect(source)) as database, closing(sqlite3.connect(target)) as copy:
            database.backup(copy)
            whole = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except (sqlite3.Error, OSError) as error:
        wrapped = error if isinstance(error, OSError) else DBAPIError(None, None, error)
        told = explained(wrapped, address)
        raise StoreError(f"没有备份成：{told or error}") from error
    if whole != "ok":
        raise StoreError(f"数据库 {source} 坏了，备份出来的 {target} 也不可靠。请用更早的备份恢复。")
