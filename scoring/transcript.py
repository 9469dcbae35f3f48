"""A talk as it is marked: the rep's turns with what was heard in them, and how the talk went."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from scripts.talk import Handled

if TYPE_CHECKING:
    from scripts.heard import Heard


@dataclass(frozen=True, slots=True)
class Mark:
    """An item heard in a turn, with its words."""

    code: str
    name: str
    quote: str
    why: str = ""
    instead: str = ""
    severe: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing said; on the rep's turns the marks that listening gave it.

    `number` counts the rep's turns from 1; `note` says what a report must explain about this one.
    """

    number: int
    speaker: str
    text: str
    stage: str
    met: tuple[Mark, ...] = ()
    perhaps: tuple[Mark, ...] = ()
    violations: tuple[Mark, ...] = ()
    note: str = ""

    @classmethod
    def of_rep(cls, number: int, text: str, stage: str, heard: Heard) -> Turn:
        """The rep's turn with the marks of what was heard."""
        return cls(
            number,
            "rep",
            text,
            stage,
            tuple(Mark(h.code, h.name, h.quote, h.why) for h in heard.met),
            tuple(Mark(h.code, h.name, h.quote, h.why) for h in heard.perhaps),
            tuple(Mark(b.code, b.name, b.quote, b.why, b.instead, b.severe) for b in heard.violations),
            heard.dismissed[-1].why if "recital" in heard.acts else "",
        )

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Turn:
        """The turn out of `as_json`; exact."""
        marks = {key: tuple(Mark(**mark) for mark in data[key]) for key in ("met", "perhaps", "violations")}
        return cls(data["number"], data["speaker"], data["text"], data["stage"], note=data["note"], **marks)

    def as_json(self) -> dict[str, Any]:
        """The turn as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Transcript:
    """All turns, the stages reached, the objections that came up and how they went, the ending and the hints taken."""

    turns: tuple[Turn, ...]
    reached: tuple[str, ...]
    objections: tuple[Handled, ...] = ()
    ending: str = ""
    hints: int = 0

    @property
    def rep_turns(self) -> tuple[Turn, ...]:
        """The rep's turns only."""
        return tuple(turn for turn in self.turns if turn.speaker == "rep")
