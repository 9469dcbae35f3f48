"""What `duilian play` asks of a form of role-play: to open a room, take lines, and come to an end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.services.playbill import ReadyScenario
    from bot.services.plays.lines import Happened
    from bot.views.page import Page
    from bot.views.shown import Shown
    from scenarios.meeting.plays.play import State


@dataclass(frozen=True, slots=True)
class Casting:
    """What a room is opened with: the scenario, the seed, the day, and the rep's name."""

    ready: ReadyScenario
    seed: int
    today: date
    rep: str = "小李"


class Play(Protocol):
    """One room of one form; made with a `Casting`, it keeps its own state between lines."""

    prompt: str
    """What stands before a person's line at a terminal."""
    manual: str
    """How lines are written in this form, in Chinese."""

    happened: tuple[Happened, ...]
    """What the last call brought, to be kept."""

    @property
    def card(self) -> Page:
        """What he should have before him; mostly nothing."""

    @property
    def role(self) -> str:
        """The part that the person at the terminal plays."""

    @property
    def state(self) -> State:
        """Where the room stands, as plain data."""

    @property
    def over(self) -> bool:
        """Whether nothing more will be heard."""

    def open(self) -> Sequence[Shown]:
        """Begin."""

    def take(self, line: str) -> Sequence[Shown]:
        """Take one line of the input as it was written, and give what follows; what cannot be read gets a notice."""

    def story(self, name: str) -> str:
        """What was said so far as the text of a story file of that name."""

    def finish(self) -> Sequence[Shown]:
        """End the room now, with its report; nothing when it has ended already."""
