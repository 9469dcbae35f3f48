"""Short answers are understood by what the customer just said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.heard import Context

if TYPE_CHECKING:
    from scoring.listening import Listener


@pytest.mark.parametrize(
    ("asked", "text", "code"),
    [
        ("你哪位？", "网通的", "self_intro"),
        ("那你什么时候再来？", "明天下午三点", "book_next"),
        ("那你周三上午再来吧", "可以", "book_next"),
        ("你留个电话吧", "行，13912345678", "leave_contact"),
        ("还能便宜点吗？打几折？", "八五折", "discount_within"),
        ("送不送来电显示？", "送的", "free_valueadd"),
        ("七折给不给？", "我自己说了不算，得问我们总经理", "escalate"),
    ],
)
def test_a_short_answer_means_what_was_asked(listener: Listener, asked: str, text: str, code: str) -> None:
    assert code in listener.hear(text, Context(customer_said=asked)).codes


def test_the_same_words_alone_mean_nothing(listener: Listener) -> None:
    assert listener.hear("可以").codes == ()


@pytest.mark.parametrize("text", ["您看这样行吗？", "这样您放心了吗？", "还有什么顾虑吗？", "这么办您能接受吗？"])
def test_asking_whether_that_settles_it_is_a_check(listener: Listener, text: str) -> None:
    assert "check" in listener.hear(text).acts


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("", "empty"),
        ("😀😀", "empty"),
        ("您好", "greeting"),
        ("您现在用的哪家的宽带？", "question"),
        ("再见", "farewell"),
    ],
)
def test_a_turn_is_told_by_what_it_does(listener: Listener, text: str, act: str) -> None:
    assert act in listener.hear(text).acts
