"""Which room a person's words go to: of all rooms he plays alone the one he is in, whatever its form.

Each such room says under `paused` in its state whether it was put aside, and under `spoken` what was heard in a voice
note that waits for his word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork
    from bot.store.records import Room

SEVERAL = frozenset({"panel", "rivals"})
"""The kinds of rooms in which one person faces several."""
SOLO = SEVERAL | {"practice"}


def room_of(uow: UnitOfWork, owner: int) -> Room | None:
    """The newest room he has not put aside, else the newest that waits for him; None without any."""
    rooms = [room for room in uow.rooms.open_of(owner) if room.kind in SOLO]
    return next((room for room in rooms if not room.state["paused"]), rooms[0] if rooms else None)


def put_aside(uow: UnitOfWork, owner: int, keep: int | None = None) -> None:
    """Pause what he is in, all but the room to `keep`, so that his next words are meant for one room only."""
    for room in uow.rooms.open_of(owner):
        if room.kind in SOLO and room.id != keep and not room.state["paused"]:
            uow.rooms.save(replace(room, state={**room.state, "paused": True}))
