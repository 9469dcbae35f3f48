"""A pilot in the chat: the new version for those who try it out, their visits, suggestions and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.versions import steps
from bot.store.versions.records import Visit
from scripts.versions import Audience
from tests.versions import changed, shipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store.memory import MemoryStore
    from bot.store.versions.records import Suggestion
    from tests.bot.conftest import Clock
    from tests.bot.telegram.conftest import PrivateChat


@pytest.fixture
def pilot(rep: PrivateChat, store: MemoryStore) -> PrivateChat:
    """The rep of 鼓楼分公司, which tries V2 out."""
    with store.begin() as uow:
        steps.pilot(uow, changed(shipped(), "V2"), Audience(("鼓楼分公司",)), "王老师", "试试")
    return rep


@pytest.fixture
def other(pilot: PrivateChat, store: MemoryStore) -> PrivateChat:
    """Somebody of another branch."""
    other = type(pilot)(pilot.handler, store, 202)
    for words in ("/start", "王芳", "江宁分公司"):
        other.says(words)
    return other


def visits(store: MemoryStore) -> Sequence[Visit]:
    with store.begin() as uow:
        return uow.pilots.visits("广告公司", "V2")


def ideas(store: MemoryStore) -> Sequence[Suggestion]:
    with store.begin() as uow:
        return uow.pilots.suggestions("广告公司", "V2")


def report_of_a_talk(chat: PrivateChat) -> str:
    chat.says("/practice")
    for label in ("广告公司", "扫楼", "实战", "2 平常"):
        chat.presses(label)
    chat.says("【礼貌问候】")
    return chat.says("结束")


def test_only_the_pilot_branch_practises_the_new_version_and_is_asked_for_visits(
    pilot: PrivateChat, other: PrivateChat
) -> None:
    assert "广告公司@V2" in report_of_a_talk(pilot)
    assert {"记一次拜访", "提建议"} <= set(pilot.labels)
    assert "广告公司@V1" in report_of_a_talk(other)
    assert "记一次拜访" not in other.labels


def test_a_deal_is_written_down_in_three_taps_and_two_words(pilot: PrivateChat, store: MemoryStore) -> None:
    pilot.says("/today")
    assert "这次拜访结果怎么样" in pilot.presses("记一次拜访")
    assert "每月大概多少元" in pilot.presses("成交")
    assert "没看清金额" in pilot.says("挺多的")
    assert "怎么谈成的" in pilot.says("三百八")
    assert "拜访一次，成交" in pilot.says("报价前先问台数，他当场签了")
    (visit,) = visits(store)
    assert (visit.result, visit.yuan, visit.branch) == ("won", 380, "鼓楼分公司")
    assert visit.note == "报价前先问台数，他当场签了"


def test_what_he_does_not_want_to_tell_is_passed_over(pilot: PrivateChat, store: MemoryStore) -> None:
    pilot.says("/today")
    pilot.presses("记一次拜访")
    pilot.presses("成交")
    pilot.presses("不清楚")
    assert "拜访一次，成交" in pilot.presses("不写，直接记")
    pilot.presses("记一次拜访")
    pilot.presses("没成")
    pilot.presses("不写，直接记")
    assert [(visit.result, visit.yuan, visit.note) for visit in visits(store)] == [
        ("won", None, ""),
        ("lost", None, ""),
    ]


def test_a_question_left_behind_does_not_swallow_what_he_says_in_a_talk(
    pilot: PrivateChat, store: MemoryStore, clock: Clock
) -> None:
    pilot.says("/today")
    pilot.presses("记一次拜访")
    pilot.presses("没成")
    report_of_a_talk(pilot)
    pilot.presses("提建议")
    clock.sleep(hours=2)
    assert "没有在练" in pilot.says("您好")
    assert visits(store) == []
    assert ideas(store) == []


def test_suggestions_are_listed_and_voted_for_by_others_once(
    pilot: PrivateChat, store: MemoryStore, other: PrivateChat
) -> None:
    with store.begin() as uow:
        steps.pilot(uow, changed(shipped(), "V2"), Audience(("鼓楼分公司", "江宁分公司")), "王老师", "再加一个")
    pilot.says("/today")
    pilot.presses("提建议")
    assert "记下了" in pilot.says("报价前先问台数 <b>")
    other.says("/today")
    assert "1. 报价前先问台数 &lt;b&gt;（0 人同意）" in other.presses("提建议")
    vote = next(button["callback_data"] for button in other.buttons if button["text"] == "同意 1")
    other.taps(vote)
    assert other.toast["text"] == "同意了。"
    other.taps(vote)
    assert other.toast["text"] == "您已经同意过了。"
    assert "记下了" in other.says("开场再短一点")
    assert [(one.text, len(one.votes)) for one in ideas(store)] == [("报价前先问台数 <b>", 1), ("开场再短一点", 0)]
    pilot.taps(vote)
    assert "您自己提的" in pilot.toast["text"]


def test_buttons_of_a_pilot_that_is_over_say_so(pilot: PrivateChat, store: MemoryStore) -> None:
    pilot.says("/today")
    pilot.presses("记一次拜访")
    pilot.presses("成交")
    with store.begin() as uow:
        steps.publish(uow, changed(shipped(), "V2"), "王老师", "好")
    assert "试销已经结束" in pilot.says("三百")
    pilot.taps("visited:" + "0" * 8)
    assert "试销已经结束" in pilot.toast["text"]
    assert visits(store) == []
