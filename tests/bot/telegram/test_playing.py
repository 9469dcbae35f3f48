"""Role-plays with several people in a private chat: who is turned to, what is kept, and which room words go to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.telegram.handler import Handler
from tests.spoken import saying

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.store.memory import MemoryStore
    from tests.bot.conftest import Clock
    from tests.bot.telegram.conftest import PrivateChat

PANEL, RIVALS = "广告公司碰头会", "广告公司三家争一单"
PRICE = "长途给您做封顶包月，打到顶就不再加钱，月租全免，月底账单是个死数。"


@pytest.fixture
def meeting(rep: PrivateChat) -> PrivateChat:
    """A rep who has just come into the meeting."""
    rep.says("/practice")
    for label in ("广告公司", "一对多", PANEL):
        rep.presses(label)
    return rep


@pytest.fixture
def bidding(rep: PrivateChat) -> PrivateChat:
    """A rep who has taken his own operator's seat."""
    rep.says("/practice")
    for label in ("广告公司", "多对一", RIVALS, "网通（本网）"):
        rep.presses(label)
    return rep


def test_the_meeting_opens_in_one_message_with_the_people_on_buttons(meeting: PrivateChat) -> None:
    opening = [call for call in meeting.sent if call.kind == "line"]
    assert len(opening) == 1
    assert "赵会计（财务）" in opening[0].params["text"]
    assert meeting.labels == ["@王总", "@赵会计", "@陈姐", "@小孙", "提示", "暂停", "结束"]


def test_who_was_turned_to_by_a_button_answers_and_the_next_words_are_for_all_again(meeting: PrivateChat) -> None:
    meeting.presses("@赵会计")
    assert "✓ 赵会计" in meeting.labels
    assert "下一句对赵会计说" in meeting.toast["text"]
    assert meeting.says(saying("询问现有费用")).startswith("<b>赵会计</b>")
    assert "✓ 赵会计" not in meeting.labels


def test_a_second_tap_on_the_same_person_takes_it_back(meeting: PrivateChat) -> None:
    meeting.presses("@陈姐")
    meeting.presses("✓ 陈姐")
    assert "对大家说" in meeting.toast["text"]
    assert "@陈姐" in meeting.labels


def test_a_name_in_the_words_goes_before_the_button(meeting: PrivateChat) -> None:
    meeting.presses("@陈姐")
    assert meeting.says("@赵会计 " + saying("询问现有费用")).startswith("<b>赵会计</b>")


def test_a_hint_says_who_waits_and_costs_points(meeting: PrivateChat) -> None:
    assert "〔提示〕" in meeting.presses("提示")
    meeting.presses("结束")
    assert "用了 1 次提示" in meeting.presses("直接看报告")


def test_the_report_waits_for_his_word_then_tells_each_person_and_stays_in_the_history(meeting: PrivateChat) -> None:
    meeting.says(saying("自我介绍", "说明来意"))
    ending = meeting.presses("结束")
    assert "会上的决定" not in ending
    report = meeting.presses("直接看报告")
    assert "会上的决定" in report
    assert "小孙（工程师）" in report
    meeting.presses("看逐项")
    assert "<b>【王总" in meeting.text
    meeting.says("/report")
    (label,) = meeting.labels
    assert f"{PANEL}（一对多）" in label
    assert "会上的决定" in meeting.presses(label)


def test_what_was_not_answered_in_a_meeting_becomes_a_card(meeting: PrivateChat, store: MemoryStore) -> None:
    meeting.says(saying("自我介绍"))
    meeting.presses("结束")
    with store.begin() as uow:
        assert "state_purpose" in {card.item for card in uow.cards.open_of(meeting.user["id"])}
        assert {row.source for row in uow.evidence.of(meeting.user["id"])} == {"role-play"}


def test_a_meeting_goes_on_after_a_restart_where_it_stood(
    meeting: PrivateChat, store: MemoryStore, catalogue: Catalogue
) -> None:
    meeting.presses("@赵会计")
    meeting.handler = Handler(catalogue, "Duilian_bot")
    assert meeting.says(saying("询问现有费用")).startswith("<b>赵会计</b>")
    with store.begin() as uow:
        (room,) = uow.rooms.open_of(meeting.user["id"])
        lines = [turn.speaker for turn in uow.turns.of(room.id)]
    assert lines[:3] == ["coach", "coach", "王总"]
    assert lines[3:5] == ["rep", "赵会计"]
    assert (room.kind, room.script) == ("panel", "广告公司@V1")


def test_paused_it_hears_nothing_until_it_is_taken_up_again(meeting: PrivateChat) -> None:
    meeting.says("/pause")
    assert "还没演完" in meeting.says(saying("自我介绍"))
    assert "接着上次" in meeting.presses("接着演")
    assert "@王总" in meeting.labels


