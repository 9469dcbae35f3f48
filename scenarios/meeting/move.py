"""One move in a drill: people come and go, the host leads, the talk runs, time passes, the minutes are written."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scenarios import critique
from scenarios.meeting import clock
from scenarios.meeting.clerk import minutes_of
from scenarios.meeting.events import (
    BoardChanged,
    Closed,
    FloorGiven,
    InCritique,
    MeetingEvent,
    Notice,
    PhaseBegan,
    Played,
    RolesDealt,
    TimeWarning,
)
from scenarios.meeting.plays import REP
from scenarios.meeting.room import Attendee, Offer, Room
from scenarios.meeting.rotation import WATCHER, deal
from scenarios.meeting.themes import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.meeting.minutes import Close
    from scenarios.meeting.plays import Play, PlayMoved
    from scenarios.meeting.room import Input, Phase

_LONGEST_NAME = 40


class Move:
    """One move in the making: `room` is replaced as things happen, `events` tell them."""

    def __init__(self, plays: Callable[[Offer], Play | None], room: Room, now: float) -> None:
        """A time before the last one known counts as that one."""
        self._plays = plays
        self.now = max(now, room.now)
        self.room = replace(room, now=self.now)
        self.events: list[MeetingEvent] = []

    @property
    def play(self) -> Play:
        """The scenario that was chosen. Raises ValueError where there is none: a fault of this package."""
        play = self._plays(self.room.offer) if self.room.offer is not None else None
        if play is None:
            raise ValueError("nothing was chosen that can be played")
        return play

    def check_scenario(self) -> None:
        """Close a drill whose scenario was changed, or taken away, while it was played."""
        room = self.room
        if room.phase == "turns" and room.offer is not None and room.play is not None:
            play = self._plays(room.offer)
            if play is None or not play.fits(room.play):
                self.close("changed")

    def notice(self, text: str, who: str) -> None:
        """A word to one person."""
        self.events.append(Notice(text, who))

    def changed(self, **fields: object) -> None:
        """Change what all can see."""
        self.room = replace(self.room, **fields)  # type: ignore[arg-type]
        self.events.append(BoardChanged())

    # -- time ---------------------------------------------------------------------------------------------------------

    def pass_time(self) -> None:
        """Go on to where the clock says the drill is; a drill left alone goes all the way to its end."""
        while not self.room.over and clock.left(self.room, self.now) <= 0:
            self._unpause()
            self.advance(in_time=False)
        room = self.room
        if room.phase == "turns" and room.paused_at is None and room.play is not None:
            self.played(self.play.tick(room.play, clock.running(room, self.now)))
        if room.critique is not None and room.paused_at is None:
            self.in_critique(critique.Input("tick", self.now))
        seconds = clock.due_warning(self.room, self.now)
        if seconds is not None:
            self.room = replace(self.room, warned=(*self.room.warned, seconds))
            self.events.append(TimeWarning(self.room.phase, seconds))

    def _unpause(self) -> None:
        if self.room.paused_at is not None:
            paused_for = self.room.paused_for + self.now - self.room.paused_at
            self.room = replace(self.room, paused_at=None, paused_for=paused_for)

    def _begin(self, phase: Phase) -> None:
        room = replace(self.room, phase=phase, warned=())
        deadline = clock.running(room, self.now) + clock.PARTS[phase]
        self.room = replace(room, deadline=deadline)
        self.events.append(PhaseBegan(phase, deadline))

    def advance(self, *, in_time: bool) -> None:
        """Leave this part: the next begins, or it is all over. `in_time` is off when the clock has run out."""
        match self.room.phase:
            case "gathering" if in_time:
                self._deal()
            case "gathering":
                self.close("never-started")
            case "turns":
                self.finish_talk()
                self.begin_critique()
            case "critique":
                self._marked(critique.Input("close", self.now))
                self.close("time" if self.now >= self.room.opened + clock.LONGEST else "done")
            case "over":
                pass

    # -- people -------------------------------------------------------------------------------------------------------

    def join(self, one: Input) -> None:
        """Somebody takes part; who comes after the deal watches, or marks."""
        room, name = self.room, one.text.strip()[:_LONGEST_NAME]
        if one.who in room.present or not one.who or not name:
            self.notice("您已经在名单里了。" if name else "不知道您叫什么，请先私聊我登记姓名。", one.who)
            return
        late = room.phase != "gathering"
        known = any(person.person == one.who for person in room.people)
        people = room.people if known else (*room.people, Attendee(one.who, name, late))
        gone = tuple(person for person in room.gone if person != one.who)
        roles = room.roles if not late or known else (*room.roles, (one.who, WATCHER))
        self.changed(people=people, gone=gone, roles=roles)
        if room.phase == "turns" and self._is_one_rep() and not room.holder(REP):
            self.give_floor(one.who, REP)
        if room.phase == "critique":
            self.in_critique(critique.Input("join", self.now, one.who, self._kind(one.who)))

    def leave(self, one: Input) -> None:
        """Somebody goes; what he played goes to the next, or to the machine."""
        room = self.room
        if one.who not in room.present:
            return
        role = next((role for role, person in room.seats if person == one.who), "")
        seats = tuple(seat for seat in room.seats if seat[1] != one.who)
        self.changed(gone=(*room.gone, one.who), seats=seats)
        if room.phase == "turns" and role == REP:
            self.next_rep()
        elif room.phase == "turns" and role and room.play is not None:
            self.played(self.play.leave(room.play, role, clock.running(room, self.now)))
        if room.phase == "critique":
            self.in_critique(critique.Input("leave", self.now, one.who))

    # -- the host -----------------------------------------------------------------------------------------------------

    def choose(self, one: Input) -> None:
        """The form, by its scenario."""
        offer = next((offer for offer in self.room.setup.offers if offer.scenario == one.item), None)
        if self.room.phase != "gathering":
            self.notice("已经开始了，不能再换。", one.who)
        elif offer is None or self._plays(offer) is None:
            self.notice("没有这个场景，请在按钮里挑一个。", one.who)
        else:
            self.changed(offer=offer)

    def set_theme(self, one: Input) -> None:
        """Today's theme: one that was offered, or the host's own words."""
        theme = next((theme for theme in self.room.setup.themes if theme.item == one.item), None)
        words = one.text.strip()[:_LONGEST_NAME]
        if theme is None and words:
            theme = Theme("", words)
        if theme is None or self.room.phase != "gathering":
            self.notice("已经开始了，主题不能再换。" if theme else "没有这个主题，请在按钮里挑一个。", one.who)
            return
        self.changed(theme=theme)

    def start(self, one: Input) -> None:
        """Begin the talk."""
        if self.room.phase == "gathering":
            self._deal()
        else:
            self.notice("已经开始了。", one.who)

    def go_on(self, _: Input) -> None:
        """End this part and begin the next."""
        self.advance(in_time=True)

    def _deal(self) -> None:
        """Deal the roles by fair rotation and begin the talk."""
        room, setup = self.room, self.room.setup
        offer = room.offer or (setup.offers[0] if len(setup.offers) == 1 else None)
        if offer is None or self._plays(offer) is None:
            self.notice("请先选形式。", setup.host)
            return
        if not room.present:
            self.notice("还没有人报到，至少要一个人。", setup.host)
            return
        self.room = replace(room, offer=offer)
        dealt = deal(self.play.roles, room.present, setup.history, Random(f"{setup.seed}:{setup.drill}:roles"))
        seats = tuple((role, person) for person, role in dealt.items() if role != WATCHER)
        theme = room.theme or next(iter(setup.themes), None)
        self.room = replace(self.room, roles=tuple(dealt.items()), seats=seats, theme=theme)
        self.events.append(RolesDealt(self.room.roles))
        self._begin("turns")
        names = {role: self.room.name(person) for role, person in seats}
        self.played(self.play.begin(names, setup.seed, clock.running(self.room, self.now)))

    def pause(self, one: Input) -> None:
        """Stop the clock of this part."""
        if self.room.phase not in ("turns", "critique") or self.room.paused_at is not None:
            paused = self.room.paused_at is not None
            self.notice("已经暂停了。" if paused else "现在没有什么可以暂停的。", one.who)
            return
        self.changed(paused_at=self.now)

    def resume(self, one: Input) -> None:
        """Let it run again."""
        if self.room.paused_at is None:
            self.notice("没有暂停，正在进行。", one.who)
            return
        self._unpause()
        self.events.append(BoardChanged())

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
        wanted = [role for role in self.play.awaited(room.play) if room.holder(role) or self._is_one_rep()]
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

    def _is_one_rep(self) -> bool:
        return self.room.offer is not None and any(role.name == REP for role in self.play.roles)

    # -- the talk -----------------------------------------------------------------------------------------------------

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

    # -- the critique -------------------------------------------------------------------------------------------------

    def begin_critique(self) -> None:
        """Let the others mark the talk of one person; with nobody to mark or to be marked, close."""
        room = self.room
        person = self._to_be_critiqued()
        raters = tuple((one, self._kind(one)) for one in room.present if one != person)
        if not person or not raters or room.play is None:
            self.close("done")
            return
        self._begin("critique")
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
        if self._is_one_rep():
            return max(spoke, key=spoke.__getitem__, default="")
        return min(spoke, key=room.setup.critiqued.count, default="")

    def _kind(self, person: str) -> critique.Kind:
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
        self.in_critique(replace(inner, who=one.who, item=self._kind(one.who) if inner.kind == "join" else inner.item))

    def in_critique(self, inner: critique.Input) -> None:
        """Pass an input on; when everybody has marked, the drill is done."""
        self._marked(inner)
        if self.room.phase == "critique" and self.room.critique and self.room.critique.phase != "marking":
            self.close("done")

    def _marked(self, inner: critique.Input) -> None:
        if self.room.critique is None:
            return
        after, events = critique.take(self.room.critique, replace(inner, now=clock.running(self.room, self.now)))
        self.room = replace(self.room, critique=after)
        for event in events:
            told = Notice(event.text, event.who) if isinstance(event, critique.Notice) else InCritique(event)
            self.events.append(told)

    # -- the end ------------------------------------------------------------------------------------------------------

    def end(self, _: Input) -> None:
        """The host's end: the talk as far as it went, whatever was marked so far, and the minutes."""
        self._break_off("ended")

    def lose(self, _: Input) -> None:
        """The group can't be reached any more: it ends as by the host."""
        self._break_off("lost")

    def _break_off(self, how: Close) -> None:
        if self.room.phase == "turns":
            self.finish_talk()
        if self.room.phase == "critique":
            self._marked(critique.Input("close", self.now))
        self.close(how)

    def close(self, how: Close) -> None:
        """Write the minutes; once."""
        if self.room.over:
            return
        self._unpause()
        self.room = replace(self.room, phase="over", minutes=minutes_of(self.room, how))
        if self.room.minutes is not None:
            self.events.append(Closed(self.room.minutes))
