"""Start a practice: open a room by the core, and keep it pinned to the script it was started with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.standing import Standing
from bot.services.practice.talks import KIND, Moved, Talk, keep
from bot.services.snapshots import keep_snapshot
from bot.services.solo import put_aside
from bot.store.records import NewRoom
from scoring.report import RULES

if TYPE_CHECKING:
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from scenarios.practice import Setup


def start_practice(uow: UnitOfWork, ready: Ready, setup: Setup, owner: int, chat_id: int | None = None) -> Moved:
    """Open a room for a person; gives the scene and the customer's first line.

    What was going on is put aside, so that his next words are meant for this talk.
    """
    put_aside(uow, owner)
    keep_snapshot(uow, ready)
    room, events = ready.practice.open_room(setup, china_day(uow.now))
    standing = Standing(room)
    pinned = (ready.script.ref, ready.fingerprint, RULES)
    new = NewRoom(owner, KIND, *pinned, standing.as_json(), uow.now, chat_id)
    return keep(uow, Talk(uow.rooms.add(new), standing, ready), room, events)
