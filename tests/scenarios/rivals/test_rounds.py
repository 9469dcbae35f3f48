"""Turns, time and seats: the same air time for all, and nobody's absence holds the round up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.documents.rivals import ROUNDS
from scenarios.rivals import BuyerSaid, RoundOpened, SeatSaid, Setup, TurnMissed
from tests.contest import SEATS, Contest

if TYPE_CHECKING:
    from scenarios.rivals import Rivals


def said_by(contest: Contest, seat: str) -> list[SeatSaid]:
    return [event for event in contest.events if isinstance(event, SeatSaid) and event.seat == seat]


def test_the_rounds_come_in_their_order_and_end_in_a_decision(contest: Contest) -> None:
    contest.finish()
    rounds = [event.round for event in contest.events if isinstance(event, RoundOpened)]
    assert tuple(dict.fromkeys(rounds)) == ROUNDS
    assert contest.room.winner in SEATS


def test_every_seat_has_as_many_turns_and_characters_as_any_other(table: Rivals) -> None:
    for seed in range(5):
        contest = Contest(table, seed=seed)
        contest.finish()
        turns = {seat: len([line for line in contest.room.lines if line.seat == seat]) for seat in SEATS}
        assert len(set(turns.values())) == 1
        opened = [event for event in contest.events if isinstance(event, RoundOpened)]
        assert all(set(event.seats) == set(SEATS) for event in opened)


def test_everybody_speaks_first_in_turn(contest: Contest) -> None:
    contest.finish()
    first = [event.seats[0] for event in contest.events if isinstance(event, RoundOpened)]
    assert set(first) == set(SEATS)
    assert max(first.count(seat) for seat in SEATS) - min(first.count(seat) for seat in SEATS) <= 1


def test_every_seat_is_asked_the_same_question(contest: Contest) -> None:
    contest.finish()
    asked = [finding for finding in contest.room.findings if finding.kind == "dodged"]
    for seat in SEATS:
        assert len({one.need for one in asked if one.seat == seat}) == 2
    assert len({one.need for one in asked}) == 2


def test_one_turn_a_step_and_then_one_waits_for_the_others(contest: Contest) -> None:
    contest.say("网通")
    before = contest.room
    contest.say("网通", "强调网络稳定")
    assert contest.room == before
    assert "已经说过了" in contest.notices[-1]
    assert "电信" in contest.notices[-1]


def test_what_goes_beyond_the_air_time_is_not_heard(contest: Contest) -> None:
    limit = contest.table.scenario.rounds["亮相"].characters
    contest.utter("网通", "啊" * limit + "【网通·长途封顶包月】")
    assert contest.room.findings_of("网通") == ()
    assert len(said_by(contest, "网通")[0].text) == limit
    assert "没有听见" in contest.notices[-1]


def test_seats_may_speak_in_any_order(contest: Contest) -> None:
    for seat in reversed(contest.table.awaited(contest.room)):
        contest.say(seat)
    assert contest.kind == "answer"


# -- time and absence ----------------------------------------------------------------------------------------------


def test_a_seat_that_stays_silent_loses_its_turn_and_nothing_else(contest: Contest) -> None:
    contest.say("网通")
    contest.say("电信")
    contest.did(contest.table.tick(contest.room, contest.room.deadline - 1))
    assert contest.kind == "show"
    happened = contest.did(contest.table.tick(contest.room, contest.room.deadline))
    assert [event.seat for event in happened if isinstance(event, TurnMissed)] == ["铁通"]
    assert contest.kind == "answer"
    contest.say("铁通", now=contest.room.deadline - 1)
    assert said_by(contest, "铁通")


def test_a_contest_nobody_attends_ends_by_the_clock_alone(table: Rivals) -> None:
    contest = Contest(table, seed=1)
    for _ in range(20):
        contest.did(table.tick(contest.room, contest.room.deadline))
    assert contest.room.ended
    assert all(one.missed for one in contest.report.seats)
    assert any("没有发言" in why for why in contest.report.seats[0].because)


def test_a_late_line_is_not_taken_for_the_next_step(contest: Contest) -> None:
    contest.say("网通")
    contest.say("电信")
    contest.say("铁通", "铁通·长途一口价", now=contest.room.deadline + 1)
    assert contest.kind == "answer"
    assert said_by(contest, "铁通") == []
    assert "没有赶上" in contest.notices[-1]


def test_the_host_can_end_a_step(contest: Contest) -> None:
    contest.did(contest.table.close_round(contest.room))
    assert contest.kind == "answer"
    assert len(contest.room.missed) == 3


# -- empty seats ---------------------------------------------------------------------------------------------------


def test_the_machine_speaks_for_empty_seats_from_their_sheets(table: Rivals) -> None:
    contest = Contest(table, seed=3, humans=("网通",), skill=3)
    contest.finish()
    for seat in ("电信", "铁通"):
        assert all(event.by_machine for event in said_by(contest, seat))
        assert any(finding.kind == "proof" for finding in contest.room.findings_of(seat))
        assert not any(one.kind in ("disparage", "false") for one in contest.room.findings_of(seat))


def test_the_machine_answers_what_was_asked_when_it_is_good(table: Rivals) -> None:
    answered = dodged = 0
    for seed in range(20):
        contest = Contest(table, seed=seed, humans=(), skill=3)
        kinds = [finding.kind for finding in contest.room.findings]
        answered += kinds.count("answered")
        dodged += kinds.count("dodged")
    assert answered > 4 * dodged


def test_the_machine_does_not_speak_the_same_lines_in_every_contest(table: Rivals) -> None:
    spoken = {tuple(line.text for line in Contest(table, seed=seed, humans=()).room.lines) for seed in range(10)}
    assert len(spoken) == 10


def test_no_line_of_the_machine_or_the_customer_is_said_twice_in_one_contest(table: Rivals) -> None:
    for seed in range(20):
        said = [line.text for line in Contest(table, seed=seed, humans=(), skill=1).room.lines]
        assert len(said) == len(set(said))


def test_a_seat_can_be_taken_until_the_first_round_is_over(table: Rivals) -> None:
    contest = Contest(table, seed=3, humans=(), joining=True)
    contest.say("网通")
    contest.did(table.take_seat(contest.room, "电信"))
    contest.did(table.close_round(contest.room))
    assert contest.room.humans == ("网通", "电信")
    contest.did(table.take_seat(contest.room, "铁通"))
    assert contest.room.humans == ("网通", "电信")
    assert "代打" in contest.notices[-1]
    assert said_by(contest, "铁通")[0].by_machine


def test_the_machine_takes_over_for_who_leaves(contest: Contest) -> None:
    contest.say("网通")
    contest.say("电信")
    contest.did(contest.table.leave_seat(contest.room, "铁通"))
    assert contest.kind == "answer"
    assert said_by(contest, "铁通")[0].by_machine


@pytest.mark.parametrize(
    ("seat", "text", "told"),
    [("移动", "您好", "没有「移动」这个座位"), ("客户", "你们说", "由机器扮演"), ("网通", " \n ", "这一句是空的")],
)
def test_what_cannot_be_taken_is_told_and_changes_nothing(contest: Contest, seat: str, text: str, told: str) -> None:
    before = contest.room
    contest.utter(seat, text)
    assert contest.room == before
    assert told in contest.notices[-1]


def test_a_machine_seat_cannot_be_spoken_for(table: Rivals) -> None:
    contest = Contest(table, seed=3, humans=("网通",))
    contest.say("电信")
    assert "机器代打" in contest.notices[-1]


def test_after_the_decision_nothing_more_is_taken(contest: Contest) -> None:
    contest.finish()
    before = contest.room
    contest.say("网通")
    assert contest.room == before
    assert "已经拍板" in contest.notices[-1]


def test_a_seat_the_scenario_does_not_have_is_a_programmers_error(table: Rivals) -> None:
    with pytest.raises(ValueError, match="no such seat"):
        table.open_room(Setup(humans=("移动",)))


# -- a person as the customer --------------------------------------------------------------------------------------


def test_a_person_in_the_customers_chair_asks_and_decides_and_the_machine_only_referees(table: Rivals) -> None:
    contest = Contest(table, seed=7, customer="person")
    contest.all_say(网通=("网通·长途封顶包月",))
    assert contest.kind == "ask"
    contest.say("网通")
    assert "请客户说话" in contest.notices[-1]
    contest.utter("客户", "你们谁能礼拜天来修？")
    contest.reach("ask")
    contest.utter("客户", "号码要不要换？")
    contest.reach("decide")
    contest.utter("客户", "都不错。")
    assert "明确说出一家" in contest.notices[-1]
    contest.utter("客户", "我选铁通，小赵讲得实在。")
    assert contest.report.winner == "铁通"
    assert contest.report.decided_by == "客户本人"
    assert max(contest.report.seats, key=lambda one: one.score).seat == "网通"
    said = [event.text for event in contest.events if isinstance(event, BuyerSaid)]
    assert said == ["你们谁能礼拜天来修？", "号码要不要换？", "我选铁通，小赵讲得实在。"]


def test_a_customer_who_has_gone_is_replaced_by_the_scenario(table: Rivals) -> None:
    contest = Contest(table, seed=7, customer="person")
    contest.all_say()
    contest.did(table.close_round(contest.room))
    assert contest.kind == "answer"
    assert "由主持代问" in contest.notices[-1]
    while not contest.room.ended:
        contest.did(table.close_round(contest.room))
    assert contest.report.decided_by == "需求权重"


def test_the_machine_takes_a_persons_question_for_the_need_it_shares_words_with(table: Rivals) -> None:
    contest = Contest(table, seed=7, humans=("网通",), customer="person", skill=3)
    contest.say("网通")
    contest.utter("客户", "换了号码，我的客户打不进来怎么办？")
    assert table.machine.topic(contest.room) == "老号码"
    contest.say("网通")
    answers = [line for line in contest.room.lines if line.phase == 2 and line.seat in ("电信", "铁通")]
    scenario = table.scenario
    for line in answers:
        fact = scenario.seats[line.seat].facts_for("老号码")[0]
        assert line.text in (*fact.say, *fact.bare, *scenario.needs["老号码"].bare)
