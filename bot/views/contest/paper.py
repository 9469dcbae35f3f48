"""A contest in somebody's private chat: his question with its buttons, his case, his lobby, as Telegram's HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from bot.services.contests.records import CaseLine, HandedIn, OpenCase, ServedItem
from bot.views.buttons import Button, handle, rows
from bot.views.contest.lists import moment
from bot.views.html import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.services.contests.records import OwnPage
    from bot.views.buttons import Rows

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDTH = 4
_HOW = {
    "single": "点一个字母就交卷，改不了，看准了再点。",
    "several": "可能不止一个。都点上，再点「交」。",
    "order": "从第一个开始，按顺序点。",
    "match": "给每一个配上对。",
    "number": "打一个数发给我，不用写单位。",
}
_SPEAKERS = {"customer": "客户", "rep": "您"}
CASE_RULES = "直接打字跟客户谈，像平时一样。谈完会算分，收卷以后看。"


def question(item: ServedItem, picks: Sequence[int], now: datetime, before: str = "") -> tuple[str, Rows]:
    """The question with its buttons; `picks` are ticked so far, `before` says what became of the last one."""
    lines = [escape(before, quote=False), ""] if before else []
    lines += [f"<b>第 {item.position} 题</b>，共 {item.of} 题　{_time(item, now)}", "", f"<b>{_text(item.stem)}</b>"]
    if item.options:
        lines += ["", *(f"{LETTERS[n]}. {_text(one)}" for n, one in enumerate(item.options))]
    lines += ["", *_so_far(item, picks), f"<i>{_how(item, picks)}</i>"]
    return "\n".join(lines), _buttons(item, picks)


def timed_out(position: int, of: int) -> str:
    """In the place of a question whose time is up."""
    return f"第 {position} 题的时间到了，共 {of} 题。\n点「下一题」，下一题发到了才开始计时。"


def next_button(contest: int) -> Rows:
    """Goes on after a question whose time is up."""
    return rows(Button("下一题", handle("cpaper", contest)))


def handed_in(told: HandedIn, before: str = "") -> tuple[str, Rows]:
    """His paper is in."""
    first = f"{escape(before, quote=False)}\n\n" if before else ""
    text = f"{first}<b>交卷了。</b>{told.of} 道题，按时答了 {told.answered} 道。\n分数和答案收卷以后看。"
    return text, rows(Button("我的答卷", handle("cmine", told.contest, 0)))


def case_intro(case: OpenCase, before: str = "") -> str:
    """The case as it is set."""
    first = f"{escape(before, quote=False)}\n\n" if before else ""
    head = f"题答完了，最后是案例：<b>{_text(case.title)}</b>"
    return f"{first}{head}\n\n{_text(case.situation)}\n\n{_text(case.task)}\n\n<i>{CASE_RULES}</i>"


def case_lines(lines: Sequence[CaseLine], case: OpenCase | HandedIn) -> str:
    """What was said, and how much is left."""
    said = "\n\n".join(_line(one) for one in lines)
    left = f"<i>还能说 {case.left} 句。</i>" if isinstance(case, OpenCase) else ""
    return "\n\n".join(part for part in (said, left) if part)[-LONGEST:]


def case_buttons(contest: int) -> Rows:
    """Under the customer's words."""
    return rows(Button("谈完了，交卷", handle("cend", contest)))


def lobby(page: OwnPage, *, timed: bool, with_case: bool) -> str:
    """Where a contest stands for somebody, and the rules before he begins."""
    lines = [f"<b>{_text(page.title)}</b>", f"{_text(page.name)}，{_text(page.branch)}"]
    lines.append(f"答题时间：{moment(page.opens)} 到 {moment(page.closes)}")
    if page.handed_in is not None:
        lines.append(f"{moment(page.handed_in)} 交的卷。")
        if page.score is not None:
            lines.append(f"<b>{page.score} 分，第 {page.rank} 名</b>")
    elif page.done:
        lines.append(f"答了 {page.done} 题，共 {page.of} 题。点「接着答」，从没答的那道接着来。")
    elif page.phase in {"drawn", "open", "frozen"}:
        case = "，最后演一个案例" if with_case else ""
        clock = "，答得快有加分" if timed else "，按时答就行，快慢不算分"
        lines.append(
            f"一共 {page.of} 题{case}。每题限时，题发到了才开始计时{clock}。只有一次机会，中途断了可以接着答。"
        )
    if page.told:
        lines.append(_text(page.told))
    if page.may_appeal_until is not None:
        lines.append(f"对答案有异议，{moment(page.may_appeal_until)} 以前点开那道题申诉。")
    return "\n".join(lines)


def _time(item: ServedItem, now: datetime) -> str:
    if item.ends is None:
        return f"限时 {item.seconds} 秒"
    return f"还剩 {max(0, round((item.ends - now).total_seconds()))} 秒"


def _how(item: ServedItem, picks: Sequence[int]) -> str:
    if item.kind == "match" and len(picks) < len(item.lefts):
        return f"「{_text(item.lefts[len(picks)])}」配哪一个？"
    if item.kind in {"order", "match"} and len(picks) == len(item.lefts or item.options):
        return "都点好了。没错就点「交」。"
    if item.kind == "number" and item.unit:
        return f"打一个数发给我，单位是{_text(item.unit)}，不用写。"
    return _HOW[item.kind]


def _so_far(item: ServedItem, picks: Sequence[int]) -> list[str]:
    if item.kind == "order" and picks:
        return ["您排的：" + " → ".join(LETTERS[one] for one in picks)]
    if item.kind == "match":
        return [
            f"{_text(left)} → {LETTERS[picks[n]] if n < len(picks) else '？'}" for n, left in enumerate(item.lefts)
        ] + [""]
    return []


def _buttons(item: ServedItem, picks: Sequence[int]) -> Rows:
    contest, position = item.contest, item.position
    places = range(len(item.options))
    if item.kind == "number":
        return ()
    if item.kind == "single":
        return rows(*(Button(LETTERS[n], handle("cone", contest, position, n)) for n in places), width=WIDTH)
    give = Button("交", handle("cgive", contest, position))
    if item.kind == "several":
        ticks = (
            Button(
                f"✓ {LETTERS[n]}" if n in picks else LETTERS[n], handle("cpick", contest, position, n, _flip(n, picks))
            )
            for n in places
        )
        return (*rows(*ticks, width=WIDTH), (give,)) if picks else rows(*ticks, width=WIDTH)
    again = Button("重来", handle("credo", contest, position))
    whole = len(picks) == len(item.lefts or item.options)
    free = () if whole else [n for n in places if item.kind == "match" or n not in picks]
    left = (Button(LETTERS[n], handle("cpick", contest, position, n, len(picks))) for n in free)
    last = ((again, give),) if whole else ((again,),) if picks else ()
    return (*rows(*left, width=WIDTH), *last)


def _flip(place: int, picks: Sequence[int]) -> int:
    return 0 if place in picks else 1


def _line(line: CaseLine) -> str:
    if line.speaker == "coach":
        return f"<i>〔{_text(line.text)}〕</i>"
    return f"<b>{_SPEAKERS[line.speaker]}</b>：{_text(line.text)}"


def _text(text: str) -> str:
    return escape(text, quote=False)
