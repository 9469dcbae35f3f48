"""A roster's file as plain rows, whatever wrote it: XLSX, or CSV in UTF-8 or GBK, by comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError
from bot.spreadsheets.opening import NotABookError, opened
from scenarios.contest.roster import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST = 20_000_000
TELLING = 2
"""So many of a roster's headings tell that a table is meant to be one."""
_ZIP = b"PK"
_SEPARATORS = ",;\t，；"


def rows_of(content: bytes) -> list[Sequence[object]]:
    """The rows of the first sheet, empty ones included so that row numbers hold. Raises ContestError in Chinese."""
    if len(content) > LARGEST:
        raise ContestError(f"这个文件有 {len(content) / 1e6:.0f} MB，太大了。名单里只留要用的列再试。")
    if content.startswith(_ZIP):
        try:
            sheet = opened(content, values=True).worksheets[0]
        except NotABookError as error:
            raise ContestError(str(error)) from None
        return [tuple(row) for row in sheet.iter_rows(values_only=True)]
    return list(_csv(_text(content)))


def roster_in(content: bytes) -> list[Sequence[object]] | None:
    """The rows of a file whose headings are those of a roster; None for any other file."""
    try:
        rows = rows_of(content)
    except ContestError:
        return None
    headings = {str(cell).strip() for cell in rows[0]} if rows else set()
    return rows if len(headings & set(COLUMNS.values())) >= TELLING else None


def _text(content: bytes) -> str:
    """What Excel saves as CSV is GBK, what others save is UTF-8; both are tried in full."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ContestError("这个文件看不懂：名单请存成 .xlsx，或者 UTF-8、GBK 编码的 .csv。")


def _csv(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise ContestError(f"这个 CSV 文件读不下去（{error}）。请在表格软件里另存一次再试。") from None
