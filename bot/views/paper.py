"""A4 paper for PDFs with Chinese: the font comes along, only the characters used are embedded, pages are numbered."""

from __future__ import annotations

import logging

from fpdf import FPDF
from fpdf.enums import WrapMode, XPos, YPos
from pylopdf_fonts_zh_cn import sans_path

Colour = tuple[int, int, int]

FONT = "Noto Sans SC"
MARGIN = 18
INK: Colour = (34, 34, 34)
QUIET: Colour = (110, 110, 110)
RULE: Colour = (74, 116, 180)
_ROOM_FOR_A_CHAPTER = 30


class Paper(FPDF):
    """A4 pages with the document's title and the page's number at the foot."""

    def __init__(self, title: str) -> None:
        logging.getLogger("fontTools").setLevel(logging.ERROR)  # it reports every table of the font that it leaves out
        super().__init__(format="A4")
        self._foot = title
        self.set_title(title)
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_font(FONT, "", sans_path())
        self.add_page()

    def footer(self) -> None:
        """Write the foot of a page; called by the library at the end of each."""
        self.set_y(-MARGIN + 4)
        self.set_font(FONT, size=8)
        self.set_text_color(*QUIET)
        self.cell(0, 5, f"{self._foot}　第 {self.page_no()} 页", align="C")

    def line_of_text(self, text: str, size: float, colour: Colour, height: float) -> None:
        """Write a paragraph over the whole width."""
        self.set_font(FONT, size=size)
        self.set_text_color(*colour)
        self.multi_cell(0, height, text, align="L", wrapmode=WrapMode.CHAR, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def chapter_title(self, title: str) -> None:
        """Write a chapter's title over a rule; it never stands alone at the foot of a page."""
        if self.will_page_break(_ROOM_FOR_A_CHAPTER):
            self.add_page()
        self.ln(5)
        self.line_of_text(title, 13.5, INK, 8)
        self.set_draw_color(*RULE)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(2)

    def whole(self) -> bytes:
        """Give the PDF's bytes."""
        return bytes(self.output())
