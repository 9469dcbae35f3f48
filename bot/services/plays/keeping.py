"""One step of a role-play kept: its lines, its state and, at the end, its report with what it taught."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.cards import learn_from
from bot.services.days import china_day
from bot.services.plays.lines import lines_of
from bot.services.plays.playing import Playing
from bot.services.reports import Account, keep_account
from scenarios.panel import Decided as PanelDecided
from scenarios.panel import Meeting, PanelReport
from scenarios.rivals import Decided as RivalsDecided
from scenarios.rivals import Room
from scenarios.rivals.marks import marks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.services.plays.lines import Happened
    from bot.store.contract import UnitOfWork
    from scenarios.rivals import RivalsReport
    from scoring.report import Report

    State = dict[str, object]


@dataclass(frozen=True, slots=True)
class PlayMoved:
    """What happened in a role-play by one step, on which day, and where it is kept."""

    playing: Playing
    events: Sequence[Happened]
    day: date

    @property
    def room(self) -> int:
        """The room's number."""
        return self.playing.row.id

    @property
    def ended(self) -> bool:
        """Whether the role-play is over."""
        return any(isinstance(event, PanelDecided | RivalsDecided) for event in self.events)


def keep_step(uow: UnitOfWork, playing: Playing, room: State, events: Sequence[Happened]) -> PlayMoved:
    """Keep one step: append its lines, save its state; at the end its report, evidence and cards.

    From the seat of another operator nothing is learnt: there he speaks for what our script does not teach.
    """
    before, row = playing.standing, playing.row
    turns = tuple(lines_of(row.id, before.lines, events, before.role, uow.now))
    uow.turns.append(turns)
    after = replace(before, room=room, lines=before.lines + len(turns), paused=False, spoken="", to="")
    decided = next((event for event in events if isinstance(event, PanelDecided | RivalsDecided)), None)
    row = uow.rooms.save(replace(row, state=after.as_json(), ended=uow.now if decided else None))
    playing = replace(playing, row=row, standing=after)
    today = china_day(uow.now)
    if decided is not None and took_part(playing, decided.report):
        report = marks_in(playing, decided.report, today)
        account = Account(playing.ready.form, playing.ready.name, after.role, decided.report)
        keep_account(uow, row.id, report, account)
        if speaks_for_us(playing):
            learn_from(uow, row.owner, report, playing.ready.script.segment, live=True)
    return PlayMoved(playing, events, today)


def marks_in(playing: Playing, told: PanelReport | RivalsReport, today: date) -> Report:
    """The report as after any talk, in the items of the script."""
    if isinstance(told, PanelReport):
        return told.marks
    core, standing = playing.ready.core, playing.standing
    if isinstance(core, Meeting):
        raise TypeError("a panel has no rivals' report")
    return marks_of(core, Room.from_json(standing.room), told, standing.role, today)


def took_part(playing: Playing, told: PanelReport | RivalsReport) -> bool:
    """Whether it is his own talk: a seat nobody took is the machine's."""
    if isinstance(told, PanelReport):
        return True
    return any(one.seat == playing.standing.role and not one.by_machine for one in told.seats)


def speaks_for_us(playing: Playing) -> bool:
    """Whether he plays a rep of the plan's own operator."""
    plan = playing.ready.staged.shelf.plan
    return isinstance(playing.ready.core, Meeting) or playing.standing.role == plan.operator
