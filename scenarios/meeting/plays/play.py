"""What a drill asks of a scenario: roles for people, a talk whose state is plain data, its outcome, what to mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from scenarios.critique import Subject
from scenarios.events import Event
from scenarios.meeting.rotation import Role
from scenarios.panel import PanelEvent
from scenarios.rivals import RivalsEvent

if TYPE_CHECKING:
    from scoring.report import Report

Form = Literal["practice", "panel", "rivals"]
FORMS: Mapping[Form, str] = {"practice": "一对一", "panel": "一对多", "rivals": "多对一"}
REP = "客户经理"
"""The role of him who faces the customer, in a practice and in a panel."""

State = dict[str, Any]
"""A room's `as_json`."""


@dataclass(frozen=True, slots=True)
class Result:
    """How the talk came out for the team: one Chinese line, the items met and missed, the best lines.

    There is no score in it: in the group it would stand beside the name of him who spoke.
    """

    headline: str
    met: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    best: tuple[str, ...] = ()


PlayMoved = tuple[State, Sequence[Event | PanelEvent | RivalsEvent]]


class Play(Protocol):
    """One scenario as a drill plays it. `seats` is who plays what: role → his name; `now` runs in seconds."""

    @property
    def form(self) -> Form:
        """Which form it is."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The parts people can play."""

    def begin(self, seats: Mapping[str, str], seed: int, now: float) -> PlayMoved:
        """Open the room."""

    def say(self, state: State, role: str, text: str, now: float) -> PlayMoved:
        """A role's words."""

    def judge(self, state: State, role: str, stance: int, because: str) -> PlayMoved:
        """A role's verdict after the talk, 0 to 100; nothing where none is asked for."""

    def leave(self, state: State, role: str, now: float) -> PlayMoved:
        """Nobody plays this role any more."""

    def tick(self, state: State, now: float) -> PlayMoved:
        """Time has passed."""

    def hurry(self, state: State, now: float) -> PlayMoved:
        """Go on without those whose word is awaited."""

    def finish(self, state: State, now: float) -> PlayMoved:
        """Come to an end now."""

    def over(self, state: State) -> bool:
        """Whether nothing more will be heard."""

    def awaited(self, state: State) -> tuple[str, ...]:
        """Whose word is awaited, by role."""

    def in_private(self, state: State) -> tuple[str, ...]:
        """Whose word is awaited in private now, by role: a sealed offer, or a verdict."""

    def fits(self, state: State) -> bool:
        """Whether the room was begun with this very scenario."""

    def result(self, state: State) -> Result:
        """How it came out; only when it is over."""

    def subject(self, state: State, talk: str, role: str, rep: str) -> Subject:
        """What a critique of this role is about; only when it is over."""


def result_of(headline: str, report: Report) -> Result:
    """The outcome of a talk that has a report."""
    met = tuple(one.code for stage in report.stages for one in stage.met)
    missed = tuple(one.code for stage in report.stages for one in stage.missed)
    return Result(headline, met, missed, tuple(proof.quote for proof in report.best))
