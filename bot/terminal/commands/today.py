"""`duilian today`: what is due today, and how to practise it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.todays_practice import todays_practice
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.keeping import keeper_of
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.printing import TextPrinter
from bot.views.today import todays_page

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line: it takes nothing."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Show today's cards with the command for each."""
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    keeper = keeper_of(settings, complain)
    try:
        today = keeper.do(lambda uow: todays_practice(uow, catalogue, LOCAL_REP))
    finally:
        keeper.close()
    TextPrinter(echo=False).page(todays_page(today, with_commands=True))
    return 0
