"""`duilian pilot`: visits and suggestions of those who try a version out, and the branch's report to the province."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.terminal.arguments import USAGE_ERROR, complain, number_between, one_of
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of
from bot.views.choices import RESULTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.services.catalogue import Catalogue
    from bot.store.contract import Store
    from bot.terminal.arguments import CommandParser

ACTIONS = {
    "log": "记一次实地拜访",
    "suggest": "提一条建议",
    "vote": "同意一条建议",
    "ideas": "看大家的建议",
    "report": "写试销报告",
}
EXAMPLES = """例子：
  duilian pilot log 网吧 --result 成交 --yuan 300 --note "刘老板，送半年，当场签了"
  duilian pilot suggest 网吧 --note "报价之前先问机器台数"
  duilian pilot vote 网吧 --idea 1
  duilian pilot report 网吧 --against V1 --pdf 试销报告.pdf --xlsx 试销报告.xlsx

不写版本，就是正在试销的那一版；要记到老版本，写 网吧@V1。"""
MOST_YUAN = 10_000_000


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.about_arguments.add_argument("action", metavar="做什么", type=one_of(ACTIONS), help="、".join(ACTIONS))
    parser.about_arguments.add_argument("script", metavar="脚本", help="如 网吧，或者 网吧@V1")
    add = parser.options.add_argument
    add("--result", metavar="结果", type=one_of(RESULTS), help=f"log：{'、'.join(RESULTS.values())}")
    add("--yuan", metavar="元", type=number_between(0, MOST_YUAN), help="log：成交的每月多少元")
    add("--note", metavar="一句话", default="", help="log：怎么谈成的、卡在哪儿；suggest：建议怎么改")
    add("--idea", metavar="编号", type=int, help="vote：同意哪一条")
    add("--name", metavar="姓名", default="", help="替谁记；不写就是本机")
    add("--branch", metavar="分公司", default="", help="记在哪个分公司名下；report：只看这个分公司的")
    add("--against", metavar="版本", default="", help="report：和哪一版比，如 V1")
    add("--md", metavar="文件", type=Path, help="report：写成 Markdown")
    add("--pdf", metavar="文件", type=Path, help="report：写成 PDF")
    add("--xlsx", metavar="文件", type=Path, help="report：写成 Excel 表格")
    parser.epilog = EXAMPLES


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 when there is nothing to do it with, 2 when it was wrongly asked for."""
    missing = _missing(arguments)
    if missing:
        complain(missing, "完整用法：duilian pilot --help")
        return USAGE_ERROR
    from bot.terminal import piloting  # noqa: PLC0415 - --help needs not wait for all it loads

    actions: dict[str, Callable[[Store, Catalogue, argparse.Namespace], int]] = {
        "log": piloting.log,
        "suggest": piloting.suggest_it,
        "vote": piloting.vote,
        "ideas": piloting.ideas,
        "report": piloting.report,
    }
    settings = settings_or_leave()
    try:
        with closing(open_database(settings.duilian_database_url)) as store:
            return actions[arguments.action](store, catalogue_of(settings), arguments)
    except StoreError as error:
        complain(str(error))
        return 1


def _missing(arguments: argparse.Namespace) -> str:
    """Say in Chinese what the command line lacks, "" when it lacks nothing."""
    if arguments.action == "log" and arguments.result is None:
        return f"结果怎么样：--result {'、'.join(RESULTS.values())}。"
    if arguments.action == "log" and arguments.yuan is not None and arguments.result != "won":
        return "--yuan 只记成交的。"
    if arguments.action == "suggest" and not arguments.note.strip():
        return "建议怎么改：--note 一句话。"
    if arguments.action == "vote" and arguments.idea is None:
        return "同意哪一条：--idea 编号。编号看 duilian pilot ideas。"
    return ""
