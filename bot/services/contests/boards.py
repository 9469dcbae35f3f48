"""The pages everybody may see: the board, one's own place on it, and the list of contests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.contests.records import NotHereError
from scenarios.contest.board import board_page, phone_page

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.contests.hall import Hall
    from bot.services.contests.records import Participant
    from bot.store.contract import UnitOfWork
    from scenarios.contest.board import BoardPage, PhonePage
    from scenarios.contest.office import Phase


@dataclass(frozen=True, slots=True)
class Listed:
    """A contest in a list."""

    contest: int
    title: str
    level: str
    phase: Phase
    opens: datetime
    closes: datetime
    drawn: int


def board(uow: UnitOfWork, hall: Hall, contest: int) -> BoardPage:
    """The projector's page; raises NotHereError if there is no such contest."""
    return board_page(hall.public(uow, contest), hall.roster(uow, contest), uow.now)


def phone(uow: UnitOfWork, hall: Hall, who: Participant) -> PhonePage:
    """A person's own place and neighbours."""
    seen, roster = hall.public(uow, who.contest), hall.roster(uow, who.contest)
    found = uow.attempts.peek(who.contest, who.entry)
    if found is None:
        raise NotHereError("您不在这场竞赛的参赛名单里。")
    return phone_page(seen, board_page(seen, roster, uow.now), roster, found[0])


def contests(uow: UnitOfWork, hall: Hall) -> tuple[Listed, ...]:
    """Every contest, the newest first."""
    return tuple(_listed(uow, hall, row.id) for row in uow.contests.all())


def _listed(uow: UnitOfWork, hall: Hall, contest: int) -> Listed:
    office = hall.office(uow, contest)
    settings = office.settings
    phase, drawn = office.phase(uow.now), len(office.drawn)
    return Listed(contest, settings.name, settings.level, phase, settings.opens, settings.closes, drawn)
