"""Taking part: one attempt, nothing lost, nobody's time taken by a queue, a second tap or a lost connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.services.contests.audit import verify
from bot.services.contests.own_page import own_page
from bot.services.contests.records import HandedIn, NotHereError, NotNowError, RefusedError, ServedItem
from bot.store.contract import Store
from bot.store.database import Database
from bot.store.memory import MemoryStore
from scenarios.contest.papers import strata
from tests.competition import QUESTIONS, Competition, bank
from tests.stores import HandClock


def served(found: object) -> ServedItem:
    assert isinstance(found, ServedItem)
    return found


def test_a_whole_paper_answered_rightly_earns_everything(contest: Competition) -> None:
    contest.play(1, right=QUESTIONS)
    assert contest.points(1) == QUESTIONS * 1000
    assert isinstance(contest.serve(1), HandedIn)


def test_who_comes_back_has_the_same_question_with_its_clock_running(contest: Competition) -> None:
    first = served(contest.serve(1))
    contest.shown(1, 1)
    contest.clock.forward(10)
    again = served(contest.serve(1))
    assert (again.position, again.stem, again.options) == (first.position, first.stem, first.options)
    assert again.started == contest.clock() - timedelta(seconds=10)
    assert again.ends == again.started + timedelta(seconds=again.seconds)


def test_who_was_away_past_the_time_misses_one_question_and_no_more(contest: Competition) -> None:
    contest.serve(1)
    contest.shown(1, 1)
    contest.clock.forward(1200)
    assert served(contest.serve(1)).position == 2
    with pytest.raises(RefusedError, match="时间已经过了"):
        contest.answer(1, 1, contest.right(1, 1))


def test_a_double_tap_is_acknowledged_twice_and_counts_once(contest: Competition) -> None:
    contest.serve(1)
    choice = contest.right(1, 1)
    first = contest.answer(1, 1, choice)
    second = contest.answer(1, 1, choice)
    assert (first.again, second.again) == (False, True)
    assert first.next == second.next
    assert contest.points(1) == 1000


def test_taps_from_several_threads_at_once_count_once(clock: HandClock, database: Database) -> None:
    contest = Competition(database, clock).opened()
    contest.serve(1)
    choice, wrong = contest.right(1, 1), contest.wrong(1, 1)

    def tap(n: int) -> str:
        try:
            return "again" if contest.answer(1, 1, wrong if n % 4 == 3 else choice).again else "kept"
        except RefusedError:
            return "refused"

    assert contest.answer(1, 1, choice).again is False
    contest.serve(2)
    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(tap, range(16)))
        firsts = list(threads.map(lambda _: contest.answer(2, 1, contest.right(2, 1)).again, range(16)))
    assert sorted(told) == ["again"] * 12 + ["refused"] * 4
    assert firsts.count(False) == 1
    with database.begin() as uow:
        assert len([event for event in uow.contest_logs.of(contest.id, 2) if event.kind == "answered"]) == 1
        assert verify(uow, contest.id).findings == ()


def test_a_second_different_answer_is_refused_and_the_first_stands(contest: Competition) -> None:
    contest.serve(1)
    contest.answer(1, 1, contest.right(1, 1))
    with pytest.raises(RefusedError, match="已经答过"):
        contest.answer(1, 1, contest.wrong(1, 1))
    assert contest.points(1) == 1000


def test_a_late_answer_is_kept_as_late_and_earns_nothing(contest: Competition) -> None:
    item = served(contest.serve(1))
    contest.shown(1, 1)
    contest.clock.forward(item.seconds + 1.6)
    told = contest.answer(1, 1, contest.right(1, 1))
    assert told.late
    assert contest.points(1) == 0
    assert served(told.next).position == 2


def test_an_answer_within_the_grace_counts_in_full_where_speed_does_not(contest: Competition) -> None:
    item = served(contest.serve(1))
    contest.shown(1, 1)
    contest.clock.forward(item.seconds + 1.5)
    assert not contest.answer(1, 1, contest.right(1, 1)).late
    assert contest.points(1) == 1000


def test_a_message_stuck_in_a_queue_takes_nobodys_time(contest: Competition) -> None:
    item = served(contest.serve(1, "chat"))
    assert item.started is None
    contest.clock.forward(300)
    contest.shown(1, 1, contest.clock())
    contest.clock.forward(item.seconds)
    assert not contest.answer(1, 1, contest.right(1, 1), "chat").late


def test_a_tap_that_overtakes_the_word_of_its_delivery_is_in_time(contest: Competition) -> None:
    contest.serve(1, "chat")
    contest.clock.forward(300)
    assert not contest.answer(1, 1, contest.right(1, 1), "chat").late


def test_a_page_cannot_put_off_its_clock_by_keeping_silent(contest: Competition) -> None:
    item = served(contest.serve(1))
    contest.clock.forward(200)
    contest.shown(1, 1)
    assert served(contest.serve(1)).position == 2
    contest.clock.forward(item.seconds + 10)
    assert contest.answer(1, 2, contest.right(1, 2)).late


def test_speed_counts_only_where_the_contest_is_timed(store: Store, clock: HandClock) -> None:
    contest = Competition(store, clock, timed=True).opened()
    for entry, seconds in ((1, 3), (2, 20)):
        contest.serve(entry)
        contest.shown(entry, 1)
        contest.clock.forward(seconds)
        contest.answer(entry, 1, contest.right(entry, 1))
    assert contest.points(1) == 1000
    assert 900 < contest.points(2) < 1000
    with pytest.raises(NotNowError, match="网页"):
        contest.serve(3, "chat")


def test_nobody_begins_before_the_window_or_after_it(store: Store, clock: HandClock) -> None:
    contest = Competition(store, clock).ready()
    with pytest.raises(NotNowError, match="03月02日 09:30开始"):
        contest.serve(1)
    contest.at(contest.settings.closes)
    with pytest.raises(NotNowError, match="答题时间已过"):
        contest.serve(1)


def test_a_question_that_was_served_may_be_answered_after_the_window_but_no_other_follows(contest: Competition) -> None:
    contest.at(contest.settings.closes - timedelta(seconds=5))
    contest.serve(1)
    contest.clock.forward(15)
    told = contest.answer(1, 1, contest.right(1, 1))
    assert not told.late
    assert isinstance(told.next, HandedIn)
    assert contest.points(1) == 1000


def test_after_the_close_nothing_is_taken(contest: Competition) -> None:
    contest.serve(1)
    contest.close()
    with pytest.raises(RefusedError, match="时间已经过了"):
        contest.answer(1, 1, contest.right(1, 1))
    assert contest.points(1) == 0


def test_a_question_that_was_not_served_cannot_be_answered(contest: Competition) -> None:
    contest.serve(1)
    for position in (0, 2, 99):
        with pytest.raises(RefusedError, match="还没有发给您"):
            contest.answer(1, position, 0)


@pytest.mark.parametrize("choice", [-1, 99, True, None, {}, "十二万", [0, 0], [], [[0]], 1.5, "1e999"])
def test_a_choice_that_can_be_no_answer_is_refused_and_nothing_is_lost(clock: HandClock, choice: object) -> None:
    contest = Competition(MemoryStore(clock), clock).opened()
    contest.serve(1)
    for entry in range(1, QUESTIONS + 1):
        contest.serve(entry)
        kind = contest.item_at(entry, 1).kind
        if (kind == "several" and choice == [0, 0]) or (kind == "number" and choice in (-1, 99, 1.5)):
            continue  # the same option ticked twice is one tick, and any number is an answer to a number
        with pytest.raises(RefusedError):
            contest.answer(entry, 1, choice)
        assert served(contest.serve(entry)).position == 1


def test_a_stranger_is_told_that_he_is_not_on_the_list(contest: Competition) -> None:
    with pytest.raises(NotHereError, match="名单"):
        contest.serve(999)


def test_everybody_has_his_own_order_and_the_same_strata(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock).opened()
    groups = [{one.id for one in group} for group in strata(bank(), QUESTIONS)]
    papers = [
        tuple(contest.item_at(entry, position).id for position in range(1, QUESTIONS + 1)) for entry in range(1, 13)
    ]
    assert all(len(group.intersection(paper)) == 1 for group in groups for paper in papers)
    assert len(set(papers)) == 12


def test_own_answers_are_seen_after_handing_in_and_the_key_only_after_the_close(contest: Competition) -> None:
    contest.play(1, right=2)
    with contest.store.begin() as uow:
        before = own_page(uow, contest.hall, contest.who(1))
    assert len(before.answers) == QUESTIONS
    assert all(one.key is None and one.because is None and one.points is None for one in before.answers)
    contest.close()
    with contest.store.begin() as uow:
        after = own_page(uow, contest.hall, contest.who(1))
    assert [one.points for one in after.answers] == [1000, 1000, 0, 0, 0]
    assert [one.key == one.choice for one in after.answers] == [True, True, False, False, False]
    assert after.may_appeal_until is not None
