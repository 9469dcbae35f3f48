"""Somebody's own answers in his private chat: all at a glance, then one by one, with the key once it may be seen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.views.buttons import Button, handle, rows
from bot.views.contest.lists import moment
from bot.views.contest.paper import LETTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.contests.records import OwnAnswer, OwnPage
    from bot.views.buttons import Rows
    from scenarios.contest.papers import Choice

FULL = 1000
WIDTH = 5


def glance(page: OwnPage) -> tuple[str, Rows]:
    """All answers at a glance; a button opens each."""
    lines = [f"<b>{_text(page.title)}</b>　我的答卷"]
    if page.score is not None:
        lines.append(f"<b>{page.score} 分，第 {page.rank} 名</b>")
    if page.told:
        lines.append(_text(page.told))
    if page.answers and page.answers[0].key is None:
        lines.append("答案收卷以后公布，到时候回这里看。")
    elif page.answers:
        lines.append("✓ 全对　◐ 对了一部分　✗ 没有分　— 这题作废")
    if page.may_appeal_until is not None:
        lines.append(f"对哪道题的答案有异议，{moment(page.may_appeal_until)} 以前点开它申诉，每题一次。")
    if not page.answers:
        lines.append("还没有答过的题。")
    buttons = (
        Button(f"{_sign(one)}{one.position}", handle("cmine", page.contest, one.position)) for one in page.answers
    )
    back = Button("‹ 回到竞赛", handle("contest", page.contest))
    return "\n".join(lines), (*rows(*buttons, width=WIDTH), (back,))


def one_answer(page: OwnPage, one: OwnAnswer) -> tuple[str, Rows]:
    """One question with his answer, and with the key once it may be seen."""
    lines = [f"<b>第 {one.position} 题</b>，共 {page.of} 题", "", f"<b>{_text(one.stem)}</b>"]
    if one.options:
        lines += [f"{LETTERS[n]}. {_text(option)}" for n, option in enumerate(one.options)]
    late = "（交晚了，没有分）" if one.late and one.choice is not None else ""
    lines += ["", f"您的答案：{chosen(one, one.choice)}{late}"]
    if one.key is not None:
        lines.append(f"标准答案：{chosen(one, one.key)}")
    if one.because:
        lines.append(f"<i>{_text(one.because)}</i>")
    if one.points is not None:
        lines.append(f"得分：{one.points / 10:g}（满分 100）")
    elif one.key is not None:
        lines.append("这道题不计分。")
    lines += [_text(told) for told in (one.ruling, one.appeal) if told]
    return "\n".join(lines), _around(page, one)


def chosen(one: OwnAnswer, choice: Choice | None) -> str:
    """A choice as people read it, in his own order."""
    if choice is None:
        return "没有作答"
    if isinstance(choice, str):
        return f"{_text(choice)} {_text(one.unit)}".strip()
    if isinstance(choice, int):
        return f"{LETTERS[choice]}. {_text(one.options[choice])}"
    if one.kind == "match":
        pairs = zip(one.lefts, choice, strict=True)
        return "；".join(f"{_text(left)} → {_text(one.options[right])}" for left, right in pairs)
    return (" → " if one.kind == "order" else "、").join(_named(one, choice))


def _named(one: OwnAnswer, places: Sequence[int]) -> list[str]:
    return [f"{LETTERS[place]}. {_text(one.options[place])}" for place in places]


def _around(page: OwnPage, one: OwnAnswer) -> Rows:
    at = [answer.position for answer in page.answers].index(one.position)
    turning = []
    if at:
        turning.append(Button("‹ 上一题", handle("cmine", page.contest, page.answers[at - 1].position)))
    if at + 1 < len(page.answers):
        turning.append(Button("下一题 ›", handle("cmine", page.contest, page.answers[at + 1].position)))
    may_appeal = page.may_appeal_until is not None and not one.appeal
    appeal = (Button("对答案有异议，申诉", handle("cappeal", page.contest, one.position)),) if may_appeal else ()
    return tuple(
        row for row in (tuple(turning), appeal, (Button("‹ 看全部", handle("cmine", page.contest, 0)),)) if row
    )


def _sign(one: OwnAnswer) -> str:
    if one.key is None:
        return "" if one.choice is not None else "空 "
    if one.credit is None:
        return "— "
    return "✓ " if one.credit == FULL else "◐ " if one.credit else "✗ "


def _text(text: str) -> str:
    return escape(text, quote=False)
