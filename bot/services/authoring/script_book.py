"""A script as a workbook for people who would rather not write YAML, with what it was made from kept inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.spreadsheets import written
from scripts.spreadsheet.exporting import sheets_of
from scripts.spreadsheet.parts import DOCUMENT_NAMES
from scripts.spreadsheet.sheet import Book

if TYPE_CHECKING:
    from bot.services.authoring.script_files import ScriptFiles

NAME = "脚本"
"""The name under which the workbook keeps its script's; the documents' texts are kept under their own names."""


def script_workbook(files: ScriptFiles) -> bytes:
    """Give the XLSX file of a script: a sheet for each part, and hidden the texts of its files."""
    texts = {name: plain_text(files.text(name)) for name in DOCUMENT_NAMES}
    sheets = sheets_of({name: files.source(name).data for name in DOCUMENT_NAMES})
    lines = ("　".join((f"· {about}：", files.files[name].name)) for name, about in DOCUMENT_NAMES.items())
    notes = (
        f"这是脚本「{files.script}」和它用到的方案、评分要点、异议库。改完存盘，用 duilian import 读回去。",
        "一行一项，不要的整行删掉，要加就在下面接着写。第一行的列名、每张表的名字不要改，列的次序随便。",
        "一格里要写几句的，一句一行（Alt+Enter 换行）。一句话自己要换行，用 ⏎ 代替。",
        "词组里 ＋ 连着的几个词要同时出现才算。",
        "颜色、列宽随便改；公式要先变成数。鼠标停在列名上，有这一列的说明。",
        "读回去时先看改了什么：duilian import 文件.xlsx --dry-run。写错的地方会告诉你是哪张表的哪一格。",
        "导出以后要是有人改过原来的文件，这张表就读不回去了，会把两边的改动都列给你看。",
        "对应的文件：",
        *lines,
    )
    return written(Book(f"{files.script} 话术", sheets, notes, {NAME: files.script, **texts}))


def plain_text(text: str) -> str:
    """A file's text as a workbook keeps it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")
