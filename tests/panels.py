"""A panel led by a test: lines in 【】 that are heard as written, and the model rep speaking in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from scenarios.panel import Decided, Meeting, PanelEvent, PanelReport, PersonSaid
from scenarios.panel.model_rep import suggestions
from scripts.talk.state import Handled
from tests.spoken import saying

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenarios.panel import PanelState
    from scenarios.panel.state import Standing
    from scenarios.panel.table import Table

TODAY = date(2026, 11, 23)


class Session:
    """A room and all that has happened in it."""

    def __init__(self, meeting: Meeting, seed: int = 0, chairs: Collection[str] = ()) -> None:
        self.meeting = meeting
        self.state, self.events = meeting.open(seed, chairs=chairs)
        self.all: list[PanelEvent] = list(self.events)

    def say(self, *names: str, to: str = "") -> tuple[PanelEvent, ...]:
        """One utterance in which these names are heard, perhaps to one person."""
        return self.utter((f"@{to} " if to else "") + saying(*names))

    def utter(self, text: str) -> tuple[PanelEvent, ...]:
        self.state, self.events = self.meeting.hear(self.state, text, TODAY)
        self.all.extend(self.events)
        return self.events

    def play(self, ignoring: Collection[str] = ()) -> PanelReport:
        """Let the model rep speak to the end."""
        for _ in range(self.meeting.table.panel.turns):
            if not self.state.over:
                self.utter(marked_line(self.meeting.table, self.state, ignoring))
        return self.report

    def ask(self, concern: str) -> None:
        """Let this concern wait for its answer, and its owner have the floor."""
        owner = self.meeting.table.panel.owner_of(concern).name
        asking = replace(self.mind(owner), handled=(Handled(concern, self.state.turn),))
        people = tuple(asking if one.name == owner else one for one in self.state.people)
        self.state = replace(self.state, people=people, floor=owner)

    def mind(self, name: str) -> Standing:
        return self.state.person(name)

    def voices(self, events: Collection[PanelEvent] | None = None) -> list[PersonSaid]:
        """Who spoke, in the last turn unless other events are given."""
        return [one for one in (self.events if events is None else events) if isinstance(one, PersonSaid)]

    @property
    def report(self) -> PanelReport:
        return next(one.report for one in self.all if isinstance(one, Decided))


def marked_line(table: Table, state: PanelState, ignoring: Collection[str] = ()) -> str:
    """What the model rep would say, as the names that should be heard in it."""
    suggestion = next(suggestions(table, state, ignoring))
    person = table.people.get(suggestion.to)
    worry = person.worry if person else None
    names: tuple[str, ...] = (suggestion.purpose,)
    if suggestion.purpose == "开场":
        names = ("礼貌问候", "自我介绍", "说明来意")
    elif suggestion.purpose in table.concerns:
        names = ("认同客户顾虑", table.concerns[suggestion.purpose].answered_by[0], "确认")
    elif worry is not None and suggestion.line.endswith(worry.say[0]):
        names = worry.eased_by[:1]
    return (f"@{suggestion.to} " if suggestion.to else "") + saying(*names)
