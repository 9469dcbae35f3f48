"""`duilian worker`: handles and sends what a webhook front has taken in; any number of them share one Postgres."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.office import WORKER
from bot.terminal.serving import serve

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line: it takes nothing, all is settings."""
    parser.epilog = "和 duilian webhook --front 用同一个 TELEGRAM_TOKEN 和同一个 DUILIAN_DATABASE_URL；可以开任意多个。"


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """Run it; 2 when it can't begin for its settings, 1 for anything else."""
    return serve(WORKER, what="工作进程")
