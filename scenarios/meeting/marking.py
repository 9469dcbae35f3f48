"""The critique within a drill: who is critiqued, who marks him, and how inputs get there."""

from __future__ import annotations

from dataclasses import replace

from scenarios import critique
from scenarios.meeting import clock
from scenarios.meeting.events import InCritique, Notice
from scenarios.meeting.making import Making
from scenarios.meeting.room import Input


class Marking(Making):
    """Moves of the critique; when everybody has marked, the drill is done."""

    def begin_critique(self) -> None:
        """Let the others mark the talk of one person; with nobody to mark or to be marked, close."""
        room = self.room
        person = self._to_be_critiqued()
        raters = tuple((one, self.kind_of(one)) for one in room.present if one != person)
        if not person or not raters or room.play is None:
            self.close("done")
            return
        self.begin("critique")
        subject = self.play.subject(room.play, f"drill-{room.setup.drill}", room.role_of(person), person)
        marking = max(0.0, min(clock.PARTS["critique"], room.opened + clock.LONGEST - self.now))
        setup = critique.Setup(
            subject, raters, room.setup.trainer, room.setup.known, seed=room.setup.seed, marking=marking
        )
        marked, events = critique.open_room(setup, clock.running(self.room, self.now))
        self.room = replace(self.room, critique=marked)
        self.events += [InCritique(event) for event in events]

    def _to_be_critiqued(self) -> str:
        """Who spoke most as the rep; of several seats him whose turn to be critiqued it is."""
        room = self.room
        sellers = {role.name for role in self.play.roles if not role.customer}
        spoke = {who: lines for who, lines in room.spoke if who in room.present and room.role_of(who) in sellers}
        if self.is_one_rep():
            return max(spoke, key=spoke.__getitem__, default="")
        return min(spoke, key=room.setup.critiqued.count, default="")

    def kind_of(self, person: str) -> critique.Kind:
        """As what a person marks."""
        return "trainer" if person == self.room.setup.trainer else "peer"

    def criticise(self, one: Input) -> None:
        """An input of the critique, from somebody who is here; it may come after the drill as well."""
        inner, room = one.inner, self.room
        if room.critique is None or inner is None or inner.kind in ("tick", "close", "leave"):
            self.notice("现在没有批评与自我批评。", one.who)
            return
        if room.paused_at is not None:
            self.notice("现在暂停，等主持人按「继续」。", one.who)
            return
        if inner.kind == "join" and one.who not in (*room.present, room.setup.host):
            self.notice("请先报到，再来评。", one.who)
            return
        self.in_critique(
            replace(inner, who=one.who, item=self.kind_of(one.who) if inner.kind == "join" else inner.item)
        )

    def in_critique(self, inner: critique.Input) -> None:
        """Pass an input on; when everybody has marked, the drill is done."""
        self.marked(inner)
        if self.room.phase == "critique" and self.room.critique and self.room.critique.phase != "marking":
            self.close("done")

    def marked(self, inner: critique.Input) -> None:
        """Pass an input on to the critique, and its notices to whom they are for."""
        if self.room.critique is None:
            return
        after, events = critique.take(self.room.critique, replace(inner, now=clock.running(self.room, self.now)))
        self.room = replace(self.room, critique=after)
        for event in events:
            told = Notice(event.text, event.who) if isinstance(event, critique.Notice) else InCritique(event)
            self.events.append(told)
