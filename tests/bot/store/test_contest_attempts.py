"""What a board reads of attempts: who moved lately, in two numbers and row by row, on every store alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from scenarios.contest.attempt import Attempt

if TYPE_CHECKING:
    from bot.store.contract import Store
    from tests.stores import HandClock


def test_who_began_and_who_handed_in_is_counted_and_found_by_its_moment(store: Store, clock: HandClock) -> None:
    begun = clock()
    with store.begin() as uow:
        contest = uow.contests.add("抽查", "city", "office-building", begun).id
        everybody = [Attempt(contest, entry) for entry in range(1, 6)]
        uow.attempts.add(everybody)
    later = clock.forward(600)
    changed = [
        replace(everybody[0], started=begun, finished=begun + timedelta(seconds=90), points=70),
        replace(everybody[1], started=begun, finished=later, points=80),
        replace(everybody[2], started=later),
        replace(everybody[3], started=begun),
    ]
    with store.begin() as uow:
        uow.attempts.save_all(changed)
    with store.begin() as uow:
        assert uow.attempts.moved(contest) == (4, 2)
        assert uow.attempts.moved(contest + 1) == (0, 0)
        assert list(uow.attempts.of(contest)) == [*changed, everybody[4]]
        assert list(uow.attempts.of(contest, later)) == [changed[1], changed[2]]
        assert list(uow.attempts.of(contest, begun)) == changed
        assert list(uow.attempts.of(contest, later + timedelta(seconds=1))) == []
