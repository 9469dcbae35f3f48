"""`duilian today`: what is due today, and how to practise it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from bot.services.todays_practice import todays_practice
from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.store.records import LOCAL_REP
from bot.terminal.arguments import complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.playbill import playbill_of
from bot.terminal.printing import TextPrinter
from bot.views.today import todays_page

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line: it takes nothing."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Show today's cards with the command for each; 1 when the store, where they are, can't be used."""
    settings = settings_or_leave()
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    try:
        with closing(open_database(settings.duilian_database_url)) as store, store.begin() as uow:
            seen = catalogue.seen_by(uow, LOCAL_REP)
            today = todays_practice(uow, seen, LOCAL_REP, playbill_of(settings, catalogue).seen_by(seen))
    except StoreError as error:
        complain(str(error))
        return 1
    TextPrinter(echo=False).page(todays_page(today, with_commands=True))
    return 0
