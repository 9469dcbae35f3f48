"""Writes a workbook as XLSX: headers that stay in sight, widths, wrapped text, drop-down lists, a sheet of notes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from bot.spreadsheets.opening import opened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell.cell import Cell as XlsxCell
    from openpyxl.worksheet.dimensions import ColumnDimension
    from openpyxl.worksheet.worksheet import Worksheet

    from scripts.spreadsheet.sheet import Book, Cell, Column, Sheet

NOTES, CHOICES, KEPT = "说明", "选项", "底稿"
"""The sheets around the author's own: the first is for him, the others are hidden."""
PIECE = 30_000
"""How many characters of a kept text go into one cell; XLSX allows 32,767."""
_SPARE = 500
"""How many empty rows below the last have drop-down lists too."""
_FONT = "Microsoft YaHei"
_THIN = Side(style="thin", color="D9D9D9")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER = PatternFill("solid", fgColor="2F5D50")
_BODY_FONT = Font(name=_FONT, size=10)
_TOP = Alignment(vertical="top", wrap_text=True)


def written(book: Book) -> bytes:
    """Give the XLSX file's bytes."""
    workbook = Workbook()
    notes = workbook.active
    assert notes is not None  # noqa: S101 - a new workbook has a sheet
    _write_notes(notes, book)
    lists = _Lists(workbook)
    for sheet in book.sheets:
        _write_sheet(workbook.create_sheet(sheet.layout.title), sheet, lists)
    _write_kept(workbook.create_sheet(KEPT), book.kept)
    lists.hide()
    workbook.properties.title = book.title
    workbook.properties.creator = "对练"
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write_notes(page: Worksheet, book: Book) -> None:
    page.title = NOTES
    page.column_dimensions["A"].width = 22
    page.column_dimensions["B"].width = 90
    page.sheet_view.showGridLines = False
    _put(page.cell(1, 1), book.title).font = Font(name=_FONT, size=14, bold=True)
    number = 3
    for line in book.notes:
        _put(page.cell(number, 1), line).font = _BODY_FONT
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=2)
        page.cell(number, 1).alignment = _TOP
        # Merged cells do not grow with their text by themselves.
        page.row_dimensions[number].height = 16 * (1 + len(line) // 55)
        number += 1
    number += 1
    for sheet in book.sheets:
        name = _put(page.cell(number, 1), sheet.layout.title)
        name.font = Font(name=_FONT, size=10, bold=True, color="2F5D50", underline="single")
        name.hyperlink = f"#'{sheet.layout.title}'!A1"
        name.alignment = _TOP
        about = _put(page.cell(number, 2), sheet.layout.about)
        about.font, about.alignment = _BODY_FONT, _TOP
        number += 1


class _Lists:
    """The hidden sheet that holds what may be chosen; a list within a cell's own rule is limited to 255 characters."""

    def __init__(self, workbook: Workbook) -> None:
        self._page = workbook.create_sheet(CHOICES)
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, choices: tuple[str, ...]) -> str:
        if choices not in self._ranges:
            column = len(self._ranges) + 1
            for number, choice in enumerate(choices, 1):
                _put(self._page.cell(number, column), choice)
            letter = get_column_letter(column)
            self._ranges[choices] = f"'{CHOICES}'!${letter}$1:${letter}${len(choices)}"
        return self._ranges[choices]

    def hide(self) -> None:
        self._page.sheet_state = "hidden"


def _write_sheet(page: Worksheet, sheet: Sheet, lists: _Lists) -> None:
    columns = sheet.layout.columns
    last = len(sheet.rows) + 1 + _SPARE
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        _set_column(page.column_dimensions[letter], column)
        _write_header(page.cell(1, number), column)
        if column.choices:
            page.add_data_validation(_choice(column, lists, f"{letter}2:{letter}{last}"))
    for at, row in enumerate(sheet.rows, 2):
        for number, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            cell = _put(page.cell(at, number), value)
            cell.font, cell.alignment, cell.border = _BODY_FONT, _TOP, _BORDER
            if column.shown or not column.number:
                cell.number_format = column.shown or "@"
    page.freeze_panes = f"{get_column_letter(sheet.layout.fixed + 1)}2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(2, len(sheet.rows) + 1)}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _set_column(dimension: ColumnDimension, column: Column) -> None:
    dimension.width = column.width
    dimension.font, dimension.alignment = _BODY_FONT, _TOP
    if not column.number:
        dimension.number_format = "@"  # or Excel makes a date of 3-5 and a time of 8:30


def _write_header(cell: XlsxCell | Any, column: Column) -> None:
    _put(cell, column.title)
    cell.font = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
    cell.fill, cell.border = _HEADER, _BORDER
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    if column.about:
        cell.comment = Comment(column.about, "对练", height=90, width=320)


def _choice(column: Column, lists: _Lists, cells: str) -> DataValidation:
    rule = DataValidation(type="list", formula1=lists.range_of(column.choices), allow_blank=True)
    rule.showErrorMessage = not column.open_
    rule.errorTitle = f"「{column.title}」"
    rule.error = "请从下拉列表里选一个。"
    rule.add(cells)
    return rule


def _write_kept(page: Worksheet, kept: Mapping[str, str]) -> None:
    page.sheet_state = "veryHidden"
    for number, (name, text) in enumerate(kept.items(), 1):
        _put_kept(page, number, name, text)


def keeping(content: bytes, kept: Mapping[str, str]) -> bytes:
    """The same workbook with these texts kept in it in place of those of their names. Raises NotABookError."""
    workbook = opened(content)
    page = workbook[KEPT]
    rows = {str(page.cell(number, 1).value): number for number in range(1, page.max_row + 1)}
    for name, text in kept.items():
        for column in range(2, page.max_column + 1):
            page.cell(rows[name], column).value = None
        _put_kept(page, rows[name], name, text)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _put_kept(page: Worksheet, number: int, name: str, text: str) -> None:
    _put(page.cell(number, 1), name)
    pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
    for column, piece in enumerate(pieces, 2):
        # A mark at both ends keeps the blanks and empty lines there from being trimmed by whoever saves it anew.
        _put(page.cell(number, column), f"|{piece}|")


def _put(cell: XlsxCell | Any, value: Cell) -> XlsxCell | Any:
    """Put a value into a cell as what it is: no text becomes a formula or an error."""
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.value = text or None
        if text:
            cell.data_type = "s"
        if text.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
    else:
        cell.value = value
    return cell
