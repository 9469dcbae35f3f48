"""A rep's own past reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.reports import read_account, read_report

if TYPE_CHECKING:
    from datetime import date

    from bot.services.reports import Account, Played
    from bot.store.contract import UnitOfWork
    from bot.store.records import Report as ReportRow
    from scoring.report import Report


SHOWN = 8


@dataclass(frozen=True, slots=True)
class Past:
    """One past report with the day it was made, and the room and the way of playing it is about.

    `account` is the own report of a role-play with several people, None after a talk with one customer.
    """

    room: int
    day: date
    mode: Played
    report: Report
    account: Account | None = None

    @property
    def title(self) -> str:
        """What was played: the scenario, or the script."""
        return self.account.scenario if self.account else self.report.script.partition("@")[0]


def history(uow: UnitOfWork, rep: int) -> tuple[Past, ...]:
    """Give a person's latest results, the newest first; a model talk he watched is no result of his."""
    pasts = (_past(row) for row in uow.reports.by(rep, 3 * SHOWN))
    return tuple(past for past in pasts if past.mode != "watch")[:SHOWN]


def report_of(uow: UnitOfWork, rep: int, room: int) -> Past | None:
    """Give the latest report of one of the person's own rooms, or None."""
    row = uow.rooms.get(room)
    kept = uow.reports.of(room) if row is not None and row.owner == rep else ()
    return _past(kept[-1]) if kept else None


def _past(row: ReportRow) -> Past:
    mode, report = read_report(row.body)
    return Past(row.room, china_day(row.at), mode, report, read_account(row.body))
