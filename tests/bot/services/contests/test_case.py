"""The case of a contest: a talk after the questions, each line kept once, scored when it ends or time is up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from bot.services.catalogue import Catalogue
from bot.services.contests.audit import verify
from bot.services.contests.banks import Banks
from bot.services.contests.case import finish, say
from bot.services.contests.hall import Hall
from bot.services.contests.own_page import own_page
from bot.services.contests.records import ContestError, HandedIn, NotNowError, OpenCase, RefusedError
from bot.services.contests.review import result
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.ready import compiled_with
from bot.store.memory import MemoryStore
from scenarios.cases import CasePlay
from scripts.loader import shipped_library
from tests.competition import QUESTIONS, Competition
from tests.spoken import MarkedListener
from tests.stores import HandClock

if TYPE_CHECKING:
    from bot.services.contests.records import CaseHeard
    from scripts.model import Plan, Point

PLAN = "office-building"


def hearing(_: Plan, points: Mapping[str, Point]) -> MarkedListener:
    return MarkedListener(points)


@pytest.fixture(scope="session")
def banks() -> Banks:
    return Banks(Catalogue(shipped_library(), compiled=compiled_with(hearing)))


@pytest.fixture
def contest(clock: HandClock, banks: Banks) -> Competition:
    """A contest with a case; the first person is through with his questions."""
    made = Competition(MemoryStore(clock), clock, people=3, case=True)
    made.hall = Hall(lambda plan: banks.cases(PLAN))
    name = next(iter(banks.cases(PLAN)))
    made.opened(banks.of(PLAN).chosen_cases((name,)))
    made.play(1, right=QUESTIONS)
    return made


def said(contest: Competition, n: int, text: str) -> CaseHeard:
    with contest.store.begin() as uow:
        return say(uow, contest.hall, contest.who(1), n, text)


def opened(front: object) -> OpenCase:
    assert isinstance(front, OpenCase)
    return front


def test_the_case_follows_the_questions_and_ends_with_its_turns(contest: Competition) -> None:
    case = opened(contest.serve(1))
    assert (case.n, case.lines[-1].speaker) == (0, "customer")
    assert case.left >= 6
    front: OpenCase | HandedIn = case
    for n in range(case.left):
        front = said(contest, n, f"您好，第{n}句，我想了解一下您现在的情况。").next
        if isinstance(front, HandedIn):
            break
        assert front.n == n + 1
    assert isinstance(front, HandedIn)
    with contest.store.begin() as uow:
        assert verify(uow, contest.id).findings == ()


def test_a_repeated_line_counts_once_and_a_changed_one_is_refused(contest: Competition) -> None:
    contest.serve(1)
    first = said(contest, 0, "您好，我是网通的小张。")
    again = said(contest, 0, " 您好，我是网通的小张。")
    assert (first.again, again.again) == (False, True)
    assert again.next == first.next
    with pytest.raises(RefusedError, match="收不回来"):
        said(contest, 0, "换一句。")
    with pytest.raises(RefusedError, match="前面还有一句"):
        said(contest, 5, "跳着说。")


def test_another_process_plays_on_from_the_log_alone(contest: Competition, banks: Banks) -> None:
    contest.serve(1)
    before = said(contest, 0, "您好，我是网通的小张。").next
    contest.hall = Hall(lambda plan: banks.cases(PLAN))
    assert contest.serve(1) == before
    assert opened(said(contest, 1, "想请教一下，您现在一个月话费多少？").next).n == 2


def test_an_empty_line_is_no_turn(contest: Competition) -> None:
    contest.serve(1)
    heard = said(contest, 0, "   ")
    assert heard.replies[0].speaker == "coach"
    assert opened(heard.next).n == 0


def test_who_ends_the_case_himself_is_scored_by_what_he_said(contest: Competition) -> None:
    contest.serve(1)
    said(contest, 0, "您好，打扰一下。")
    with contest.store.begin() as uow:
        assert isinstance(finish(uow, contest.hall, contest.who(1)), HandedIn)
    with pytest.raises(NotNowError, match="案例已经结束"):
        said(contest, 1, "还有一句。")
    with contest.store.begin() as uow:
        before = own_page(uow, contest.hall, contest.who(1)).case
    contest.close()
    with contest.store.begin() as uow:
        after = own_page(uow, contest.hall, contest.who(1)).case
        [mine] = result(uow, contest.hall, contest.id, AT_THE_TERMINAL).table.people
        found = uow.attempts.peek(contest.id, 1)
    assert found is not None
    assert found[0].case_score is not None
    assert before is not None
    assert after is not None
    assert (before.lines[0].text, before.score) == ("您好，打扰一下。", None)
    assert after.score == str(found[0].case_score // 100)
    assert mine.score == 60 + found[0].case_score * 4 / 1000


def test_a_case_that_the_clock_cuts_off_is_scored_too_and_one_never_begun_is_nothing(contest: Competition) -> None:
    contest.play(2, right=QUESTIONS)
    contest.serve(1)
    said(contest, 0, "您好，打扰一下。")
    contest.close()
    with contest.store.begin() as uow:
        [first, second, _] = uow.attempts.of(contest.id)
        assert verify(uow, contest.id).findings == ()
    assert first.case_score is not None
    assert (second.case_score, second.finished) == (None, first.finished)


def test_a_case_whose_file_was_changed_after_the_commitment_is_not_played(clock: HandClock, banks: Banks) -> None:
    made = Competition(MemoryStore(clock), clock, people=1, case=True)
    made.hall = Hall(lambda plan: banks.cases(PLAN))
    name = next(iter(banks.cases(PLAN)))
    made.opened({name: {"fingerprint": "of another text"}})
    with pytest.raises(ContestError, match="和公布承诺时不一样了"):
        made.play(1, right=QUESTIONS)


def test_a_case_is_chosen_by_its_name(banks: Banks) -> None:
    with pytest.raises(ContestError, match="没有叫「没有这个」的案例"):
        banks.of(PLAN).chosen_cases(("没有这个",))
    levels = {banks.cases(PLAN)[name].staged.case.difficulty for name in banks.of(PLAN).chosen_cases()}
    assert levels == {2}
    assert all(isinstance(play, CasePlay) for play in banks.cases(PLAN).values())
