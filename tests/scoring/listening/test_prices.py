"""Prices are tied to what they price, and held against the tariff."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.heard import Context

if TYPE_CHECKING:
    from scoring.listening import Listener

NUMBERS = {"quote_2m", "quote_10m", "wrong_price"}


def heard(listener: Listener, text: str, asked: str = "") -> set[str]:
    found = listener.hear(text, Context(customer_said=asked))
    return NUMBERS & {*found.codes, *found.violation_codes}


@pytest.mark.parametrize(
    "text",
    [
        "2M宽带一个月128",
        "２Ｍ每月１２８元",
        "两兆百二八一个月",
        "两兆的话呃是一百二十八块钱一个月",
        "二兆的口子，月付一百三差两块",
        "128的2M最划算",
        "2M包一年1536",
        "2M宽带月租费128元",
        "一百二十八，两兆，没有隐藏消费",
        "两兆不是一百五，是一百二十八一个月",
        "两兆嘛，一百二，呃不对，一百二十八一个月",
        "電信2M收168，我們收128，您自己比",
        "2M宽带一起上，宽带128",
    ],
)
def test_the_price_of_2m_is_heard_in_every_form(listener: Listener, text: str) -> None:
    assert heard(listener, text) == {"quote_2m"}


@pytest.mark.parametrize(
    "text", ["十兆，九九八", "10M一千差两块", "998元，给您开10M", "要10M啊？那就是九百九十八，一个月一结。"]
)
def test_the_price_of_10m_is_heard_in_every_form(listener: Listener, text: str) -> None:
    assert heard(listener, text) == {"quote_10m"}


def test_two_prices_of_one_turn_find_their_products(listener: Listener) -> None:
    assert heard(listener, "2M跟10M分别是128和998") == {"quote_2m", "quote_10m"}


@pytest.mark.parametrize(
    "text", ["2M一个月100块", "10M每月一千二", "企业邮箱每月五十", "100M光纤两千五一个月", "两兆，一百二十八块包一年"]
)
def test_a_price_outside_the_tariff_is_a_violation(listener: Listener, text: str) -> None:
    assert heard(listener, text) == {"wrong_price"}


@pytest.mark.parametrize(
    "text",
    [
        "电信的2M是一百四",
        "2M没有九十九的，别信小广告",
        "2M九十九？您在哪儿看到的？",
        "客户张口就问2M是不是128",
        "您现在2M交一百五",
        "以前2M卖两百",
        "2M带128个人同时上，肯定扛不住",
        "100M有三千和三千五两种",
        "来显5块，悦铃6块，两样加起来一个月十一块",
        "2M打八折，省下二十多块",
        "10060是免费热线",
        "这间办公室月租两千八",
        "达到三百元就免费开通网络传真",
    ],
)
def test_a_number_that_is_no_price_of_ours_is_none(listener: Listener, text: str) -> None:
    assert heard(listener, text) == set()


def test_a_bare_number_answers_the_price_just_asked(listener: Listener) -> None:
    assert heard(listener, "128", "宽带多少钱，两兆的？") == {"quote_2m"}
    assert heard(listener, "百二八", "两兆的多少钱一个月？") == {"quote_2m"}
    assert heard(listener, "128") == set()


def test_a_wrong_price_says_what_the_tariff_says_and_what_to_say_instead(listener: Listener) -> None:
    breach = listener.hear("2M一个月100块").violations[0]
    assert breach.severe
    assert "128" in breach.why
    assert "资费表" in breach.why
    assert breach.instead


@pytest.mark.parametrize(
    "text",
    [
        "您两千的账单一个月能省四百",
        "长途包月加月租全免，您两千块的账单能省四百",
        "来显和电话导航都送，总账比您现在两千块还省",
        "固话您一个月两千块的话费，我给您降下来",
    ],
)
def test_the_customers_own_bill_is_never_taken_for_our_price(listener: Listener, text: str) -> None:
    assert listener.hear(text).violations == ()


def test_a_total_reckoned_from_a_discount_is_no_wrong_price(listener: Listener) -> None:
    assert listener.hear("两兆打八折，合一百零二块四。").violations == ()
    assert "wrong_price" in listener.hear("2M打八折90块").violation_codes
