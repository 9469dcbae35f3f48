"""Appeals and key versions: the effect is known before it is taken, and what was published before stays readable."""

from __future__ import annotations

import pytest

from bot.services.contests.appeals import appeal, appeals, reject
from bot.services.contests.audit import recompute, verify
from bot.services.contests.keys import dry_run, override, rule, take_back
from bot.services.contests.own_page import own_page
from bot.services.contests.records import ContestError, NotNowError, RefusedError
from bot.services.contests.review import result
from bot.services.contests.roles import AT_THE_TERMINAL, By
from bot.services.contests.unfreeze import finalise, reveal
from bot.store.contract import Store
from bot.store.memory import MemoryStore
from scenarios.bank import Item
from scenarios.contest.keys import Ruling
from tests.competition import QUESTIONS, Competition, wrong_answer
from tests.stores import HandClock

PEOPLE = 6
TWICE = Ruling("q003", "accept", ((0, 0, 1, 2),))


@pytest.fixture
def closed(clock: HandClock) -> Competition:
    return ended(MemoryStore(clock), clock)


def ended(store: Store, clock: HandClock) -> Competition:
    """Everybody had the same five questions; entry n answered the first n - 1 of his paper rightly."""
    contest = Competition(store, clock, people=PEOPLE, appeal_hours=24)
    contest.items = contest.items[:QUESTIONS]
    contest.opened()
    for entry in range(1, PEOPLE):
        contest.play(entry, right=entry - 1)
    contest.serve(PEOPLE)  # came, answered one question, and never handed in
    contest.answer(PEOPLE, 1, contest.right(PEOPLE, 1))
    contest.close()
    return contest


def scores(contest: Competition) -> dict[int, str]:
    with contest.store.begin() as uow:
        found = result(uow, contest.hall, contest.id, AT_THE_TERMINAL)
    return {one.entry: str(one.score) for one in found.table.people}


def missed_by(contest: Competition, entry: int) -> Item:
    """The last question of somebody's paper, which he answered wrongly."""
    return contest.item_at(entry, QUESTIONS)


def publish(contest: Competition) -> None:
    contest.clock.forward(24 * 3600)
    with contest.store.begin() as uow:
        reveal(uow, contest.hall, contest.id, AT_THE_TERMINAL, everything=True)
    with contest.store.begin() as uow:
        finalise(uow, contest.hall, contest.id, AT_THE_TERMINAL)


def proved(contest: Competition) -> bool:
    with contest.store.begin() as uow:
        audit, again = verify(uow, contest.id), recompute(uow, contest.id)
    assert audit.findings == ()
    assert again.differences == ()
    return audit.ok and again.equal


def test_everybody_who_gave_the_answer_that_is_also_right_gets_its_points(closed: Competition) -> None:
    asked = missed_by(closed, 1)
    ruling = Ruling(asked.id, "accept", (wrong_answer(asked),))
    before = scores(closed)
    with closed.store.begin() as uow:
        told = dry_run(uow, closed.hall, closed.id, ruling, AT_THE_TERMINAL)
    assert scores(closed) == before
    with closed.store.begin() as uow:
        done = rule(uow, closed.hall, closed.id, ruling, why="两种说法方案里都有", by=AT_THE_TERMINAL)
    assert done == told
    after = scores(closed)
    assert {one.entry: (str(one.score), str(one.new_score)) for one in told.people if one.score != one.new_score} == {
        entry: (before[entry], after[entry]) for entry in before if before[entry] != after[entry]
    }
    assert told.branches
    assert told.cities
    assert closed.points(1) == 1000
    assert proved(closed)


def test_a_void_item_counts_for_nobody_also_who_never_reached_it(closed: Competition) -> None:
    asked = missed_by(closed, PEOPLE)
    with closed.store.begin() as uow:
        rule(uow, closed.hall, closed.id, Ruling(asked.id, "void"), why="题目有歧义", by=AT_THE_TERMINAL)
    after = scores(closed)
    assert after[1] == "0.0"
    assert after[PEOPLE] in {"25.0", "0.0"}  # one right of the four that are left, unless that one was it
    assert proved(closed)


def test_credit_for_all_reaches_also_who_answered_nothing(closed: Competition) -> None:
    asked = missed_by(closed, PEOPLE)
    with closed.store.begin() as uow:
        rule(uow, closed.hall, closed.id, Ruling(asked.id, "credit"), why="题目印错了", by=AT_THE_TERMINAL)
    assert scores(closed)[1] == "20.0"
    assert scores(closed)[PEOPLE] == "40.0"
    assert proved(closed)


def test_a_ruling_can_be_taken_back_and_everything_is_as_before(closed: Competition) -> None:
    asked, before = missed_by(closed, 1), scores(closed)
    with closed.store.begin() as uow:
        rule(uow, closed.hall, closed.id, Ruling(asked.id, "credit"), why="误会", by=AT_THE_TERMINAL)
    assert scores(closed) != before
    with closed.store.begin() as uow:
        take_back(uow, closed.hall, closed.id, asked.id, why="看错了", by=AT_THE_TERMINAL)
    assert scores(closed) == before
    with closed.store.begin() as uow:
        assert closed.hall.office(uow, closed.id).key.version == 3
    assert proved(closed)


