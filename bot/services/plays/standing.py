"""Where a kept role-play stands: the core's own state, and what the world outside adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PlayStanding:
    """A role-play's state in the store.

    `scenario` is its pinned reference, `room` the core's own `as_json`, `role` the part he plays (客户经理, or a seat),
    `rep` his name. `lines` counts what was kept of the talk; a `paused` room hears nothing until it is resumed;
    `spoken` is what was heard in a voice note, `to` whom he has turned to by a button for his next words.
    """

    scenario: str
    room: dict[str, Any]
    role: str
    rep: str
    lines: int = 0
    paused: bool = False
    spoken: str = ""
    to: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the state as the store keeps it."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PlayStanding:
        """Read the state back."""
        return cls(**data)
