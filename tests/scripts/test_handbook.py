"""The handbook page: all that a rep should know is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scripts.handbook import Handbook, handbook_of

if TYPE_CHECKING:
    from scripts.model import PlanShelf


@pytest.fixture
def page(shelf: PlanShelf) -> Handbook:
    return handbook_of(shelf, shelf.scripts["广告公司"])


def text_of(page: Handbook) -> str:
    rows = [row.text for chapter in page.chapters for entry in chapter.entries for row in entry.rows]
    headings = [entry.heading for chapter in page.chapters for entry in chapter.entries]
    return "\n".join([page.title, page.subtitle, *(chapter.title for chapter in page.chapters), *headings, *rows])


def test_every_model_line_is_on_the_page(shelf: PlanShelf, page: Handbook) -> None:
    text = text_of(page)
    script = shelf.scripts["广告公司"]
    assert all(line in text for stage in script.stages.values() for use in stage.points.values() for line in use.say)


def test_every_objection_stands_with_its_answer(shelf: PlanShelf, page: Handbook) -> None:
    text = text_of(page)
    script = shelf.scripts["广告公司"]
    for name in script.stages["异议处理"].objections:
        objection = shelf.objection(script, name)
        assert objection.raises[0] in text
        assert objection.say[0] in text


def test_it_says_what_the_rep_may_grant_this_customer(page: Handbook) -> None:
    text = text_of(page)
    assert "客户经理最低 8 折" in text
    assert "网络传真（商务版）" in text


def test_it_says_what_must_not_be_said_and_what_instead(page: Handbook) -> None:
    chapter = next(one for one in page.chapters if one.title == "不能说的")
    assert any("严重" in entry.heading for entry in chapter.entries)
    assert all(row.who == "rep" for entry in chapter.entries for row in entry.rows)


def test_required_points_are_marked(page: Handbook) -> None:
    headings = [entry.heading for chapter in page.chapters for entry in chapter.entries]
    assert "自我介绍（5 分，必说）" in headings
    assert "礼貌问候（2 分）" in headings
