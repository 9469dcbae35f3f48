"""Where a morning drill stands, as data: who is there, who plays what, the talk inside, the critique, the clock.

`as_json` and `from_json` are exact: a stored drill goes on as if it had never stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from scenarios.critique import Input as CritiqueInput
from scenarios.critique import Room as CritiqueRoom
from scenarios.meeting.minutes import Minutes
from scenarios.meeting.plays import Form, Result
from scenarios.meeting.rotation import Past
from scenarios.meeting.themes import Theme
from scoring.critique import Rater

Phase = Literal["gathering", "turns", "critique", "over"]
InputKind = Literal[
    "choose",
    "theme",
    "join",
    "leave",
    "start",
    "next",
    "pause",
    "resume",
    "skip",
    "floor",
    "end",
    "lost",
    "say",
    "judge",
    "critique",
    "tick",
]
OF_THE_HOST: frozenset[InputKind] = frozenset(
    {"choose", "theme", "start", "next", "pause", "resume", "skip", "floor", "end"}
)
"""The inputs that only the host may give."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario the host can choose."""

    form: Form
    scenario: str


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that came from outside; a drill's inputs played again give the same drill.

    `who` is a person's id. `item` is a scenario (choose), a theme's item (theme) or a person (floor); `text` his name
    (join), his words (say) or reason (judge); `value` a stance (judge); `inner` an input of the critique.
    """

    kind: InputKind
    now: float
    who: str = ""
    item: str = ""
    text: str = ""
    value: int = 0
    inner: CritiqueInput | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who takes part; `late` if he came after the roles were dealt."""

    person: str
    name: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Setup:
    """What a drill was opened with.

    `drill` is its own id, `day` the date (ISO), `host` who runs it, `trainer` who sees
    the names behind sheets and marks as a trainer ("": nobody does). `history` is who played what in earlier drills,
    `critiqued` who was the subject of their critiques, `known` what is known of the raters.
    """

    drill: str
    day: str
    host: str
    host_name: str
    offers: tuple[Offer, ...]
    themes: tuple[Theme, ...] = ()
    history: tuple[Past, ...] = ()
    critiqued: tuple[str, ...] = ()
    known: tuple[tuple[str, Rater], ...] = ()
    seed: int = 0
    trainer: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A drill. `play` is the state of the talk inside, `roles` who played what, `seats` who speaks for a role now.

    `now` is the time of the last input that changed anything, `deadline` the end of the part by the clock that stands
    still during pauses, `paused_for` how long that was so far. `spoke` counts each person's lines in the talk.
    """

    setup: Setup
    opened: float
    now: float
    phase: Phase = "gathering"
    deadline: float = 0.0
    offer: Offer | None = None
    theme: Theme | None = None
    people: tuple[Attendee, ...] = ()
    gone: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    seats: tuple[tuple[str, str], ...] = ()
    spoke: tuple[tuple[str, int], ...] = ()
    play: dict[str, Any] | None = None
    result: Result | None = None
    critique: CritiqueRoom | None = None
    minutes: Minutes | None = None
    warned: tuple[int, ...] = ()
    paused_at: float | None = None
    paused_for: float = 0.0
    log: tuple[Input, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the drill is closed and its minutes are written."""
        return self.phase == "over"

    @property
    def present(self) -> tuple[str, ...]:
        """Who is here now."""
        return tuple(one.person for one in self.people if one.person not in self.gone)

    def name(self, person: str) -> str:
        """A person's name; the host's too."""
        names = {one.person: one.name for one in self.people}
        return names.get(person) or (self.setup.host_name if person == self.setup.host else "")

    def role_of(self, person: str) -> str:
        """What a person plays, "" if he has no role."""
        return dict(self.roles).get(person, "")

    def holder(self, role: str) -> str:
        """Who speaks for a role now, "" if nobody does."""
        return dict(self.seats).get(role, "")

    def busiest(self, role: str) -> str:
        """Who spoke most in a role, "" if nobody did: what came of it is his."""
        spoke = {person: lines for person, lines in self.spoke if lines and self.role_of(person) == role}
        return max(spoke, key=spoke.__getitem__, default="")

    def as_json(self) -> dict[str, Any]:
        """The drill as plain data."""
        plain: dict[str, Any] = _ROOM.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Room:
        """The drill out of what `as_json` gave; exact. Raises ValueError for data of another shape."""
        return _ROOM.validate_python(data)


_ROOM = TypeAdapter(Room)
