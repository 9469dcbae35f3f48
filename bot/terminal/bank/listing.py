"""`duilian bank list` and `duilian bank check`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.terminal.bank.chosen import bank_or_leave, opened, picked
from bot.terminal.library import catalogue_of
from bot.terminal.tables import in_columns
from bot.views.bank import counted, line, listed
from bot.views.json_lines import dumped
from scripts.checks.render import render
from scripts.loader import author_line

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings


def show(settings: Settings, arguments: argparse.Namespace) -> int:
    """List the items, for programs as JSON."""
    loaded = opened(settings, arguments.plan)
    items = picked(loaded, arguments)
    if arguments.json:
        sys.stdout.write(dumped([listed(item) for item in items]) + "\n")
        return 0
    sys.stdout.write("".join(f"{line(item)}\n" for item in items))
    sys.stdout.write(f"\n{in_columns(counted(items))}\n")
    cases = [f"  {name}（{staged.case.script}，{staged.case.turns} 轮）" for name, staged in loaded.bank.cases.items()]
    sys.stdout.write("\n".join(("", "【案例】", *cases, "练一个：duilian bank case 案例名", "")))
    return 0


def check(settings: Settings, arguments: argparse.Namespace) -> int:
    """Say everything that is wrong in the bank's files; 1 when something is an error."""
    report = bank_or_leave(settings, catalogue_of(settings), arguments.plan).report
    if arguments.json:
        sys.stdout.write(dumped([problem.as_json() for problem in report]) + "\n")
    else:
        sys.stdout.write(render(report, author_line) + "\n")
    return 1 if report.errors else 0
