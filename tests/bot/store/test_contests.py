"""What every store promises of competitions: logs that only grow, attempts that can't be overtaken, secrets by hash."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.contests.records import CodeRow, ResultRow, SessionRow
from bot.store.contract import Store
from bot.store.errors import LogMovedError
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import OFFICE, Event, Happening, Head, breaks, linked
from scenarios.contest.roster import Entry
from tests.stores import HandClock

ZHANG = Entry(1, "南京", "玄武", "城东", "张三", "楼宇", "aaaa")
ROSTER = (ZHANG, Entry(2, "南京", "江宁", "江宁", "李四", "", "bbbb"))


def begun(store: Store, clock: HandClock) -> int:
    with store.begin() as uow:
        return uow.contests.add("抽查", "city", "商务楼宇", clock()).id


def events(contest: int, clock: HandClock, log: int = 1, items: tuple[str, ...] = ("q1", "q2")) -> tuple[Event, ...]:
    told = [Happening("answered", {"answer": [1, 0], "话": "对"}, item) for item in items]
    return linked(contest, log, Head(), clock(), [Happening("served", {"position": 1}), *told])[0]


def test_contests_are_listed_the_newest_first_and_keep_their_secrets(store: Store, clock: HandClock) -> None:
    first, second = begun(store, clock), begun(store, clock)
    with store.begin() as uow:
        uow.contests.set_seeds(first, "签", "卷")
        uow.contests.rename(first, "抽查二", "province", "酒店")
    with store.begin() as uow:
        assert [one.id for one in uow.contests.all()] == [second, first]
        found = uow.contests.get(first)
        assert uow.contests.get(second + 100) is None
    assert found is not None
    assert (found.title, found.level, found.plan) == ("抽查二", "province", "酒店")
    assert (found.draw_seed, found.papers_seed, found.revision) == ("签", "卷", 0)


def test_a_roster_takes_the_place_of_the_one_before_and_is_found_by_its_codes(store: Store, clock: HandClock) -> None:
    contest, other = begun(store, clock), begun(store, clock)
    with store.begin() as uow:
        uow.contests.set_roster(contest, [*ROSTER, Entry(3, "南京", "浦口", "浦口", "王五", "", "cccc")])
        uow.contests.set_roster(contest, ROSTER)
        uow.contests.set_roster(other, ROSTER[:1])
    with store.begin() as uow:
        assert tuple(uow.contests.roster(contest)) == ROSTER
        assert list(uow.contests.invited("aaaa")) == [(other, 1), (contest, 1)]
        assert list(uow.contests.invited("cccc")) == []


def test_items_come_back_sorted_and_as_they_were(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    with store.begin() as uow:
        uow.contests.set_items(contest, {"q2": {"stem": "二"}, "q1": {"stem": "一", "options": ["甲", "乙"]}})
    with store.begin() as uow:
        assert list(uow.contests.items(contest).items()) == [
            ("q1", {"stem": "一", "options": ["甲", "乙"]}),
            ("q2", {"stem": "二"}),
        ]


def test_events_come_back_with_their_chains_whole(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    written = (*events(contest, clock, OFFICE, ()), *events(contest, clock, 1), *events(contest, clock, 10))
    with store.begin() as uow:
        uow.contest_logs.append(written)
        uow.contest_logs.append(())
    with store.begin() as uow:
        assert tuple(uow.contest_logs.every(contest)) == written
        assert list(breaks(uow.contest_logs.every(contest))) == []
        assert tuple(uow.contest_logs.of(contest, 10)) == written[4:]
        assert tuple(uow.contest_logs.answers(contest)) == (*written[2:4], *written[5:])
        assert uow.contest_logs.answer(contest, 1, "q2") == written[3]
        assert uow.contest_logs.answer(contest, 1, "q9") is None
        assert tuple(uow.contest_logs.answers_to(contest, "q1")) == (written[2], written[5])
        assert tuple(uow.contest_logs.of_kind(contest, "served")) == (written[0], written[1], written[4])


def test_no_item_is_answered_twice_and_no_event_takes_anothers_place(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    written = events(contest, clock)
    with store.begin() as uow:
        uow.contest_logs.append(written)
    for spoilt in (written[0], replace(written[2], n=9)):
        with pytest.raises(LogMovedError), store.begin() as uow:
            uow.contest_logs.append([spoilt])
    with store.begin() as uow:
        assert tuple(uow.contest_logs.of(contest, 1)) == written


def test_of_two_who_write_into_the_office_one_has_to_begin_anew(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    with store.begin() as uow:
        uow.contest_logs.office_moved(contest, 0, Head(1, "a" * 64))
    with pytest.raises(LogMovedError), store.begin() as uow:
        uow.contest_logs.office_moved(contest, 0, Head(1, "b" * 64))
    with store.begin() as uow:
        found = uow.contests.get(contest)
    assert found is not None
    assert (found.revision, found.head) == (1, "a" * 64)


def test_an_attempt_comes_back_whole_with_the_head_of_its_office(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    whole = Attempt(
        contest, 1, 7_000_000_001, "web", Head(4, "c" * 64), 3, 2, 2, clock(), clock(), clock(), None,
        1950, 950, 1, timedelta(seconds=7, microseconds=3), 1, 2, 8050,
    )  # fmt: skip
    with store.begin() as uow:
        uow.attempts.add([Attempt(contest, 2), whole])
        uow.contest_logs.office_moved(contest, 0, Head(1, "d" * 64))
    with store.begin() as uow:
        assert uow.attempts.get(contest, 1) == uow.attempts.peek(contest, 1) == (whole, Head(1, "d" * 64))
        assert uow.attempts.get(contest, 3) is uow.attempts.peek(contest, 3) is None
        assert list(uow.attempts.of(contest)) == [whole, Attempt(contest, 2)]
        assert list(uow.attempts.of_rep(7_000_000_001)) == [whole]


def test_an_attempt_whose_log_moved_on_is_not_saved(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    with store.begin() as uow:
        uow.attempts.add([Attempt(contest, 1)])
    moved = replace(Attempt(contest, 1), head=Head(2, "e" * 64), points=1000, finished=clock())
    with store.begin() as uow:
        uow.attempts.save(moved, 0)
    with pytest.raises(LogMovedError), store.begin() as uow:
        uow.attempts.save(replace(moved, head=Head(1, "f" * 64)), 0)
    with store.begin() as uow:
        uow.attempts.save_all([replace(moved, points=950)])
        assert list(uow.attempts.of(contest)) == [replace(moved, points=950)]


def test_a_published_result_stays_and_another_stands_beside_it(store: Store, clock: HandClock) -> None:
    contest = begun(store, clock)
    first = ResultRow(contest, 1, 1, clock(), {"people": [{"rank": 1}]}, "a" * 64)
    with store.begin() as uow:
        uow.contests.add_result(first)
    with pytest.raises(LogMovedError), store.begin() as uow:
        uow.contests.add_result(replace(first, body={}))
    with store.begin() as uow:
        uow.contests.add_result(replace(first, n=2, key=2))
        assert list(uow.contests.results(contest)) == [first, replace(first, n=2, key=2)]


def test_a_code_is_used_once_and_a_new_one_ends_the_unused(store: Store, clock: HandClock) -> None:
    contest, later = begun(store, clock), clock() + timedelta(hours=1)
    with store.begin() as uow:
        for code in ("first", "second"):
            uow.contest_doors.add_code(CodeRow(code, contest, 1, later))
        uow.contest_doors.add_code(CodeRow("other", contest, 2, later))
    with store.begin() as uow:
        assert uow.contest_doors.use_code("first", clock()) is None
        assert uow.contest_doors.use_code("second", clock()) == CodeRow("second", contest, 1, later, clock())
        assert uow.contest_doors.use_code("second", clock()) is None
        assert uow.contest_doors.use_code("other", later) is None


def test_sessions_end_by_time_and_all_at_once(store: Store, clock: HandClock) -> None:
    contest, later = begun(store, clock), clock() + timedelta(hours=1)
    row = SessionRow("token", contest, 1, later)
    with store.begin() as uow:
        uow.contest_doors.add_session(row)
        uow.contest_doors.add_code(CodeRow("code", contest, 1, later))
    with store.begin() as uow:
        assert uow.contest_doors.session("token", clock()) == row
        assert uow.contest_doors.session("token", later) is None
        uow.contest_doors.end_sessions(contest, 1)
        assert uow.contest_doors.session("token", clock()) is None
        assert uow.contest_doors.use_code("code", clock()) is None
