"""Numerals as people say them, and the units after them."""

from __future__ import annotations

import pytest

from scoring.listening import amounts, numerals


@pytest.mark.parametrize(
    ("spoken", "value"),
    [
        ("128", 128),
        ("一百二十八", 128),
        ("一二八", 128),
        ("百二八", 128),
        ("一百零二", 102),
        ("一百二", 120),
        ("三千五", 3500),
        ("千二", 1200),
        ("一千零八十", 1080),
        ("十八", 18),
        ("八点五", 8.5),
        ("1千2", 1200),
        ("1.2万", 12_000),
        ("一万一千九百七十六", 11_976),
        ("九九八", 998),
    ],
)
def test_a_numeral_is_read_as_it_is_meant(spoken: str, value: float) -> None:
    assert numerals.read(spoken) == value


@pytest.mark.parametrize("idiom", ["咱们一起办", "千万别急", "万一断了呢", "一般都行", "统一收费", "三天两头断"])
def test_an_idiom_holds_no_number(idiom: str) -> None:
    assert numerals.find(idiom) == []


def test_two_numerals_in_one_breath_are_told_apart() -> None:
    assert [number.value for number in numerals.find("两兆一百二十八十兆九百九十八")] == [2, 128, 10, 998]


def test_four_hundred_digits_are_noise() -> None:
    assert numerals.find("9" * 400) == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("两兆", "megabits", 2),
        ("十个兆", "megabits", 10),
        ("百兆", "megabits", 100),
        ("一千差两块", "yuan", 998),
        ("差两块一百三", "yuan", 128),
        ("108块8", "yuan", 108.8),
        ("¥128", "yuan", 128),
        ("八折半", "discount", 8.5),
        ("85折", "discount", 8.5),
        ("8.5折", "discount", 8.5),
        ("八点五折", "discount", 8.5),
        ("对折", "discount", 5),
        ("半价", "discount", 5),
        ("八五扣", "discount", 8.5),
        ("百分之十五", "share", 0.15),
        ("一成半", "share", 0.15),
        ("三分之一", "share", 1 / 3),
        ("一半", "share", 0.5),
        ("三个月", "months", 3),
        ("半年", "months", 6),
        ("两年", "months", 24),
        ("五分钟", "minutes", 5),
        ("下周三", "time", 0),
        ("下午三点", "time", 0),
        ("13951880217", "phone", 0),
        ("幺三九五一八八零二幺七", "phone", 0),
    ],
)
def test_a_unit_tells_what_a_number_counts(text: str, kind: str, value: float) -> None:
    found = [amount for amount in amounts.find(text) if amount.kind == kind]
    assert found, amounts.find(text)
    assert found[-1].value == pytest.approx(value)


@pytest.mark.parametrize("text", ["一波三折", "来回折腾了三趟", "三折页", "打折的事再说", "一块儿办"])
def test_what_only_looks_like_a_discount_or_money_is_none(text: str) -> None:
    assert not [amount for amount in amounts.find(text) if amount.kind in ("discount", "yuan")]


@pytest.mark.parametrize("text", ["百来块", "一百多块", "三四百块", "不到一百块", "九折不到"])
def test_about_so_many_is_marked_as_not_exact(text: str) -> None:
    assert any(amount.about for amount in amounts.find(text))
