"""Reads the sheets one asked for out of an XLSX file, as text by column; bears what Excel does to people's files."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from openpyxl.utils import get_column_letter

from bot.spreadsheets.opening import opened
from bot.spreadsheets.writing import KEPT, NOTES
from scripts.nearest import did_you_mean, nearest
from scripts.spreadsheet.filled import Address, Fault, FilledBook, FilledSheet, Row
from scripts.spreadsheet.texts import clean, number_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from scripts.spreadsheet.sheet import Column, Layout

MOST_ROWS, MOST_COLUMNS = 5_000, 200
_HEADER_WITHIN = 10
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_UNHELPFUL_DATE = "Excel 把这一格变成了日期，原来写的是什么已经看不出来。"
_AS_TEXT = "先把这一格的格式改成“文本”，再重新写一遍。"


def read_book(content: bytes, layouts: Sequence[Layout]) -> FilledBook:
    """Read the sheets of these layouts. NotABookError is raised for what cannot be opened; all else is a fault."""
    workbook = opened(content)
    formulas = any(cell.data_type == "f" for page in workbook.worksheets for cell in _cells(page))
    values = opened(content, values=True) if formulas else workbook
    pages = {_bare(page.title): (page, values[page.title]) for page in workbook.worksheets}
    sheets: dict[str, FilledSheet] = {}
    faults: list[Fault] = []
    for layout in layouts:
        if layout.title not in pages:
            others = [name for name in pages if name not in {one.title for one in layouts} | {NOTES}]
            faults.append(Fault(Address(layout.title), "没有这张表。", _missing_sheet(layout.title, others)))
            continue
        reader = _SheetReader(layout, *pages[layout.title])
        sheets[layout.title] = FilledSheet(layout.title, tuple(reader.rows()))
        faults.extend(reader.faults)
    kept = _kept(pages[KEPT][0]) if KEPT in pages else {}
    return FilledBook(sheets, kept, tuple(faults))


def _missing_sheet(title: str, others: list[str]) -> str:
    close = nearest(title, others)
    return f"是不是改名叫「{close}」了？把名字改回来。" if close else "表可以是空的，但不要删掉，也不要改名。"


class _SheetReader:
    """One sheet: finds its header, then gives row by row; what can't be taken is collected in `faults`."""

    def __init__(self, layout: Layout, page: Worksheet, values: Worksheet) -> None:
        self._layout, self._page, self._values = layout, page, values
        self._merged = _spread_down(page)
        self.faults: list[Fault] = []

    def rows(self) -> Iterator[Row]:
        """Yield the rows with something in them, each value held against its column."""
        top, columns = self._header()
        letters = {column.title: get_column_letter(number) for column, number in columns}
        for number in range(top + 1, min(self._page.max_row, MOST_ROWS) + 1):
            texts = {column.title: self._text(column, number, at) for column, at in columns}
            if any(texts.values()) and not self._misnamed(number, letters):
                yield Row(self._layout.title, number, texts, letters)
        if self._page.max_row > MOST_ROWS and any(self._filled_below(columns)):
            self._fault("", f"超过了 {MOST_ROWS} 行，后面的没有读。", "分成几个文件。")

    def _misnamed(self, number: int, letters: Mapping[str, str]) -> bool:
        """Whether what names the row is no choice of its column: told once, it says nothing of the rest of the row."""
        heads = [column.title for column in self._layout.columns[: self._layout.fixed] if column.choices]
        cells = {f"{letters[title]}{number}" for title in heads if title in letters}
        return any(fault.at.cell in cells for fault in self.faults)

    def _header(self) -> tuple[int, list[tuple[Column, int]]]:
        """Find the row of titles, and in which column each stands; says which are missing."""
        wanted = {_bare(column.title): column for column in self._layout.columns}
        best: tuple[int, dict[str, int]] = (0, {})
        for number in range(1, min(self._page.max_row, _HEADER_WITHIN) + 1):
            there: dict[str, int] = {}
            for at in range(1, min(self._page.max_column, MOST_COLUMNS) + 1):
                there.setdefault(_bare(_plain(self._page.cell(number, at).value)), at)
            found = {title: at for title, at in there.items() if title in wanted}
            if len(found) > len(best[1]):
                best = (number, found)
        top, found = best
        if not found:
            if self._page.max_row > 1 or self._page.cell(1, 1).value is not None:
                titles = "、".join(column.title for column in self._layout.columns)
                self._fault("", "没有找到表头。", f"第一行要写这些列名：{titles}。")
            return self._page.max_row, []
        others = self._other_titles(top, set(wanted))
        for title, column in wanted.items():
            if title not in found and not column.optional:
                close = nearest(title, others)
                hint = f"是不是改成了「{close}」？改回来。" if close else "把列名加回来；用不着的列可以空着，不要删。"
                self._fault(f"第 {top} 行", f"缺了「{column.title}」这一列。", hint)
        return top, [(column, found[title]) for title, column in wanted.items() if title in found]

    def _other_titles(self, top: int, wanted: set[str]) -> list[str]:
        last = min(self._page.max_column, MOST_COLUMNS)
        titles = [_bare(_plain(self._page.cell(top, at).value)) for at in range(1, last + 1)]
        return [title for title in titles if title and title not in wanted]

    def _filled_below(self, columns: list[tuple[Column, int]]) -> Iterator[bool]:
        ats = {at for _, at in columns}
        for cell in _cells(self._page):
            yield cell.row > MOST_ROWS and cell.column in ats and _plain(cell.value) != ""

    def _text(self, column: Column, number: int, at: int) -> str:
        number, at = self._merged.get((number, at), (number, at))
        cell, where = self._page.cell(number, at), f"{get_column_letter(at)}{number}"
        value = self._values.cell(number, at).value if cell.data_type == "f" else cell.value
        if cell.data_type == "f" and value is None:
            self._fault(where, "这一格是公式，还没有算出来。", "改成算好的数，或者在 Excel 里打开、存一次再来。")
            return ""
        if isinstance(value, dt.date):
            self._fault(where, _UNHELPFUL_DATE, _AS_TEXT)
            return ""
        text = clean(_plain(value, percent="%" in str(cell.number_format)))
        if cell.data_type == "e" or (text.startswith("#") and text.rstrip("!?").isupper() and len(text) > 2):  # noqa: PLR2004 - "#" and a letter are still a text
            self._fault(where, f"这一格是算错了的公式（{text}）。", "改成算好的数或文字。")
            return ""
        return self._held(column, text, where) if text else ""

    def _held(self, column: Column, text: str, where: str) -> str:
        """Hold a text against its column: a number, one of the choices, or anything."""
        if column.number:
            digits = normalize("NFKC", text).replace(",", "").replace(" ", "")
            if not _NUMBER.fullmatch(digits):
                self._fault(where, f"「{column.title}」要写数字，现在是「{_short(text)}」。", "只写数字，不带单位。")
                return ""
            return digits.removeprefix("+")
        if column.choices and not column.open_ and text not in column.choices:
            hint = did_you_mean(text, column.choices, "只能写：")
            self._fault(where, f"「{column.title}」不能写「{_short(text)}」。", hint)
            return ""
        return text

    def _fault(self, cell: str, message: str, hint: str) -> None:
        fault = Fault(Address(self._layout.title, cell), message, hint)
        if fault not in self.faults:
            self.faults.append(fault)


