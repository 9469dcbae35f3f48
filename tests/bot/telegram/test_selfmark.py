"""Self-critique after a talk alone: he marks himself before he sees anything, and confirms what becomes a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.spoken import saying

if TYPE_CHECKING:
    from bot.store.memory import MemoryStore
    from tests.bot.telegram.conftest import PrivateChat


@pytest.fixture
def marking(rep: PrivateChat) -> PrivateChat:
    """A rep whose panel is over and who has chosen to mark himself first."""
    rep.says("/practice")
    for label in ("广告公司", "一对多", "广告公司碰头会"):
        rep.presses(label)
    rep.says(saying("礼貌问候", "自我介绍"))
    rep.presses("结束")
    rep.presses("先给自己打分")
    return rep


def test_nothing_of_the_machines_is_shown_before_his_own_sheet_is_in(marking: PrivateChat) -> None:
    shown = marking.text + marking.presses("好")
    shown += marking.presses("自我介绍")
    assert "机器" not in shown
    assert "可以这样说" not in shown
    assert "自己 100 分，机器" in marking.presses("说明来意")


def test_the_list_holds_what_he_did_well_beside_what_he_missed(marking: PrivateChat) -> None:
    marking.presses("一般")
    assert {"自我介绍", "说明来意"} <= set(marking.labels)


def test_his_mark_stands_beside_the_machines_and_says_who_named_what(marking: PrivateChat) -> None:
    for label in ("好", "自我介绍"):
        marking.presses(label)
    beside = marking.presses("说明来意")
    assert "自己打高了" in beside
    assert "说明来意　您和机器都点到" in beside
    assert "自我介绍　您点的，机器没有挑" in beside


def test_two_confirmed_points_become_cards_and_then_the_report_comes(marking: PrivateChat, store: MemoryStore) -> None:
    for label in ("较差", "自我介绍", "说明来意", "自我介绍"):
        marking.presses(label)
    assert "会上的决定" not in marking.text
    assert "会上的决定" in marking.presses("说明来意")
    assert "记下了：「自我介绍」、「说明来意」" in marking.text
    with store.begin() as uow:
        assert uow.cards.get(marking.user["id"], "self_intro", "private-small") is not None
        own = [row.item for row in uow.evidence.of(marking.user["id"]) if row.source == "self"]
    assert sorted(own) == ["self_intro", "state_purpose"]


def test_a_gap_can_be_taken_back_before_the_second_is_named(marking: PrivateChat) -> None:
    marking.presses("一般")
    marking.presses("自我介绍")
    assert "凭印象点两条" in marking.presses("✓ 自我介绍")


def test_he_may_skip_it_at_any_step(marking: PrivateChat) -> None:
    marking.presses("一般")
    assert "会上的决定" in marking.presses("不打了，看报告")


def test_after_an_ordinary_talk_the_report_does_not_wait_and_says_so(talking: PrivateChat) -> None:
    talking.says(saying("自我介绍"))
    assert "练习报告" in talking.presses("结束")
    talking.presses("给自己打分")
    talking.presses("一般")
    topics = talking.labels
    talking.presses(topics[0])
    assert "看过报告再打的分，只作参考" in talking.presses(topics[1])


def test_a_sheet_that_is_in_cannot_be_changed_by_an_old_button(marking: PrivateChat) -> None:
    marking.presses("一般")
    gaps = {button["text"]: button["callback_data"] for button in marking.buttons}
    for name in ("自我介绍", "说明来意", "礼貌问候"):
        marking.taps(gaps[name])
    assert "礼貌问候" not in marking.text


def test_nobody_else_can_fill_in_his_sheet(marking: PrivateChat, store: MemoryStore) -> None:
    handles = [button["callback_data"] for button in marking.buttons]
    other = type(marking)(marking.handler, store, 102)
    for words in ("/start", "王芳", "鼓楼分公司"):
        other.says(words)
    for data in handles:
        other.taps(data)
        assert other.toast["show_alert"]
