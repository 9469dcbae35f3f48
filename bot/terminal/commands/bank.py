"""`duilian bank`: the item bank of a plan: list, check, practise, and by way of a workbook."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import number_between, one_of, whole_number
from bot.terminal.configuration import settings_or_leave
from scenarios.bank import KINDS

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser

ACTIONS = {
    "list": "列出",
    "check": "检查",
    "quiz": "做几道",
    "case": "练案例",
    "export": "导出",
    "import": "导入",
}
_DONE_BY = {
    "list": ("listing", "show"),
    "check": ("listing", "check"),
    "quiz": ("practising", "quiz"),
    "case": ("practising", "case"),
    "export": ("sheets", "export"),
    "import": ("sheets", "import_"),
}
"""Which function of which module in `bot.terminal.bank` does it."""
_MOST = 100


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    listed = "list 列出（默认）、check 检查、quiz 做几道、case 练案例、export 导出、import 导入"
    about = parser.about_arguments.add_argument
    about("action", metavar="做什么", nargs="?", type=one_of(ACTIONS), default="list", help=listed)
    about("file", metavar="文件", nargs="?", type=Path, help="导出、导入的 .xlsx；练案例时写案例名")
    add = parser.options.add_argument
    add("--plan", metavar="方案", help="哪个方案（默认 office-building）")
    add("--skill", metavar="类别", help="只要这一类，例如 资费")
    add("--kind", metavar="题型", type=one_of(KINDS), help="只要这种题型：" + "、".join(KINDS.values()))
    add("--difficulty", metavar="难度", type=number_between(1, 5), help="只要这个难度，1 到 5")
    add("--number", metavar="几道", type=number_between(1, _MOST), default=10, help="quiz 做几道（默认 10）")
    add("--seed", metavar="数字", type=whole_number, help="同一个数字抽到同样的题、同样的客户")
    add("--to", metavar="文件", type=Path, help="导入的题写到哪个文件，已经有的会盖掉")
    add("--json", action="store_true", help="list 和 check 输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; gives the exit code."""
    module, name = _DONE_BY[arguments.action]
    settings = settings_or_leave()
    done: int = getattr(importlib.import_module(f"bot.terminal.bank.{module}"), name)(settings, arguments)
    return done
