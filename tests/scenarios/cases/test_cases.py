"""The shipped cases can be played: a good rep does well, a bad one does not, and no state is ever lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pytest

from scenarios.cases import CasePlay, CaseState
from scenarios.events import CoachSaid, CustomerSaid, Ended
from scenarios.model_rep import next_line, suggestions
from scoring.listening import build_listener
from tests.banks import HOTEL, OFFICE, loaded

if TYPE_CHECKING:
    from scoring.listening import Listener

TODAY = date(2026, 11, 23)
CASES = [(plan, name) for plan in (OFFICE, HOTEL) for name in loaded(plan).bank.cases]
SEED = 4


@cache
def listener(plan: str, script: str) -> Listener:
    shelf = next(staged for staged in loaded(plan).bank.cases.values() if staged.case.script == script).shelf
    return build_listener(shelf.plan, shelf.points_of(shelf.scripts[script]))


def play_of(plan: str, name: str) -> CasePlay:
    staged = loaded(plan).bank.cases[name]
    return CasePlay(staged, listener(plan, staged.case.script))


def model_line(play: CasePlay, state: CaseState) -> str:
    """What a good rep says here; where a case begins in the middle he does not introduce himself again."""
    talk, customer = state.room.talk, play._prepared.customer
    assert talk is not None
    if talk.turn == 0 and play.staged.case.from_ != "开场白":
        return next(suggestions(customer, talk)).line
    return next_line(customer, talk)


def through(play: CasePlay, line: str = "", seed: int = SEED) -> CaseState:
    """Play to the end with the model rep, or with one line again and again."""
    state, _ = play.open(seed)
    while not state.over:
        state, _ = play.hear(state, line or model_line(play, state), TODAY)
    return state


@pytest.mark.parametrize(("plan", "name"), CASES)
def test_a_good_rep_does_well_and_one_who_only_nods_or_overpromises_does_not(plan: str, name: str) -> None:
    play = play_of(plan, name)
    assert play.score(through(play)) >= 85
    assert play.score(through(play, "嗯，好的。")) <= 40
    assert play.score(through(play, "我给您打五折，再送您企视通，今天就签了吧。")) <= 59


@pytest.mark.parametrize(("plan", "name"), CASES)
def test_a_case_says_what_it_is_and_ends_within_its_turns(plan: str, name: str) -> None:
    play = play_of(plan, name)
    state, events = play.open(SEED)
    read, scene, first = events
    assert isinstance(read, CoachSaid)
    assert read.text == play.staged.case.situation
    assert isinstance(scene, CoachSaid)
    assert isinstance(first, CustomerSaid)
    assert first.text in play.staged.case.opening
    assert 6 <= play.turns <= 10
    for left in range(play.turns, 0, -1):
        assert play.turns_left(state) == left
        state, events = play.hear(state, "嗯，您说。", TODAY)
        if state.over:
            break
    assert state.over
    assert play.turns_left(state) == 0
    assert isinstance(events[-1], Ended)
    assert events[-1].report.score == play.score(state)


@pytest.mark.parametrize(("plan", "name"), CASES)
def test_a_stored_case_goes_on_as_if_it_had_never_stopped(plan: str, name: str) -> None:
    play = play_of(plan, name)
    state, _ = play.open(SEED)
    stored = CaseState.from_json(json.loads(json.dumps(state.as_json())))
    while not state.over:
        assert stored == state
        line = model_line(play, state)
        state, events = play.hear(state, line, TODAY)
        again, repeated = play.hear(stored, line, TODAY)
        assert repeated == events
        stored = CaseState.from_json(json.loads(json.dumps(again.as_json())))
    assert play.score(stored) == play.score(state)


def test_the_same_seed_is_the_same_customer() -> None:
    play = play_of(OFFICE, "广告公司嫌贵要七折")
    assert through(play, seed=1) == through(play, seed=1)
    openings = {play.open(seed)[0].room.talk for seed in range(8)}
    assert len({talk.planned for talk in openings if talk}) == 1


def test_a_case_begun_in_the_middle_has_its_objection_open_and_its_facts_known() -> None:
    state, _ = play_of(OFFICE, "广告公司嫌贵要七折").open(SEED)
    talk = state.room.talk
    assert talk is not None
    assert talk.stage == "异议处理"
    assert talk.open_objection is not None
    assert talk.open_objection.name == "太贵了"
    assert "月消费" in talk.told


def test_only_what_counts_is_counted() -> None:
    play = play_of(OFFICE, "打印耗材店初访")
    names = {one.name for one in play.staged.rubric("小李").criteria}
    assert names == set(play.staged.case.counts)
    report = play.report(through(play), TODAY)
    assert not [gap for gap in report.gaps if gap.name == "请求成交"]


def test_what_is_no_line_costs_no_turn() -> None:
    play = play_of(OFFICE, "电信抢先续约")
    state, _ = play.open(SEED)
    for nothing in ("", "   ", "\x00", "长" * 1001):
        after, events = play.hear(state, nothing, TODAY)
        assert after == state
        assert isinstance(events[0], CoachSaid)


def test_a_case_that_is_over_stays_over() -> None:
    play = play_of(OFFICE, "电信抢先续约")
    state = through(play)
    after, events = play.hear(state, "我再说一句。", TODAY)
    assert after == state
    assert isinstance(events[0], CoachSaid)
    assert play.finish(state, TODAY) == (state, ())


def test_leaving_early_gives_a_report_of_what_was_said() -> None:
    play = play_of(OFFICE, "打印耗材店初访")
    state, _ = play.open(SEED)
    state, _ = play.hear(state, model_line(play, state), TODAY)
    state, (ended,) = play.finish(state, TODAY)
    assert state.over
    assert isinstance(ended, Ended)
    assert 0 < ended.report.score <= 59


def test_a_state_of_another_text_of_the_case_is_known() -> None:
    play = play_of(OFFICE, "打印耗材店初访")
    state, _ = play.open(SEED)
    assert play.fits(state)
    assert not play.fits(replace(state, fingerprint="0" * 64))
    assert not play_of(OFFICE, "怕暗里扣钱的马老板").fits(state)


def test_a_case_without_a_limit_cannot_be_played() -> None:
    staged = loaded().bank.cases["打印耗材店初访"]
    endless = replace(staged, case=staged.case.model_copy(update={"turns": None}))
    with pytest.raises(ValueError, match="no turn limit"):
        CasePlay(endless, listener(OFFICE, staged.case.script))


def test_an_objection_counts_where_the_case_begins_after_the_stage_of_objections() -> None:
    play = play_of(OFFICE, "财务总监还要砍一刀")
    (first, *_) = play.report(through(play), TODAY).stages
    assert first.name == "报价"
    assert {"财务要压价·认同", "财务要压价·回答"} <= {proof.code for proof in first.met}


def test_who_needs_all_turns_to_calm_the_customer_is_not_failed_for_the_stages_he_never_saw() -> None:
    play = play_of(OFFICE, "广告公司嫌贵要七折")
    said = [
        "王总，花钱的事是要算清楚，您这么想应该的。",
        "您上个月的账单有吗？我们一项一项对着算，您一个月两千，长途多，包月下来能省多少当场看得见。",
        "折扣我说实话，您这一档我最低能给您打八折，七折要分公司经理批，我不能随口答应您。",
        "我今天就从OA把您的情况报上去，批下来马上给您回话，批不下来就是八折。",
        "另外到您这一档送来电显示、企业悦铃、电话导航，还有网络存储，样稿放上去客户自己下。",
        "您看这样算下来，心里踏实些吗？",
        "那我周四上午十点带方案再过来，您把账单找出来，咱们对着算。",
        "好，那我周四上午十点过来，这是我的名片，谢谢王总。",
    ]
    state, _ = play.open(5)
    for number, line in enumerate(said, 1):
        state, _ = play.hear(state, line, TODAY)
        if number == 3:
            early, _ = play.finish(state, TODAY)
            assert play.report(early, TODAY).caps  # leaving in the middle is another thing
    assert state.over
    assert not play.report(state, TODAY).caps
    assert play.score(state) >= 60


def test_the_price_that_counts_is_told_beforehand_where_a_speed_has_two() -> None:
    for plan, name in CASES:
        staged = loaded(plan).bank.cases[name]
        for one in staged.rubric("小李").criteria:
            if one.name.startswith("报价 "):
                price = one.name.removeprefix("报价 ").partition("元")[0]
                assert f"{price} 元" in staged.case.situation, (name, one.name)


def test_a_first_visit_that_counts_no_objection_meets_only_those_the_rep_provokes() -> None:
    for plan, name in CASES:
        play = play_of(plan, name)
        case = play.staged.case
        if case.counts and not case.objections:
            for seed in range(4):
                state, _ = play.open(seed)
                assert state.room.talk is not None
                assert state.room.talk.planned == ()