def test_an_old_result_stays_readable_when_a_new_key_makes_another(store: Store, clock: HandClock) -> None:
    closed = ended(store, clock)
    publish(closed)
    asked = missed_by(closed, 1)
    with closed.store.begin() as uow:
        rule(uow, closed.hall, closed.id, Ruling(asked.id, "credit"), why="方案原文写错", by=AT_THE_TERMINAL)
    publish(closed)
    with closed.store.begin() as uow:
        first, second = uow.contests.results(closed.id)
    assert (first.key, second.key) == (1, 2)
    old, new = ({one["entry"]: one["score"] for one in row.body["people"]} for row in (first, second))
    assert (old[1], new[1]) == ("0.0", "20.0")
    assert proved(closed)


def test_an_appeal_is_made_once_in_time_and_seen_by_hosts_only(closed: Competition) -> None:
    who = closed.who(1)
    with closed.store.begin() as uow:
        appeal(uow, closed.hall, who, 2, "方案第三页写的是 98 元")
    with pytest.raises(RefusedError, match="已经申诉过"), closed.store.begin() as uow:
        appeal(uow, closed.hall, who, 2, "再说一遍")
    for words, told in (("  ", "写一句理由"), ("长" * 301, "太长")):
        with pytest.raises(RefusedError, match=told), closed.store.begin() as uow:
            appeal(uow, closed.hall, who, 3, words)
    with pytest.raises(RefusedError, match="没有答到"), closed.store.begin() as uow:
        appeal(uow, closed.hall, closed.who(PEOPLE), 5, "没看到")
    with closed.store.begin() as uow:
        [found] = appeals(uow, closed.hall, closed.id, AT_THE_TERMINAL)
        assert (found.entry, found.position, found.words, found.upheld) == (1, 2, "方案第三页写的是 98 元", None)
        with pytest.raises(ContestError, match="主办人"):
            appeals(uow, closed.hall, closed.id, By(777))
    closed.clock.forward(24 * 3600)
    with pytest.raises(NotNowError), closed.store.begin() as uow:
        appeal(uow, closed.hall, who, 4, "来晚了")


def test_the_result_waits_for_every_appeal_and_a_ruling_upholds_all_of_its_item(closed: Competition) -> None:
    asked = closed.item_at(1, 1)
    others = {
        entry: position for entry in (1, 2) for position in range(1, 6) if closed.item_at(entry, position) == asked
    }
    for entry, position in others.items():
        with closed.store.begin() as uow:
            appeal(uow, closed.hall, closed.who(entry), position, "答案不对")
    with closed.store.begin() as uow:
        appeal(uow, closed.hall, closed.who(3), 2, "我觉得我对")
    closed.clock.forward(24 * 3600)
    with pytest.raises(ContestError, match="还有 3 条申诉没有裁定"), closed.store.begin() as uow:
        reveal(uow, closed.hall, closed.id, AT_THE_TERMINAL)
    with closed.store.begin() as uow:
        rule(uow, closed.hall, closed.id, Ruling(asked.id, "credit"), why="确实不对", by=AT_THE_TERMINAL)
    with closed.store.begin() as uow:
        [left] = [one for one in appeals(uow, closed.hall, closed.id, AT_THE_TERMINAL) if one.upheld is None]
        reject(uow, closed.hall, closed.id, left.entry, left.item, why="方案写得清楚", by=AT_THE_TERMINAL)
    with closed.store.begin() as uow:
        mine = own_page(uow, closed.hall, closed.who(1)).answers[0]
        his = own_page(uow, closed.hall, closed.who(3)).answers[1]
        reveal(uow, closed.hall, closed.id, AT_THE_TERMINAL)
    assert (mine.ruling, mine.appeal) == ("此题人人给分", "申诉成立")
    assert his.appeal == "申诉没有成立"
    assert proved(closed)


def test_a_host_can_decide_one_persons_answer_with_a_reason(closed: Competition) -> None:
    asked = missed_by(closed, 1)
    with pytest.raises(ContestError, match="理由"), closed.store.begin() as uow:
        override(uow, closed.hall, closed.id, entry=1, item=asked.id, given=1000, why=" ", by=AT_THE_TERMINAL)
    with closed.store.begin() as uow:
        told = override(uow, closed.hall, closed.id, entry=1, item=asked.id, given=500, why="笔误", by=AT_THE_TERMINAL)
    assert {one.entry for one in told.people if one.score != one.new_score} == {1}
    assert closed.points(1) == 500
    assert proved(closed)


@pytest.mark.parametrize(
    "ruling", [Ruling("没有这题", "void"), Ruling("q000", "accept"), Ruling("q000", "accept", (9,)), TWICE]
)
def test_a_senseless_ruling_is_refused(closed: Competition, ruling: Ruling) -> None:
    with pytest.raises(ContestError), closed.store.begin() as uow:
        rule(uow, closed.hall, closed.id, ruling, why="试试", by=AT_THE_TERMINAL)


def test_the_key_cannot_be_changed_while_people_answer(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock).opened()
    with pytest.raises(ContestError, match="收卷以后"), contest.store.begin() as uow:
        rule(uow, contest.hall, contest.id, Ruling("q000", "void"), why="急", by=AT_THE_TERMINAL)
