"""A morning drill on the screens: what the group sees, what goes to private chats, and how few calls it takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.critique import sheet_page, side_by_side_page, transcript_page
from bot.views.drill import Told, board, told
from bot.views.minutes import minutes_page, minutes_pdf
from bot.views.pacing import A_MINUTE, CALLS_A_MINUTE, Pace, paced
from bot.views.page import plain
from bot.views.talk import Spoken
from scenarios.meeting import Minutes, Theme
from tests.drills import HOST, PANEL, PRACTICE, RIVALS, TEAM, TODAY, Led, shipped_drill

if TYPE_CHECKING:
    from scenarios.meeting import MorningDrill
    from scripts.model import PlanShelf


def in_group(led: Led, events: Any) -> str:
    """All words the group gets of these events."""
    shown = told(events, led.room, TODAY)
    return "\n".join([*(line.text for line in shown.lines), *(plain(page) for page in shown.pages)])


@pytest.fixture(scope="module")
def drill(shelf: PlanShelf) -> MorningDrill:
    return shipped_drill(shelf)


@pytest.fixture
def led(drill: MorningDrill) -> Led:
    return Led(drill, themes=(Theme("greeting", "礼貌问候", 3),))


def test_the_board_says_what_is_played_by_whom_and_how_long_still(led: Led) -> None:
    led.begin(PRACTICE)
    led.wait(60)
    text = plain(board(led.room, led.now))
    assert "演练　还有 9:00" in text
    assert "一对一：广告公司" in text
    assert f"客户经理：{led.rep}" in text
    assert "主题：礼貌问候" in text


def test_what_a_person_typed_is_not_said_again_and_the_customer_answers(led: Led) -> None:
    led.begin(PRACTICE)
    text = in_group(led, led.say(led.rep, "礼貌问候", "自我介绍"))
    assert "【自我介绍】" not in text
    assert text


@pytest.mark.parametrize("scenario", [PRACTICE, PANEL, RIVALS])
def test_every_event_of_every_form_can_be_shown(led: Led, scenario: str) -> None:
    led.begin(scenario)
    for _ in range(60):
        for _, person in led.room.seats:
            led.say(person, "自我介绍")
            led.does(person, "judge", value=60)
    led.wait(900)
    assert "结果：" in in_group(led, led.all)


def test_a_report_goes_to_those_who_spoke_and_not_to_the_group(led: Led) -> None:
    led.begin(PRACTICE)
    rep = led.rep
    led.say(rep, "自我介绍")
    events = led.host("next")
    shown = told(events, led.room, TODAY)
    assert [who for who, _ in shown.private] == [rep]
    assert "最该补的几处" in plain(shown.private[0][1])
    assert "最该补的几处" not in in_group(led, events)


def test_a_score_is_never_said_in_the_group(led: Led) -> None:
    led.begin(PRACTICE)
    led.say(led.rep, "自我介绍")
    text = in_group(led, led.host("end"))
    assert "结果：" in text
    assert " 分" not in text.replace("用时 0 分", "")


def test_a_sealed_offer_is_not_shown_before_all_are_opened(led: Led) -> None:
    led.begin(RIVALS)
    shown = ""
    while led.room.phase == "turns":
        for seat, person in led.room.seats:
            events = led.does(person, "say", text=f"{seat}报价每月 {128} 元，秘密口令。")
            if "拆开" not in in_group(led, events):
                shown += in_group(led, events)
    assert "秘密口令" not in shown


def test_notices_are_answers_to_one_person_and_no_message(led: Led) -> None:
    shown = told(led.does("小李", "start"), led.room, TODAY)
    assert shown.answers == (("小李", "这个按钮只有主持人能按。"),)
    assert not shown.lines


def test_in_the_group_the_critique_is_a_count_and_in_private_a_sheet(led: Led) -> None:
    led.begin(PRACTICE)
    rep = led.rep
    led.say(rep, "自我介绍")
    led.host("next")
    assert led.room.critique is not None
    peer = next(person for person in TEAM if person != rep)
    assert "还没打" in plain(sheet_page(led.room.critique, peer))
    assert "1. " in plain(transcript_page(led.room.critique.subject))
    led.mark(peer)
    assert "已交" in plain(sheet_page(led.room.critique, peer))
    assert "评议已交 1 / 8" in plain(board(led.room, led.now))


def test_side_by_side_he_reads_no_name_the_host_does_and_the_group_the_praise(led: Led) -> None:
    led.begin(PRACTICE)
    rep = led.rep
    led.say(rep, "自我介绍")
    led.host("next")
    for person in TEAM:
        led.mark(person)
    assert led.room.critique is not None
    his, hosts, groups = (plain(side_by_side_page(led.room.critique, who)) for who in (rep, HOST, ""))
    peers = [person for person in TEAM if person != rep]
    assert not any(peer in his for peer in peers)
    assert all(peer in hosts for peer in peers)
    assert "薄弱点" in his
    assert "薄弱点" not in groups
    assert "值得学的话" in groups


MINUTES = Minutes(
    drill="d1",
    day="2026-11-23",
    seconds=754,
    close="done",
    host="王老师",
    form="一对多",
    scenario="广告公司碰头会",
    theme="探询需求",
    theme_done=True,
    present=("小李", "小王"),
    late=("小张",),
    roles=(("客户经理", ("小李",)), ("评议", ("小王", "小张"))),
    result="通过",
    praise=("您现在一个月话费大概多少？",),
    critiques=2,
    tomorrow="异议处理",
)


def test_the_minutes_read_as_a_clerk_would_write_them() -> None:
    assert plain(minutes_page(MINUTES)) == (
        "【晨会演练纪要　2026年11月23日】\n"
        "一对多：广告公司碰头会\n"
        "主题：探询需求（做到了）\n"
        "主持：王老师　用时 12 分 34 秒（按时开完）\n"
        "到场 2 人：小李、小王\n"
        "迟到 1 人：小张\n\n"
        "【谁演什么】\n客户经理：小李\n评议：小王、小张\n\n"
        "【结果】\n通过\n收到 2 份同事评议，已经私下交给本人。\n\n"
        "【值得学的话】\n“您现在一个月话费大概多少？”\n\n"
        "【明天的主题】\n异议处理"
    )


def test_the_minutes_come_as_a_pdf() -> None:
    assert minutes_pdf(MINUTES).startswith(b"%PDF")


def test_lines_of_one_moment_are_one_message_and_the_board_one_edit() -> None:
    lines = tuple(Spoken("customer", "客户", f"第{n}句") for n in range(6))
    _, calls = paced(Pace(), Told(lines=lines, board=True), 0.0)
    assert [call.kind for call in calls] == ["lines", "edit-board"]
    assert calls[0].lines == lines


def test_what_found_no_room_goes_out_when_there_is_room_again() -> None:
    pace = Pace(calls=(0.0,) * CALLS_A_MINUTE)
    pace, calls = paced(pace, Told(lines=(Spoken("customer", "客户", "您好"),)), 10.0)
    assert not calls
    assert not pace.idle
    pace, calls = paced(Pace.from_json(json.loads(json.dumps(pace.as_json()))), Told(), 60.0)
    assert [call.kind for call in calls] == ["lines"]
    assert pace.idle


_told = st.builds(
    Told,
    st.lists(st.builds(Spoken, st.just("customer"), st.just("客户"), st.text(max_size=900)), max_size=4).map(tuple),
    st.just(()),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 8), _told), max_size=60))
def test_no_minute_sees_more_than_fifteen_calls_and_nothing_is_lost(batches: list[tuple[float, Told]]) -> None:
    pace, now, times, shown = Pace(), 0.0, list[float](), list[Spoken]()
    for after, batch in [*batches, *([(A_MINUTE, Told())] * 40)]:
        now += after
        pace, calls = paced(pace, batch, now)
        times += [now] * len(calls)
        shown += [line for call in calls for line in call.lines]
    assert all(sum(at - A_MINUTE < one <= at for one in times) <= CALLS_A_MINUTE for at in times)
    assert shown == [line for _, batch in batches for line in batch.lines]
    assert pace.idle


def test_a_whole_lively_drill_stays_below_fifteen_calls_a_minute(led: Led) -> None:
    pace, times = Pace(), list[float]()

    def flush(events: Any) -> None:
        nonlocal pace
        pace, calls = paced(pace, told(events, led.room, TODAY), led.now)
        times.extend([led.now] * len(calls))

    led.begin(PANEL)
    flush(led.all)
    while led.room.phase == "turns":
        flush(led.say(led.rep, "自我介绍", "说明来意"))
        flush(led.wait(3))
    for person in TEAM:
        led.mark(person)
        flush(())
    for _ in range(120):
        flush(led.wait(10))
    assert pace.idle
    assert max(sum(at - A_MINUTE < one <= at for one in times) for at in times) <= CALLS_A_MINUTE
