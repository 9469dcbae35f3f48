"""What is critiqued: a talk's numbered lines, what is marked in it, what a fault can be about, the machine's marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.rivals import RivalsReport, Room
    from scoring.report import Report
    from scoring.rubric import Rubric
    from scoring.transcript import Turn

WHOLE = "整场"
"""What is marked of a talk in which no part can be marked alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the talk, by its number from 1; `own` is a line of him who is critiqued."""

    number: int
    speaker: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the talk that everybody marks, with the machine's mark (0-100; None: it has none)."""

    name: str
    machine: float | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a fault can be about: an item of the rubric, with the line to say instead."""

    code: str
    name: str
    better: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One person's talk, ready to be critiqued. `gaps` are the topics the machine found wanting, `score` its mark."""

    talk: str
    rep: str
    script: str
    segment: str
    lines: tuple[Line, ...]
    items: tuple[Item, ...]
    topics: tuple[Topic, ...]
    score: float
    gaps: tuple[str, ...] = ()

    def line(self, number: int) -> Line | None:
        """The line of that number."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else None

    def topic(self, code: str) -> Topic | None:
        """The topic of that code."""
        return next((one for one in self.topics if one.code == code), None)


def subject_of_report(talk: str, rep: str, segment: str, report: Report, turns: Iterable[Turn]) -> Subject:
    """A talk with one rep, by its report: after a practice, and after a panel by the report's `marks`."""
    topics = [Topic(gap.code, gap.name, gap.better) for gap in report.gaps]
    topics += [Topic(one.code, one.name, one.instead) for one in report.violations]
    topics += [Topic(one.code, one.name, one.better) for stage in report.stages for one in stage.missed]
    topics += [Topic(one.code, one.name) for stage in report.stages for one in stage.met]
    first = {one.code: one for one in reversed(topics)}
    items = tuple(Item(stage.name, stage.score) for stage in report.stages if stage.score is not None)
    return Subject(
        talk=talk,
        rep=rep,
        script=report.script,
        segment=segment,
        lines=_numbered((turn.speaker, turn.text, turn.speaker == "rep") for turn in turns),
        items=items or (Item(WHOLE, report.score),),
        topics=tuple(first[code] for code in dict.fromkeys(one.code for one in topics)),
        score=report.score,
        gaps=tuple(gap.code for gap in report.gaps),
    )


def subject_of_seat(
    talk: str, rep: str, seat: str, segment: str, *, room: Room, report: RivalsReport, rubric: Rubric
) -> Subject:
    """One seat's part in a contest; a fault in it is about an item of the script that the customer comes from."""
    rounds = dict.fromkeys(line.round for line in room.lines if line.seat == seat)
    criteria: Mapping[str, Topic] = {one.code: Topic(one.code, one.name, one.better) for one in rubric.criteria}
    return Subject(
        talk=talk,
        rep=rep,
        script=rubric.script,
        segment=segment,
        lines=_numbered((line.seat, line.text, line.seat == seat) for line in room.lines),
        items=tuple(Item(name) for name in rounds) or (Item(WHOLE),),
        topics=tuple(criteria.values()),
        score=next(one.score for one in report.seats if one.seat == seat),
    )


def _numbered(lines: Iterable[tuple[str, str, bool]]) -> tuple[Line, ...]:
    return tuple(Line(number, speaker, text, own) for number, (speaker, text, own) in enumerate(lines, 1))
