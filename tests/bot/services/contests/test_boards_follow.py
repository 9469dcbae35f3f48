"""A board that is made out of what was read before is the one that would be made from the beginning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.services.contests.boards import board
from bot.services.contests.hall import Hall
from bot.services.contests.intervene import void
from bot.services.contests.roles import AT_THE_TERMINAL

if TYPE_CHECKING:
    from scenarios.contest.board import BoardPage
    from tests.competition import Competition


def seen_by(hall: Hall, contest: Competition) -> BoardPage:
    with contest.store.begin() as uow:
        return board(uow, hall, contest.id)


def test_a_board_followed_all_the_way_is_the_one_somebody_sees_who_has_just_come(contest: Competition) -> None:
    following = Hall(lambda _: {}, fresh=timedelta(0))
    for entry in range(1, 13):
        contest.play(entry, right=entry % 6, seconds=20)
        assert seen_by(following, contest) == seen_by(Hall(lambda _: {}), contest)
    with contest.store.begin() as uow:
        void(uow, contest.hall, contest.id, 5, why="替考", by=AT_THE_TERMINAL)
    assert seen_by(following, contest) == seen_by(Hall(lambda _: {}), contest)
    contest.close()
    assert seen_by(following, contest) == seen_by(Hall(lambda _: {}), contest)
