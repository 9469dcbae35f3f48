"""`duilian bank export` and `duilian bank import`: the bank as an XLSX workbook, and back into the library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.spreadsheets import NotABookError, read_book, written
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.bank.chosen import opened
from bot.terminal.writing import write_file
from scenarios.bank.folders import ITEMS
from scenarios.bank.spreadsheet import WRITTEN, Imported, exported, imported
from scenarios.bank.written import CODE

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings

SUFFIX = ".xlsx"


def export(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write the bank as a workbook."""
    file: Path | None = arguments.file
    if file is None or file.suffix.lower() != SUFFIX:
        complain("写上要存成的文件，以 .xlsx 结尾，例如：duilian bank export 题库.xlsx")
        return USAGE_ERROR
    loaded = opened(settings, arguments.plan)
    made = [item for item in loaded.bank.items.values() if not item.id.startswith(f"{CODE}-")]
    return write_file(file, written(exported(loaded.books, made)))


def import_(settings: Settings, arguments: argparse.Namespace) -> int:
    """Take the questions of a workbook into a file of the library; 1 and nothing written when one is wrong."""
    file: Path | None = arguments.file
    if file is None or not file.is_file():
        complain(f"没有这个文件：{file}" if file else "写上要导入的 .xlsx 文件。")
        return USAGE_ERROR
    loaded = opened(settings, arguments.plan)
    try:
        filled = read_book(file.read_bytes(), (WRITTEN,))
    except NotABookError as error:
        complain(f"{file}：{error}")
        return 1
    taken = imported(filled, loaded.books)
    for fault in (*taken.faults, *taken.warnings):
        complain(str(fault))
    if taken.faults:
        complain(f"有 {len(taken.faults)} 处要改，一道也没有导入。改好再导一次。")
        return 1
    if not taken.count:
        sys.stdout.write("没有新题，也没有改过的题。\n")
        return 0
    own: Path | None = settings.duilian_library
    default = own / loaded.bank.plan / ITEMS / f"{file.stem}.yaml" if own else file.with_suffix(".yaml")
    if default.exists() and arguments.to is None:
        complain(f"已经有 {default} 了。要盖掉它，加上 --to {default}。")
        return 1
    return _keep(arguments.to or default, taken, loaded.bank.plan)


def _keep(target: Path, taken: Imported, plan: str) -> int:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        complain(f"建不了文件夹 {target.parent}（{error.strerror}）。")
        return 1
    failed = write_file(target, taken.yaml.encode())
    if not failed:
        where = "" if target.parent.name == ITEMS else f"放进话术库 {plan} 的 {ITEMS} 文件夹就能用。"
        sys.stdout.write(f"新的和改过的一共 {taken.count} 道题。{where}\n")
    return failed
