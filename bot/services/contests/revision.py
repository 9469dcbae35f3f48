"""What a board depends on, in a few numbers: as long as they are the same, it needn't be made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scenarios.contest.office import WINDOW

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.store.contract import UnitOfWork
    from scenarios.contest.office import Phase


class Revision(NamedTuple):
    """The office's log, the phase, and how many have begun and handed in (while answers may be on their way)."""

    office: int
    phase: Phase
    begun: int
    handed_in: int


def revision(uow: UnitOfWork, hall: Hall, contest: int) -> Revision:
    """Look it up in two quick statements; raises NotHereError if there is no such contest."""
    office = hall.office(uow, contest)
    phase = office.phase(uow.now)
    begun, handed_in = uow.attempts.moved(contest) if phase in WINDOW else (0, 0)
    return Revision(office.head.n, phase, begun, handed_in)
