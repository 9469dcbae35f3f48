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
    from scripts.model import PlanShelf


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
        for shelf in catalogue.library.shelves.values():
            _write(shelf.plan.title, shelf)
        for city, plans in catalogue.library.cities.items():
            stale = sum(len(one.stale()) for one in catalogue.cities if one.name == city)
            note = f"（{stale} 处过期，看 duilian overlay）" if stale else ""
            for shelf in plans.values():
                _write(f"{shelf.plan.title} · {city}{note}", shelf)
    return 0


def _write(title: str, shelf: PlanShelf) -> None:
    sys.stdout.write(f"【{title}】\n")
    for script in shelf.scripts.values():
        sys.stdout.write(f"  {script.ref}　{script.about}\n")


def _listed(catalogue: Catalogue) -> Iterator[dict[str, object]]:
    for shelf in catalogue.library.all_shelves:
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
