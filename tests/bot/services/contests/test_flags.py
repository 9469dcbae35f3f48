"""What somebody should look at after a contest takes a rep's own drills into account, where his account tells them."""

from __future__ import annotations

import pytest

from bot.services.contests.doors import join
from bot.services.contests.review import flags
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.reports import keep_report
from bot.store.memory import MemoryStore
from bot.store.records import NewRoom
from scoring.report import Report
from tests.competition import QUESTIONS, Competition
from tests.stores import HandClock

REP = 700


@pytest.mark.parametrize(
    ("drills", "shown"),
    [((31, 35, 28, 40, 33), True), ((91, 88, 95, 97, 90), False), ((31, 35), False)],
    ids=["far above", "as usual", "too few to say"],
)
def test_a_score_far_above_ones_own_drills_is_shown(clock: HandClock, drills: tuple[int, ...], *, shown: bool) -> None:
    contest = Competition(MemoryStore(clock), clock).opened()
    with contest.store.begin() as uow:
        join(uow, contest.hall, "code-0001", REP)
        for score in drills:
            room = uow.rooms.add(NewRoom(REP, "practice", "网吧@V1", "h", "1", {}, uow.now))
            keep_report(uow, room.id, Report("网吧@V1", "成交", score, score, ()), "free")
    contest.play(1, right=QUESTIONS)
    contest.play(2, right=QUESTIONS)  # somebody without drills of his own is never compared
    contest.close()
    with contest.store.begin() as uow:
        found = [one for one in flags(uow, contest.hall, contest.id, AT_THE_TERMINAL) if one.kind == "jump"]
    assert [one.people for one in found] == ([("城东·职工1",)] if shown else [])
