"""The model rep of a panel: what a good rep would say next, in the scenario's own model lines.

He answers who waits, minds who is passed by, asks before he praises, and asks for the order when nobody has a question
left. He is the ideal player of tests and balances, and the hint of whoever is stuck.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from scripts.talk.speech import fill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scenarios.panel.state import PanelState, Standing
    from scenarios.panel.table import Table

_SOON_IGNORED = 4
"""Turns after which he turns to somebody whom nobody has turned to."""
_LAST_WORDS = 2
"""So many turns after the host has asked for a last word he asks for the order."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A line to say now, whom it is for, and what it does: a concern's or a point's name."""

    purpose: str
    to: str
    line: str


def next_line(table: Table, state: PanelState, ignoring: Collection[str] = ()) -> str:
    """What the model rep says now; with `ignoring` he never turns to those people, as a bad rep would not."""
    return next(suggestions(table, state, ignoring)).line


def suggestions(table: Table, state: PanelState, ignoring: Collection[str] = ()) -> Iterator[Suggestion]:
    """What would help now, the most needful first."""
    rng = Random(f"{state.seed}:model:{state.turn}")
    rep = table.panel.rep
    if state.turn == 0:
        yield Suggestion("开场", "", fill(rng.choice(rep.opening), state.rep))
    minds = [mind for mind in state.people if mind.name not in ignoring]
    yield from _answers(table, state, minds, rng)
    yield from _worries(table, state, minds, rng)
    yield from _the_unheeded(table, state, minds, rng)
    if state.wrapping >= _LAST_WORDS:
        yield Suggestion("请求成交", "", fill(rng.choice(rep.close), state.rep))
    yield from _questions(table, state, minds, rng)
    yield from _benefits(table, state, minds, rng)
    yield Suggestion("请求成交", "", fill(rng.choice(rep.close), state.rep))


def _answers(table: Table, state: PanelState, minds: list[Standing], rng: Random) -> Iterator[Suggestion]:
    """The open concerns: who has waited longest first, of equals the one with the floor."""
    waiting = [mind for mind in minds if mind.open_concern is not None]
    for mind in sorted(waiting, key=lambda one: (-one.passed_over, one.name != state.floor)):
        if mind.open_concern is not None:
            lines = table.concerns[mind.open_concern.name].say
            yield _said(mind.open_concern.name, mind.name, rng.choice(lines), state)


def _worries(table: Table, state: PanelState, minds: list[Standing], rng: Random) -> Iterator[Suggestion]:
    for mind in minds:
        worry = table.people[mind.name].worry
        if worry is not None and mind.worry == "shown":
            yield _said("没说出口的担心", mind.name, rng.choice(worry.say), state)


def _the_unheeded(table: Table, state: PanelState, minds: list[Standing], rng: Random) -> Iterator[Suggestion]:
    for mind in minds:
        if state.turn - mind.heeded >= _SOON_IGNORED and len(mind.raised) < len(table.people[mind.name].must_answer):
            yield from _for_him(table, state, mind, rng)


def _for_him(table: Table, state: PanelState, mind: Standing, rng: Random) -> Iterator[Suggestion]:
    """Something he would like to hear and has not heard."""
    for point, care in sorted(table.people[mind.name].cares.items(), key=lambda pair: -pair[1].worth):
        if care.worth > 0 and point not in mind.weighed and (lines := table.panel.rep.points.get(point)):
            yield _said(point, mind.name, rng.choice(lines), state)


def _questions(table: Table, state: PanelState, minds: list[Standing], rng: Random) -> Iterator[Suggestion]:
    """What somebody knows and has not been asked."""
    for mind in minds:
        for name, fact in table.people[mind.name].facts.items():
            asking = [point for point in fact.asked if point in table.panel.rep.points]
            if name not in mind.told and name not in mind.withheld and asking:
                yield _said(asking[0], mind.name, rng.choice(table.panel.rep.points[asking[0]]), state)


def _benefits(table: Table, state: PanelState, minds: list[Standing], rng: Random) -> Iterator[Suggestion]:
    for mind in sorted(minds, key=lambda one: one.stance):
        yield from _for_him(table, state, mind, rng)


def _said(purpose: str, to: str, line: str, state: PanelState) -> Suggestion:
    """The line with the name of whom it is for before it, unless he is named in it."""
    text = fill(line, state.rep)
    return Suggestion(purpose, to, text if text.startswith(to) else f"{to}，{text}")
