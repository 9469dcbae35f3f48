"""The board as a picture for a chat: drawn as SVG, rendered with the font that comes along."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.views.contest.board import board_view
from bot.views.picture import FONT, png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.views.contest.board import BoardView, BranchRow, TopRow
    from scenarios.contest.board import BoardPage

WIDTH, EDGE = 960, 48
HEAD, ROW, FOOT = 196, 52, 76
MOST_BRANCHES = 12
"""More than that nobody reads in a chat; the rest is counted."""

INK, QUIET, LINE, PAPER = "#16202b", "#5c6b7a", "#d8dfe6", "#ffffff"
ACCENT, BAND, BADGE = "#0a6c74", "#9fd0d3", "#9a5b00"
BAR_LEFT, BAR_RIGHT = 400, 720


def board_png(page: BoardPage) -> bytes:
    """The board as PNG, sharp on a phone."""
    return png(board_svg(board_view(page)), zoom=1.5)


def board_svg(view: BoardView) -> str:
    """The board as SVG."""
    parts = [*_head(view)]
    y = HEAD
    if view.top:
        parts += [_text(EDGE, y, view.top_title, 22, QUIET)]
        for row in view.top:
            y += ROW
            parts += _top_row(row, y)
        y += 56
    shown = view.branches[:MOST_BRANCHES]
    if shown:
        parts += [_text(EDGE, y, "分公司（横条是误差范围，重叠就分不出高下）", 22, QUIET)]
        for branch in shown:
            y += ROW
            parts += _branch_row(branch, y)
        if more := len(view.branches) - len(shown):
            y += ROW
            parts.append(_text(EDGE, y, f"还有 {more} 个分公司，看大屏", 20, QUIET))
        y += 40
    told = view.suspense or ("" if view.top else view.told)
    if told:
        parts.append(_text(EDGE, y + 8, _cut(told, 38), 24, INK))
        y += 48
    height = y + FOOT
    parts += _foot(view, height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" font-family="{FONT}">'
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def _head(view: BoardView) -> Iterator[str]:
    yield f'<rect width="{WIDTH}" height="12" fill="{ACCENT}"/>'
    yield _text(EDGE, 74, _cut(view.title, 25), 34, INK)
    yield _text(EDGE, 112, f"{view.level} · {view.phase} · {view.window}", 20, QUIET)
    if view.badge:
        yield _text(EDGE, 142, view.badge, 20, BADGE)


def _top_row(row: TopRow, y: int) -> Iterator[str]:
    yield _rule(y + 16)
    yield _text(EDGE, y, str(row.rank), 26, ACCENT)
    yield _text(EDGE + 56, y, _cut(row.name, 10), 28, INK)
    yield _text(BAR_LEFT, y, _cut(row.branch, 13) + (" · 并列" if row.shared else ""), 22, QUIET)
    yield _text(WIDTH - EDGE, y, row.score, 28, INK, anchor="end")


def _branch_row(row: BranchRow, y: int) -> Iterator[str]:
    yield _rule(y + 16)
    yield _text(EDGE, y, row.rank or "–", 24, ACCENT)
    yield _text(EDGE + 56, y, _cut(row.name, 11), 24, INK)
    if row.score:
        left, mid, right = (BAR_LEFT + (BAR_RIGHT - BAR_LEFT) * at // 1000 for at in (row.left, row.mid, row.right))
        yield f'<rect x="{left}" y="{y - 15}" width="{max(right - left, 2)}" height="12" rx="6" fill="{BAND}"/>'
        yield f'<rect x="{mid - 3}" y="{y - 22}" width="6" height="26" rx="3" fill="{ACCENT}"/>'
        yield _text(WIDTH - EDGE - 70, y, row.score, 26, INK, anchor="end")
        yield _text(WIDTH - EDGE, y, row.give_or_take, 18, QUIET, anchor="end")
    else:
        yield _text(BAR_LEFT, y, "还没有人交卷", 20, QUIET)
    yield _text(BAR_RIGHT + 52, y, row.attendance, 18, QUIET, anchor="end")


def _foot(view: BoardView, height: int) -> Iterator[str]:
    told = f"抽中 {view.drawn} 人 · 到场 {view.came} 人（{view.share}%） · 已交卷 {view.handed_in} 人"
    yield _text(EDGE, height - 34, told, 22, INK)


def _rule(y: int) -> str:
    return f'<rect x="{EDGE}" y="{y}" width="{WIDTH - 2 * EDGE}" height="1" fill="{LINE}"/>'


def _text(x: int, y: int, text: str, size: int, colour: str, *, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'


def _cut(text: str, most: int) -> str:
    """At most that many full-width characters; half-width ones count half."""
    room = 2 * most
    for at, char in enumerate(text):
        room -= 1 if ord(char) < 0x2E80 else 2  # noqa: PLR2004  (from here on characters are full-width)
        if room < 0:
            return text[:at] + "…"
    return text
