"""A rep's own past reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.reports import read_report

if TYPE_CHECKING:
    from datetime import date

    from bot.store.contract import UnitOfWork
    from scoring.report import Report


@dataclass(frozen=True, slots=True)
class Past:
    """One past report with the day it was made and the room it is about."""

    id: int
    room: int
    day: date
    report: Report


def history(uow: UnitOfWork, rep: int, limit: int = 8) -> tuple[Past, ...]:
    """Give a person's latest reports, the newest first."""
    rows = uow.reports.by(rep, limit)
    return tuple(Past(row.id, row.room, china_day(row.at), read_report(row.body)) for row in rows)


def report_of(uow: UnitOfWork, rep: int, room: int) -> Past | None:
    """Give the latest report of one of the person's own rooms, or None."""
    row = uow.rooms.get(room)
    kept = uow.reports.of(room) if row is not None and row.owner == rep else ()
    return Past(kept[-1].id, room, china_day(kept[-1].at), read_report(kept[-1].body)) if kept else None
