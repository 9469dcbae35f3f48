"""`duilian import`: a workbook of `duilian export`'s back into the files it came from; only what changed is new."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.authoring.script_files import NoFilesError
from bot.services.authoring.script_import import ImportRefusedError, proposal, with_new_base, write, write_all
from bot.spreadsheets import NotABookError
from bot.spreadsheets.opening import LARGEST
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import roots_of
from bot.views.workbook import proposal_text
from scoring.listening import build_listener

if TYPE_CHECKING:
    import argparse

    from bot.services.authoring.script_import import Proposal
    from bot.settings import Settings
    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("file", metavar="文件", type=Path, help="duilian export 写出来的 .xlsx")
    parser.options.add_argument("--dry-run", action="store_true", help="只说会改什么，什么也不写")


def run(arguments: argparse.Namespace) -> int:
    """Import; 2 when the file is none that can be imported, 1 when something speaks against it or can't be written."""
    settings = settings_or_leave()
    content = _read(arguments.file)
    found = _proposed(content, settings) if content is not None else None
    if content is None or found is None:
        return USAGE_ERROR
    sys.stdout.write(proposal_text(found) + "\n")
    if not found.may_be_written:
        return 1
    if arguments.dry_run or not found.texts:
        sys.stdout.write("只是看看，什么也没有写。\n" if found.texts else "")
        return 0
    code = _write(found, settings)
    return code or _go_on(arguments.file, with_new_base(content, found))


def _read(file: Path) -> bytes | None:
    """Give what is in the file, None when it can't be read, which was said then."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        complain(f"打不开 {file}（{error.strerror}）。")
    return None


def _proposed(content: bytes, settings: Settings) -> Proposal | None:
    """Say what importing the workbook would do; None when it can't be imported, which was said then."""
    try:
        return proposal(content, roots_of(settings), build_listener)
    except (NotABookError, ImportRefusedError, NoFilesError) as error:
        complain(str(error))
    return None


def _go_on(file: Path, content: bytes) -> int:
    """Let the workbook stand on what was just written, so that one can change more and import it again."""
    try:
        write_all({file: content})
    except OSError as error:
        complain(f"表格 {file} 开着或者写不进（{error.strerror}）。还要接着改的话，先重新 duilian export 一份。")
    else:
        sys.stdout.write(f"{file} 可以接着改，改完再读。\n")
    return 0


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
