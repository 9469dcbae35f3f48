"""No way of coming in leaves a question without a clock, and no last question keeps its person off the board."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.contests.audit import recompute, verify
from bot.services.contests.boards import board
from bot.services.contests.last_question import KIND, ring
from bot.services.contests.records import HandedIn, ServedItem
from scenarios.contest.attempt import REPORT
from tests.competition import QUESTIONS, Competition


def question(front: object) -> ServedItem:
    assert isinstance(front, ServedItem)
    return front


def honest(contest: Competition) -> None:
    with contest.store.begin() as uow:
        assert verify(uow, contest.id).findings == ()
        assert recompute(uow, contest.id).equal


def test_a_question_that_never_arrived_in_the_chat_has_its_clock_on_the_page(contest: Competition) -> None:
    first = question(contest.serve(1, via="chat"))
    assert first.started is None
    contest.clock.forward(600)  # the delivery fails; nothing is held against him
    again = question(contest.serve(1))
    assert (again.position, again.started) == (1, contest.clock())
    # A page that never tells that it has shown anything gains its few seconds, and no more.
    contest.clock.forward(first.seconds + REPORT.total_seconds() + 2)
    assert contest.answer(1, 1, contest.right(1, 1)).late
    honest(contest)


def test_going_to_and_fro_between_chat_and_page_gives_no_new_clock(contest: Competition) -> None:
    contest.serve(1, via="chat")
    contest.serve(1)
    began = contest.clock()
    for via in ("chat", "web") * 3:
        contest.clock.forward(2)
        assert question(contest.serve(1, via=via)).started == began  # type: ignore[arg-type]


def test_one_that_arrived_in_the_chat_keeps_its_clock_on_the_page(contest: Competition) -> None:
    contest.serve(1, via="chat")
    arrived = contest.clock.forward(3)
    contest.shown(1, 1, arrived)
    contest.clock.forward(10)
    assert question(contest.serve(1)).started == arrived


@pytest.mark.parametrize("told", [True, False])
def test_whoever_lets_his_last_question_run_out_is_on_the_board_without_coming_back(
    contest: Competition, *, told: bool
) -> None:
    front = question(contest.serve(1))
    while front.position < QUESTIONS:
        contest.clock.forward(3)
        front = question(contest.answer(1, front.position, contest.right(1, front.position)).next)
    if told:
        contest.shown(1, front.position)
    with contest.store.begin() as uow:
        timer = uow.timers.get(f"contest:{contest.id}:1:last")
    assert timer is not None
    assert (timer.kind, timer.payload) == (KIND, {"contest": contest.id, "entry": 1})
    assert timer.due - contest.clock() < timedelta(seconds=front.seconds + 10)
    contest.at(timer.due)
    for _ in range(2):  # a timer that rings twice does nothing more
        with contest.store.begin() as uow:
            ring(uow, contest.hall, contest.who(1))
    with contest.store.begin() as uow:
        assert board(uow, contest.hall, contest.id).handed_in == 1
    assert isinstance(contest.serve(1), HandedIn)
    honest(contest)


def test_the_timer_takes_nothing_from_whoever_has_answered(contest: Competition) -> None:
    contest.play(1, right=QUESTIONS)
    before = contest.points(1)
    contest.clock.forward(200)
    with contest.store.begin() as uow:
        ring(uow, contest.hall, contest.who(1))
    assert contest.points(1) == before
    honest(contest)
