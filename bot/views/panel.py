"""A panel's events and its report, as people read them: who said what, who was won or lost by which line.

It speaks of lines, never of the person who said them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.json_lines import dumped
from bot.views.page import Line, Section
from bot.views.report import full_report, short_report, stage_pages
from bot.views.shown import Shown
from bot.views.talk import MOODS, TOPICS, Spoken
from scenarios.panel import Decided, PersonSaid, RepSpoke
from scenarios.rivals.report import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.views.page import Mark, Page
    from scenarios.panel import PanelEvent, PanelReport, PersonReport

ACTS = {
    "interrupts": "插话",
    "comes-back": "追问",
    "agrees": "附和",
    "contradicts": "不同意",
    "minds": "不高兴",
}
"""What a stage direction says of a person's words; an answer or a question needs none."""
_A_FEW = 2
_WORRIES = {True: "有一句说到了他心里", False: "没有一句话说到这上头"}


def shown(event: PanelEvent, rep: str, today: date) -> Shown:
    """Give one event of a panel ready to be shown."""
    match event:
        case RepSpoke(turn=turn, text=text, to=to, heard=heard):
            spoken = Spoken("rep", rep, text, _to(to))
            line = {"turn": turn, "speaker": "rep", "text": text, "to": list(to)}
            return Shown(dumped({**line, "met": list(heard.codes), "violations": list(heard.violation_codes)}), spoken)
        case PersonSaid(turn=turn, name=name, role=role, text=text, act=act, mood=mood, why=why):
            directions = [word for word in (ACTS.get(act), MOODS.get(mood) if act == "votes" else None) if word]
            spoken = Spoken("customer", f"{name}", text, "，".join(directions))
            line = {"turn": turn, "speaker": name, "role": role, "text": text, "act": act, "mood": mood, "why": why}
            return Shown(dumped(line), spoken)
        case Decided(report=report):
            return Shown(dumped({"report": report.as_json()}), page=panel_report(report, today))
        case coach:
            spoken = Spoken("coach", TOPICS[coach.topic], coach.text)
            return Shown(dumped({"turn": coach.turn, "speaker": "coach", "text": coach.text}), spoken)


def _to(names: tuple[str, ...]) -> str:
    if len(names) > _A_FEW:
        return "对大家"
    return f"对{'、'.join(names)}" if names else ""


def panel_report(report: PanelReport, today: date) -> Page:
    """Give the whole report: the decision by its rule, person by person, then the marks as after any talk."""
    people = (Section(_who(one), tuple(_person(one))) for one in report.people)
    return (Section("会上的决定", tuple(_decision(report))), *people, *full_report(report.marks, today))


def panel_summary(report: PanelReport, today: date) -> Page:
    """Give what fits one small screen: the decision, each person in two lines, the score, the gaps, the next drill."""
    people = tuple(line for one in report.people for line in _in_short(one))
    return (
        Section("会上的决定", tuple(_decision(report))),
        Section("各人", people),
        *short_report(report.marks, today),
    )


def panel_pages(report: PanelReport) -> tuple[tuple[str, Page], ...]:
    """Give a page for each person, with every line that moved him, then the marks' own pages."""
    marks = dict(stage_pages(report.marks))
    people = [(one.name, (Section(_who(one), tuple(_person(one))), *marks.pop(one.name, ()))) for one in report.people]
    return (*people, *marks.items())


def _in_short(one: PersonReport) -> Iterator[Line]:
    yield Line(f"{one.name}（{one.role}）　{one.start} → {one.stance}　{one.vote}", "strong")
    words = [
        f"{word}{f'“{shortened(shift.quote)}”' if shift.quote else shift.why}（{shift.by:+d}）"
        for word, shift in (("赢在", one.won_by), ("丢在", one.lost_by))
        if shift is not None
    ]
    yield Line("，".join(words) or "没有一句话打动他。", inner=True)


def _decision(report: PanelReport) -> Iterator[Line]:
    mark: Mark = "good" if report.decision == "通过" else "bad"
    yield Line(f"{report.decision}　加权平均 {report.mean:g} 分", mark)
    yield Line(f"规则：{report.rule}", "quiet")
    for name in report.vetoes:
        yield Line(f"{name}一票否决。", "bad")
    against = [one.name for one in report.people if one.vote == "反对"]
    yield Line(f"会投反对票的：{'、'.join(against)}。" if against else "没有人反对。")


def _who(one: PersonReport) -> str:
    veto = "，一票否决" if one.veto else ""
    return f"{one.name}（{one.role}，分量 {one.weight}{veto}）　{one.start} → {one.stance}　{one.vote}"


def _person(one: PersonReport) -> Iterator[Line]:
    if one.human:
        own = "打分是他自己给的" if one.judged else "他没来得及打分，按听到的话算"
        yield Line(f"这把椅子上坐的是同事，{own}。", "quiet")
    for shift in one.shifts:
        mark: Mark = "good" if shift.by > 0 else "bad"
        quote = f"“{shift.quote}”　" if shift.quote else ""
        yield Line(f"第 {shift.turn} 轮　{shift.by:+d} → {shift.to}　{quote}{shift.why}", mark, inner=True)
    if not one.shifts:
        yield Line("没有一句话打动他。", "quiet", inner=True)
    for word, shift_of in (("赢他的一句", one.won_by), ("丢他的一句", one.lost_by)):
        if shift_of is not None and shift_of.quote:
            yield Line(f"{word}：第 {shift_of.turn} 轮“{shift_of.quote}”（{shift_of.why}，{shift_of.by:+d}）")
    if one.worry:
        yield Line(f"没说出口的担心：{one.worry}。{_WORRIES[one.worry_eased]}。", "quiet")
