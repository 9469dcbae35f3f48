"""A handbook page as text for the terminal and as HTML for the browser and its printer."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.views.page import Mark
    from scripts.handbook import Chapter, Handbook, Row, Who

LABELS = {"rep": "说", "customer": "客户", "note": ""}
"""What stands before a row, by who says it."""

_MARKS: dict[Who, Mark] = {"rep": "good", "customer": "plain", "note": "quiet"}

_STYLE = """
body { font: 15px/1.7 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; color: #222;
       max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; margin-bottom: 0; } h1 + p { color: #666; margin-top: .2em; }
h2 { font-size: 1.2em; border-bottom: 2px solid #4a74b4; padding-bottom: .2em; margin-top: 1.8em; }
h3 { font-size: 1em; margin: 1em 0 .2em; }
p { margin: .15em 0; break-inside: avoid; }
p.rep { background: #e8f0fb; border-left: 3px solid #4a74b4; padding: .2em .6em; }
p.customer { background: #f6f6f6; border-left: 3px solid #aaa; padding: .2em .6em; }
p.note { color: #666; }
b { font-weight: normal; color: #4a74b4; margin-right: .6em; }
@media print { body { margin: 0; font-size: 11px; max-width: none; } h3 { break-after: avoid; } }
"""


def handbook_page(handbook: Handbook) -> Page:
    """Give the page for the terminal."""
    head = Section("", (Line(handbook.title, "strong"), Line(handbook.subtitle, "quiet")))
    return (head, *(Section(chapter.title, tuple(_lines(chapter))) for chapter in handbook.chapters))


def handbook_html(handbook: Handbook) -> str:
    """Give a whole HTML document that needs nothing beside it."""
    return "\n".join(
        (
            "<!doctype html>",
            '<html lang="zh-CN">',
            f'<head><meta charset="utf-8"><title>{escape(handbook.title)}</title><style>{_STYLE}</style></head>',
            f"<body><h1>{escape(handbook.title)}</h1><p>{escape(handbook.subtitle)}</p>",
            *(line for chapter in handbook.chapters for line in _html(chapter)),
            "</body></html>",
            "",
        )
    )


def _lines(chapter: Chapter) -> Iterator[Line]:
    for entry in chapter.entries:
        if entry.heading:
            yield Line(entry.heading, "strong")
        for row in entry.rows:
            yield Line(_labelled(row), _MARKS[row.who], inner=True)


def _labelled(row: Row) -> str:
    return f"{LABELS[row.who]}：{row.text}" if LABELS[row.who] else row.text


def _html(chapter: Chapter) -> Iterator[str]:
    yield f"<h2>{escape(chapter.title)}</h2>"
    for entry in chapter.entries:
        if entry.heading:
            yield f"<h3>{escape(entry.heading)}</h3>"
        for row in entry.rows:
            label = f"<b>{LABELS[row.who]}</b>" if LABELS[row.who] else ""
            yield f'<p class="{row.who}">{label}{escape(row.text)}</p>'
