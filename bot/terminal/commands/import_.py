"""`duilian import`: a workbook of `duilian export`'s back into the files it came from; only what changed is new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.script_files import NoFilesError
from bot.services.script_import import ImportRefusedError, proposal, write
from bot.spreadsheets import NotABookError
from bot.spreadsheets.opening import LARGEST
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import roots_of
from bot.views.workbook import proposal_text
from scoring.listening import build_listener

if TYPE_CHECKING:
    import argparse

    from bot.services.script_import import Proposal
    from bot.settings import Settings
    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("file", metavar="文件", type=Path, help="duilian export 写出来的 .xlsx")
    parser.options.add_argument("--dry-run", action="store_true", help="只说会改什么，什么也不写")


def run(arguments: argparse.Namespace) -> int:
    """Import; 2 when the file is none that can be imported, 1 when something speaks against it or can't be written."""
    settings = settings_or_leave()
    found = _read(arguments.file, settings)
    if found is None:
        return USAGE_ERROR
    sys.stdout.write(proposal_text(found) + "\n")
    if not found.may_be_written:
        return 1
    if arguments.dry_run or not found.texts:
        sys.stdout.write("只是看看，什么也没有写。\n" if found.texts else "")
        return 0
    return _write(found, settings)


def _read(file: Path, settings: Settings) -> Proposal | None:
    """Say what importing the file would do; None when it can't be imported, which was said then."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        return proposal(content, roots_of(settings), build_listener)
    except OSError as error:
        complain(f"打不开 {file}（{error.strerror}）。")
    except (NotABookError, ImportRefusedError, NoFilesError) as error:
        complain(str(error))
    return None


def _write(found: Proposal, settings: Settings) -> int:
    try:
        for path in write(found, settings.duilian_library):
            sys.stdout.write(f"写好了：{path}\n")
    except ImportRefusedError as error:
        complain(str(error))
        return 1
    except OSError as error:
        complain(f"写不进 {error.filename}（{error.strerror}）。什么也没有改。")
        return 1
    return 0
