"""`duilian contest`: the competition from its roster to its prize, one subcommand a step."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError
from bot.store.database import open_database
from bot.store.errors import ClashError, StoreError
from bot.terminal.arguments import USAGE_ERROR, CommandParser, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.contest.auditing import AUDITING
from bot.terminal.contest.desk import Desk, common
from bot.terminal.contest.preparing import PREPARING
from bot.terminal.contest.reporting import REPORTING
from bot.terminal.contest.ruling import RULING
from bot.terminal.contest.running import RUNNING
from scripts.nearest import nearest

if TYPE_CHECKING:
    from bot.terminal.contest import Action

ACTIONS: dict[str, Action] = {**PREPARING, **RUNNING, **RULING, **REPORTING, **AUDITING}
"""Every subcommand by its name, in the order of a contest's life."""


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.about_arguments.add_argument("action", metavar="做什么", nargs="?", default="list", help="见下面")
    parser.about_arguments.add_argument("rest", metavar="…", nargs=argparse.REMAINDER, help="每一步自己的参数")
    listed = "\n".join(f"  {name:<11}{action.about}" for name, action in ACTIONS.items())
    parser.epilog = f"做什么：\n{listed}\n\n每一步的说明：duilian contest 做什么 --help"


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 when it is refused, 2 when it was wrongly asked for."""
    action = ACTIONS.get(arguments.action)
    if action is None:
        like = nearest(arguments.action, tuple(ACTIONS))
        complain(
            f"没有「{arguments.action}」这一步。" + (f"是不是想写 {like}？" if like else ""),
            "每一步：duilian contest --help",
        )
        return USAGE_ERROR
    parser = CommandParser(f"contest {arguments.action}", action.about)
    action.arguments(parser)
    common(parser)
    asked = parser.parse(arguments.rest)
    settings = settings_or_leave()
    try:
        with closing(open_database(settings.duilian_database_url)) as store:
            return action.run(Desk(settings, store, asked.by, asked.json), asked)
    except (ContestError, StoreError) as refused:
        complain(str(refused))
        return 1
    except ClashError:
        complain("别的程序正在改这场竞赛，请稍等再试。")
        return 1
