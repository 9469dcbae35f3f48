"""Slips of ear and keyboard, other scripts, speech typed without punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scoring.listening.homophones import Homophones
from scoring.listening.normalise import normalise

if TYPE_CHECKING:
    from scoring.listening import Listener


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ask_cost", "您公司一个月通心费用大概多少"),
        ("stability", "我们的王络非常稳丁"),
        ("close", "那我们今天就千字吧，和同在这儿"),
        ("empathy", "您的孤虑我能里解"),
        ("bundle", "我推荐您固化和宽带困绑着用"),
        ("stability", "我們的網路相當穩定可靠"),
        ("ask_provider", "貴公司目前使用哪一家的寬頻？"),
        ("greeting", "喂您您好那个请问听得见吗"),
        ("self_intro", "呃我这边是那个网通的我姓马"),
        ("stability", "我们 网络 很 稳定"),
        ("discount_within", "那我给您打个那个九折吧九折"),
    ],
)
def test_an_item_is_heard_through_slips(listener: Listener, code: str, text: str) -> None:
    assert code in listener.hear(text).codes


def test_how_a_word_was_read_is_told(listener: Listener) -> None:
    hit = next(hit for hit in listener.hear("您公司一个月通心费用大概多少").met if hit.code == "ask_cost")
    assert "「通心费用」按「通信费用」理解" in hit.why
    assert "通心费用" in hit.quote


@pytest.mark.parametrize("text", ["每月组织一次活动", "总公司在北京", "手机号您记一下", "这个版本的广告词不错"])
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert Homophones.of(["月租"]).repair(normalise(text))[1] == ()


def test_a_stutter_is_said_once_and_real_doubles_stay() -> None:
    assert normalise("您您您好，谢谢谢您，慢慢看").text == "您好,谢谢您,慢慢看"


def test_every_character_knows_where_it_came_from() -> None:
    script = normalise("呃……２Ｍ　寬頻\u200b一百😀")
    start = script.text.index("2m")
    assert script.quote(start, start + 2) == "２Ｍ"
    assert script.quote(script.text.index("宽带"), script.text.index("宽带") + 2) == "寬頻"
