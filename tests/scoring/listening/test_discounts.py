"""Discounts and gifts are held against the customer's band and the rep's own level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.heard import Context

if TYPE_CHECKING:
    from scoring.listening import Listener

DISCOUNTS = {"discount_within", "over_discount", "escalate"}


def heard(listener: Listener, text: str, context: Context | None = None) -> set[str]:
    found = listener.hear(text, context or Context())
    return DISCOUNTS & {*found.codes, *found.violation_codes}


@pytest.mark.parametrize(
    "text",
    [
        "我给您打八五折",
        "给您按85折走",
        "可以给您打8.5折",
        "八折半给您",
        "给您优惠15%",
        "按标准价的百分之九十收您",
        "打个九五，您看行吧",
        "让您一成半，没问题吧",
        "买一年送一个月",
        "交十个月用十二个月",
        "一百块的东西我只收您九十",
        "九折不到一点，八八折，图个吉利",
        "給您打九折優惠",
    ],
)
def test_a_discount_within_authority_is_heard_in_every_form(listener: Listener, text: str) -> None:
    assert heard(listener, text) == {"discount_within"}


@pytest.mark.parametrize(
    "text",
    ["我做主，给您六折", "优惠四成，就这么定", "付一年送一年", "照零点五收您", "半价给您", "教育行业我给您对半砍"],
)
def test_a_discount_beyond_every_account_manager_is_a_violation(listener: Listener, text: str) -> None:
    assert heard(listener, text) == {"over_discount"}


@pytest.mark.parametrize(
    "text",
    [
        "六折得省公司批下来才算数",
        "要是能签三年，我去申请 7 折",
        "七五折要分公司市场部主任签字才行",
        "八折啊八折我要去问一下我们领导",
    ],
)
def test_a_discount_to_be_approved_is_an_escalation_and_no_promise(listener: Listener, text: str) -> None:
    assert heard(listener, text) == {"escalate"}


@pytest.mark.parametrize(
    "text",
    [
        "八折给不了",
        "我们全国统一价，一折都不打",
        "您想要六折是吧",
        "六折？谁跟您讲的六折？",
        "电信给您打五折",
        "您张嘴就六折，您这是要我命啊",
        "商场这两天全场八折",
        "不是不给您优惠",
    ],
)
def test_a_discount_denied_asked_or_of_others_is_none(listener: Listener, text: str) -> None:
    assert heard(listener, text) == set()


def test_an_offer_and_what_lies_beyond_it_are_told_apart(listener: Listener) -> None:
    assert heard(listener, "我手里能给到八折，七折得分公司经理批，我不能先答应您。") == {"discount_within", "escalate"}


@pytest.mark.parametrize(
    ("spend", "level", "expected"),
    [
        (None, "客户经理", "discount_within"),
        (800, "客户经理", "over_discount"),
        (2000, "客户经理", "discount_within"),
        (800, "分公司经理", "discount_within"),
        (200, "客户经理", "over_discount"),
    ],
)
def test_band_and_level_decide_what_eight_tenths_is(
    listener: Listener, spend: float | None, level: str, expected: str
) -> None:
    assert heard(listener, "我给您打八折", Context(spend=spend, level=level)) == {expected}


def test_the_verdict_names_the_band_the_limit_and_who_must_approve(listener: Listener) -> None:
    breach = listener.hear("我给您打八折", Context(spend=800)).violations[0]
    assert "500-1000元" in breach.why
    assert "8.5 折" in breach.why
    assert "分公司市场部主任" in breach.why


def test_a_gift_is_held_against_the_band_only_when_the_spend_is_known(listener: Listener) -> None:
    assert "wrong_gift" not in listener.hear("企视通免费送您用").violation_codes
    assert "wrong_gift" in listener.hear("企视通免费送您用", Context(spend=800)).violation_codes
    assert "wrong_gift" not in listener.hear("企视通免费送您用", Context(spend=8000)).violation_codes
