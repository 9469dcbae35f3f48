"""Take an answer: kept with the next question in one transaction, the same one again is acknowledged again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.contests.case import steps
from bot.services.contests.hall import write
from bot.services.contests.last_question import watch
from bot.services.contests.onward import refuse_unless_open
from bot.services.contests.paper_views import in_front
from bot.services.contests.records import Acknowledged, NotNowError, RefusedError
from scenarios.contest.attempt import after, answered
from scenarios.contest.papers import UnreadableChoiceError, canonical_answer
from scenarios.contest.said import own_answer
from scenarios.contest.settings import CLOSING

if TYPE_CHECKING:
    from bot.services.contests.hall import Hall, Sitting
    from bot.services.contests.records import Participant, Via
    from bot.store.contract import UnitOfWork
    from scenarios.bank import Answer
    from scenarios.contest.papers import Slip


def answer(uow: UnitOfWork, hall: Hall, who: Participant, position: int, choice: object, *, via: Via) -> Acknowledged:
    """Keep an answer, given in the places of his own order; it counts once this unit of work has ended.

    Raises RefusedError when another answer stands already, when there is no such question, or when the choice can't be
    an answer; NotNowError when the contest has closed over it.
    """
    sitting = hall.sitting(uow, who)
    attempt = sitting.attempt
    if not 1 <= position <= attempt.served:
        raise RefusedError("这道题还没有发给您。")
    slip = sitting.paper[position - 1]
    try:
        given = canonical_answer(slip, sitting.exam.items[slip.item], choice)
    except UnreadableChoiceError as unreadable:
        raise RefusedError(str(unreadable)) from None
    if position <= attempt.done:
        return _again(uow, hall, sitting, slip, given, via=via)
    refuse_unless_open(sitting, via)
    if sitting.now >= sitting.office.window(attempt.entry)[1] + CLOSING:
        raise NotNowError("已经收卷了，这一题没赶上。")
    taken = answered(attempt, sitting.exam, slip, given, uow.now)
    moved = replace(sitting, attempt=after(attempt, taken, uow.now, sitting.exam))
    attempt = write(uow, sitting, (taken, *steps(uow, hall, moved, via)))
    watch(uow, sitting, attempt)
    return Acknowledged(
        position, bool(taken.body["late"]), again=False, next=in_front(uow, hall, replace(sitting, attempt=attempt))
    )


def _again(uow: UnitOfWork, hall: Hall, sitting: Sitting, slip: Slip, given: Answer, *, via: Via) -> Acknowledged:
    """Acknowledge a repeated tap; refuse another answer than the one that stands."""
    attempt = sitting.attempt
    kept = uow.contest_logs.answer(attempt.contest, attempt.entry, slip.item)
    if kept is None or own_answer(kept.body) is None:
        raise RefusedError("这道题的时间已经过了。")
    if own_answer(kept.body) != given:
        raise RefusedError("这道题您已经答过了，交上去的答案不能改。")
    attempt = write(uow, sitting, steps(uow, hall, sitting, via))
    front = in_front(uow, hall, replace(sitting, attempt=attempt))
    return Acknowledged(slip.position, bool(kept.body["late"]), again=True, next=front)
