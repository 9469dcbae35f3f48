"""Any page as PDF on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.paper import INK, QUIET, RULE, Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.views.page import Mark, Page
    from bot.views.paper import Colour

_COLOURS: Mapping[Mark, Colour] = {"good": (30, 120, 60), "bad": (180, 40, 40), "quiet": QUIET, "strong": RULE}


def page_pdf(title: str, page: Page) -> bytes:
    """Give the PDF's bytes; `title` stands over the page and at every foot."""
    paper = Paper(title)
    paper.line_of_text(title, 18, INK, 10)
    for section in page:
        if section.title:
            paper.chapter_title(section.title)
        for line in section.lines:
            indent = "　　" if line.inner else ""
            paper.line_of_text(indent + line.text, 10.5, _COLOURS.get(line.mark, INK), 6.5)
    return paper.whole()
