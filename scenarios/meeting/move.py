"""One move in a drill: time passes, people come and go, the host leads, from gathering to the minutes."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from scenarios import critique
from scenarios.meeting import clock
from scenarios.meeting.events import BoardChanged, RolesDealt, TimeWarning
from scenarios.meeting.plays import REP
from scenarios.meeting.room import Attendee
from scenarios.meeting.rotation import WATCHER, deal
from scenarios.meeting.talking import Talking
from scenarios.meeting.themes import Theme

if TYPE_CHECKING:
    from scenarios.meeting.minutes import Close
    from scenarios.meeting.room import Input

_LONGEST_NAME = 40


class Move(Talking):
    """All moves there are; the talk's and the critique's stand in their own modules."""

    # -- time ----------------------------------------------------------------------------------------------------------

    def check_scenario(self) -> None:
        """Close a drill whose scenario was changed, or taken away, while it was played."""
        room = self.room
        if room.phase == "turns" and room.offer is not None and room.play is not None:
            play = self.plays(room.offer)
            if play is None or not play.fits(room.play):
                self.close("changed")

    def pass_time(self) -> None:
        """Go on to where the clock says the drill is; a drill left alone goes all the way to its end."""
        while not self.room.over and clock.left(self.room, self.now) <= 0:
            self.unpause()
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
                self.marked(critique.Input("close", self.now))
                self.close("time" if self.now >= self.room.opened + clock.LONGEST else "done")
            case "over":
                pass

    # -- people --------------------------------------------------------------------------------------------------------

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
        if room.phase == "turns" and self.is_one_rep() and not room.holder(REP):
            self.give_floor(one.who, REP)
        if room.phase == "critique":
            self.in_critique(critique.Input("join", self.now, one.who, self.kind_of(one.who)))

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

    # -- the host ------------------------------------------------------------------------------------------------------

    def choose(self, one: Input) -> None:
        """The form, by its scenario."""
        offer = next((offer for offer in self.room.setup.offers if offer.scenario == one.item), None)
        if self.room.phase != "gathering":
            self.notice("已经开始了，不能再换。", one.who)
        elif offer is None or self.plays(offer) is None:
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
        if offer is None or self.plays(offer) is None:
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
        self.begin("turns")
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
        self.unpause()
        self.events.append(BoardChanged())

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
            self.marked(critique.Input("close", self.now))
        self.close(how)
