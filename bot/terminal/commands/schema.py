"""`duilian schema`: write the JSON Schemas with which an editor completes and explains the keys."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import complain
from bot.terminal.writing import every_schema

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument(
        "folder", metavar="文件夹", nargs="?", type=Path, default=Path("schema"), help="写到哪里（默认 schema）"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write them, in place of what was there before."""
    folder: Path = arguments.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in every_schema():
            (folder / name).write_text(text, encoding="utf-8")
            sys.stdout.write(f"{folder / name}\n")
    except OSError as error:
        complain(f"写不进 {folder}（{error.strerror}）。")
        return 1
    return 0
