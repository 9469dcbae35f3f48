"""Start, go on, or come back: the same question with its clock running, or the next one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.contests.case import steps
from bot.services.contests.hall import write
from bot.services.contests.last_question import watch
from bot.services.contests.onward import refuse_unless_open
from bot.services.contests.paper_views import in_front

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall
    from bot.services.contests.records import OnPaper, Participant, Via
    from bot.store.contract import UnitOfWork


def serve(uow: UnitOfWork, hall: Hall, who: Participant, via: Via) -> OnPaper:
    """Give what he has in front of him. Raises NotHereError, or NotNowError outside his window."""
    sitting = hall.sitting(uow, who)
    refuse_unless_open(sitting, via)
    attempt = write(uow, sitting, steps(uow, hall, sitting, via))
    watch(uow, sitting, attempt)
    return in_front(uow, hall, replace(sitting, attempt=attempt))
