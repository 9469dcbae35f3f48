"""The closed vocabulary of `interrupts: when`: the script's own conditions that fit a meeting, and four more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from scripts.conditions import CONDITIONS as OF_SCRIPTS
from scripts.conditions import Argument, Situation

Names = Literal["points", "violations", "concerns", "people"]


@dataclass(frozen=True, slots=True)
class RoomSituation(Situation):
    """Where a meeting stands for one person after a rep's turn.

    `stage_turns` are the rep's turns so far, `mood` is the person's own, as is `stance` (0-100); `open_concerns` are
    those of anybody in the room, `addressed` the people the rep has just turned to by name.
    """

    stance: int = 0
    open_concerns: frozenset[str] = frozenset()
    addressed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RoomCondition:
    """One word of the vocabulary; the same shape as a script's condition."""

    key: str
    about: str
    parse: Callable[[Argument], Any]
    test: Callable[[RoomSituation, Any], bool]
    names: Names | None = None

    def holds(self, argument: Argument, situation: RoomSituation) -> bool:
        """Whether the condition, written with `argument`, is true now."""
        return self.test(situation, self.parse(argument))


def _stance(argument: Argument) -> int:
    try:
        number = int(argument) if isinstance(argument, str | int) else None
    except ValueError:
        number = None
    if number is None or not 0 <= number <= 100:  # noqa: PLR2004 - a stance is a number out of a hundred
        raise ValueError("这个条件后面要写一个整数，从 0 到 100")
    return number


_SHARED: Mapping[str, Names | None] = {
    "said": "points",
    "said-any": "points",
    "said-now": "points",
    "violation": "violations",
    "turns-over": None,
    "mood-below": None,
    "mood-at-least": None,
}
_names = OF_SCRIPTS["said"].parse

CONDITIONS: Mapping[str, RoomCondition] = {
    **{
        key: RoomCondition(key, OF_SCRIPTS[key].about, OF_SCRIPTS[key].parse, OF_SCRIPTS[key].test, names)
        for key, names in _SHARED.items()
    },
    "stance-below": RoomCondition("stance-below", "他的态度低于 n（0 到 100）", _stance, lambda now, n: now.stance < n),
    "stance-at-least": RoomCondition(
        "stance-at-least", "他的态度不低于 n（0 到 100）", _stance, lambda now, n: now.stance >= n
    ),
    "concern-open": RoomCondition(
        "concern-open",
        "列出的问题有人提了，还没答完",
        _names,
        lambda now, names: names <= now.open_concerns,
        "concerns",
    ),
    "addressed": RoomCondition(
        "addressed", "业务员刚才点名找的是列出的人", _names, lambda now, names: names <= now.addressed, "people"
    ),
}
"""Every condition an interrupt may name, by its key; `docs/how-to/write-a-panel.md` explains each."""


def holds(when: Mapping[str, Argument], situation: RoomSituation) -> bool:
    """Whether all conditions are true now.

    Raises KeyError for an unknown condition and ValueError for a wrong argument: `check` refuses such scenarios before.
    """
    return all(CONDITIONS[key].holds(argument, situation) for key, argument in when.items())
