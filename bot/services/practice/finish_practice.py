"""Finish a talk early: its report on what was said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.practice.talks import Moved, Talk, keep

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork


def finish_practice(uow: UnitOfWork, talk: Talk) -> Moved:
    """End the talk and keep its report."""
    ended, events = talk.ready.practice.finish(talk.standing.room, china_day(uow.now))
    return keep(uow, talk, ended, events)


def report_so_far(uow: UnitOfWork, talk: Talk) -> Moved:
    """Give the report on what was said so far, while the talk stays open and can be resumed."""
    today = china_day(uow.now)
    _, events = talk.ready.practice.finish(talk.standing.room, today)
    return Moved(talk.row.id, talk.ready, talk.setup, events, today, talk.standing.mood)
