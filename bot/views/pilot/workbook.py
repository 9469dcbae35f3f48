"""The pilot report as a workbook: an overview, then a sheet for each part that has a table."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE as UNFIT
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from bot.terminal.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from bot.views.pilot.page import PilotReport
    from bot.views.tables import Table

OVERVIEW = "概况"
NARROWEST, WIDEST = 10, 60
LONGEST_TITLE = 31
_HEAD = PatternFill("solid", fgColor="DCE6F4")


def pilot_xlsx(report: PilotReport) -> bytes:
    """Give the workbook's bytes."""
    book = Workbook()
    overview = book.worksheets[0]
    overview.title = OVERVIEW
    _put(overview, [(report.title,)])
    overview["A1"].font = Font(bold=True, size=14)
    for part in report.parts:
        if part.lines:
            _put(overview, [(), (part.title,), *((line,) for line in part.lines)])
            overview.cell(overview.max_row - len(part.lines), 1).font = Font(bold=True)
        if part.table is not None:
            _sheet(book.create_sheet(part.title[:LONGEST_TITLE]), part.table)
    overview.column_dimensions["A"].width = 100
    for (cell,) in overview.iter_rows(max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _sheet(page: Worksheet, table: Table) -> None:
    _put(page, [table.head, *table.rows])
    page.freeze_panes = "A2"
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for number in range(1, len(table.head) + 1):
        widest = max(columns(row[number - 1]) for row in (table.head, *table.rows))
        page.column_dimensions[get_column_letter(number)].width = max(NARROWEST, min(WIDEST, widest + 2))
    for row in page.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _put(page: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    """Write texts as texts: one that begins with = is no formula here. Bare counts become numbers."""
    for row in rows:
        page.append([int(text) if text.isascii() and text.isdecimal() else UNFIT.sub("", text) for text in row])
        for cell in page[page.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"
