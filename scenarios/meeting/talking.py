"""The talk within a drill: who speaks for a role, his words, and what follows when the talk is over."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from scenarios.meeting import clock
from scenarios.meeting.events import FloorGiven, Played
from scenarios.meeting.marking import Marking
from scenarios.meeting.plays import REP
from scenarios.meeting.rotation import WATCHER

if TYPE_CHECKING:
    from scenarios.meeting.plays import PlayMoved
    from scenarios.meeting.room import Input


class Talking(Marking):
    """Moves of the talk; at its end the critique follows."""

    def say(self, one: Input) -> None:
        """Somebody's words; those of people without a part in the talk are chatter, and nobody's business here."""
        room = self.room
        role = next((role for role, person in room.seats if person == one.who), "")
        if room.phase != "turns" or room.play is None or not role:
            return
        if room.paused_at is not None:
            self.notice("现在暂停，等主持人按「继续」。", one.who)
            return
        before = room.play
        self.played(self.play.say(before, role, one.text, clock.running(room, self.now)), spoken_by=one.who)

    def judge(self, one: Input) -> None:
        """A colleague in a customer's chair says where his person stands."""
        room = self.room
        role = next((role for role, person in room.seats if person == one.who), "")
        if room.phase == "turns" and room.play is not None and role:
            self.played(self.play.judge(room.play, role, one.value, one.text))

    def played(self, moved: PlayMoved, spoken_by: str = "", *, then_critique: bool = True) -> None:
        """Take over what happened in the talk; when that was its end, the critique follows."""
        state, events = json.loads(json.dumps(moved[0])), moved[1]  # plain through and through: tuples become lists
        room = self.room
        if spoken_by and state != room.play:
            spoke = dict(room.spoke)
            room = replace(room, spoke=tuple({**spoke, spoken_by: spoke.get(spoken_by, 0) + 1}.items()))
        self.room = replace(room, play=state)
        names = {role: room.name(person) for role, person in room.seats}
        self.events += [Played(self.play.form, event, names) for event in events]
        if room.result is None and self.play.over(state):
            self.room = replace(self.room, result=self.play.result(state))
            if then_critique:
                self.begin_critique()

    def finish_talk(self) -> None:
        """Bring the talk to its end, unless it has one."""
        room = self.room
        if room.play is not None and room.result is None:
            finished = self.play.finish(room.play, clock.running(room, self.now))
            self.played(finished, then_critique=False)

    def skip(self, one: Input) -> None:
        """Wait no longer: the next rep, or the next step."""
        room = self.room
        if room.phase != "turns" or room.play is None:
            self.notice("现在没有人可以跳过。", one.who)
        elif REP in self.play.awaited(room.play):
            if not self.next_rep():
                self.notice("没有别的人可以接着说了。", one.who)
        else:
            self.played(self.play.hurry(room.play, clock.running(room, self.now)))

    def floor(self, one: Input) -> None:
        """Let this person speak for the role whose word is awaited."""
        room = self.room
        if room.phase != "turns" or room.play is None or one.item not in room.present:
            self.notice("现在不能点名。" if one.item in room.present else "这个人没有报到。", one.who)
            return
        held = [role for role, person in room.seats if person == one.item]
        wanted = [role for role in self.play.awaited(room.play) if room.holder(role) or self.is_one_rep()]
        if not wanted or held:
            self.notice(f"{room.name(one.item)}已经有角色了。" if held else "现在不等谁发言。", one.who)
            return
        self.give_floor(one.item, wanted[0])

    def next_rep(self) -> bool:
        """Pass the rep's place to whoever has been rep least; False when nobody else is there."""
        room, now_rep = self.room, self.room.holder(REP)
        busy = {person for role, person in room.seats if role != REP}
        had = [person for past in room.setup.history for person, role in past.roles if role == REP]
        free = [person for person in room.present if person not in busy and person != now_rep]
        if not free:
            return False
        spoke = dict(room.spoke)
        self.give_floor(min(free, key=lambda person: (spoke.get(person, 0), had.count(person))), REP)
        return True

    def give_floor(self, person: str, role: str) -> None:
        """From now on this person speaks for the role; who has spoken for it before has played it too."""
        room, before = self.room, self.room.holder(role)
        seats = {**dict(room.seats), role: person}
        roles = {**dict(room.roles), person: role}
        if before and before != person and not dict(room.spoke).get(before):
            roles[before] = WATCHER
        self.room = replace(room, seats=tuple(seats.items()), roles=tuple(roles.items()))
        self.events.append(FloorGiven(person, role))
