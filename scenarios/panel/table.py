"""A panel scenario made ready to be played: people, concerns, points and voices, looked up once for all its rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.documents import Panel
from scripts.heard import Context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.documents import Concern, Person
    from scenarios.loader import Staged
    from scenarios.panel.state import PanelState

OBJECTIONS, CLOSING = "异议处理", "促成"
"""The stages of a script that a meeting is in, as a listener sees it, while somebody asks and when all is said."""
DODGES_BORNE = 2
"""How often a person asks again before he drops his concern."""


class Table:
    """Everything about a panel that no room changes."""

    dodges_borne = DODGES_BORNE

    def __init__(self, staged: Staged) -> None:
        """Raises TypeError for a scenario of another form."""
        if not isinstance(staged.document, Panel):
            raise TypeError(f"{staged.document.ref} is no panel")
        self.panel = staged.document
        self.script = staged.script
        self.plan_voice = staged.shelf.voice
        self.fingerprint = staged.fingerprint
        self.points = staged.shelf.points_of(staged.script)
        self.people: Mapping[str, Person] = self.panel.people
        self.concerns: Mapping[str, Concern] = self.panel.concerns
        self.name_of = {point.code: name for name, point in self.points.items()}
        self.host = self.panel.host.name

    def voice(self, name: str, situation: str) -> tuple[str, ...]:
        """A person's words for a situation: his own, else the room's, else the plan's."""
        own = self.people[name].voice.get(situation)
        return own or self.panel.voice.get(situation) or self.plan_voice.get(situation, ())

    def context(self, state: PanelState, called: tuple[str, ...]) -> Context:
        """What a listener should know before the rep's words: whose question they may answer."""
        name = next(iter(called), state.floor)
        handled = state.person(name).open_concern if name else None
        answers = self.concerns[handled.name].answered_by if handled else ()
        said = [turn.text for turn in state.transcript if turn.speaker == name or (not name and turn.speaker != "rep")]
        return Context(
            stage=OBJECTIONS if handled else CLOSING if state.wrapping else "",
            customer_said=said[-1] if said else "",
            objection=handled.name if handled else "",
            answers=tuple(self.points[point].code for point in answers),
            spend=self.script.customer.spend,
            level=self.script.rep_level,
        )
