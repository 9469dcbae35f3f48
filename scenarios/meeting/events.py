"""What happens in a drill: frozen events that views turn into messages, edits and private words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.critique import CritiqueEvent
from scenarios.events import Event
from scenarios.meeting.minutes import Minutes
from scenarios.meeting.plays import Form
from scenarios.meeting.room import Phase
from scenarios.panel import PanelEvent
from scenarios.rivals import RivalsEvent

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class BoardChanged:
    """What all can see of the drill has changed: form, theme, who is there, who has the floor, a pause."""


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """A part of the drill begins; `deadline` is by the running clock."""

    phase: Phase
    deadline: float


@dataclass(frozen=True, slots=True)
class RolesDealt:
    """Who plays what: (person, role)."""

    roles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FloorGiven:
    """Somebody speaks as the rep, or for the role, from now on."""

    person: str
    role: str


@dataclass(frozen=True, slots=True)
class Played:
    """Something happened in the talk inside; `names` says who plays each role."""

    form: Form
    event: Event | PanelEvent | RivalsEvent
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TimeWarning:
    """So many seconds are left of this part."""

    phase: Phase
    seconds: int


@dataclass(frozen=True, slots=True)
class InCritique:
    """Something happened in the critique; `critique.seen_by` tells who may see what of it."""

    event: CritiqueEvent


@dataclass(frozen=True, slots=True)
class Closed:
    """The drill is over; here are its minutes."""

    minutes: Minutes


@dataclass(frozen=True, slots=True)
class Notice:
    """A word to one person: what was not taken, and why. In the group it is a button's answer, not a message."""

    text: str
    who: str


MeetingEvent = BoardChanged | PhaseBegan | RolesDealt | FloorGiven | Played | TimeWarning | InCritique | Closed | Notice
