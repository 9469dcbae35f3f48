"""A handbook page as PDF on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from fpdf.enums import WrapMode, XPos, YPos

from bot.views.handbook import LABELS
from bot.views.paper import FONT, INK, QUIET, RULE, Paper

if TYPE_CHECKING:
    from scripts.handbook import Chapter, Handbook, Row

_LABEL = 12
_FILLS = {"rep": (232, 240, 251), "customer": (246, 246, 246)}


def handbook_pdf(handbook: Handbook) -> bytes:
    """Give the PDF's bytes."""
    paper = Paper(handbook.title)
    paper.line_of_text(handbook.title, 18, INK, 10)
    paper.line_of_text(handbook.subtitle, 10.5, QUIET, 6)
    for chapter in handbook.chapters:
        _chapter(paper, chapter)
    return paper.whole()


def _chapter(paper: Paper, chapter: Chapter) -> None:
    paper.chapter_title(chapter.title)
    for entry in chapter.entries:
        if entry.heading:
            if paper.will_page_break(18):
                paper.add_page()
            paper.ln(1.5)
            paper.line_of_text(entry.heading, 10.5, INK, 6)
        for row in entry.rows:
            _row(paper, row)


def _row(paper: Paper, row: Row) -> None:
    if row.who == "note":
        paper.line_of_text(row.text, 9.5, QUIET, 5.4)
        return
    paper.set_font(FONT, size=10)
    paper.set_fill_color(*_FILLS[row.who])
    paper.set_text_color(*(RULE if row.who == "rep" else QUIET))
    width = paper.epw - _LABEL
    tall = cast("float", paper.multi_cell(width, 6, row.text, wrapmode=WrapMode.CHAR, dry_run=True, output="HEIGHT"))
    if paper.will_page_break(tall):
        paper.add_page()
    paper.cell(_LABEL, tall, LABELS[row.who], fill=True)
    paper.set_text_color(*INK)
    paper.multi_cell(0, 6, row.text, align="L", fill=True, wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    paper.ln(0.8)
