"""`duilian webhook`: the Telegram bot by webhook, alone or as the front of several workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.office import FRONT, WEBHOOK
from bot.terminal.serving import serve

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.options.add_argument("--front", action="store_true", help="只收消息，处理和发送交给 duilian worker")
    parser.epilog = "需要设 TELEGRAM_TOKEN、TELEGRAM_WEBHOOK_URL 和 TELEGRAM_WEBHOOK_SECRET；在 DUILIAN_LISTEN 上监听。"


def run(arguments: argparse.Namespace) -> int:
    """Run it; 2 when it can't begin for its settings, 1 for anything else."""
    duties = FRONT if arguments.front else WEBHOOK
    return serve(duties, "TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET", what="机器人（webhook）")
