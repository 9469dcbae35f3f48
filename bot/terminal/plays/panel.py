"""A panel at the terminal: one utterance a line, `@采购 …` for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.panel import shown
from scenarios.meeting.plays import REP
from scenarios.panel import Meeting
from scenarios.stories.scenario_recorded import panel_story_of

if TYPE_CHECKING:
    from bot.services.plays.lines import Happened
    from bot.terminal.plays.play import Casting
    from bot.views.page import Page
    from bot.views.shown import Shown
    from scenarios.meeting.plays.play import State
    from scenarios.panel.meeting import Moved


class PanelPlay:
    """One meeting."""

    manual = "一行说一句。点名跟谁说：@采购 这个价我能定。对所有人说：各位……。想散会，输入：结束"
    role = REP
    card: Page = ()

    def __init__(self, casting: Casting) -> None:
        """Raises TypeError for a scenario of another form."""
        if not isinstance(casting.ready.core, Meeting):
            raise TypeError(f"not a panel: {casting.ready.name}")
        self.prompt = f"{casting.rep}："
        self.happened: tuple[Happened, ...] = ()
        self._casting = casting
        self._meeting = casting.ready.core
        self._begun = self._meeting.open(casting.seed, casting.rep)
        self._panel = self._begun[0]

    @property
    def over(self) -> bool:
        """Whether the meeting has decided."""
        return self._panel.over

    @property
    def state(self) -> State:
        """Where the meeting stands, as plain data."""
        return self._panel.as_json()

    def open(self) -> list[Shown]:
        """The scene, the people, the host's first words."""
        return self._moved(self._begun)

    def take(self, line: str) -> list[Shown]:
        """One utterance of the rep."""
        return self._moved(self._meeting.hear(self._panel, line, self._casting.today))

    def finish(self) -> list[Shown]:
        """Decide by what was said so far."""
        return self._moved(self._meeting.finish(self._panel, self._casting.today))

    def story(self, name: str) -> str:
        """The meeting as a story."""
        lines = [turn.text for turn in self._panel.transcript if turn.speaker == "rep"]
        return panel_story_of(self._meeting, self._casting.seed, lines, name)

    def _moved(self, moved: Moved) -> list[Shown]:
        self._panel, self.happened = moved
        return [shown(event, self._casting.rep, self._casting.today) for event in moved[1]]