def test_words_go_to_the_room_begun_last_and_the_other_waits(meeting: PrivateChat) -> None:
    meeting.says("/practice")
    meeting.presses("另开一场")
    for label in ("广告公司", "扫楼", "实战", "2 平常"):
        meeting.presses(label)
    assert "<b>王总</b>" in meeting.says(saying("自我介绍"))
    assert meeting.labels == ["暂停", "结束"]
    meeting.presses("结束")
    assert f"{PANEL}（一对多）还没演完" in meeting.says("/practice")


def test_an_older_room_taken_up_again_is_the_one_that_hears(talking: PrivateChat) -> None:
    talking.says("暂停")
    resume = next(button["callback_data"] for button in talking.buttons if button["text"] == "接着谈")
    talking.taps("menu")
    for label in ("广告公司", "一对多", PANEL):
        talking.presses(label)
    talking.taps(resume)
    talking.says(saying("自我介绍"))
    assert "提示" in talking.labels
    assert "@王总" not in talking.labels


def test_the_seat_is_chosen_and_its_fact_sheet_comes_before_the_first_round(bidding: PrivateChat) -> None:
    card, opening = (call.params["text"] for call in bidding.sent if call.method == "sendMessage")
    assert "网通的资料卡" in card
    assert PRICE in card
    assert "您最低能打：八折" in card
    assert "秒" not in opening
    assert "轮到您了：亮相，160 个字以内" in opening


def test_a_card_shows_no_other_seats_sheet(rep: PrivateChat) -> None:
    rep.says("/practice")
    for label in ("广告公司", "多对一", RIVALS, "电信"):
        rep.presses(label)
    card = next(call.params["text"] for call in rep.sent if "资料卡" in call.params.get("text", ""))
    assert PRICE not in card


def test_the_offer_is_sealed_and_all_are_opened_together(bidding: PrivateChat, store: MemoryStore) -> None:
    for _ in range(5):
        before = bidding.says(PRICE)
    assert "写最后报价" in before
    assert "每月 " not in before
    end = bidding.says("整单打八折。")
    assert "网通的报价已经封好" in end
    assert end.count("每月 ") == 3
    assert "拿下这一单" not in end
    report = bidding.presses("直接看报告")
    assert "客户心里的分量（现在公开）" in report
    assert "网通这一家，一句一句算" in report
    with store.begin() as uow:
        (kept,) = uow.reports.by(bidding.user["id"])
    assert kept.body["mode"] == "rivals"
    assert "no_rental" in {mark.item for mark in kept.marks if mark.verdict == "met"}


def test_from_another_operators_seat_nothing_is_learnt(rep: PrivateChat, store: MemoryStore) -> None:
    rep.says("/practice")
    for label in ("广告公司", "多对一", RIVALS, "电信", "结束", "直接看报告"):
        rep.presses(label)
    with store.begin() as uow:
        assert not uow.evidence.of(rep.user["id"])


def test_once_more_begins_the_same_role_play_from_the_same_seat(bidding: PrivateChat) -> None:
    bidding.presses("结束")
    bidding.presses("直接看报告")
    bidding.presses("再练一次")
    assert "轮到您了" in bidding.text
    assert "资料卡" in bidding.labels


def test_buttons_of_somebody_elses_meeting_do_nothing(meeting: PrivateChat, store: MemoryStore) -> None:
    handles = [button["callback_data"] for button in meeting.buttons]
    other = type(meeting)(meeting.handler, store, 102)
    for words in ("/start", "王芳", "鼓楼分公司"):
        other.says(words)
    for data in handles:
        other.taps(data)
        assert "找不到这一场" in other.toast["text"]


def test_a_meeting_whose_scenario_has_changed_is_closed_and_he_is_told(
    meeting: PrivateChat, store: MemoryStore
) -> None:
    with store.begin() as uow:
        (room,) = uow.rooms.open_of(meeting.user["id"])
        changed = {**room.state, "room": {**room.state["room"], "pin": {**room.state["room"]["pin"], "hash": "other"}}}
        uow.rooms.save(replace(room, state=changed))
    assert "接不下去" in meeting.says("你好")
    assert "现在没有在练的对话" in meeting.says("你好")


def test_what_a_person_of_the_meeting_was_not_answered_is_practised_in_the_meeting_when_it_is_due(
    meeting: PrivateChat, clock: Clock
) -> None:
    for _ in range(4):
        meeting.says(saying("强调网络稳定"))
    meeting.presses("结束")
    clock.sleep(days=2)
    today = meeting.says("/today")
    assert f"·回答（{PANEL}）" in today
    label = next(label for label in meeting.labels if "·回答" in label)
    assert "在座的人" in meeting.presses(label)
