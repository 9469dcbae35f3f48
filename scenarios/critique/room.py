"""Where a critique stands, as data: everybody's sheet as far as it is filled in, what he confirmed, what he rated.

`as_json` and `from_json` are exact: a stored room goes on as if it had never stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from scenarios.critique.subject import Subject
from scoring.critique import Rater

WORST, BEST = 1, 5
"""Grades of a part of the talk, and stars of a critique's use."""
POINTS_A_GRADE = 25.0
GAPS, CONFIRMED = 2, 2
"""How many gaps he names himself, and how many weak points he confirms."""

Kind = Literal["peer", "trainer"]
InputKind = Literal[
    "grade", "gap", "fault", "unfault", "keep", "hand-in", "join", "leave", "confirm", "stars", "tick", "close"
]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that came from outside; a room's inputs played again give the same room.

    `who` is a person; `item` names a part (grade), a topic (gap, fault, confirm) or a kind of rater (join); `number` is
    a line's (fault, unfault, keep) or a critique's (stars); `value` is a grade or stars, `text` a fault in his words.
    """

    kind: InputKind
    now: float
    who: str = ""
    item: str = ""
    number: int = 0
    value: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What was not good enough: in which line, about which topic (`""`: none of them), in the rater's words."""

    line: int
    topic: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person thinks of the talk: a grade for each part; faults and lines to keep, or his own gaps."""

    grades: tuple[tuple[str, int], ...] = ()
    faults: tuple[Fault, ...] = ()
    keeps: tuple[int, ...] = ()
    gaps: tuple[str, ...] = ()
    handed: bool = False

    @property
    def mark(self) -> float:
        """The grades as one mark, 0 to 100. Raises ZeroDivisionError for an empty sheet."""
        return sum(grade - WORST for _, grade in self.grades) * POINTS_A_GRADE / len(self.grades)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a critique was begun with: the talk, who marks it, what is known of them, how many seconds each part has.

    `trainer` sees the names behind the sheets; he marks only if he is among the raters.
    """

    subject: Subject
    raters: tuple[tuple[str, Kind], ...]
    trainer: str = ""
    known: tuple[tuple[str, Rater], ...] = ()
    seed: int = 0
    marking: float = 180.0
    settling: float = 86_400.0


@dataclass(frozen=True, slots=True)
class Room:
    """A critique. While `marking` everybody fills in his sheet blind; while `settling` he who was critiqued decides.

    `own` is his own sheet; `order` numbers the sheets that were handed in, by lot, so that no number tells a name.
    """

    setup: Setup
    opened: float
    raters: tuple[tuple[str, Kind], ...]
    phase: Literal["marking", "settling", "over"] = "marking"
    deadline: float = 0.0
    own: Sheet = Sheet()
    sheets: tuple[tuple[str, Sheet], ...] = ()
    order: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    stars: tuple[tuple[int, int], ...] = ()
    log: tuple[Input, ...] = ()

    @property
    def subject(self) -> Subject:
        """The talk that is critiqued."""
        return self.setup.subject

    def sheet(self, who: str) -> Sheet:
        """A person's sheet, empty while he has not begun."""
        return self.own if who == self.subject.rep else dict(self.sheets).get(who, Sheet())

    @property
    def awaited(self) -> tuple[str, ...]:
        """Whose sheet is still to come."""
        if self.phase != "marking":
            return ()
        everybody = (self.subject.rep, *(who for who, _ in self.raters))
        return tuple(who for who in everybody if not self.sheet(who).handed)

    def as_json(self) -> dict[str, Any]:
        """The room as plain data."""
        plain: dict[str, Any] = _ROOM.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Room:
        """The room out of what `as_json` gave; exact. Raises ValueError for data of another shape."""
        return _ROOM.validate_python(data)


_ROOM = TypeAdapter(Room)
