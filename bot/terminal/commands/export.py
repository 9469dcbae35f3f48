"""`duilian export`: a script as an XLSX workbook, to be edited in Excel or WPS and read back with `duilian import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.authoring.script_book import script_workbook
from bot.services.authoring.script_files import NoFilesError, script_files
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import roots_of
from bot.terminal.writing import write_file

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser

XLSX = ".xlsx"


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("script", metavar="脚本", help="如 广告公司")
    add = parser.options.add_argument
    add("--xlsx", metavar="文件", type=Path, help="写到哪个 .xlsx 文件（默认 脚本名.xlsx）")
    add("--overwrite", action="store_true", help="文件已经有了也照写；里面没读回来的改动就没了")


def run(arguments: argparse.Namespace) -> int:
    """Export; 2 when the script or the file's name is wrong, 1 when the file can't be written."""
    roots = roots_of(settings_or_leave())
    file: Path = arguments.xlsx or Path(f"{arguments.script}{XLSX}")
    if file.suffix.lower() != XLSX:
        complain(f"文件名要以 {XLSX} 结尾，写的是「{file.name}」。")
        return USAGE_ERROR
    if file.exists() and not arguments.overwrite:
        complain(f"已经有「{file}」了，里面可能有没读回来的改动。换个文件名；确实不要了，加 --overwrite。")
        return USAGE_ERROR
    try:
        content = script_workbook(script_files(arguments.script, roots))
    except NoFilesError as error:
        complain(str(error))
        return USAGE_ERROR
    return write_file(file, content) or _next_steps(file)


def _next_steps(file: Path) -> int:
    complain("用 Excel 或 WPS 打开来改，第一张表是说明。", f"改完先看一眼改了什么：duilian import {file} --dry-run")
    return 0
