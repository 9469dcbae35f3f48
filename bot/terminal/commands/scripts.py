"""`duilian scripts`: what one can practise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.terminal.arguments import complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.views.json_lines import dumped

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.services.catalogue import Catalogue
    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.options.add_argument("--json", action="store_true", help="输出一个 JSON 列表，给程序用")


def run(arguments: argparse.Namespace) -> int:
    """List the scripts; broken files are named beside them."""
    catalogue = catalogue_of(settings_or_leave())
    warn_of_broken_files(catalogue, complain)
    if arguments.json:
        sys.stdout.write(dumped(list(_listed(catalogue))) + "\n")
    else:
        for plan in catalogue.library.shelves.values():
            sys.stdout.write(f"【{plan.plan.title}】\n")
            for script in plan.scripts.values():
                sys.stdout.write(f"  {script.ref}　{script.about}\n")
    return 0


def _listed(catalogue: Catalogue) -> Iterator[dict[str, object]]:
    for shelf in catalogue.library.shelves.values():
        for script in shelf.scripts.values():
            yield {
                "script": script.script,
                "version": script.version,
                "plan": script.plan,
                "segment": script.segment,
                "customer": script.customer.name,
                "about": script.about,
                "approaches": list(script.openings),
            }
