"""`duilian database`: the shape of the database, a backup of it, and the way back to an older shape."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.backup import back_up
from bot.store.database import attach_database
from bot.store.errors import StoreError
from bot.store.migrate import current, downgrade, revisions, upgrade
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    either = parser.options.add_mutually_exclusive_group()
    either.add_argument("--backup", metavar="文件", type=Path, help="把 SQLite 数据库备份到这个文件，不用停机器人")
    either.add_argument("--upgrade", action="store_true", help="升级到这个程序的版本（启动机器人时也会自动升级）")
    either.add_argument(
        "--downgrade", metavar="版本", help="退回到这个版本，新版本才有的内容会丢掉；先停机器人、做备份"
    )
    parser.epilog = "不写选项时，只显示数据库的版本。"


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 when it fails, 2 for a version that does not exist."""
    url = settings_or_leave().duilian_database_url
    try:
        if arguments.backup is not None:
            back_up(url, arguments.backup)
            sys.stdout.write(f"备份好了：{arguments.backup}\n")
            return 0
        if arguments.downgrade is not None and arguments.downgrade not in revisions():
            complain(f"没有版本「{arguments.downgrade}」，可以写 {'、'.join(revisions())}。")
            return USAGE_ERROR
        sys.stdout.write(_changed(url, arguments))
    except StoreError as error:
        complain(str(error))
        return 1
    return 0


def _changed(url: str, arguments: argparse.Namespace) -> str:
    """Change the shape if that was asked for, and say what it is now."""
    database = attach_database(url)
    try:
        with database.transaction() as connection:
            if arguments.upgrade:
                upgrade(connection)
            if arguments.downgrade is not None:
                downgrade(connection, arguments.downgrade)
            now = current(connection) or "还没有建表"
    finally:
        database.close()
    return f"数据库的版本：{now}；这个程序的版本：{revisions()[-1]}\n"
