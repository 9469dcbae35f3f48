"""Each branch condition at both sides of its border, and the vocabulary against its documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.conditions import CONDITIONS, Argument, Situation, described, holds

DOCS = Path(__file__).parents[2] / "docs" / "conditions.md"

TRUE_AND_FALSE: dict[str, list[tuple[Argument, Situation, Situation]]] = {
    "all-required": [
        (
            "yes",
            Situation(required=frozenset({"问好"}), met=frozenset({"问好", "报价"})),
            Situation(required=frozenset({"问好", "报价"}), met=frozenset({"问好"})),
        )
    ],
    "said": [
        (("问好", "报价"), Situation(met=frozenset({"问好", "报价"})), Situation(met=frozenset({"问好"}))),
        ("问好", Situation(met=frozenset({"问好"})), Situation()),
    ],
    "said-any": [(("问好", "报价"), Situation(met=frozenset({"报价"})), Situation(met=frozenset({"道别"})))],
    "said-now": [
        ("报价", Situation(met_now=frozenset({"报价"})), Situation(met=frozenset({"报价"}))),
        (
            ("报价", "请求成交"),
            Situation(met_now=frozenset({"报价", "请求成交"})),
            Situation(met_now=frozenset({"报价"}), met=frozenset({"报价", "请求成交"})),
        ),
    ],
    "violation": [
        ("any", Situation(new_violations=frozenset({"施压"})), Situation()),
        ("施压", Situation(new_violations=frozenset({"施压"})), Situation(new_violations=frozenset({"贬低"}))),
    ],
    "turns-over": [("3", Situation(stage_turns=4), Situation(stage_turns=3))],
    "mood-below": [("-1", Situation(mood=-2), Situation(mood=-1))],
    "mood-at-least": [(1, Situation(mood=1), Situation(mood=0))],
    "trust-below": [("3", Situation(trust=2), Situation(trust=3))],
    "trust-at-least": [("5", Situation(trust=5), Situation(trust=4))],
    "patience-out": [("yes", Situation(patience=0), Situation(patience=1))],
    "objections-settled": [
        ("yes", Situation(), Situation(objections_left=1)),
        ("yes", Situation(), Situation(objections_open=1)),
    ],
    "told": [(("账单", "谁做主"), Situation(told=frozenset({"账单", "谁做主"})), Situation(told=frozenset({"账单"})))],
    "promise": [
        ("any", Situation(promise="看方案"), Situation()),
        ("none", Situation(), Situation(promise="看方案")),
        ("看方案", Situation(promise="看方案"), Situation(promise="填单")),
    ],
}


@pytest.mark.parametrize("key", CONDITIONS)
def test_a_condition_holds_on_one_side_of_its_border_and_not_on_the_other(key: str) -> None:
    for argument, yes, no in TRUE_AND_FALSE[key]:
        assert holds({key: argument}, yes)
        assert not holds({key: argument}, no)


@pytest.mark.parametrize("key", CONDITIONS)
def test_every_condition_is_explained_to_authors(key: str) -> None:
    assert f"| `{key}` |" in DOCS.read_text(encoding="utf-8")


def test_the_documentation_explains_no_condition_that_does_not_exist() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert {row.split("`")[1] for row in rows} == set(CONDITIONS)


def test_a_branch_holds_only_when_all_its_conditions_do() -> None:
    when: dict[str, Argument] = {"turns-over": "2", "mood-below": "0"}
    assert holds(when, Situation(stage_turns=3, mood=-1))
    assert not holds(when, Situation(stage_turns=3, mood=0))
    assert holds({}, Situation())


@pytest.mark.parametrize(
    ("key", "argument"),
    [
        ("all-required", "no"),
        ("turns-over", "三"),
        ("turns-over", ("3",)),
        ("mood-below", "-9"),
        ("trust-at-least", "11"),
        ("said", ()),
        ("promise", ("甲", "乙")),
    ],
)
def test_a_wrong_argument_is_refused_with_a_chinese_sentence(key: str, argument: Argument) -> None:
    with pytest.raises(ValueError, match="这个条件后面"):
        CONDITIONS[key].parse(argument)


@pytest.mark.parametrize("key", CONDITIONS)
def test_every_condition_says_itself_with_its_argument_in_chinese(key: str) -> None:
    said = CONDITIONS[key].said(("甲", "乙"))
    assert re.search("[一-鿿]", said)
    assert ("甲、乙" in said) == ("{}" in CONDITIONS[key].phrase)


def test_a_branch_says_when_it_is_taken() -> None:
    assert described({"said": ("自我介绍",), "trust-at-least": "4"}) == "说到过自我介绍，信任不低于 4"
    assert described({"violation": "any"}) == "这一句违规（任何一项）"
    assert described({}) == "其他情况"
