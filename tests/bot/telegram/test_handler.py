"""What the bot answers in a private chat, step by step, and where it keeps silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.services.catalogue import Catalogue
from bot.telegram.commands import COMMANDS
from bot.telegram.handler import Handler
from bot.telegram.tapping import BUTTONS
from bot.views.buttons import LONGEST_HANDLE
from scripts.loader import shipped_library

if TYPE_CHECKING:
    from bot.store.memory import MemoryStore
    from tests.bot.telegram.conftest import PrivateChat

GROUP = {"id": -4001, "type": "supergroup", "title": "城东分公司"}


def test_a_stranger_is_asked_for_his_name_then_his_branch_and_never_again(stranger: PrivateChat) -> None:
    assert "怎么称呼" in stranger.says("你好")
    assert "哪个分公司" in stranger.says(" 李明 ")
    assert "记住了：李明，鼓楼分公司" in stranger.says("鼓楼分公司")
    assert "练哪一类客户" in stranger.text
    assert "怎么称呼" not in stranger.says("/start")


def test_a_name_that_is_none_is_asked_for_again(stranger: PrivateChat) -> None:
    stranger.says("/start")
    assert "不要超过 20 个字" in stranger.says("名" * 21)
    assert "怎么称呼" in stranger.says("/practice")


def test_the_second_person_sees_how_others_write_their_branch(rep: PrivateChat, store: MemoryStore) -> None:
    other = type(rep)(rep.handler, store, 102)
    other.says("/start")
    assert "鼓楼分公司" in other.says("王芳")


def test_buttons_lead_from_the_customer_to_the_first_line_of_the_talk_in_place(rep: PrivateChat) -> None:
    rep.says("/practice")
    for label in ("广告公司", "电话销售", "实战"):
        rep.presses(label)
        assert [call.method for call in rep.sent] == ["editMessageText", "answerCallbackQuery"]
    text = rep.presses("3 难缠")
    assert "<b>王总</b>" in text
    assert rep.labels == ["暂停", "结束"]


def test_no_menu_offers_a_button_telegram_would_refuse(rep: PrivateChat) -> None:
    rep.says("/practice")
    for label in ("广告公司", "扫楼", "单项"):
        rep.presses(label)
        assert all(len(button["callback_data"].encode()) <= LONGEST_HANDLE for button in rep.buttons)


def test_plain_text_is_the_utterance_and_coached_mode_has_a_hint_button(talking: PrivateChat) -> None:
    text = talking.says("【礼貌问候】【自我介绍】")
    assert "王总" in text
    assert "〔点评〕" in text
    assert "〔提示〕" in talking.presses("提示")


def test_a_drill_asks_what_it_is_about(rep: PrivateChat) -> None:
    rep.says("/practice")
    for label in ("广告公司", "扫楼", "单项"):
        rep.presses(label)
    assert "练哪个异议" in rep.text
    assert "<b>王总</b>" in rep.presses("换号码怎么办" if "换号码怎么办" in rep.labels else rep.labels[0])


def test_a_model_talk_is_watched_by_a_button_and_its_questions_are_answered_by_number(
    rep: PrivateChat, store: MemoryStore
) -> None:
    watcher = type(rep)(Handler(Catalogue(shipped_library())), store)
    watcher.says("/practice")
    for label in ("广告公司", "扫楼", "观摩"):
        watcher.presses(label)
    assert watcher.labels[0] == "看下一轮"
    go_on = watcher.buttons[0]["callback_data"]
    while watcher.labels[:3] != ["1", "2", "3"]:
        assert "练习报告" not in watcher.taps(go_on)
    first = watcher.buttons[0]["callback_data"]
    watcher.taps(go_on)
    assert watcher.toast["text"] == "先答上面的问题。"
    watcher.says("不知道")
    assert watcher.labels[:3] == ["1", "2", "3"]
    assert "〔答案〕" in watcher.presses("1")
    watcher.taps(first)
    assert watcher.toast["text"] == "这道题已经过去了。"


def test_a_paused_talk_takes_no_words_until_it_is_resumed(talking: PrivateChat) -> None:
    assert "都存好了" in talking.presses("暂停")
    assert "还没谈完" in talking.says("【说明来意】")
    assert "接着上次谈" in talking.presses("接着谈")
    assert "王总" in talking.says("【说明来意】")


def test_practice_offers_the_talk_that_waits(talking: PrivateChat) -> None:
    talking.says("/pause")
    assert "还没谈完" in talking.says("/practice")
    assert talking.labels == ["接着谈", "结束，看报告", "另开一场"]


def test_finishing_sends_the_short_report_with_ways_to_go_on(talking: PrivateChat) -> None:
    talking.says("【礼貌问候】【自我介绍】")
    text = talking.presses("结束")
    assert "练习报告" in text
    assert "下一个练习" in text
    assert talking.labels[:2] == ["看逐项", "再练一次"]
    assert [call.kind for call in talking.sent if call.method == "sendMessage"] == ["report"]


def test_the_items_are_turned_page_by_page_in_place(talking: PrivateChat) -> None:
    talking.says("【礼貌问候】【自我介绍】")
    talking.says("结束")
    assert "开场白" in talking.presses("看逐项")
    assert talking.sent[0].method == "editMessageText"
    assert "✓ 自我介绍" in talking.text
    seen = 1
    while any(label.endswith("›") for label in talking.labels):
        talking.presses(next(label for label in talking.labels if label.endswith("›")))
        seen += 1
        assert f"第 {seen} 页" in talking.text
    assert "练习报告" in talking.presses("回到总评")


def test_practising_again_and_the_next_drill_start_from_the_report(talking: PrivateChat) -> None:
    talking.says("【礼貌问候】【自我介绍】")
    talking.says("结束")
    drill = next(button for button in talking.buttons if button["text"].startswith("练「"))
    assert "<b>王总</b>" in talking.presses("再练一次")
    assert "〔" in talking.taps(drill["callback_data"])


def test_what_was_missed_is_offered_on_its_day(talking: PrivateChat, clock: Any) -> None:
    assert "还没有记下" in talking.says("/today")
    talking.says("【礼貌问候】")
    talking.says("结束")
    assert "今天没有到期" in talking.says("/today")
    clock.sleep(days=1)
    assert "今天练什么" in talking.says("/today")
    assert talking.labels[0].startswith("练 1. ")
    assert "王总" in talking.presses(talking.labels[0])


def test_past_reports_are_listed_and_opened(talking: PrivateChat) -> None:
    assert "还没有成绩" in talking.says("/report")
    talking.says("【礼貌问候】")
    talking.says("结束")
    talking.says("/report")
    assert "广告公司" in talking.labels[0]
    assert "练习报告" in talking.presses(talking.labels[0])


def test_name_and_branch_can_be_corrected(rep: PrivateChat) -> None:
    assert "李明" in rep.says("/settings")
    assert "哪个分公司" in rep.presses("改分公司")
    assert "玄武分公司" in rep.says("玄武分公司")
    assert "李明" in rep.says("/settings")


def test_the_criteria_can_be_read_before_the_talk(rep: PrivateChat) -> None:
    rep.says("/practice")
    rep.presses("广告公司")
    assert "自我介绍（" in rep.presses("看评分标准")


def test_what_people_write_is_escaped(rep: PrivateChat) -> None:
    rep.says("/settings")
    rep.presses("改姓名")
    assert "&lt;b&gt;李&lt;/b&gt; &amp; 明" in rep.says("<b>李</b> & 明")


def test_there_are_seven_commands_at_most_and_each_answers(rep: PrivateChat) -> None:
    assert len(COMMANDS) <= 7
    for command in COMMANDS:
        assert rep.says(f"/{command}@duilian_bot")
    assert "没有这个命令" in rep.says("/pratice")
    assert all(f"/{command}" in rep.text for command in COMMANDS)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "drop table",
        "script:zzzzzzzz",
        "script",
        "level:00000000:visit:free:9",
        "way:00000000:sky",
        "way:00000000:00000000",
        "resume:999999",
        "resume:99999999999999999999999",
        "hint:-1",
        "items:1:0:0",
        "pick:1:1:x",
        "card:00000000:00000000",
        "report:1",
        "correct:rep",
        "x" * 64,
        "menu\n",
        "提示:1",
    ],
)
def test_a_forged_or_stale_button_gets_a_sentence(rep: PrivateChat, data: str) -> None:
    assert rep.taps(data) == ""
    assert rep.toast["show_alert"]
    assert rep.toast["text"]


def test_a_difficulty_that_is_none_is_refused(rep: PrivateChat) -> None:
    rep.says("/practice")
    for label in ("广告公司", "扫楼", "实战"):
        rep.presses(label)
    handle = rep.buttons[0]["callback_data"]
    for difficulty in ("0", "12", "4"):
        rep.taps(handle[:-1] + difficulty)
        assert rep.toast["show_alert"]


def test_nobody_moves_another_persons_talk(talking: PrivateChat, store: MemoryStore) -> None:
    handles = [button["callback_data"] for button in talking.buttons]
    other = type(talking)(talking.handler, store, 102)
    for words in ("/start", "王芳", "玄武分公司"):
        other.says(words)
    for handle in (handle for handle in handles if not handle.startswith("criteria")):
        other.taps(handle)
        assert "找不到这场练习" in other.toast["text"]


def test_the_buttons_of_a_talk_that_is_over_say_so(talking: PrivateChat) -> None:
    hint = talking.buttons[0]["callback_data"]
    talking.says("结束")
    talking.taps(hint)
    assert "已经结束" in talking.toast["text"]


def test_a_stranger_who_taps_an_old_button_is_asked_who_he_is(stranger: PrivateChat) -> None:
    assert "怎么称呼" in stranger.taps("menu")
    assert "姓名" in stranger.toast["text"]


def test_every_button_says_what_its_parts_must_be() -> None:
    for act, readers in BUTTONS.values():
        assert act.__code__.co_argcount == len(readers) + 1


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ({"sticker": {"file_id": "1", "file_unique_id": "1", "type": "regular", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False}}, "贴纸"),
        ({"voice": {"file_id": "1", "file_unique_id": "1", "duration": 3}}, "语音"),
        ({"photo": [{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}]}, "图片"),
        ({"document": {"file_id": "1", "file_unique_id": "1"}}, "文件"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_answered_with_a_request_to_type(talking: PrivateChat, content: Any, word: str) -> None:
    talking.gets(message=talking.message(**content))
    assert talking.text == f"{word}我看不懂，请打字。"


def test_an_edited_message_is_not_heard_again_and_he_is_told(talking: PrivateChat) -> None:
    talking.gets(edited_message=talking.message(text="【自我介绍】", edit_date=1773622900))
    assert "重新发一句" in talking.text


def test_the_bot_explains_itself_once_when_it_comes_into_a_group(rep: PrivateChat) -> None:
    me = {"id": 4242, "is_bot": True, "first_name": "对练"}
    member = {
        "chat": GROUP,
        "from": rep.user,
        "date": 1773622800,
        "old_chat_member": {"user": me, "status": "left"},
        "new_chat_member": {"user": me, "status": "member"},
    }
    rep.gets(my_chat_member=member)
    assert "私聊" in rep.text
    assert rep.sent[0].chat_id == GROUP["id"]
    left = {**member, "old_chat_member": member["new_chat_member"], "new_chat_member": member["old_chat_member"]}
    assert rep.gets(my_chat_member=left) == []


def test_in_a_group_commands_are_answered_and_all_else_is_left_alone(rep: PrivateChat) -> None:
    rep.gets(message={**rep.message(text="/practice"), "chat": GROUP})
    assert "私聊" in rep.text
    assert rep.gets(message={**rep.message(text="大家早"), "chat": GROUP}) == []
    assert rep.gets(message={**rep.message(text="/start@other_bot"), "chat": GROUP}) == []
    query = {"id": "9", "from": rep.user, "chat_instance": "1", "data": "menu",
             "message": {**rep.message(text="x"), "chat": GROUP}}  # fmt: skip
    rep.gets(callback_query=query)
    assert "私聊" in rep.toast["text"]


@pytest.mark.parametrize(
    "update",
    [
        {
            "channel_post": {
                "message_id": 1,
                "date": 1,
                "chat": {"id": -100, "type": "channel", "title": "x"},
                "text": "x",
            }
        },
        {"message": {"message_id": 1, "date": 1, "chat": {"id": 101, "type": "private"}, "text": "没有署名"}},
        {"poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"]}},
        {"something_new": {"id": 1}},
        {},
    ],
)
def test_what_needs_no_answer_gets_none(rep: PrivateChat, update: Any) -> None:
    assert rep.gets(**update) == []
