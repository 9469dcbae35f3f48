"""晨会演练: from gathering to the minutes, whoever comes late, leaves, taps twice or says nothing."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import critique
from scenarios.meeting import (
    Closed,
    FloorGiven,
    InCritique,
    Input,
    MorningDrill,
    Past,
    RolesDealt,
    Room,
    Theme,
    TimeWarning,
    Weak,
    refusal,
    team_themes,
)
from scenarios.meeting.clock import LONGEST
from scenarios.meeting.rotation import WATCHER
from tests.drills import BUYER, HOST, OFFERS, PANEL, PRACTICE, RIVALS, TEAM, Led

if TYPE_CHECKING:
    from scenarios.meeting import Minutes

SCENARIOS = (PRACTICE, PANEL, RIVALS, BUYER)


def closed(led: Led) -> Minutes:
    """The minutes; there are no others."""
    (minutes,) = [one.minutes for one in led.all if isinstance(one, Closed)]
    assert led.room.minutes == minutes
    return minutes


def to_critique(led: Led) -> str:
    """A short practice, ended by the host; gives who is critiqued."""
    led.begin(PRACTICE)
    rep = led.rep
    led.say(rep, "礼貌问候", "自我介绍", "说明来意")
    led.host("next")
    assert led.room.phase == "critique"
    return rep


# -- the whole way ----------------------------------------------------------------------------------------------------


def test_a_whole_drill_ends_in_minutes_with_everything_the_group_may_know(drill: MorningDrill) -> None:
    led = Led(drill, themes=(Theme("greeting", "礼貌问候", 3), Theme("self_intro", "自我介绍", 2)))
    rep = to_critique(led)
    for person in TEAM:
        led.mark(person)
    minutes = closed(led)
    assert minutes.close == "done"
    assert minutes.present == TEAM
    assert dict(minutes.roles)["客户经理"] == (rep,)
    assert len(dict(minutes.roles)[WATCHER]) == 7
    assert (minutes.form, minutes.scenario, minutes.theme, minutes.theme_done) == (
        "一对一",
        "广告公司",
        "礼貌问候",
        True,
    )
    assert minutes.result
    assert minutes.praise
    assert minutes.critiques == 7
    assert minutes.tomorrow == "自我介绍"


def test_a_theme_that_was_not_done_is_tomorrows_theme_again(drill: MorningDrill) -> None:
    led = Led(drill, themes=(Theme("greeting", "礼貌问候", 3), Theme("self_intro", "自我介绍", 2)))
    led.begin(PRACTICE)
    led.say(led.rep, "自我介绍")
    led.host("end")
    assert closed(led).theme_done is False
    assert closed(led).tomorrow == "礼貌问候"


def test_the_minutes_hold_no_weak_point_of_a_person(led: Led) -> None:
    to_critique(led)
    for person in TEAM:
        led.mark(person)
    assert led.room.critique is not None
    for topic in led.room.critique.subject.topics:
        if topic.better:
            assert topic.better not in repr(closed(led))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_form_is_played_to_a_result(led: Led, scenario: str) -> None:
    led.begin(scenario)
    for _ in range(80):
        if led.room.phase != "turns":
            break
        for _, person in led.room.seats:
            led.say(person, "自我介绍")
            led.does(person, "judge", value=60)
    led.host("end")
    assert closed(led).result


def test_a_talk_that_ends_by_itself_leads_on_to_the_critique(led: Led) -> None:
    led.begin(RIVALS)
    while led.room.phase == "turns":
        for _, person in led.room.seats:
            led.say(person, "自我介绍")
    assert led.room.phase == "critique"
    assert led.room.critique is not None
    assert led.room.role_of(led.room.critique.subject.rep) in ("网通", "电信", "铁通")


def test_where_a_person_is_the_customer_he_decides_and_is_not_critiqued(led: Led) -> None:
    led.begin(BUYER)
    buyer = led.room.holder("客户")
    for _ in range(40):
        for _, person in led.room.seats:
            led.does(person, "say", text="我选铁通，报价每月 900 元。" if person == buyer else "我们每月 900 元。")
        if led.room.phase != "turns":
            break
    assert led.room.result is not None
    assert led.room.result.headline == "铁通拿下这一单"
    assert led.room.critique is not None
    assert led.room.critique.subject.rep != buyer


def test_a_colleague_in_a_chair_speaks_for_his_person_and_judges_at_the_end(led: Led) -> None:
    led.begin(PANEL)
    chair, colleague = next(seat for seat in led.room.seats if seat[0] != "客户经理")
    events = led.heard(led.does(colleague, "say", text="多少钱一个月？"))
    assert [one.name for one in events] == [chair]
    while led.room.result is None and led.room.phase == "turns":
        led.say(led.rep, "自我介绍")
        led.does(colleague, "judge", value=90, text="说到点子上了")
    assert led.room.result is not None


# -- people -----------------------------------------------------------------------------------------------------------


def test_roles_go_to_those_who_have_not_had_them(drill: MorningDrill) -> None:
    history = tuple(
        Past(tuple((person, "客户经理" if person == rep else WATCHER) for person in TEAM)) for rep in TEAM[:-1]
    )
    led = Led(drill, history=history)
    led.begin(PRACTICE)
    assert led.rep == TEAM[-1]


def test_over_twenty_drills_of_eight_everybody_is_rep_two_or_three_times(drill: MorningDrill) -> None:
    history: tuple[Past, ...] = ()
    for number in range(20):
        led = Led(drill, drill=f"d{number}", history=history)
        led.begin(PRACTICE)
        history = (*history, Past(led.room.roles))
    reps = Counter(person for past in history for person, role in past.roles if role == "客户经理")
    assert set(reps) == set(TEAM)
    assert set(reps.values()) == {2, 3}


def test_a_latecomer_watches_and_can_mark(led: Led) -> None:
    led.begin(PRACTICE, *TEAM[:3])
    led.say(led.rep, "礼貌问候")
    led.join("迟到的")
    assert led.room.role_of("迟到的") == WATCHER
    led.host("next")
    led.mark("迟到的")
    led.host("end")
    assert closed(led).late == ("迟到的",)
    assert closed(led).critiques == 1


def test_who_comes_in_the_critique_can_still_mark(led: Led) -> None:
    to_critique(led)
    led.join("更迟的")
    led.mark("更迟的")
    assert led.room.critique is not None
    assert led.room.critique.sheet("更迟的").handed


def test_when_the_rep_leaves_the_next_one_takes_his_place(led: Led) -> None:
    led.begin(PRACTICE)
    first = led.rep
    events = led.does(first, "leave")
    assert led.rep not in ("", first)
    assert any(isinstance(one, FloorGiven) for one in events)


def test_an_operators_seat_that_is_left_is_played_by_the_machine(led: Led) -> None:
    led.begin(RIVALS)
    seats = dict(led.room.seats)
    for person in list(seats.values())[:2]:
        led.does(person, "leave")
    while led.room.phase == "turns":
        before = len(led.all)
        for _, person in led.room.seats:
            led.say(person, "自我介绍")
        assert len(led.all) > before
    assert led.room.result is not None


def test_words_of_somebody_without_a_part_are_chatter(led: Led) -> None:
    led.begin(PRACTICE)
    watcher = next(person for person in TEAM if person != led.rep)
    before = led.room
    assert led.say(watcher, "礼貌问候") == ()
    assert led.say("路人", "礼貌问候") == ()
    assert led.room == before


def test_a_forged_button_of_somebody_else_is_refused(led: Led) -> None:
    led.join(*TEAM)
    for kind in ("choose", "start", "next", "pause", "skip", "floor", "end"):
        before = led.room
        (notice,) = led.notices(led.does("小李", kind, item=PRACTICE))
        assert "主持人" in notice
        assert led.room == before


def test_nobody_outside_gets_into_the_critique(led: Led) -> None:
    to_critique(led)
    assert led.notices(led.criticise("路人", "join"))
    assert led.notices(led.criticise("路人", "grade", item="开场白", value=1))
    assert led.room.critique is not None
    assert "路人" not in dict(led.room.critique.raters)


def test_nobody_marks_in_anothers_name(led: Led) -> None:
    rep = to_critique(led)
    code = led.room.critique.subject.topics[0].code if led.room.critique else ""
    led.does("小孙" if rep != "小孙" else "小周", "critique", inner=critique.Input("gap", 0.0, rep, code))
    assert led.room.critique is not None
    assert not led.room.critique.own.gaps


# -- the host ---------------------------------------------------------------------------------------------------------


def test_a_second_tap_on_start_deals_nothing_anew(led: Led) -> None:
    led.begin(PRACTICE)
    roles = led.room.roles
    assert led.notices(led.host("start"))
    assert led.room.roles == roles
    assert sum(isinstance(one, RolesDealt) for one in led.all) == 1


def test_without_a_form_or_people_it_does_not_start(led: Led) -> None:
    assert led.notices(led.host("start")) == ["请先选形式。"]
    led.host("choose", PRACTICE)
    assert led.notices(led.host("start")) == ["还没有人报到，至少要一个人。"]


def test_a_scenario_that_is_gone_can_not_be_chosen_and_the_only_one_needs_no_choosing(drill: MorningDrill) -> None:
    without = Led(MorningDrill(lambda _: None))
    assert without.notices(without.host("choose", PANEL)) == ["没有这个场景，请在按钮里挑一个。"]
    only = Led(drill, offers=OFFERS[:1])
    only.join("小李")
    only.host("start")
    assert only.room.phase == "turns"


def test_a_pause_stops_the_clock_and_the_talk(led: Led) -> None:
    led.begin(PRACTICE)
    led.wait(100)
    led.host("pause")
    assert led.notices(led.say(led.rep, "礼貌问候"))
    led.wait(80)
    led.host("resume")
    assert led.heard(led.say(led.rep, "礼貌问候"))
    led.wait(490)
    assert led.room.phase == "turns"
    led.wait(15)
    assert led.room.phase == "critique"


def test_the_host_gives_the_floor_to_whom_he_likes(led: Led) -> None:
    led.begin(PRACTICE)
    first = led.rep
    led.say(first, "礼貌问候")
    other = next(person for person in TEAM if person != first)
    led.host("floor", other)
    assert led.rep == other
    assert not led.say(first, "自我介绍")
    assert led.heard(led.say(other, "自我介绍"))
    led.host("end")
    assert set(dict(closed(led).roles)["客户经理"]) == {first, other}


def test_skip_passes_the_reps_place_on_to_who_has_had_it_least(led: Led) -> None:
    led.begin(PRACTICE, *TEAM[:4])
    seen = [led.rep]
    for names in (("礼貌问候", "自我介绍"), ("说明来意",), ("询问现有费用",)):
        led.say(led.rep, *names)
        led.host("skip")
        seen.append(led.rep)
    assert sorted(seen) == sorted(TEAM[:4])


def test_skip_in_a_contest_goes_on_without_the_silent(led: Led) -> None:
    led.begin(RIVALS)
    awaited = led.room.play
    led.host("skip")
    assert led.room.play != awaited


def test_the_host_ends_it_at_any_time_and_the_minutes_are_kept(led: Led) -> None:
    to_critique(led)
    led.host("end")
    assert closed(led).close == "ended"
    assert closed(led).result


# -- time -------------------------------------------------------------------------------------------------------------


def test_a_drill_left_alone_closes_itself_and_keeps_its_minutes(led: Led) -> None:
    led.begin(RIVALS)
    led.wait(3600)
    minutes = closed(led)
    assert minutes.seconds <= LONGEST
    assert minutes.present == TEAM
    assert minutes.result


def test_a_drill_nobody_starts_closes_with_its_attendance(led: Led) -> None:
    led.join("小李")
    led.wait(180)
    assert closed(led).close == "never-started"
    assert closed(led).present == ("小李",)


def test_everybody_is_warned_before_time_is_out_and_only_once(led: Led) -> None:
    led.begin(PRACTICE)
    for _ in range(59):
        led.wait(10)
    assert [one.seconds for one in led.all if isinstance(one, TimeWarning)] == [120, 30]


def test_even_a_paused_drill_is_over_after_fifteen_minutes(led: Led) -> None:
    led.begin(PRACTICE)
    led.say(led.rep, "礼貌问候")
    led.host("pause")
    for _ in range(15):
        led.wait(60)
    assert closed(led).seconds <= LONGEST


def test_he_can_confirm_his_weak_points_after_the_drill_is_over(led: Led) -> None:
    rep = to_critique(led)
    for person in TEAM:
        led.mark(person)
    assert led.room.over
    assert led.room.critique is not None
    offered = critique.candidates(led.room.critique)
    led.now += 600
    events = led.criticise(rep, "confirm", item=offered[0].topic.code)
    assert any(isinstance(one, InCritique) for one in events)
    assert led.room.critique.confirmed == (offered[0].topic.code,)


def test_two_drills_in_one_group_are_refused_with_a_reason(led: Led) -> None:
    assert refusal(None, 0) == ""
    assert "王老师" in refusal(led.room, 10)
    assert "15 分钟" in refusal(led.room, 10)
    assert refusal(led.room, LONGEST) == ""
    led.host("end")
    assert refusal(led.room, 20) == ""


def test_a_scenario_changed_while_it_is_played_closes_the_drill_and_keeps_its_minutes(drill: MorningDrill) -> None:
    led = Led(drill)
    led.begin(PANEL)
    without = Led(MorningDrill(lambda _: None))
    without.room = led.room
    without.wait(10)
    assert closed(without).close == "changed"
    assert closed(without).present == TEAM


# -- themes -----------------------------------------------------------------------------------------------------------


def test_what_only_one_person_is_weak_at_is_never_a_theme() -> None:
    weak = [Weak("小李", "greeting", "礼貌问候", 0.9), *(Weak(p, "close", "提出签约", 0.5) for p in ("小王", "小张"))]
    weak.append(Weak("小赵", "greeting", "礼貌问候", 0.1))
    assert team_themes(weak) == (Theme("close", "提出签约", 2),)


# -- a drill is data --------------------------------------------------------------------------------------------------


def test_a_drill_stored_after_every_input_goes_on_as_if_it_had_never_stopped(drill: MorningDrill) -> None:
    for scenario in SCENARIOS:
        led = Led(drill, seed=5)
        led.begin(scenario)
        for _ in range(3):
            for _, person in led.room.seats:
                led.say(person, "自我介绍", "说明来意")
                led.room = Room.from_json(json.loads(json.dumps(led.room.as_json(), ensure_ascii=False)))
        led.host("next")
        again, _ = drill.replay(led.room)
        assert again == led.room


_PEOPLE = (*TEAM[:3], HOST, "路人", "")
_HOSTS = ("choose", "theme", "start", "next", "pause", "resume", "skip", "floor", "end")
_inner = st.builds(
    critique.Input,
    st.sampled_from(("grade", "gap", "fault", "keep", "hand-in", "join", "leave", "confirm", "stars", "tick", "close")),
    st.just(0.0),
    st.sampled_from(_PEOPLE),
    st.sampled_from(("开场白", "greeting", "整场", "没有")),
    st.integers(-1, 4),
    st.integers(0, 6),
)
_one: Any = st.builds(
    Input,
    st.sampled_from((*_HOSTS, "join", "join", "leave", "say", "say", "judge", "critique", "tick")),
    st.floats(-10, 200),
    st.sampled_from(_PEOPLE),
    st.sampled_from((*SCENARIOS, *_PEOPLE, "greeting")),
    st.sampled_from(("小李", "", "【自我介绍】【说明来意】", "@采购 【确认】", "x" * 2000)),
    st.integers(-5, 200),
    st.one_of(st.none(), _inner),
)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SCENARIOS), st.lists(_one, max_size=20), st.sampled_from(((), TEAM[:3])))
def test_whatever_comes_in_whatever_order_it_closes_within_fifteen_minutes(
    drill: MorningDrill, scenario: str, inputs: list[Input], team: tuple[str, ...]
) -> None:
    led = Led(drill, themes=(Theme("greeting", "礼貌问候", 2),))
    if team:
        led.begin(scenario, *team)
    for one in inputs:
        led.now += max(0.0, one.now)
        led.take(
            Input(one.kind, led.now if one.now > 0 else one.now, one.who, one.item, one.text, one.value, one.inner)
        )
        assert led.room == Room.from_json(json.loads(json.dumps(led.room.as_json())))
    led.now = max(led.now, LONGEST - 1)
    led.wait(1)
    assert closed(led).seconds <= LONGEST
    again, _ = drill.replay(led.room)
    assert again == led.room
