"""A script as a page of a handbook: what to say, what the customer says, how to answer his objections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scripts.conditions import described
from scripts.model.script import NEXT_OBJECTION, STAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.model import Branch, Objection, PlanShelf, Script, Stage

Who = Literal["rep", "customer", "note"]

_WORTH = {3: "正中下怀", 2: "很在乎", 1: "有点在乎", 0: "无所谓", -1: "不爱听", -2: "反感"}
_VARIANTS = 3
"""Ways of saying one thing that a page shows of the customer; a handbook is read, not played."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page: who says it, or a note of the coach."""

    who: Who
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Rows under a small heading; without a heading they just follow."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the page."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole page."""

    title: str
    subtitle: str
    chapters: tuple[Chapter, ...]


def handbook_of(shelf: PlanShelf, script: Script) -> Handbook:
    """Make the page of a script that `check` finds no error in."""
    chapters = [
        Chapter("客户是谁", tuple(_customer(shelf, script))),
        Chapter("怎么开场", tuple(_openings(script))),
        *(Chapter(f"{number}　{stage.name}", tuple(_stage(stage))) for number, stage in _numbered(script)),
        Chapter("客户会提的异议", tuple(_objections(shelf, script))),
        Chapter("不能说的", tuple(_forbidden(shelf, script))),
        Chapter("怎么收场", tuple(_endings(script))),
    ]
    return Handbook(script.ref, script.about, tuple(chapter for chapter in chapters if chapter.entries))


def _numbered(script: Script) -> Iterable[tuple[str, Stage]]:
    return zip("一二三四五六七", script.stages.values(), strict=True)


def _notes(*texts: str) -> tuple[Row, ...]:
    return tuple(Row("note", text) for text in texts if text)


def _said(who: Who, lines: Iterable[str]) -> tuple[Row, ...]:
    return tuple(Row(who, line) for line in lines)


def _customer(shelf: PlanShelf, script: Script) -> Iterator[Entry]:
    customer = script.customer
    yield Entry(f"{customer.name}，{customer.role}", _notes(customer.company, customer.background))
    band = shelf.plan.band_for(customer.spend)
    if band is not None:
        lowest = band.limits.get(script.rep_level)
        discount = f"{script.rep_level}最低 {lowest:g} 折" if lowest is not None else "一折都不能打"
        gifts = f"能送：{'、'.join(band.gifts)}" if band.gifts else "没有赠品"
        yield Entry(f"每月花 {customer.spend:g} 元，{band.name}这一档", _notes(discount, gifts))
    for name, fact in customer.facts.items():
        asked = _notes(f"要问：{'、'.join(fact.asked)}")
        yield Entry(f"问到才说：{name}", (*asked, *_said("customer", fact.say[:_VARIANTS])))
    for name, care in sorted(customer.cares.items(), key=lambda pair: -pair[1].worth):
        yield Entry(f"{name}：{_WORTH[care.worth]}", _said("customer", care.say[:1]))


def _openings(script: Script) -> Iterator[Entry]:
    for way, opening in script.openings.items():
        lines = (*_said("customer", opening.customer[:_VARIANTS]), *_said("rep", opening.rep))
        yield Entry(way, (*_notes(opening.scene), *lines))


def _stage(stage: Stage) -> Iterator[Entry]:
    yield Entry("", (*_notes(f"目标：{stage.goal}", stage.hint), *_said("customer", stage.customer[:_VARIANTS])))
    for name, use in stage.points.items():
        must = "，必说" if use.required else ""
        yield Entry(f"{name}（{use.weight} 分{must}）", _said("rep", use.say))
    if stage.objections:
        yield Entry("这时他会提", _notes("、".join(stage.objections)))
    yield Entry("往哪儿走", _notes(*(_way(branch) for branch in stage.next)))


def _way(branch: Branch) -> str:
    target = {STAY: "留在本环节", NEXT_OBJECTION: "提下一个异议"}.get(branch.target, branch.target)
    return f"{described(branch.when)} → {target}"


def _objections(shelf: PlanShelf, script: Script) -> Iterator[Entry]:
    names = dict.fromkeys(name for stage in script.stages.values() for name in stage.objections)
    for name in (*names, *(own for own in script.objections if own not in names)):
        yield _objection(shelf.objection(script, name))


def _objection(objection: Objection) -> Entry:
    about = f"{objection.name}：{objection.about}" if objection.about else objection.name
    answers = _notes(f"说到一样就算答了：{'、'.join(objection.answered_by)}")
    return Entry(about, (*_said("customer", objection.raises[:_VARIANTS]), *_said("rep", objection.say), *answers))


def _forbidden(shelf: PlanShelf, script: Script) -> Iterator[Entry]:
    for point in shelf.points_of(script).values():
        if point.kind == "violation":
            severe = "（严重，整场最多 59 分）" if point.severe else ""
            yield Entry(f"{point.about}{severe}", _said("rep", point.say))


def _endings(script: Script) -> Iterator[Entry]:
    for ending in script.endings.values():
        if ending.say:
            yield Entry(ending.name, _notes(ending.say))
