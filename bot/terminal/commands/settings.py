"""`duilian settings`: every setting with its value and where that came from; secrets stay hidden."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.settings import settings_files
from bot.terminal.configuration import settings_or_leave

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line: it takes nothing."""


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001 - every command is called alike
    """List the settings."""
    for one in settings_or_leave().listed():
        sys.stdout.write(f"{one.name} = {one.shown}\n    {one.meaning}；来自{one.source}\n")
    files = "，或 ".join(str(file) for file in settings_files())
    sys.stdout.write(f"\n改设置：用环境变量，或写进设置文件 {files}。环境变量优先。\n")
    return 0
