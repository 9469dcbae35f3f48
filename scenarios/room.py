"""Where a practice stands, as data: what was chosen, the customer's state, every turn, and what a mode remembers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from scoring.transcript import Turn
from scripts.talk import TalkState

Mode = Literal["watch", "coached", "free", "drill"]
MODES: dict[Mode, str] = {"watch": "观摩", "coached": "跟练", "free": "实战", "drill": "单项"}


@dataclass(frozen=True, slots=True)
class Setup:
    """What the rep chose. `approach` is visit, stand or phone; `target` the objection or item a drill is about."""

    mode: Mode = "free"
    difficulty: int = 2
    approach: str = "visit"
    seed: int = 0
    rep: str = "小李"
    target: str = ""


@dataclass(frozen=True, slots=True)
class Quiz:
    """Watch mode's memory: the question that waits for an answer (its choices and the right one), and the count."""

    choices: tuple[str, ...] = ()
    right: int = 0
    asked: int = 0
    correct: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a drill: which steps were done, by the words that did them (empty: not done)."""

    number: int
    acknowledged: str = ""
    answered: str = ""
    checked: str = ""
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Drill:
    """Drill mode's memory: what it is about, the lines already used up, and the rounds so far."""

    target: str
    line: str = ""
    spoken: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """A practice. `as_json` and `from_json` are exact: a stored room goes on as if it had never stopped."""

    setup: Setup
    talk: TalkState | None = None
    turns: tuple[Turn, ...] = ()
    hints: int = 0
    quiz: Quiz = field(default_factory=Quiz)
    drill: Drill | None = None
    ended: bool = False

    def as_json(self) -> dict[str, Any]:
        """The room as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Room:
        """The room out of what `as_json` gave."""
        quiz, drill = data["quiz"], data["drill"]
        return cls(
            setup=Setup(**data["setup"]),
            talk=TalkState.from_json(data["talk"]) if data["talk"] else None,
            turns=tuple(Turn.from_json(turn) for turn in data["turns"]),
            hints=data["hints"],
            quiz=Quiz(**{**quiz, "choices": tuple(quiz["choices"])}),
            drill=Drill(
                target=drill["target"],
                line=drill["line"],
                spoken=tuple(drill["spoken"]),
                rounds=tuple(Round(**one) for one in drill["rounds"]),
            )
            if drill
            else None,
            ended=data["ended"],
        )
