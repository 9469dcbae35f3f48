"""What somebody has in front of him now, out of his attempt: a question in his own order, his case, or nothing more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.contests.case import in_front_of_case
from bot.services.contests.records import ServedItem
from scenarios.contest.papers import as_shown, seconds_for

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall, Sitting
    from bot.services.contests.records import OnPaper
    from bot.store.contract import UnitOfWork
    from scenarios.contest.attempt import Attempt


def in_front(uow: UnitOfWork, hall: Hall, sitting: Sitting) -> OnPaper:
    """What he has in front of him."""
    if sitting.attempt.waits:
        return _question(sitting, sitting.attempt)
    return in_front_of_case(uow, hall, sitting)


def _question(sitting: Sitting, attempt: Attempt) -> ServedItem:
    slip = sitting.paper[attempt.served - 1]
    item = sitting.exam.items[slip.item]
    seconds, start = seconds_for(item), attempt.clock_start()
    return ServedItem(
        contest=attempt.contest,
        entry=attempt.entry,
        position=slip.position,
        of=len(sitting.paper),
        kind=item.kind,
        stem=item.stem,
        options=as_shown(slip, item.options),
        lefts=tuple(item.lefts[one] for one in slip.lefts),
        unit=item.unit,
        seconds=seconds,
        started=start,
        ends=None if start is None else start + timedelta(seconds=seconds),
        speed_counts=sitting.exam.speed_percent(item) > 0,
        done=attempt.done,
    )
