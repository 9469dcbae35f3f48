"""What happens in a room: frozen events that views turn into Chinese text, buttons or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scoring.report import Report
from scripts.heard import Heard

CoachTopic = Literal["scene", "goal", "feedback", "hint", "question", "verdict", "notice", "model"]


@dataclass(frozen=True, slots=True)
class RepSaid:
    """The rep's own turn and what was heard in it."""

    turn: int
    text: str
    stage: str
    heard: Heard


@dataclass(frozen=True, slots=True)
class CustomerSaid:
    """The customer's words. `mood` is one of cold, plain, warm: for a view's stage direction."""

    turn: int
    text: str
    stage: str
    mood: Literal["cold", "plain", "warm"] = "plain"


@dataclass(frozen=True, slots=True)
class CoachSaid:
    """A word from outside the talk: the scene, a goal, feedback, a hint, a question to the learner, a notice.

    `choices` are the answers a question offers; the learner answers with its number, from 1.
    """

    turn: int
    topic: CoachTopic
    text: str
    stage: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """The talk is over; here is its report."""

    turn: int
    ending: str
    report: Report


Event = RepSaid | CustomerSaid | CoachSaid | Ended
