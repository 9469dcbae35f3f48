"""`duilian listen`: what is heard in each line, and the words that prove it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.services.listeners import listener_of
from bot.services.typed import clean
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.reading import PipeReader, PromptReader, Reader
from bot.views.heard import explained
from bot.views.json_lines import heard_line
from bot.views.page import plain
from scripts.heard import Context
from scripts.nearest import nearest

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser

DEFAULT_PLAN = "office-building"


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    add = parser.options.add_argument
    add("--plan", metavar="方案", default=DEFAULT_PLAN, help=f"哪一个策划方案（默认 {DEFAULT_PLAN}）")
    add("--json", action="store_true", help="每句输出一个 JSON，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """Listen to every line of the input until it ends."""
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    shelf = catalogue.library.shelves.get(arguments.plan)
    if shelf is None:
        plans = tuple(catalogue.library.shelves)
        like = nearest(arguments.plan, plans)
        complain(
            f"没有方案「{arguments.plan}」。" + (f"是不是想写 {like}？" if like else ""), f"现有：{'、'.join(plans)}"
        )
        return USAGE_ERROR
    listener = listener_of(settings)(shelf.plan, shelf.points)
    reader: Reader = PromptReader() if sys.stdin.isatty() and not arguments.json else PipeReader()
    while (line := reader.line("说一句：")) is not None:
        heard = listener.hear(clean(line), Context())
        sys.stdout.write((heard_line(heard) if arguments.json else plain(explained(heard))) + "\n")
        sys.stdout.flush()
    return 0
