"""What somebody reads before he plays one of the customer's people: who that is, what he minds, what he keeps back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.documents import Panel, Person, RivalsScenario


def chair_card(panel: Panel, name: str) -> Page:
    """Give the card of one person of a panel, for the colleague who takes his chair."""
    person = panel.people[name]
    parts = (
        Section(f"您演{name}（{person.role}）", (Line(person.about),)),
        Section("要他答清楚的", tuple(_concerns(person))),
        Section("问到才说", tuple(Line(f"{fact.name}：{fact.say[0]}") for fact in person.facts.values())),
        Section("心里的担心，别直说", (Line(person.worry.about),) if person.worry else ()),
        Section("", (Line("只有您看得到。话由您自己说，散会的时候我请您打分。", "quiet"),)),
    )
    return tuple(part for part in parts if part.lines)


def customer_card(scenario: RivalsScenario) -> Page:
    """Give the card of the customer in a contest, for the person who plays him: what he wants, and how much."""
    needs = sorted(scenario.needs.values(), key=lambda need: -need.weight)
    parts = (
        Section("您演客户", (Line(scenario.about),)),
        Section(
            "您在意的，分量重的在前", tuple(Line(f"{need.name}（{need.weight} 份）：{need.about}") for need in needs)
        ),
        Section("", (Line("只有您看得到。轮到您的时候问各家同一个问题，最后说选哪一家、为什么。", "quiet"),)),
    )
    return tuple(part for part in parts if part.lines)


def _concerns(person: Person) -> Iterator[Line]:
    for name, concern in person.must_answer.items():
        yield Line(f"{name}　{concern.about}" if concern.about else name, "strong")
        yield Line(f"“{concern.raises[0]}”", inner=True)
