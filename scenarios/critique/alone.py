"""Self-critique without anybody else: one mark for the whole talk, and a short list of items to find his two gaps in.

The list holds what the machine found wanting and as much that it did not, by name: its order gives nothing away.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from scenarios.critique.moves import open_room, take
from scenarios.critique.room import GAPS, Input, Room, Setup
from scenarios.critique.subject import WHOLE, Item, Subject, Topic, subject_of_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.critique.moves import Moved
    from scoring.report import Report
    from scoring.transcript import Turn

MOST_TOPICS = 8
A_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Honesty:
    """His own mark beside the machine's, 0 to 100 each; `gap` is his own less the machine's."""

    own: float
    machine: float

    @property
    def gap(self) -> float:
        """How much higher he marked himself."""
        return self.own - self.machine


def begin_alone(talk: str, rep: str, segment: str, report: Report, turns: Iterable[Turn], *, now: float) -> Room:
    """Open the critique of a talk by him alone; he has a day for it."""
    subject = subject_of_report(talk, rep, segment, report, turns)
    topics = _offered(subject, report)
    short = Subject(
        talk=subject.talk,
        rep=subject.rep,
        script=subject.script,
        segment=subject.segment,
        lines=subject.lines,
        items=(Item(WHOLE, subject.score),),
        topics=topics,
        score=subject.score,
        gaps=tuple(topic.code for topic in topics if topic.code in subject.gaps),
    )
    room, _ = open_room(Setup(short, (), marking=A_DAY, settling=A_DAY), now)
    return room


def marked(room: Room, grade: int, now: float) -> Moved:
    """He marks the whole talk, 1 to 5."""
    return _handed_in(room, Input("grade", now, room.subject.rep, item=WHOLE, value=grade), now)


def named(room: Room, topic: str, now: float) -> Moved:
    """He names a gap, or takes it back; with the second his sheet is handed in."""
    return _handed_in(room, Input("gap", now, room.subject.rep, item=topic), now)


def confirmed(room: Room, topic: str, now: float) -> Moved:
    """He confirms a weak point, or takes it back."""
    return take(room, Input("confirm", now, room.subject.rep, item=topic))


def honesty_of(room: Room) -> Honesty | None:
    """His mark beside the machine's; None before his sheet is in."""
    return Honesty(room.own.mark, room.subject.score) if room.own.handed else None


def enough(room: Room) -> bool:
    """Whether his sheet has all it needs."""
    return bool(room.own.grades) and len(room.own.gaps) >= min(GAPS, len(room.subject.topics))


def _handed_in(room: Room, one: Input, now: float) -> Moved:
    room, events = take(room, one)
    if room.phase != "marking" or not enough(room):
        return room, events
    room, closing = take(room, Input("hand-in", now, room.subject.rep))
    return room, (*events, *closing)


def _offered(subject: Subject, report: Report) -> tuple[Topic, ...]:
    """What he may name: the machine's gaps, then in turn what else it missed and what it heard, one step each."""
    wanting = [*subject.gaps, *(one.code for one in report.violations)]
    wanting += [one.code for stage in report.stages for one in stage.missed]
    fine = [one.code for stage in report.stages for one in stage.met]
    after = [code for code in wanting if code not in subject.gaps]
    mixed = [code for pair in zip_longest(fine, after) for code in pair if code]
    chosen: dict[str, Topic] = {}
    for code in (*subject.gaps, *mixed):
        topic = subject.topic(code)
        if topic is not None and len(chosen) < MOST_TOPICS:
            chosen.setdefault(topic.name.partition("·")[0], topic)
    return tuple(sorted(chosen.values(), key=lambda topic: topic.name))
