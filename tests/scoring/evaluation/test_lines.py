"""Figures over marked lines, against a listener that hears what a test wrote down for it."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest

from scoring.agreement import Counts, f1, precision, recall
from scoring.evaluation.gold import GoldLine, UnreadableGoldError, half_of, read_gold_lines, read_gold_talk
from scoring.evaluation.lines import LineFigures, Share, hear_lines, measure_lines
from scripts.heard import Breach, Context, Heard, Hit

GROUPS = {"all": ("hello", "price", "rude"), "violations": ("rude",)}


class Scripted:
    """Hears the codes in the text: `+hello` met, `!rude` broken, `?price` suspected."""

    def __init__(self) -> None:
        self.contexts: list[Context] = []

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008 - frozen: shared safely
        self.contexts.append(context)
        words = utterance.split()
        met, perhaps = (tuple(Hit(word[1:], "", "", 0, 0) for word in words if word[0] == sign) for sign in ("+", "?"))
        broken = tuple(Breach(word[1:], "", "", 0, 0) for word in words if word[0] == "!")
        return Heard(utterance, met=met, perhaps=perhaps, violations=broken)


def line(text: str, *truth: str, near: tuple[str, ...] = (), kind: str = "plain") -> GoldLine:
    return GoldLine(text, text, frozenset(truth), frozenset(near), kind)


LINES = (
    line("+hello +price", "hello", "price"),
    line("+hello !rude", "hello", near=("rude", "price"), kind="negation"),
    line("?price ?hello", "price", "rude"),
    line("+price +secret", kind="out-of-scope"),
    line("好", kind="out-of-scope"),
)


@pytest.fixture
def figures() -> LineFigures:
    ticks = count()
    return measure_lines(hear_lines(Scripted(), LINES, lambda: next(ticks) * 0.002), GROUPS)


def test_counts_are_summed_over_all_items_of_a_group_and_of_each_item(figures: LineFigures) -> None:
    assert figures.groups["all"].counts == Counts(hit=3, false=2, missed=2, silent=8)
    assert figures.groups["all"].precision.value == pytest.approx(3 / 5)
    assert figures.groups["all"].recall.value == pytest.approx(3 / 5)
    assert figures.groups["violations"].counts == Counts(hit=0, false=1, missed=1, silent=3)
    assert figures.items["hello"].counts == Counts(hit=2, silent=3)
    assert figures.items["hello"].f1.value == 1


def test_kinds_near_misses_and_out_of_scope_lines_are_told_apart(figures: LineFigures) -> None:
    assert figures.kinds["negation"].figure(precision) == pytest.approx(1 / 2)
    assert figures.kinds["plain"].figure(recall) == pytest.approx(2 / 4)
    assert figures.kinds["out-of-scope"].figure(f1) == 0
    assert figures.near == Share(1, 2)
    assert figures.near_by_item["price"] == Share(0, 1)
    assert figures.strayed == Share(1, 2)
    assert Share(0, 0).share is None


def test_suspicions_count_for_themselves_only(figures: LineFigures) -> None:
    assert figures.suspected == Share(1, 2)


def test_time_is_the_clocks(figures: LineFigures) -> None:
    assert figures.milliseconds == pytest.approx((2.0, 2.0))


def test_a_line_is_heard_after_the_customers_own() -> None:
    listener = Scripted()
    hear_lines(listener, [GoldLine("a", "128", frozenset(), frozenset(), "number", "多少钱？")], lambda: 0.0)
    assert listener.contexts == [Context(customer_said="多少钱？")]


def test_no_lines_at_all_have_no_figures() -> None:
    nothing = measure_lines((), GROUPS)
    assert nothing.groups["all"].f1.value is None
    assert nothing.near.share is None


def test_the_halves_are_fixed_for_good() -> None:
    assert [half_of(name) for name in ("a-0001", "a-0002", "ad-good-1.jsonl")] == ["reporting", "reporting", "tuning"]


def written(**changes: Any) -> str:
    whole = {"id": "a-1", "text": "您好", "met": ["hello"], "violations": [], "near": [], "kind": "plain"}
    return json.dumps({**whole, **changes}, ensure_ascii=False)


def test_marked_lines_are_read_and_what_is_none_is_named_by_its_place() -> None:
    (read,) = read_gold_lines("a.jsonl", written(violations=["rude"]) + "\n\n")
    assert read == GoldLine("a-1", "您好", frozenset({"hello", "rude"}), frozenset(), "plain")
    with pytest.raises(UnreadableGoldError, match=r"a\.jsonl 第 2 行不是"):
        read_gold_lines("a.jsonl", written() + "\n{")
    with pytest.raises(UnreadableGoldError, match=r"第 1 行缺 met"):
        read_gold_lines("a.jsonl", '{"id": "a-1", "text": "您好"}')


def test_a_marked_talk_is_read_with_its_header_and_marks_by_line() -> None:
    head = '{"talk": "t", "script": "广告公司", "kind": "good", "mark": 80, "spend": 900}'
    turns = (
        '{"speaker": "customer", "text": "你好"}',
        '{"speaker": "rep", "text": "您好", "met": ["hello"], "violations": []}',
    )
    talk = read_gold_talk("t.jsonl", "\n".join((head, *turns)))
    assert (talk.script, talk.mark, talk.spend, talk.level) == ("广告公司", 80, 900, "客户经理")
    assert talk.met == {1: frozenset({"hello"})}
    with pytest.raises(UnreadableGoldError, match="第 3 行缺 met"):
        read_gold_talk("t.jsonl", "\n".join((head, turns[0], '{"speaker": "rep", "text": "您好"}')))
    with pytest.raises(UnreadableGoldError, match="第 1 行缺 script"):
        read_gold_talk("t.jsonl", "")
