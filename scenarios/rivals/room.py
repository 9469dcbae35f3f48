"""Where a contest stands, as data: who sits where, whose word is awaited, every line, sealed offers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

CUSTOMER = "客户"
"""Under this name the customer speaks where a person plays him."""
REFEREE = "主持"

PhaseKind = Literal["show", "ask", "answer", "rebut", "offer", "decide"]
FindingKind = Literal["proof", "honest", "bare", "false", "answered", "dodged", "disparage", "violation", "offer"]


@dataclass(frozen=True, slots=True)
class Setup:
    """What a contest was begun with.

    `humans` are the seats taken beforehand; while `joining`, any other may still be taken in the first round, else the
    machine plays it. `skill` 1-3 is how good the machine's reps are, `pins` what the room is held to. Without `timed`
    nobody else waits, and the referee names no seconds.
    """

    seed: int = 0
    humans: tuple[str, ...] = ()
    joining: bool = False
    customer: Literal["machine", "person"] = "machine"
    skill: int = 2
    timed: bool = True
    pins: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """One step of the agenda: in which round, what it is, and the need it is about (`""`: none, or not known yet)."""

    kind: PhaseKind
    round: str
    need: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the referee found in one line of a seat, with the words that prove it.

    `need` and `fact` name what it is about, `worth` how far a fact goes (0-3), `severe` a violation that caps the
    score; `total` is the offer in yuan a month.
    """

    kind: FindingKind
    seat: str
    turn: int
    quote: str
    need: str = ""
    fact: str = ""
    worth: int = 0
    why: str = ""
    instead: str = ""
    severe: bool = False
    total: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said; `number` counts all lines from 1 (0 while sealed), `cut` what was beyond the air time."""

    number: int
    phase: int
    round: str
    seat: str
    text: str
    by: Literal["person", "machine"] = "person"
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that came from outside; a room's inputs played again give the same room."""

    kind: Literal["say", "tick", "close", "take", "leave"]
    now: float
    seat: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """A contest. `as_json` and `from_json` are exact: a stored room goes on as if it had never stopped.

    `order` is the drawn order of speaking, `phase` the index in the agenda, `done` who has spoken or missed his turn in
    it, `deadline` when it closes. `offers` holds the lines of sealed offers until they are revealed together.
    `asked` is the need the customer last asked about, `told` the facts of his that are out, `spoken` the variants used
    up. `winner` is set when it is over.
    """

    setup: Setup
    opened: float
    order: tuple[str, ...]
    humans: tuple[str, ...]
    unclaimed: tuple[str, ...] = ()
    phase: int = 0
    done: tuple[str, ...] = ()
    deadline: float = 0.0
    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()
    offers: tuple[Line, ...] = ()
    missed: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    asked: str = ""
    question: str = ""
    winner: str = ""
    log: tuple[Input, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether the customer has decided."""
        return bool(self.winner)

    def findings_of(self, seat: str) -> tuple[Finding, ...]:
        """What was found in a seat's lines."""
        return tuple(one for one in self.findings if one.seat == seat)

    def seen_by(self, seat: str = "") -> Room:
        """The room as a seat may see it (`""`: anyone): without the others' sealed offers.

        The inputs and the variants used up are left out, since they hold the same words.
        """
        own = tuple(line for line in self.offers if line.seat == seat)
        return replace(self, offers=own, log=(), spoken=())

    def as_json(self) -> dict[str, Any]:
        """The room as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Room:
        """The room out of what `as_json` gave; exact."""
        plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        setup = data["setup"]
        pins = tuple((name, pin) for name, pin in setup["pins"])
        plain["setup"] = Setup(**{**setup, "humans": tuple(setup["humans"]), "pins": pins})
        plain["lines"] = tuple(Line(**line) for line in data["lines"])
        plain["offers"] = tuple(Line(**line) for line in data["offers"])
        plain["findings"] = tuple(Finding(**finding) for finding in data["findings"])
        plain["log"] = tuple(Input(**one) for one in data["log"])
        plain["missed"] = tuple((seat, name) for seat, name in data["missed"])
        return cls(**plain)
