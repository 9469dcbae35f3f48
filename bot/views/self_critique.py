"""Self-critique as he reads it: his own mark first, two gaps, then the machine's mark beside his."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.critique import GRADES
from bot.views.page import Line, Page, Section
from bot.views.report import plain_name
from scenarios.critique import candidates
from scenarios.critique.alone import honesty_of
from scenarios.critique.room import CONFIRMED, GAPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.critique import Room
    from scenarios.critique.alone import Honesty
    from scenarios.critique.outcome import Candidate

_CLOSE = 10
"""Points within which his mark and the machine's count as the same."""


def asking_page(room: Room) -> Page:
    """Ask for what is still missing of his own sheet."""
    if not room.own.grades:
        return (Section("先给自己打分", (Line("这一场，整个来看，您给自己打几分？"),)),)
    grade = room.own.grades[0][1]
    wanted = min(GAPS, len(room.subject.topics)) - len(room.own.gaps)
    ask = f"哪两条没做好？还要点 {wanted} 条。" if room.own.gaps else "哪两条没做好？凭印象点两条。"
    return (Section("先给自己打分", (Line(f"您打的是：{GRADES[grade]}"), Line(ask))),)


def settling_page(room: Room, *, blind: bool) -> Page:
    """Lay his mark beside the machine's, and what he named beside what it found; two of these become weak points."""
    honesty = honesty_of(room)
    together = tuple(_together(honesty)) if honesty else ()
    late = () if blind else (Line("看过报告再打的分，只作参考。", "quiet"),)
    named = tuple(line for one in candidates(room) for line in _candidate(one))
    left = 0 if room.phase == "over" else min(CONFIRMED, len(candidates(room))) - len(room.confirmed)
    ask = (Line(f"哪几条记成薄弱点？还能点 {left} 条，到日子提醒您再练。"),) if left else ()
    parts = (Section("自己打的和机器打的", (*together, *late)), Section("哪里没做好", named), Section("", ask))
    return tuple(part for part in parts if part.lines)


def settled_page(room: Room) -> Page:
    """Say which weak points were written down."""
    names = [plain_name(topic.name) for code in room.confirmed if (topic := room.subject.topic(code))]
    return (Section("", (Line(f"记下了：{'、'.join(f'「{name}」' for name in names)}。", "good"),)),)


def _together(honesty: Honesty) -> Iterator[Line]:
    yield Line(f"自己 {honesty.own:.0f} 分，机器 {honesty.machine:.0f} 分", "strong")
    by = round(abs(honesty.gap))
    if by < _CLOSE:
        yield Line("心里有数，两边差不多。")
    elif honesty.gap > 0:
        yield Line(f"自己打高了 {by} 分，看看机器挑出来的几条。")
    else:
        yield Line(f"自己打低了 {by} 分，比您想的好。")


def _candidate(one: Candidate) -> Iterator[Line]:
    who = {(True, True): "您和机器都点到", (True, False): "您点的，机器没有挑", (False, True): "机器挑的，您没点"}
    yield Line(f"{plain_name(one.topic.name)}　{who.get((one.himself, one.machine), '')}", "strong")
    if one.topic.better:
        yield Line(f"可以这样说：“{one.topic.better}”", "good", inner=True)
