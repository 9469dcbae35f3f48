"""Finish a talk early: its report on what was said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.talks import Moved, keep, load_talk

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork


def finish_practice(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> Moved:
    """End the talk and keep its report."""
    talk = load_talk(uow, catalogue, room, owner)
    ended, events = talk.ready.practice.finish(talk.standing.room, china_day(uow.now))
    return keep(uow, talk, ended, events)


def report_so_far(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> Moved:
    """Give the report on what was said so far, while the talk stays open and can be resumed."""
    talk = load_talk(uow, catalogue, room, owner)
    today = china_day(uow.now)
    _, events = talk.ready.practice.finish(talk.standing.room, today)
    return Moved(room, talk.ready, talk.standing.room.setup, events, today, talk.standing.mood)
