"""What comes of a critique: the combined mark, praise for all, weak points for him, evidence for his cards."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.critique.subject import Topic
from scoring.critique import Combined, Mark, combine
from scoring.reliability import RELIABLE_FROM, alpha
from scoring.weak_points import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from scenarios.critique.room import Room, Sheet
    from scoring.weak_points import Source

MACHINE = "机器"
OPENS_A_CARD = 2
"""A topic that so many raters name becomes a card without his confirming it (source: design rules, part 2)."""
_MOST_PRAISE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A weak point he can confirm: how many raters named it, whether he and the machine did, and in which lines."""

    topic: Topic
    raters: int
    himself: bool
    machine: bool
    lines: tuple[int, ...]


def handed(room: Room) -> tuple[tuple[str, Sheet], ...]:
    """The raters' sheets that count, in their numbers' order, with the names behind them."""
    return tuple((who, room.sheet(who)) for who in room.order)


def marks_of(room: Room) -> tuple[Mark, ...]:
    """All marks the talk was given, with names: to be combined, and kept to learn how each rater marks."""
    subject, kinds = room.subject, dict(room.raters)
    marks = [Mark(who, subject.talk, sheet.mark, kinds[who], subject.rep) for who, sheet in handed(room)]
    marks.append(Mark(MACHINE, subject.talk, subject.score, "machine", subject.rep))
    if room.own.handed:
        marks.append(Mark(subject.rep, subject.talk, room.own.mark, "self", subject.rep))
    return tuple(marks)


def combined(room: Room) -> Combined:
    """The marks together, weighed by what is known of the raters; without a value where too few have marked."""
    return combine(marks_of(room), dict(room.setup.known))


def praise(room: Room) -> tuple[str, ...]:
    """The lines most raters want to keep, for all to hear."""
    kept = Counter(number for _, sheet in handed(room) for number in dict.fromkeys(sheet.keeps))
    first = sorted(kept, key=lambda number: (-kept[number], number))[:_MOST_PRAISE]
    return tuple(room.subject.lines[number - 1].text for number in first)


def candidates(room: Room) -> tuple[Candidate, ...]:
    """What he can confirm as his weak points, what most raters named first; with nothing named, every topic."""
    lines: dict[str, list[int]] = defaultdict(list)
    named: Counter[str] = Counter()
    for _, sheet in handed(room):
        named.update({fault.topic for fault in sheet.faults if fault.topic})
        for fault in sheet.faults:
            lines[fault.topic].append(fault.line)
    own = room.own.gaps if room.own.handed else ()
    codes = dict.fromkeys([*named, *own, *room.subject.gaps]) or dict.fromkeys(one.code for one in room.subject.topics)
    found = [
        Candidate(topic, named[code], code in own, code in room.subject.gaps, tuple(dict.fromkeys(lines[code])))
        for code in codes
        if (topic := room.subject.topic(code))
    ]
    return tuple(sorted(found, key=lambda one: -(one.raters + one.himself + one.machine)))


def evidence_of(room: Room, day: date) -> tuple[Evidence, ...]:
    """What the critique says of his items, for the weak index: each fault by a peer or the trainer, each own gap."""
    kinds = dict(room.raters)
    sources: dict[str, Source] = {"peer": "peers", "trainer": "trainer"}
    found = [
        _evidence(room, fault.topic, sources[kinds[who]], day, room.subject.lines[fault.line - 1].text)
        for who, sheet in handed(room)
        for fault in sheet.faults
        if fault.topic
    ]
    own = room.own.gaps if room.own.handed else ()
    return (*found, *(_evidence(room, code, "self", day) for code in own))


def cards_of(room: Room, day: date) -> tuple[Evidence, ...]:
    """What opens his cards (to be given to `scoring.weak_points.learn`): what he confirmed, what two raters named."""
    found = {one.topic.code: one for one in candidates(room)}
    twice = [code for code, one in found.items() if one.raters >= OPENS_A_CARD]
    own_lines = {line.number: line.text for line in room.subject.lines if line.own}
    opened = []
    for code in dict.fromkeys([*room.confirmed, *twice]):
        quote = next((own_lines[number] for number in found[code].lines if number in own_lines), "")
        opened.append(_evidence(room, code, "peers" if found[code].raters else "self", day, quote))
    return tuple(opened)


def _evidence(room: Room, code: str, source: Source, day: date, quote: str = "") -> Evidence:
    subject = room.subject
    topic = subject.topic(code) or Topic(code, code)
    return Evidence(code, topic.name, subject.segment, source, 0.0, day, quote, topic.better, subject.script)


def agreement(rooms: Iterable[Room]) -> dict[str, float | None]:
    """Krippendorff's alpha of each part over many critiques: how far raters agree on it; None: nothing to compare."""
    units: dict[str, list[list[float]]] = defaultdict(list)
    for room in rooms:
        for item in room.subject.items:
            grades = [dict(sheet.grades).get(item.name) for _, sheet in handed(room)]
            units[item.name].append([float(grade) for grade in grades if grade is not None])
    return {name: alpha(each, "ordinal") for name, each in units.items()}


def to_reword(agreed: Mapping[str, float | None]) -> tuple[str, ...]:
    """The parts on which raters agree too little: the wording is at fault, not the raters."""
    return tuple(name for name, found in agreed.items() if found is not None and found < RELIABLE_FROM)
