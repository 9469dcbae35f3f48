"""What the screens of a drill remember between two acts: the pace of messages, the host's menu, who was asked what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter

from bot.views.pacing import Pace
from bot.views.page import Page

if TYPE_CHECKING:
    from bot.store.records import Json

Menu = Literal["", "form", "practice", "panel", "rivals", "variant", "theme", "floor"]


@dataclass(frozen=True, slots=True)
class Screen:
    """`menu` is what the host has opened on the board.

    `asked` are the people whose word in private was asked for in this step, `writing` those who are about to say in
    their own words what was not good about a line: (person, line). `mood` is what was last said of the customer's.
    `held` are pages for single people that wait until marking is closed: nobody reads what the machine thinks before he
    has said what he thinks. `thread` is the topic of the group in which the drill was opened, if it has topics.
    """

    pace: Pace = field(default_factory=Pace)
    menu: Menu = ""
    asked: tuple[str, ...] = ()
    writing: tuple[tuple[str, int], ...] = ()
    mood: str = ""
    held: tuple[tuple[str, Page], ...] = ()
    thread: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The screens as plain data."""
        plain: dict[str, Any] = _SCREEN.dump_python(self, mode="json")
        return plain

    @classmethod
    def from_json(cls, data: Json) -> Screen:
        """The screens out of what `as_json` gave; a drill that was just opened has none."""
        return _SCREEN.validate_python(dict(data))


_SCREEN = TypeAdapter(Screen)
