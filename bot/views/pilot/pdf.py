"""The pilot report as PDF: sentences, and tables with a rule under every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fpdf.enums import TableBordersLayout, WrapMode
from fpdf.fonts import FontFace

from bot.terminal.width import columns
from bot.views.paper import FONT, INK, QUIET, Paper

if TYPE_CHECKING:
    from bot.views.pilot.page import PilotReport
    from bot.views.tables import Table

AIR = 3
"""Letters of room that a cell needs beside its text."""
FAINT = (205, 216, 232)
NARROWEST, WIDEST = 6, 44
"""Bounds of a column's share of the width, in letters: a long sentence must not squeeze the numbers out."""


def pilot_pdf(report: PilotReport) -> bytes:
    """Give the PDF's bytes."""
    paper = Paper(report.title)
    paper.line_of_text(report.title, 18, INK, 10)
    for part in report.parts:
        paper.chapter_title(part.title)
        for line in part.lines:
            paper.line_of_text(line, 10.5, INK, 6.5)
        if part.table is not None:
            _draw(paper, part.table)
    return paper.whole()


def _draw(paper: Paper, table: Table) -> None:
    paper.ln(1)
    paper.set_font(FONT, size=9.5)
    paper.set_text_color(*INK)
    paper.set_draw_color(*FAINT)
    rows = (table.head, *table.rows)
    widths = tuple(
        max(NARROWEST, min(WIDEST, max(columns(row[n]) + AIR for row in rows))) for n in range(len(table.head))
    )
    with paper.table(
        col_widths=widths,
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        headings_style=FontFace(color=QUIET),
        line_height=6,
        text_align="LEFT",
        wrapmode=WrapMode.CHAR,
        padding=(0.6, 1.2, 0.6, 0),
    ) as drawn:
        for row in rows:
            drawn.row(row)
