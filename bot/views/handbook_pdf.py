"""A handbook page as PDF on A4, with the Chinese font that comes along: only the characters used are embedded."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from pylopdf_fonts_zh_cn import sans_path

from bot.views.handbook import LABELS

if TYPE_CHECKING:
    from scripts.handbook import Chapter, Handbook, Row

_FONT = "Noto Sans SC"
_MARGIN, _LABEL = 18, 12
_INK, _QUIET, _RULE = (34, 34, 34), (110, 110, 110), (74, 116, 180)
_FILLS = {"rep": (232, 240, 251), "customer": (246, 246, 246)}


def handbook_pdf(handbook: Handbook) -> bytes:
    """Give the PDF's bytes."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports every table of the font that it leaves out
    paper = _Paper(handbook.title)
    paper.add_page()
    paper.line_of_text(handbook.title, 18, _INK, 10)
    paper.line_of_text(handbook.subtitle, 10.5, _QUIET, 6)
    for chapter in handbook.chapters:
        paper.chapter(chapter)
    return bytes(paper.output())


class _Paper(FPDF):
    """A4 pages with the script's name and the page's number at the foot."""

    def __init__(self, title: str) -> None:
        super().__init__(format="A4")
        self._foot = title
        self.set_title(title)
        self.set_margins(_MARGIN, _MARGIN)
        self.set_auto_page_break(auto=True, margin=_MARGIN)
        self.add_font(_FONT, "", sans_path())

    def footer(self) -> None:
        """Write the foot of a page; called by the library at the end of each."""
        self.set_y(-_MARGIN + 4)
        self.set_font(_FONT, size=8)
        self.set_text_color(*_QUIET)
        self.cell(0, 5, f"{self._foot}　第 {self.page_no()} 页", align="C")

    def line_of_text(self, text: str, size: float, colour: tuple[int, int, int], height: float) -> None:
        """Write a paragraph over the whole width."""
        self.set_font(_FONT, size=size)
        self.set_text_color(*colour)
        self.multi_cell(0, height, text, align="L", wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def chapter(self, chapter: Chapter) -> None:
        """Write a chapter; a heading never stands alone at the foot of a page."""
        if self.will_page_break(30):
            self.add_page()
        self.ln(5)
        self.line_of_text(chapter.title, 13.5, _INK, 8)
        self.set_draw_color(*_RULE)
        self.line(_MARGIN, self.get_y(), self.w - _MARGIN, self.get_y())
        self.ln(2)
        for entry in chapter.entries:
            if entry.heading:
                if self.will_page_break(18):
                    self.add_page()
                self.ln(1.5)
                self.line_of_text(entry.heading, 10.5, _INK, 6)
            for row in entry.rows:
                self._row(row)

    def _row(self, row: Row) -> None:
        if row.who == "note":
            self.line_of_text(row.text, 9.5, _QUIET, 5.4)
            return
        self.set_font(_FONT, size=10)
        self.set_fill_color(*_FILLS[row.who])
        self.set_text_color(*(_RULE if row.who == "rep" else _QUIET))
        width = self.epw - _LABEL
        tall = cast("float", self.multi_cell(width, 6, row.text, wrapmode=WrapMode.CHAR, dry_run=True, output="HEIGHT"))
        if self.will_page_break(tall):
            self.add_page()
        self.cell(_LABEL, tall, LABELS[row.who], fill=True)
        self.set_text_color(*_INK)
        self.multi_cell(
            0, 6, row.text, align="L", fill=True, wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT
        )
        self.ln(0.8)
