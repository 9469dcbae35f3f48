"""What a trainer writes in points.yaml works as its header says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from scoring.listening import build_listener
from scripts.heard import Context
from scripts.model import Point, Points

if TYPE_CHECKING:
    from scoring.listening import Listener
    from scripts.model import PlanShelf


def test_every_shared_item_has_examples_counter_examples_and_a_better_wording(shelf: PlanShelf) -> None:
    for name, point in shelf.points.items():
        assert len(point.examples) >= 3, name
        assert len(point.not_) >= 2, name
        assert point.say, name


def test_every_example_meets_its_item_and_no_counter_example_does(shelf: PlanShelf, listener: Listener) -> None:
    wrong = []
    for point in shelf.points.values():
        context = Context(spend=800) if any(proof.kind == "gift" for proof in point.claim) else Context()
        for text in point.examples:
            found = listener.hear(text, context)
            if point.code not in (*found.codes, *found.violation_codes):
                wrong.append(f"{point.code} 没听出：{text}")
        for text in point.not_:
            found = listener.hear(text, context)
            if point.code in (*found.codes, *found.violation_codes):
                wrong.append(f"{point.code} 误听成：{text}")
    assert wrong == []


def test_a_new_item_is_heard_by_its_examples_alone(shelf: PlanShelf) -> None:
    parking = Point(
        name="帮停车",
        code="parking",
        about="说可以帮客户安排停车位",
        examples=(
            "您来营业厅我帮您安排车位", "停车位我们给您留好了", "来办业务停车免费", "我给您预留一个停车位",
            "车位的事我来安排", "您开车来，车位给您留着", "停车不用您操心，我安排", "门口车位给您占好了",
        ),
        not_=("您这楼停车方便吗", "停车位紧张"),
    )  # fmt: skip
    listener = build_listener(shelf.plan, {**shelf.points, parking.name: parking})
    assert "parking" in listener.hear("您来的时候停车位我给您留好").codes
    assert "parking" not in listener.hear("您现在一个月话费多少").codes


def test_word_groups_patterns_and_unless_work_without_examples(shelf: PlanShelf) -> None:
    point = Point.model_validate(
        {
            "name": "装机快", "code": "fast_install", "about": "说装机很快",
            "words": [["装机/安装", "当天/三天"]], "patterns": ["今天…明天…装好"], "unless": ["加急费"],
        }
    )  # fmt: skip
    listener = build_listener(shelf.plan, {"装机快": point})
    assert "fast_install" in listener.hear("我们当天就能安装").codes
    assert "fast_install" in listener.hear("今天办明天就装好").codes
    assert "fast_install" not in listener.hear("当天安装要加急费").codes
    assert "fast_install" not in listener.hear("当天安装不了").codes


def _points(synonyms: dict[str, list[str]]) -> dict[str, object]:
    point = {"code": "x", "about": "说便宜", "words": [["<便宜>"]]}
    return {"plan": "p", "synonyms": synonyms, "points": {"便宜些": point}}


def test_a_synonym_is_put_in_place_wherever_it_is_named() -> None:
    points = Points.model_validate(_points({"便宜": ["划算", "<省>"], "省": ["省钱"]}))
    assert points.points["便宜些"].words == (("划算/省钱",),)


@pytest.mark.parametrize(
    ("synonyms", "says"),
    [({"便宜": ["<省>"], "省": ["<便宜>"]}, "绕了一圈"), ({"省": ["省钱"]}, "没有叫「便宜」的同义词")],
)
def test_a_circular_or_unknown_synonym_is_refused_in_chinese(synonyms: dict[str, list[str]], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        Points.model_validate(_points(synonyms))
