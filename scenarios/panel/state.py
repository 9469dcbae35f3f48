"""Where a panel stands, as data: everybody's mind, what was said, who got the floor and why, what it is pinned to.

`as_json` and `from_json` are exact: a stored room goes on as if it had never stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from scenarios.panel.rules import COLD_BELOW, WARM_FROM
from scoring.transcript import Turn
from scripts.talk.state import Handled, Mood

Act = Literal[
    "opens", "answers", "asks", "comes-back", "interrupts", "agrees", "contradicts", "waits", "minds", "closes", "votes"
]
"""What a person does when he speaks."""


@dataclass(frozen=True, slots=True)
class Pin:
    """What exactly a room is played by: scenario and script with versions, their hash, the rules' version."""

    scenario: str
    script: str
    hash: str
    rules: str


@dataclass(frozen=True, slots=True)
class Shift:
    """One move of a person's stance: in which turn, by how much, to what, why, and by which words of the rep."""

    turn: int
    by: int
    to: int
    why: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's mind between two turns.

    `handled` are his concerns that have come up, `fired` how often each of his interrupts was used, `heeded` the turn
    in which the rep last turned to him, `passed_over` how often running he waited in vain, `spoke` how often and
    `last_spoke` when he spoke last. `gone` means that he has stopped listening; `human` that a colleague plays him.
    """

    name: str
    stance: int
    mood: int
    patience: int
    fired: tuple[int, ...]
    start: int = 0
    handled: tuple[Handled, ...] = ()
    weighed: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    worry: Literal["none", "hidden", "shown", "eased"] = "none"
    heeded: int = 0
    passed_over: int = 0
    spoke: int = 0
    last_spoke: int = 0
    gone: bool = False
    human: bool = False
    judged: bool = False
    shifts: tuple[Shift, ...] = ()

    @property
    def open_concern(self) -> Handled | None:
        """The concern he waits to have answered; never more than one."""
        return next((one for one in self.handled if one.outcome == "open"), None)

    @property
    def raised(self) -> frozenset[str]:
        """The names of his concerns that have come up."""
        return frozenset(one.name for one in self.handled)

    @property
    def mood_word(self) -> Mood:
        """How he sounds."""
        if self.mood < 0 or self.stance < COLD_BELOW:
            return "cold"
        return "warm" if self.stance >= WARM_FROM else "plain"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who got the floor in a turn, what for, and by which rule before the others."""

    turn: int
    name: str
    act: Act
    why: str


@dataclass(frozen=True, slots=True)
class PanelState:
    """A panel between two turns.

    `floor` is who waits for the rep's answer, "" if nobody; `wrapping` counts the turns since the host asked for a last
    word; `over` when all is said, `outcome` "" until it is decided; `hints` how often the rep asked what to say.
    """

    pin: Pin
    seed: int
    rep: str
    people: tuple[Standing, ...]
    turn: int = 0
    floor: str = ""
    met: tuple[str, ...] = ()
    unclear: int = 0
    wrapping: int = 0
    spoken: tuple[str, ...] = ()
    transcript: tuple[Turn, ...] = ()
    log: tuple[Chosen, ...] = ()
    over: bool = False
    outcome: str = ""
    hints: int = 0

    def person(self, name: str) -> Standing:
        """The mind of the person of that name."""
        return next(one for one in self.people if one.name == name)

    @property
    def awaited(self) -> tuple[str, ...]:
        """The colleagues in chairs who have still to say where they stand before the decision."""
        return tuple(one.name for one in self.people if one.human and not one.judged) if self.over else ()

    def as_json(self) -> dict[str, Any]:
        """The state as plain data."""
        plain: dict[str, Any] = _STATE.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> PanelState:
        """The state out of what `as_json` gave; exact. Raises ValueError for data of another shape."""
        return _STATE.validate_python(data)


_STATE = TypeAdapter(PanelState)