def _cells(page: Worksheet) -> Iterator[Any]:
    """Yield the cells that are in the file: a sheet with one cell at its far end has a billion that are not."""
    yield from list(page._cells.values())  # noqa: SLF001 - openpyxl has no public way that spares the empty ones


def _spread_down(page: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each cell merged into one above it to that one: 「开场白」 over five rows means all five."""
    spread: dict[tuple[int, int], tuple[int, int]] = {}
    for area in page.merged_cells.ranges:
        if area.min_row < area.max_row <= MOST_ROWS:
            for number in range(area.min_row + 1, area.max_row + 1):
                spread[number, area.min_col] = (area.min_row, area.min_col)
    return spread


def _plain(value: Any, *, percent: bool = False) -> str:
    """The text a person sees in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02}" + (f":{value.second:02}" if value.second else "")
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return f"{round(value * 100, 6):g}%" if percent else number_text(value)
    return str(value)


def _bare(title: str) -> str:
    return re.sub(r"\s+", "", clean(normalize("NFKC", title)))


def _short(text: str, most: int = 24) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= most else line[:most] + "……"


def _kept(page: Worksheet) -> dict[str, str]:
    kept: dict[str, str] = {}
    for number in range(1, min(page.max_row, MOST_ROWS) + 1):
        name = page.cell(number, 1).value
        if isinstance(name, str):
            pieces = (page.cell(number, at).value for at in range(2, min(page.max_column, MOST_COLUMNS) + 1))
            texts = [piece for piece in pieces if isinstance(piece, str)]
            kept[name] = "".join(piece.removeprefix("|").removesuffix("|") for piece in texts)
    return kept
