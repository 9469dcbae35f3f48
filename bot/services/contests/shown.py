"""A question was delivered: its clock starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.hall import write
from scenarios.contest import attempt as moves

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.contests.hall import Hall
    from bot.services.contests.records import Participant
    from bot.store.contract import UnitOfWork


def shown(uow: UnitOfWork, hall: Hall, who: Participant, position: int, at: datetime | None = None) -> None:
    """Start the clock of a question, once; a report about another one says nothing.

    `at` is given only by our own sender, which knows when Telegram took the message; a page's report counts from when
    it comes in, but never later than a few seconds after serving.
    """
    sitting = hall.sitting(uow, who)
    attempt = sitting.attempt
    if not attempt.waits or attempt.served != position or attempt.shown_at is not None:
        return
    write(uow, sitting, (moves.shown(attempt, at or uow.now, trusted=at is not None),))
