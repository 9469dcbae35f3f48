"""How a group's raters mark, for its trainer: whom to look at, and which parts nobody can agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.drills.kept import KIND, drill_of
from bot.services.drills.remembering import marks_in
from scenarios import critique
from scoring.critique import Flag, flags, known_raters

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork
    from scenarios.meeting import Room

_LOOKED_BACK = 12
"""Drills whose sheets are compared …"""
_ENOUGH = 5
"""… once there are so many: before, a quarrel over one talk says nothing of a wording."""


def watched(uow: UnitOfWork, group: int, room: Room) -> tuple[tuple[Flag, ...], tuple[str, ...], dict[str, str]]:
    """Give raters to look at, parts to reword, and people's names by their ids, with this drill counted in."""
    if room.critique is None:
        return (), (), {}
    history = (*marks_in(uow, group), *critique.marks_of(room.critique))
    people = {mark.rater for mark in history} | {mark.rep for mark in history}
    names = {one: known.name for one in people if one.isdecimal() and (known := uow.people.get(int(one))) is not None}
    found = flags(history, known_raters(history), names)
    before = (drill_of(row).room.critique for row in uow.rooms.of_chat(group, KIND, limit=_LOOKED_BACK) if row.ended)
    rooms = [*(one for one in before if one is not None), room.critique]
    return found, critique.to_reword(critique.agreement(rooms)) if len(rooms) >= _ENOUGH else (), names
