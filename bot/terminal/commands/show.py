"""`duilian show`: a script as a page to read or to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.naming import script_or_complaint
from bot.terminal.printing import TextPrinter
from bot.terminal.writing import write_file
from bot.views.handbook import handbook_html, handbook_page
from scripts.handbook import handbook_of

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("script", metavar="脚本", help="如 广告公司")
    add = parser.options.add_argument
    add("--pdf", metavar="文件", type=Path, help="写成 PDF，A4 纸")
    add("--html", metavar="文件", type=Path, help="写成网页，浏览器打开就能看、能打印")


def run(arguments: argparse.Namespace) -> int:
    """Show it, or write it into the files asked for."""
    catalogue = catalogue_of(settings_or_leave())
    warn_of_broken_files(catalogue, complain)
    ready = script_or_complaint(catalogue, arguments.script)
    if isinstance(ready, str):
        complain(ready)
        return USAGE_ERROR
    handbook = handbook_of(ready.shelf, ready.script)
    codes = []
    if arguments.html is not None:
        codes.append(write_file(arguments.html, handbook_html(handbook).encode()))
    if arguments.pdf is not None:
        from bot.views.handbook_pdf import handbook_pdf  # noqa: PLC0415 - its libraries take a third of a second

        codes.append(write_file(arguments.pdf, handbook_pdf(handbook)))
    if not codes:
        TextPrinter(echo=False).page(handbook_page(handbook))
    return max(codes, default=0)
