"""What can go wrong with a store, each with a Chinese sentence for whoever sits in front of it."""

from __future__ import annotations

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, OperationalError, ProgrammingError


class StoreError(Exception):
    """The database can't be used now. `str()` of it is a Chinese sentence: what, where, what to do."""


class ClashError(Exception):
    """Two transactions stood in each other's way and this one was undone: repeated, it will do."""


class StaleRoomError(ClashError):
    """A room was changed by someone else since it was loaded: load it again and repeat."""


class TurnTakenError(ClashError):
    """A room already has a turn of this number: load it again and repeat."""


class LogMovedError(ClashError):
    """A contest's log was added to by someone else since it was read: read it again and repeat."""


_UNDONE_BY_POSTGRES = {"40001", "40P01"}  # serialization failure, deadlock
# What one transaction did, and the next will fare better: it idled too long, or held more than Postgres takes.
_OWN_DOING = ("25P03", "54")

# (a part of the driver's message in lower case, what it means to the person in front of it)
_SIGNS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("readonly database", "read-only file system"),
        "数据库 {place} 是只读的，什么也记不下来。请检查这个文件和它所在文件夹的写权限。",
    ),
    (
        ("disk is full", "no space left", "disk full"),
        "磁盘满了，数据库 {place} 写不进去。请腾出空间再继续；写成功的内容都还在。",
    ),
    (
        ("malformed", "not a database", "file is encrypted"),
        "数据库 {place} 坏了，或者不是本程序的数据库。请把它移到别处留底，再用备份恢复，或者重新开始。",
    ),
    (
        ("database is locked", "database table is locked"),
        "数据库 {place} 一直被另一个程序占着。请稍等再试；如果有程序卡住了，先把它关掉。",
    ),
    (
        ("unable to open database file",),
        "打不开数据库 {place}。请检查所在的文件夹是否存在、有没有读写权限，或者改设 DUILIAN_DATABASE_URL。",
    ),
    (
        ("disk i/o error",),
        "读写数据库 {place} 时磁盘出错。请检查磁盘，并尽快备份。",
    ),
    (
        ("password authentication failed", "no password supplied", "does not exist", "pg_hba.conf"),
        "数据库 {place} 不让登录，或者没有这个库、这个用户。请检查 DUILIAN_DATABASE_URL 里的用户名、密码和库名。",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "timeout expired", "could not translate host"),
        "连不上数据库 {place}。请检查 Postgres 是否在运行、地址和端口对不对、网络通不通。",
    ),
)


def explained(error: DBAPIError | OSError, url: URL) -> StoreError | ClashError | None:
    """What a driver's error means: the surroundings' fault, a clash, or None for a mistake of the program."""
    state = str(getattr(getattr(error, "orig", None), "sqlstate", None) or "")
    if state in _UNDONE_BY_POSTGRES:
        return ClashError(str(error))
    if state.startswith(_OWN_DOING) or isinstance(error, ProgrammingError | IntegrityError | DataError):
        return None
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    for signs, sentence in _SIGNS:
        if any(sign in said for sign in signs):
            return StoreError(sentence.format(place=place))
    if isinstance(error, OSError | OperationalError | InterfaceError) or error.connection_invalidated:
        return StoreError(f"数据库 {place} 用不了：{said.strip()}。请检查后再试。")
    return None
