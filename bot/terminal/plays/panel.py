"""A panel at the terminal: one utterance a line, `@采购 …` for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.catalogue import LateListener
from bot.views.panel import shown
from scenarios.panel import Meeting
from scoring.listening import build_listener

if TYPE_CHECKING:
    from bot.terminal.plays.play import Casting
    from bot.views.shown import Shown
    from scenarios.panel.meeting import Moved


class PanelPlay:
    """One meeting."""

    manual = "一行说一句。点名跟谁说：@采购 这个价我能定。对所有人说：各位……。想散会，输入：结束"

    def __init__(self, casting: Casting) -> None:
        staged = casting.staged
        self.prompt = f"{casting.rep}："
        self._casting = casting
        points = staged.shelf.points_of(staged.script)
        self._meeting = Meeting(staged, LateListener(lambda: build_listener(staged.shelf.plan, points)))
        self._begun = self._meeting.open(casting.seed, casting.rep)
        self._state = self._begun[0]

    @property
    def over(self) -> bool:
        """Whether the meeting has decided."""
        return self._state.over

    def open(self) -> list[Shown]:
        """The scene, the people, the host's first words."""
        return self._moved(self._begun)

    def take(self, line: str) -> list[Shown]:
        """One utterance of the rep."""
        return self._moved(self._meeting.hear(self._state, line, self._casting.today))

    def finish(self) -> list[Shown]:
        """Decide by what was said so far."""
        return self._moved(self._meeting.finish(self._state, self._casting.today))

    def _moved(self, moved: Moved) -> list[Shown]:
        self._state, events = moved
        return [shown(event, self._casting.rep, self._casting.today) for event in events]
