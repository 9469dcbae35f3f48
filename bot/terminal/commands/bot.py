"""`duilian bot`: the Telegram bot by polling, until it is told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.poller import TokenRefusedError
from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.telegram.running import run_bot
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line: it takes nothing, all is settings."""
    parser.epilog = "需要设 TELEGRAM_TOKEN；其余设置看 duilian settings。"


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Run the bot; 2 when it can't begin for its settings, 1 for anything else."""
    settings = settings_or_leave("TELEGRAM_TOKEN")
    catalogue = catalogue_of(settings)
    warn_of_broken_files(catalogue, complain)
    if not catalogue.names:
        complain("话术库里没有一个能用的脚本，机器人没有启动。请看 duilian check。")
        return 1
    try:
        store = open_database(settings.duilian_database_url)
    except StoreError as error:
        complain(str(error))
        return 1
    try:
        complain("机器人启动了，按 Ctrl-C 停止。")
        run_bot(settings, store, catalogue)
    except TokenRefusedError as error:
        complain(str(error))
        return USAGE_ERROR
    finally:
        store.close()
    complain("机器人已停止。")
    return 0
