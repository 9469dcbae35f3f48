"""`duilian scenarios`: the role-plays for several people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.terminal.arguments import complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of, warn_of_broken_files
from bot.terminal.playbill import scenarios_of
from bot.views.json_lines import dumped

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser

KINDS = {"panel": "一对多", "rivals": "多对一"}


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.options.add_argument("--json", action="store_true", help="输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """List the scenarios; broken files are named beside them."""
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    loaded = scenarios_of(settings, catalogue)
    warn_of_broken_files(catalogue, complain)
    warn_of(loaded.report, complain)
    documents = [staged.document for staged in loaded.staged.values()]
    if arguments.json:
        listed = [{"name": one.scenario, "kind": one.kind, "script": one.script} for one in documents]
        sys.stdout.write(dumped(listed) + "\n")
        return 0
    for kind, name in KINDS.items():
        sys.stdout.write(f"【{name}】\n")
        for one in documents:
            if one.kind == kind:
                sys.stdout.write(f"  {one.scenario}（{one.script}）　{one.about}\n")
    sys.stdout.write("开演：duilian play 场景名\n")
    return 0
