"""`duilian bot`: the Telegram bot by polling, until it is told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.office import BOT
from bot.terminal.serving import serve

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line: it takes nothing, all is settings."""
    parser.epilog = "需要设 TELEGRAM_TOKEN；其余设置看 duilian settings。"


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Run the bot; 2 when it can't begin for its settings, 1 for anything else."""
    return serve(BOT, what="机器人")
