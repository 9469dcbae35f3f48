"""The scripts for the commands: the province's own folder before the library that comes with the program."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.services.catalogue import Catalogue
from bot.services.listeners import MissingExtraError, listener_of, need
from bot.services.ready import compiled_with
from bot.terminal.arguments import USAGE_ERROR, complain
from scripts.loader import load_library, shipped_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from bot.services.listeners import Extra
    from bot.settings import Settings
    from scripts.model import Library
    from scripts.problems import Report


def catalogue_of(settings: Settings) -> Catalogue:
    """Give the scripts that the settings name, each with its listener; leave with 2 if an extra is missing."""
    if settings.duilian_semantic:
        need_or_leave("semantic")
    return Catalogue(*roots_of(settings), compiled=compiled_with(listener_of(settings)))


def roots_of(settings: Settings) -> tuple[Path, ...]:
    """Give the libraries that are in use, one's own before the program's."""
    own = (settings.duilian_library,) if settings.duilian_library is not None else ()
    return (*own, shipped_library())


def library_around(files: Iterable[Path]) -> Library:
    """Give the scripts that scenarios, questions or cases stand on: of the libraries they lie in, then the shipped."""
    roots = dict.fromkeys(file.resolve().parents[2] for file in files)
    return load_library(*roots, shipped_library()).library


def need_or_leave(extra: Extra) -> None:
    """Leave with 2, saying what to install, unless an extra that the settings ask for is there."""
    try:
        need(extra)
    except MissingExtraError as missing:
        complain(str(missing))
        raise SystemExit(USAGE_ERROR) from None


def warn_of_broken_files(catalogue: Catalogue, warn: Callable[[str], None]) -> None:
    """Say which files of the library could not be used, each with its first fault; everything else still works."""
    warn_of(catalogue.problems, warn)


def warn_of(report: Report, warn: Callable[[str], None]) -> None:
    """Say the first error of each file."""
    by_file = {place: list(found) for place, found in groupby(report.errors, lambda one: one.place.file)}
    for file, problems in by_file.items():
        rest = f"（这个文件还有 {len(problems) - 1} 处）" if problems[1:] else ""
        warn(f"{file} 第 {problems[0].place.line} 行写错了，先不用它：{problems[0].message}{rest}")
    if by_file:
        warn("逐条查看：duilian check")
