"""One rep before several people: who hears what, who speaks, what wins and what loses them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.events import CoachSaid
from scenarios.panel import Decided, Meeting, PanelState, RepSpoke, WrongVersionError
from scenarios.panel.rules import MOST_OPEN, MOST_SPEAKERS, OFFENCES, PASSED_OVER
from scenarios.utterance import LONGEST_UTTERANCE
from scripts.loader import load_shipped
from tests.panels import TODAY, Session
from tests.spoken import CLAIMS, saying

if TYPE_CHECKING:
    from scenarios.loader import Staged

BOSS, BOOKS, BUYS, WIRES = "王总", "赵会计", "陈姐", "小孙"


def says_one_of(text: str, lines: tuple[str, ...]) -> bool:
    return any(line in text for line in lines)


# -- the room ---------------------------------------------------------------------------------------------------------


def test_there_is_a_panel_for_every_shipped_script(staged: dict[str, Staged]) -> None:
    assert {one.script.script for one in staged.values()} == set(load_shipped().library.script_names)


def test_the_people_and_the_rule_are_told_before_the_first_word_but_no_private_worry(meeting: Meeting) -> None:
    goal = next(one.text for one in Session(meeting).all if isinstance(one, CoachSaid) and one.topic == "goal")
    assert all(person.name in goal and person.role in goal for person in meeting.table.people.values())
    assert str(meeting.table.panel.decision.line) in goal
    worry = meeting.table.people[WIRES].worry
    assert worry is not None
    assert worry.about not in goal


def test_the_same_seed_and_words_play_the_same_room_byte_for_byte(meeting: Meeting) -> None:
    def played(seed: int) -> str:
        session = Session(meeting, seed)
        report = session.play()
        return json.dumps([session.state.as_json(), report.as_json()], ensure_ascii=False)

    assert played(4) == played(4)
    assert len({played(seed) for seed in range(6)}) == 6


def test_a_room_stored_after_every_turn_goes_on_as_if_it_had_never_stopped(meeting: Meeting) -> None:
    through, stored = Session(meeting, 5), Session(meeting, 5)
    through.play()
    while not stored.state.over:
        stored.state = meeting.resume(json.loads(json.dumps(stored.state.as_json())))
        stored.utter(
            next(one.text for one in through.all if isinstance(one, RepSpoke) and one.turn > stored.state.turn)
        )
    assert stored.all == through.all
    assert stored.state == through.state


def test_a_room_of_another_version_is_not_taken_up(meeting: Meeting) -> None:
    state = Session(meeting).state
    other = replace(state, pin=replace(state.pin, hash="0" * 64))
    with pytest.raises(WrongVersionError, match="另一个版本"):
        meeting.resume(other.as_json())


def test_a_report_is_pinned_to_scenario_script_and_rules(meeting: Meeting) -> None:
    session = Session(meeting)
    plain = session.play().as_json()
    assert plain["scenario"] == "广告公司碰头会@V1"
    assert plain["script"] == "广告公司@V1"
    assert plain["rules"] == "R1+P1"
    assert session.state.pin.hash == meeting.table.fingerprint


# -- whom the rep turns to --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("call", ["@赵会计 ", "@财务 ", "@赵姐", "＠会计，", "赵会计，", "好的，赵姐，"])
def test_who_is_called_by_name_or_title_answers_first(meeting: Meeting, call: str) -> None:
    session = Session(meeting)
    session.utter(call + saying("询问现有费用"))
    assert session.voices()[0].name == BOOKS
    assert says_one_of(session.voices()[0].text, meeting.table.people[BOOKS].facts["月消费"].say)


def test_a_call_that_fits_nobody_is_told_and_costs_nothing(meeting: Meeting) -> None:
    session = Session(meeting)
    before = session.state
    (notice,) = session.utter("@李部长 您好")
    assert isinstance(notice, CoachSaid)
    assert "李部长" in notice.text
    assert all(name in notice.text for name in meeting.table.people)
    assert session.state == before


def test_who_does_not_know_passes_the_question_on_and_who_knows_answers(meeting: Meeting) -> None:
    session = Session(meeting)
    session.say("询问现有费用", to=BUYS)
    first, second = session.voices()[:2]
    assert (first.name, second.name) == (BUYS, BOOKS)
    assert BOOKS in first.text


def test_an_answer_without_a_name_goes_to_whom_it_fits(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("坏了找谁")
    session.state = replace(session.state, floor="")
    session.say("认同客户顾虑", "服务响应", "确认")
    assert session.mind(BUYS).handled[-1].outcome == "settled"


# -- concerns ---------------------------------------------------------------------------------------------------------


def test_acknowledged_answered_and_checked_a_concern_is_settled_and_wins_its_weight(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("坏了找谁")
    before = session.mind(BUYS).stance
    session.say("认同客户顾虑", "服务响应", "确认", to=BUYS)
    assert session.mind(BUYS).handled[-1].outcome == "settled"
    assert session.mind(BUYS).stance == before + meeting.table.concerns["坏了找谁"].weight
    assert says_one_of(session.voices()[0].text, meeting.table.concerns["坏了找谁"].settled)


def test_who_trusts_nobody_needs_all_three_steps(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("凭什么说你稳")
    session.say("认同客户顾虑", "先试用", to=WIRES)
    assert session.mind(WIRES).open_concern is not None
    assert says_one_of(session.voices()[0].text, meeting.table.concerns["凭什么说你稳"].half)


def test_an_unanswered_concern_comes_back(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("坏了找谁")
    session.say("强调国际访问快", to=BUYS)
    assert says_one_of(session.voices()[0].text, meeting.table.concerns["坏了找谁"].dodged)
    assert session.mind(BUYS).open_concern is not None


def test_who_is_passed_over_waits_then_comes_back_and_likes_it_less(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("坏了找谁")
    before = session.mind(BUYS).stance
    session.say("询问需求与不满", to=BOSS)
    session.say("强调国企合作基础", to=BOSS)
    acts = {one.act for one in session.voices(session.all) if one.name == BUYS}
    assert "comes-back" in acts
    assert session.mind(BUYS).stance <= before + PASSED_OVER


def test_who_agreed_with_a_concern_is_won_a_little_with_it(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("别耽误交稿")
    before = session.mind(WIRES).stance
    session.say("认同客户顾虑", "装机安排", "确认", to=BOSS)
    assert session.mind(WIRES).stance > before
    assert any("别耽误交稿" in shift.why for shift in session.mind(WIRES).shifts)


def test_who_is_told_by_name_what_he_was_going_to_ask_has_it_settled_before_he_asked(meeting: Meeting) -> None:
    session = Session(meeting)
    session.say("认同客户顾虑", "服务响应", "确认", to=BUYS)
    assert [(one.name, one.outcome) for one in session.mind(BUYS).handled] == [("坏了找谁", "settled")]
    session.play()
    asked = [one.text for one in session.voices(session.all) if one.name == BUYS]
    assert not any(says_one_of(text, meeting.table.concerns["坏了找谁"].raises) for text in asked)


def test_who_is_turned_to_and_told_nothing_takes_the_chance_to_ask(meeting: Meeting) -> None:
    session = Session(meeting)
    session.say("礼貌问候")
    session.utter("@采购 您好")
    assert session.mind(BUYS).open_concern is not None
    assert session.state.floor == BUYS


def test_a_question_back_to_what_somebody_asked_is_no_dodge(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("长途能省多少")
    session.say("询问需求与不满", to=BOSS)
    handled = session.mind(BOSS).open_concern
    assert handled is not None
    assert handled.dodges == 0


def test_a_concern_is_never_raised_twice_and_few_wait_at_once(meetings: dict[str, Meeting]) -> None:
    for meeting in meetings.values():
        session = Session(meeting, 3)
        for _ in range(meeting.table.panel.turns):
            session.say("询问需求与不满")
            raised = [one.name for mind in session.state.people for one in mind.handled]
            assert len(raised) == len(set(raised))
            assert sum(mind.open_concern is not None for mind in session.state.people) <= MOST_OPEN


# -- what else moves them ---------------------------------------------------------------------------------------------


def test_a_benefit_moves_each_by_what_he_cares_about_and_only_once(meeting: Meeting) -> None:
    session = Session(meeting)
    before = {mind.name: mind.stance for mind in session.state.people}
    session.say("推介企信通")
    assert session.mind(BUYS).stance > before[BUYS]
    assert session.mind(BOOKS).stance < before[BOOKS]
    again = session.mind(BUYS).stance
    session.say("推介企信通", to=BUYS)
    assert session.mind(BUYS).stance == again


def test_an_offence_costs_everybody_and_makes_somebody_break_in(meeting: Meeting) -> None:
    session = Session(meeting)
    before = {mind.name: mind.stance for mind in session.state.people}
    session.say("违规：绝对化承诺", to=BOSS)
    assert all(mind.stance <= before[mind.name] + OFFENCES["absolute"][0] for mind in session.state.people)
    assert any(one.act == "interrupts" for one in session.voices())


def test_an_interrupt_fires_as_often_as_written(meeting: Meeting) -> None:
    session = Session(meeting)
    for _ in range(6):
        session.say("违规：绝对化承诺", to=BOOKS)
    broken_in = [one for one in session.voices(session.all) if one.act == "interrupts" and one.name == WIRES]
    assert len(broken_in) == 1


def test_a_private_worry_shows_and_a_word_to_him_eases_it(meeting: Meeting) -> None:
    worry = meeting.table.people[WIRES].worry
    assert worry is not None
    session = Session(meeting)
    session.say("强调网络稳定", to=WIRES)
    session.say("强调国际访问快", to=WIRES)
    assert any(says_one_of(one.text, worry.shows) for one in session.voices(session.all))
    before = session.mind(WIRES).stance
    session.say("强调重点服务", to=BOSS)
    assert session.mind(WIRES).worry == "shown"
    session.say("强调重点服务", to=WIRES)
    assert session.mind(WIRES).worry == "eased"
    assert session.mind(WIRES).stance >= before + worry.weight


def test_who_is_never_turned_to_minds_it(meeting: Meeting) -> None:
    session = Session(meeting, 2)
    session.play(ignoring=[WIRES])
    unheeded = [shift for shift in session.mind(WIRES).shifts if "没人理" in shift.why or "没有人理" in shift.why]
    assert unheeded
    assert all(shift.by < 0 for shift in unheeded)


def test_who_has_lost_patience_stops_listening_until_he_is_taken_seriously(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("坏了找谁")
    tired = tuple(replace(one, patience=1) if one.name == BUYS else one for one in session.state.people)
    session.state = replace(session.state, people=tired)
    session.say("强调国企合作基础", to=BUYS)
    assert session.mind(BUYS).gone
    assert says_one_of(session.voices()[0].text, meeting.table.voice(BUYS, "fed-up"))
    stance = session.mind(BUYS).stance
    session.say("介绍赠送的增值业务")
    assert session.mind(BUYS).stance == stance
    session.say("认同客户顾虑", "推介企信通", to=BUYS)
    assert session.mind(BUYS).stance > stance


def test_asking_for_the_order_while_people_have_questions_is_put_off(meeting: Meeting) -> None:
    session = Session(meeting)
    session.say("请求成交")
    assert not session.state.over
    assert session.voices()[0].name in (BOSS, BOOKS, WIRES)


def test_asking_for_the_order_when_nobody_has_a_question_brings_the_decision(meeting: Meeting) -> None:
    session = Session(meeting)
    session.play()
    assert session.state.turn < meeting.table.panel.turns
    assert "close" in {mark.code for turn in session.state.transcript for mark in turn.met}


# -- the end ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["广告公司碰头会", "船公司评估会", "办事处碰头会", "连锁集团会签会", "夫妻店饭桌会"])
def test_the_ideal_talk_wins_and_everybody_has_his_say(meetings: dict[str, Meeting], name: str) -> None:
    meeting, seeds = meetings[name], range(20)
    sessions = [Session(meeting, seed) for seed in seeds]
    reports = [session.play() for session in sessions]
    assert sum(report.decision == "通过" for report in reports) >= 0.95 * len(seeds)
    assert all(mind.spoke > 0 for session in sessions for mind in session.state.people)


@pytest.mark.parametrize("name", ["广告公司碰头会", "船公司评估会", "办事处碰头会", "连锁集团会签会", "夫妻店饭桌会"])
def test_who_ignores_the_veto_holder_loses(meetings: dict[str, Meeting], name: str) -> None:
    meeting, seeds = meetings[name], range(20)
    for holder in (person.name for person in meeting.table.people.values() if person.veto):
        reports = [Session(meeting, seed).play(ignoring=[holder]) for seed in seeds]
        assert sum(report.decision == "通过" for report in reports) <= 0.1 * len(seeds)


def test_the_report_tells_of_each_where_he_stood_and_which_line_won_and_lost_him(meeting: Meeting) -> None:
    session = Session(meeting, 1)
    session.say("违规：报错资费")
    report = session.play()
    assert [one.name for one in report.people] == [BOSS, BOOKS, BUYS, WIRES]
    for one in report.people:
        assert one.start + sum(shift.by for shift in one.shifts) == one.stance
        assert one.won_by is not None
        assert one.lost_by is not None
        assert one.lost_by.quote == "违规：报错资费"
        assert one.won_by.quote in one.because
        assert one.lost_by.quote in one.because
    assert report.score <= 59


def test_every_voice_has_its_reason_in_the_log(meeting: Meeting) -> None:
    session = Session(meeting, 1)
    session.play()
    assert all(chosen.why for chosen in session.state.log)
    assert {chosen.name for chosen in session.state.log} == set(meeting.table.people)


def test_ended_early_what_waits_for_an_answer_counts_against_it(meeting: Meeting) -> None:
    session = Session(meeting)
    session.ask("坏了找谁")
    before = session.mind(BUYS).stance
    session.state, events = meeting.finish(session.state, TODAY)
    assert isinstance(events[-1], Decided)
    assert session.mind(BUYS).stance == before - meeting.table.concerns["坏了找谁"].weight // 2
    assert meeting.finish(session.state, TODAY) == (session.state, ())


def test_after_the_end_and_for_too_long_a_line_there_is_a_notice(meeting: Meeting) -> None:
    session = Session(meeting)
    (notice,) = session.utter("说" * (LONGEST_UTTERANCE + 1))
    assert isinstance(notice, CoachSaid)
    assert session.state.turn == 0
    session.play()
    assert isinstance(session.say("礼貌问候")[0], CoachSaid)


# -- colleagues in chairs ---------------------------------------------------------------------------------------------


def test_for_a_chair_with_a_colleague_in_it_the_machine_never_speaks(meeting: Meeting) -> None:
    session = Session(meeting, 1, chairs=[WIRES])
    for _ in range(meeting.table.panel.turns):
        session.say("询问需求与不满")
    assert all(one.name != WIRES for one in session.voices(session.all))


def test_a_colleague_takes_the_floor_and_the_decision_waits_for_his_mark(meeting: Meeting) -> None:
    session = Session(meeting, 1, chairs=[WIRES])
    session.state, (said,) = meeting.speak(session.state, WIRES, "你们的线测过没有？")
    assert said in session.voices([said])
    assert session.state.floor == WIRES
    for _ in range(meeting.table.panel.turns):
        session.say("询问需求与不满")
    assert session.state.awaited == (WIRES,)
    assert not session.state.outcome
    session.state, events = meeting.judge(session.state, WIRES, 80, "肯让我测", TODAY)
    assert isinstance(events[-1], Decided)
    mine = next(one for one in events[-1].report.people if one.name == WIRES)
    assert (mine.stance, mine.human) == (80, True)
    assert "肯让我测" in mine.because


def test_a_colleague_who_has_left_does_not_hold_the_decision_up(meeting: Meeting) -> None:
    session = Session(meeting, 1, chairs=[WIRES])
    for _ in range(meeting.table.panel.turns):
        session.say("询问需求与不满")
    _, events = meeting.finish(session.state, TODAY, wait=False)
    assert isinstance(events[-1], Decided)


# -- whatever is said -------------------------------------------------------------------------------------------------

NAMES = [*CLAIMS, "确认", "自我介绍", "询问现有费用", "推荐组合方案", "强调价格优惠", "强调网络稳定", "认同客户顾虑"]
NAMES += [
    "装机安排",
    "合同衔接",
    "服务响应",
    "先试用",
    "请求成交",
    "违规：贬低对手",
    "违规：施压或失礼",
    "说明需上级审批",
]
CALLS = ["", "", "@王总 ", "@财务 ", "@采购", "小孙，", "各位，", "@谁 ", "@", "王总、陈姐，"]
UTTERANCE = st.builds(
    str.__add__,
    st.sampled_from(CALLS),
    st.one_of(st.lists(st.sampled_from(NAMES), max_size=4).map(lambda names: saying(*names)), st.text(max_size=20)),
)


@settings(deadline=None, max_examples=80)
@given(st.integers(0, 10_000), st.lists(UTTERANCE, min_size=20, max_size=60))
def test_whatever_is_said_the_meeting_waits_or_ends(meeting: Meeting, seed: int, utterances: list[str]) -> None:
    session = Session(meeting, seed)
    for utterance in utterances:
        before = session.state.turn
        session.utter(utterance)
        voices = session.voices()
        if session.state.over:
            break
        if session.state.turn > before:
            assert 1 <= len(voices) <= MOST_SPEAKERS
            assert all(one.text for one in voices)
        assert PanelState.from_json(json.loads(json.dumps(session.state.as_json()))) == session.state
        assert all(0 <= mind.stance <= 100 and mind.patience >= 0 for mind in session.state.people)
    assert session.state.turn <= meeting.table.panel.turns
