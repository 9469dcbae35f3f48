"""`duilian delivery`: what waits, what went wrong, and another try for what was set aside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.delivery.inbox import Inbox
from bot.delivery.overview import overview
from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.terminal.arguments import complain, whole_number
from bot.terminal.configuration import settings_or_leave

if TYPE_CHECKING:
    import argparse

    from bot.store.database import Database
    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.options.add_argument("--retry", metavar="编号", type=whole_number, help="把搁置的这一条重新处理一次")


def run(arguments: argparse.Namespace) -> int:
    """Show it; 1 when the store can't be used or there is nothing of that number."""
    try:
        database = open_database(settings_or_leave().duilian_database_url)
    except StoreError as error:
        complain(str(error))
        return 1
    try:
        if arguments.retry is not None:
            return _retry(database, arguments.retry)
        sys.stdout.write(_standing(database))
    finally:
        database.close()
    return 0


def _retry(database: Database, number: int) -> int:
    if not Inbox(database).try_again(number):
        complain(f"没有编号是 {number} 的搁置消息。用 duilian delivery 看有哪些。")
        return 1
    sys.stdout.write(f"{number} 已经放回去，机器人会再处理一次。\n")
    return 0


def _standing(database: Database) -> str:
    now = overview(database)
    lines = [
        f"在工作的进程：{now.workers}",
        f"待处理的消息：{now.inbox_waiting} 条，最早的等了 {now.inbox_age:.0f} 秒",
        f"待发送的消息：{now.outbox_waiting} 条，最早的等了 {now.outbox_age:.0f} 秒；正在发送 {now.outbox_sending} 条",
        f"不知道送到没有的：{now.outbox_unknown} 条；发不出去的：{now.outbox_failed} 条",
        f"处理不了、搁置的：{now.inbox_aside} 条",
    ]
    for aside in Inbox(database).set_aside():
        where = "" if aside.chat_id is None else f"，会话 {aside.chat_id}"
        lines.append(f"  编号 {aside.seq}：{aside.received:%Y-%m-%d %H:%M} UTC{where}，{aside.reason}")
    return "\n".join(lines) + "\n"
