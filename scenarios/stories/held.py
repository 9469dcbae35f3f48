"""Holds a whole talk from given lines, and keeps what came of each: heard, answered, and the branches taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from scenarios.events import CustomerSaid, Ended, RepSaid
from scenarios.modes.free import talk_of
from scenarios.practice import Practice
from scripts.machine import Move, ScriptMachine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scenarios.events import Event
    from scenarios.practice import Setup
    from scoring.listening import Listener
    from scoring.report import Report
    from scripts.conditions import Situation
    from scripts.model import Branch, PlanShelf, Script
    from scripts.talk import TalkState

    Rep = Callable[[TalkState], str | None]
    """Who says something where the talk stands, or None when he has nothing more to say."""

ANY_DAY = date(2000, 1, 1)
"""Dates the next drill only; nothing that a story looks at hangs on it."""


class TracingMachine(ScriptMachine):
    """A script's machine that remembers the branches taken; not to be shared by talks that run side by side."""

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        self.taken: list[Branch] = []

    def move(self, stage: str, situation: Situation) -> Move:
        """Move, and remember by which branch."""
        move = super().move(stage, situation)
        if move.branch is not None:
            self.taken.append(move.branch)
        return move


class TracedPractice(Practice):
    """A script ready to be practised whose machine remembers the branches taken."""

    def __init__(self, shelf: PlanShelf, script: Script, listener: Listener) -> None:
        super().__init__(shelf, script, listener)
        self.trace = TracingMachine(script)
        self.customer.machine = self.trace


@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of the rep: the points and violations heard in it by name, the customer's answers, the branches taken.

    `stage` is where the talk stands after the answer.
    """

    rep: str
    stage: str
    heard: tuple[str, ...]
    violations: tuple[str, ...]
    answers: tuple[str, ...]
    taken: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A talk that was held: the customer's first words, every exchange, its report, and the objections that came up."""

    opening: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    report: Report
    stages: tuple[str, ...]
    objections: tuple[str, ...]


def reciting(lines: Iterable[str]) -> Rep:
    """A rep who says the lines one after the other, whatever he is answered."""
    waiting = iter(lines)
    return lambda _: next(waiting, None)


def hold(practice: TracedPractice, setup: Setup, rep: Rep) -> Held:
    """Let a rep talk until the talk is over or he has no more to say; a talk that isn't over then is broken off."""
    room, events = practice.open_room(setup, ANY_DAY)
    opening = _answers(events)
    exchanges: list[Exchange] = []
    while not room.ended and (line := rep(talk_of(room))) is not None:
        practice.trace.taken.clear()
        room, events = practice.hear(room, line, ANY_DAY)
        exchanges.append(_exchange(line, talk_of(room).stage, events, practice.trace.taken))
    if not room.ended:
        room, events = practice.finish(room, ANY_DAY)
    report = next(event.report for event in events if isinstance(event, Ended))
    talk = talk_of(room)
    return Held(opening, tuple(exchanges), report, talk.reached, tuple(one.name for one in talk.handled))


def _exchange(line: str, stage: str, events: Iterable[Event], taken: Iterable[Branch]) -> Exchange:
    heard = next((event.heard for event in events if isinstance(event, RepSaid)), None)
    return Exchange(
        rep=line,
        stage=stage,
        heard=tuple(hit.name for hit in heard.met) if heard else (),
        violations=tuple(breach.name for breach in heard.violations) if heard else (),
        answers=_answers(events),
        taken=tuple(taken),
    )


def _answers(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(event.text for event in events if isinstance(event, CustomerSaid))
