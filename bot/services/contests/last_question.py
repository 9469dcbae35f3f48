"""Somebody's last question runs out and he doesn't come back: a timer hands his paper in, so that the board has him.

Before the last one nothing is handed in for anybody: he may come back and go on. In a chat the question's own clock
does the same.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.contests.case import steps
from bot.services.contests.hall import write
from bot.store.records import Timer
from scenarios.contest.attempt import REPORT
from scenarios.contest.office import WINDOW
from scenarios.contest.papers import seconds_for
from scoring.contest.clock import GRACE

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall, Sitting
    from bot.services.contests.records import Participant
    from bot.store.contract import UnitOfWork
    from scenarios.contest.attempt import Attempt

KIND = "contest-last"
"""The kind of these timers; the payload is {contest, entry}."""

MARGIN = timedelta(seconds=1)


def watch(uow: UnitOfWork, sitting: Sitting, attempt: Attempt) -> None:
    """Set the timer if `attempt` has just been served its last question on a page, with no case to follow."""
    last = attempt.waits and attempt.served == len(sitting.paper) and not sitting.office.settings.case
    if not last or attempt.via != "web" or attempt.served_at != uow.now:
        return
    seconds = seconds_for(sitting.exam.items[sitting.paper[-1].item])
    due = uow.now + REPORT + timedelta(seconds=seconds) + GRACE + MARGIN
    payload = {"contest": attempt.contest, "entry": attempt.entry}
    uow.timers.set(Timer(f"contest:{attempt.contest}:{attempt.entry}:last", KIND, due, payload=payload))


def ring(uow: UnitOfWork, hall: Hall, who: Participant) -> None:
    """The timer came due: hand in, if the question really ran out and he has not done so himself."""
    sitting = hall.sitting(uow, who)
    if sitting.phase in WINDOW:
        write(uow, sitting, steps(uow, hall, sitting, "web"))
