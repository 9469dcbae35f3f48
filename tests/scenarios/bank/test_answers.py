"""Answers are read as people type them, and what is none is answered in Chinese."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scenarios.bank.alike import gives_away, likeness
from scenarios.bank.answers import letters_of, read_answer
from scenarios.bank.item import Answer, ItemKind


@pytest.mark.parametrize(
    ("kind", "typed", "answer"),
    [
        ("single", "b", 1),
        ("single", " Ｂ ", 1),
        ("several", "ca", (0, 2)),
        ("several", "A、C", (0, 2)),
        ("order", "BDAC", (1, 3, 0, 2)),
        ("match", "c,a,b", (2, 0, 1)),
        ("number", "1,062.50", Decimal("1062.50")),
        ("number", "320元", Decimal(320)),
    ],
)
def test_an_answer_is_read(kind: ItemKind, typed: str, answer: Answer) -> None:
    assert read_answer(kind, typed, 4, 3) == answer


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("single", "E"),
        ("single", ""),
        ("single", "AB"),
        ("several", ""),
        ("several", "AA"),
        ("order", "ABC"),
        ("match", "AB"),
        ("number", "八十"),
        ("number", "NaN"),
        ("number", "Infinity"),
    ],
)
def test_what_is_no_answer_is_refused_in_chinese(kind: ItemKind, typed: str) -> None:
    with pytest.raises(ValueError, match=r"[一-鿿]"):
        read_answer(kind, typed, 4, 3)


def test_letters_and_numbers_go_out_as_they_came() -> None:
    assert letters_of((1, 3, 0, 2)) == "BDAC"
    assert letters_of(2) == "C"
    assert letters_of(Decimal("637.5")) == "637.5"


def test_texts_that_say_the_same_are_alike_whatever_the_punctuation() -> None:
    assert likeness("记下每个客户的反应，定好跟进计划", "记下每个客户的反应 定好跟进计划。") == 1
    assert likeness("先认同", "报价") == 0


def test_a_question_that_tells_its_answer_is_known() -> None:
    assert gives_away("国际船运公司", "国际企业", ["国有企业", "小型民营企业"])
    assert not gives_away("进出口公司", "国际企业", ["国有企业", "小型民营企业"])
