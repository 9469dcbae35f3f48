"""A contest's public board in a chat: the top, the branches, one's own place, as Telegram's HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.views.contest.board import board_view

if TYPE_CHECKING:
    from bot.views.contest.board import BoardView, BranchRow
    from scenarios.contest.board import BoardPage, Line, PhonePage

MOST_BRANCHES = 15
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def board_html(page: BoardPage) -> str:
    """The public board as one message."""
    view = board_view(page)
    return "\n".join(part for part in (_head(view), _top(view), _branches(view), _foot(view)) if part)


def own_place(page: PhonePage) -> str:
    """The board, and his own place with his neighbours under it."""
    near = "\n".join(_line(one) for one in page.near)
    own = f"<b>我的名次</b>\n{near}" if near else f"<i>{_text(page.told)}</i>"
    return f"{board_html(page.board)}\n\n{own}"


def _head(view: BoardView) -> str:
    lines = [f"<b>{_text(view.title)}</b>　{view.phase}"]
    if view.badge:
        lines.append(f"🔒 {view.badge}")
    return "\n".join(lines)


def _top(view: BoardView) -> str:
    if not view.top:
        told = view.suspense or view.told
        return f"\n{_text(told)}" if told else ""
    lines = [f"\n<b>{view.top_title}</b>"]
    for row in view.top:
        rank = f"{row.rank}{'（并列）' if row.shared else ''}"
        lines.append(f"{MEDALS.get(row.rank, '')}{rank}. {_text(row.name)}　{_text(row.branch)}　{row.score}")
    if view.suspense:
        lines.append(f"<i>{view.suspense}</i>")
    return "\n".join(lines)


def _branches(view: BoardView) -> str:
    if not view.branches:
        return ""
    shown = [_branch(row) for row in view.branches[:MOST_BRANCHES]]
    more = len(view.branches) - len(shown)
    rest = [f"<i>还有 {more} 个分公司，看大屏。</i>"] if more > 0 else []
    return "\n".join(("\n<b>分公司</b>", *shown, *rest))


def _branch(row: BranchRow) -> str:
    rank = f"{row.rank}. " if row.rank else ""
    if not row.score:
        return f"{rank}{_text(row.name)}　到场 {row.attendance}"
    near = " ≈" if row.level_with_first else ""
    return f"{rank}{_text(row.name)}　{row.score} {row.give_or_take}{near}　到场 {row.attendance}"


def _foot(view: BoardView) -> str:
    near = (
        "\n<i>± 是误差范围，≈ 和第一名的重叠，分不出高下。</i>"
        if any(b.level_with_first for b in view.branches)
        else ""
    )
    return f"\n抽中 {view.drawn} 人 · 到场 {view.came} · 已交卷 {view.handed_in}{near}"


def _line(one: Line) -> str:
    text = f"{one.rank}{'（并列）' if one.shared else ''}. {_text(one.name)}　{one.score}"
    return f"<b>{text}　← 您</b>" if one.own else text


def _text(text: str) -> str:
    return escape(text, quote=False)
