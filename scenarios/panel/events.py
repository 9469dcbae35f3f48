"""What happens in a panel: frozen events that views turn into Chinese text, buttons or JSON."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.events import CoachSaid
from scenarios.panel.report import PanelReport
from scenarios.panel.state import Act
from scripts.heard import Heard
from scripts.talk.state import Mood


@dataclass(frozen=True, slots=True)
class RepSpoke:
    """The rep's turn: whom he turned to (nobody by name: empty) and what was heard in it."""

    turn: int
    text: str
    to: tuple[str, ...]
    heard: Heard


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """A person's words; `act` what he does with them, `why` by which rule he got the floor."""

    turn: int
    name: str
    role: str
    text: str
    act: Act
    mood: Mood = "plain"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """The meeting is over; here is its report."""

    turn: int
    report: PanelReport


PanelEvent = RepSpoke | PersonSaid | CoachSaid | Decided
