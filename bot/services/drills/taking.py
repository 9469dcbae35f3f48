"""A drill moved on by one input, and all that is to be kept of it: parts, marks, talks, what people learn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.cards import move_cards, note
from bot.services.days import china_day
from bot.services.drills.handing_over import hand_over
from bot.services.drills.kept import KIND, Drill, save, state_of
from bot.store.records import NewRoom, Part, RaterMark
from scenarios import critique
from scenarios.meeting import Closed, InCritique, MorningDrill

if TYPE_CHECKING:
    from bot.services.drills.programme import Programme
    from bot.store.contract import UnitOfWork
    from bot.store.records import Json
    from scenarios.meeting import Input, MeetingEvent, Room, Setup


@dataclass(frozen=True, slots=True)
class Moved:
    """A drill before and after one input, and what happened."""

    before: Drill
    room: Room
    events: tuple[MeetingEvent, ...]


def open_drill(uow: UnitOfWork, programme: Programme, setup: Setup, group: int) -> Moved:
    """Begin to gather in a group. What it plays is pinned when it starts. Raises ValueError without any offer."""
    room, events = _core(uow, programme, "").open_room(setup, uow.now.timestamp())
    new = NewRoom(int(setup.host), KIND, "", "", "", state_of(room, {}), uow.now, group)
    return Moved(Drill(uow.rooms.add(new), room), room, events)


def take(uow: UnitOfWork, programme: Programme, drill: Drill, one: Input) -> Moved:
    """Take one input; nothing is kept yet."""
    room, events = _core(uow, programme, drill.row.script_hash).take(drill.room, one)
    return Moved(drill, room, events)


def keep(uow: UnitOfWork, programme: Programme, moved: Moved, screen: Json) -> Drill:
    """Keep where the drill stands, what the screens remember, and what follows from what happened."""
    drill, before, room = moved.before, moved.before.room, moved.room
    if (before.people, before.roles, before.critique) != (room.people, room.roles, room.critique):
        uow.drills.enrol(_parts(drill.number, room))
    if before.phase == "gathering" and room.offer is not None and room.phase != "gathering":
        drill = _pinned(drill, programme, room)
    for event in moved.events:
        if isinstance(event, InCritique):
            _learn(uow, drill.number, room, event.event)
        elif isinstance(event, Closed):
            hand_over(uow, programme, _core(uow, programme, drill.row.script_hash), drill, room)
    return save(uow, drill, room, screen)


def _core(uow: UnitOfWork, programme: Programme, pinned: str) -> MorningDrill:
    return MorningDrill(programme.plays(china_day(uow.now), pinned))


def _pinned(drill: Drill, programme: Programme, room: Room) -> Drill:
    pin = programme.pin(room.offer) if room.offer is not None else None
    if pin is None:
        return drill
    return replace(drill, row=replace(drill.row, script=pin.ref, script_hash=pin.fingerprint, rules=pin.rules))


def _parts(number: int, room: Room) -> list[Part]:
    critiqued = room.critique.subject.rep if room.critique is not None else ""
    return [Part(number, int(one.person), room.role_of(one.person), one.person == critiqued) for one in room.people]


def _learn(uow: UnitOfWork, number: int, room: Room, event: critique.CritiqueEvent) -> None:
    """When marking closes the marks are kept; when all is settled he who was critiqued gets evidence and cards."""
    if room.critique is None:
        return
    rep = int(room.critique.subject.rep)
    if isinstance(event, critique.SideBySide):
        marks = critique.marks_of(room.critique)
        uow.drills.keep_marks(RaterMark(number, mark.rater, mark.kind, rep, mark.value) for mark in marks)
    elif isinstance(event, critique.CritiqueOver):
        day = china_day(uow.now)
        note(uow, rep, critique.evidence_of(room.critique, day))
        move_cards(uow, rep, critique.cards_of(room.critique, day))
