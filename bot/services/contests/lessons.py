"""What a contest teaches: with its first publication every rep's answers and his case go into his weak points, once.

Each person has a timer of his own, so that ten thousand cases are not heard again in one go; a timer's effect and its
firing are one transaction, which is what makes it once. Answers are evidence of the source quiz, which weighs in the
weak index and opens no card, since no drill asks for a line of the plan; a case counts as any whole role-play.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.services.cards import learn_from, note
from bot.services.contests.case import scene_of
from bot.services.contests.records import ContestError, Participant
from bot.services.days import china_day
from bot.store.records import Timer
from scenarios.contest.said import own_answer
from scoring.contest.credit import FULL
from scoring.weak_points import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.contests.hall import Hall, Sitting
    from bot.store.contract import UnitOfWork

KIND = "contest-lesson"
"""The kind of these timers; the payload is {contest, entry}."""

LONGEST_NAME = 60


def set_lessons(uow: UnitOfWork, contest: int) -> None:
    """Set a timer for everybody who took part with an account of his own."""
    for attempt in uow.attempts.of(contest):
        if attempt.rep is not None and attempt.started is not None:
            payload = {"contest": contest, "entry": attempt.entry}
            uow.timers.set(Timer(f"contest:{contest}:{attempt.entry}:lesson", KIND, uow.now, payload=payload))


def learn(uow: UnitOfWork, hall: Hall, who: Participant) -> None:
    """A timer of this kind came due: note what his answers and his case prove."""
    sitting = hall.seen(uow, who)
    attempt = sitting.attempt
    if attempt.rep is None or who.entry not in sitting.office.counted:
        return
    note(uow, attempt.rep, tuple(_answers(uow, sitting)))
    if attempt.case_lines:
        with suppress(ContestError):  # the case's file is another by now: what he said can't be heard as it was
            scene = scene_of(uow, hall, sitting)
            report = scene.play.report(scene.state, china_day(uow.now))
            learn_from(uow, attempt.rep, report, scene.play.staged.script.segment, live=True)


def _answers(uow: UnitOfWork, sitting: Sitting) -> Iterator[Evidence]:
    """His answers as evidence; a question that ran out, that was void, or credited to all proves nothing."""
    exam, entry, day = sitting.exam, sitting.attempt.entry, china_day(uow.now)
    for event in uow.contest_logs.of(sitting.attempt.contest, entry):
        item = None if event.item is None else exam.items.get(event.item)
        ruled = event.item is not None and event.item in exam.rulings and exam.rulings[event.item].kind != "accept"
        if item is None or ruled or own_answer(event.body) is None:
            continue
        earned = exam.credit_of(entry, item.id, event.body)
        if earned is not None:
            name = f"{item.skill}：{item.stem}"[:LONGEST_NAME]
            yield Evidence(item.id, name, sitting.person.segment, "quiz", earned / FULL, day)
