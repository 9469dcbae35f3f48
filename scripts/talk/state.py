"""Where a talk stands: plain frozen data that can be stored and taken up again exactly."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Mood = Literal["cold", "plain", "warm"]
Outcome = Literal["open", "settled", "dropped"]

COLD_BELOW, WARM_FROM = 3, 6
"""Trust below which he sounds cold, and from which he sounds warm."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that did something, and the rep's turn they stand in."""

    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class Handled:
    """One objection from its raising on: the three steps that close it, each with its words, and how it ended."""

    name: str
    raised: int
    acknowledged: Evidence | None = None
    answered: Evidence | None = None
    checked: Evidence | None = None
    dodges: int = 0
    outcome: Outcome = "open"

    @property
    def steps(self) -> int:
        """How many of acknowledge, answer, check are done."""
        return sum(step is not None for step in (self.acknowledged, self.answered, self.checked))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a talk was begun with: difficulty 1-3, the way of selling's code, the seed, and the rep's name."""

    difficulty: int = 2
    approach: str = "visit"
    seed: int = 0
    rep: str = "小李"


@dataclass(frozen=True, slots=True)
class TalkState:
    """The customer's mind and memory between two turns.

    `trust` 0-10, `mood` -3..3, `patience` turns without progress that he still bears. Names, not codes, of points and
    facts; `spoken` are the lines he has used up, `planned` the objections this talk will bring.
    """

    setting: Setting
    stage: str
    trust: int
    mood: int
    patience: int
    turn: int = 0
    stage_turns: int = 0
    reached: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    weighed: tuple[str, ...] = ()
    used_bill: bool = False
    quoted_blind: bool = False
    planned: tuple[str, ...] = ()
    handled: tuple[Handled, ...] = ()
    unclear: int = 0
    spoken: tuple[str, ...] = ()
    last_line: str = ""
    promise: str = ""
    ending: str = ""

    @property
    def open_objection(self) -> Handled | None:
        """The objection waiting for an answer; there is never more than one."""
        return next((one for one in self.handled if one.outcome == "open"), None)

    @property
    def raised(self) -> frozenset[str]:
        """The names of all objections that have come up."""
        return frozenset(one.name for one in self.handled)

    @property
    def mood_word(self) -> Mood:
        """How he sounds: what chooses his small words."""
        if self.mood < 0 or self.trust < COLD_BELOW:
            return "cold"
        return "warm" if self.trust >= WARM_FROM else "plain"

    def as_json(self) -> dict[str, Any]:
        """The state as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TalkState:
        """The state out of what `as_json` gave; exact."""
        plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        plain["setting"] = Setting(**data["setting"])
        plain["handled"] = tuple(_handled(one) for one in data["handled"])
        return cls(**plain)


def _handled(data: dict[str, Any]) -> Handled:
    evidence = {key: Evidence(**data[key]) if data[key] else None for key in ("acknowledged", "answered", "checked")}
    return Handled(**{**data, **evidence})


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the customer says, and the stage he says it in."""

    stage: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The customer's answer to one turn; `because` tells in Chinese what moved him, for the report."""

    said: tuple[Said, ...]
    mood: Mood
    because: tuple[str, ...] = ()
