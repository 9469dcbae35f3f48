"""`duilian version`: the life of script versions: draft, pilot, published, retired, and the way back."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.terminal.arguments import USAGE_ERROR, complain, one_of
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.terminal.arguments import CommandParser
    from bot.terminal.versioning import Desk

ACTIONS = {
    "list": "列出所有版本",
    "show": "看一个版本",
    "history": "看谁在什么时候为什么动过",
    "pilot": "给一个分公司或几个人试销",
    "publish": "正式发布",
    "retire": "停用",
    "rollback": "退回以前的版本",
}
EXAMPLES = """例子：
  duilian version list
  duilian version pilot 网吧 --branch 城东分公司 --by 王老师 --why 改了报价那一段
  duilian version publish 网吧 --by 王老师 --why 城东试销两周，成交多了
  duilian version rollback 网吧 --to V1 --by 王老师 --why 新版客户不买账

怎么试销、怎么发布：docs/how-to/publish-and-pilot.md"""
STEPS = ("pilot", "publish", "retire", "rollback")


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.about_arguments.add_argument("action", metavar="做什么", type=one_of(ACTIONS), help="、".join(ACTIONS))
    parser.about_arguments.add_argument(
        "script", metavar="脚本", nargs="?", default="", help="如 网吧；要说明版本就写 网吧@V1"
    )
    add = parser.options.add_argument
    add("--by", metavar="姓名", default="", help="谁做的；试销、发布、停用、退回都要写")
    add("--why", metavar="原因", default="", help="为什么；试销、发布、停用、退回都要写")
    add("--branch", metavar="分公司", action="append", default=[], help="试销给哪个分公司，可以写几次")
    add("--person", metavar="姓名", action="append", default=[], help="试销给谁：姓名、数字账号或者“本机”，可以写几次")
    add("--to", metavar="版本", default="", help="退回到哪个版本，如 V1")
    add("--skip-pilot", action="store_true", help="不经试销直接发布；历史里看得出来")
    add("--output", metavar="文件夹", type=Path, help="show：把封存的文件写到这个文件夹")
    add("--json", action="store_true", help="list、show、history：输出 JSON，给程序用")
    parser.epilog = EXAMPLES


def run(arguments: argparse.Namespace) -> int:
    """Do it; 1 when it is refused, 2 when it was wrongly asked for."""
    missing = _missing(arguments)
    if missing:
        complain(missing, f"完整用法：duilian version {arguments.action} --help")
        return USAGE_ERROR
    from bot.terminal import versioning  # noqa: PLC0415 - loads the scripts' listeners, which --help needs not wait for

    settings = settings_or_leave()
    actions: dict[str, Callable[[Desk, argparse.Namespace], int]] = {
        "list": versioning.show_list,
        "show": versioning.show_one,
        "history": versioning.show_history,
        "pilot": versioning.pilot_it,
        "publish": versioning.publish_it,
        "retire": versioning.retire_it,
        "rollback": versioning.roll_it_back,
    }
    try:
        with closing(open_database(settings.duilian_database_url)) as store:
            desk = versioning.Desk(store, catalogue_of(settings), settings.duilian_coverage / 100)
            return actions[arguments.action](desk, arguments)
    except StoreError as error:
        complain(str(error))
        return 1


def _missing(arguments: argparse.Namespace) -> str:
    """Say in Chinese what the command line lacks, "" when it lacks nothing."""
    action = arguments.action
    if action != "list" and not arguments.script:
        return f"{ACTIONS[action]}：还缺脚本的名字。"
    if action in STEPS:
        lacking = [option for option, given in (("--by", arguments.by), ("--why", arguments.why)) if not given.strip()]
        if lacking:
            return f"{ACTIONS[action]}：还缺 {'、'.join(lacking)}。谁做的、为什么，历史里要留着。"
    if action == "pilot" and not (arguments.branch or arguments.person):
        return "给谁试销：--branch 分公司，或者 --person 姓名。"
    if action == "rollback" and not arguments.to:
        return "退回到哪个版本：--to 版本，例如 --to V1。"
    return ""
