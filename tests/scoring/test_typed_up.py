"""A real visit, typed up afterwards, marked like a practised talk."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scoring.marks import make_report
from scoring.rubric import Rubric, rubric_of
from scoring.typed_up import Line, Marked, UnreadableTranscriptError, mark_lines, read_lines
from tests.spoken import MarkedListener, saying

if TYPE_CHECKING:
    from scripts.model import PlanShelf


@pytest.fixture(scope="module")
def rubric(shelf: PlanShelf) -> Rubric:
    return rubric_of(shelf, shelf.scripts["广告公司"])


@pytest.fixture(scope="module")
def listener(shelf: PlanShelf) -> MarkedListener:
    return MarkedListener(shelf.points_of(shelf.scripts["广告公司"]))


def marked(rubric: Rubric, listener: MarkedListener, *lines: tuple[str, str], spend: float | None = None) -> Marked:
    names = {point.code: name for name, point in listener.points.items()}
    return mark_lines([Line(*line) for line in lines], rubric, listener, names, spend=spend, level="客户经理")


def written(*lines: object) -> str:
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def test_items_are_found_at_the_lines_of_the_file(rubric: Rubric, listener: MarkedListener) -> None:
    found = marked(
        rubric,
        listener,
        ("customer", "你哪位？"),
        ("rep", saying("自我介绍")),
        ("customer", "什么事？"),
        ("rep", saying("说明来意", "自我介绍")),
        ("rep", saying("违规：贬低对手")),
    )
    assert found.lines_met() == {"self_intro": [1, 3], "state_purpose": [3]}
    assert found.lines_broken() == {"disparage": [4]}


def test_the_talk_has_reached_the_last_stage_whose_needs_were_met(rubric: Rubric, listener: MarkedListener) -> None:
    assert marked(rubric, listener, ("rep", saying("自我介绍"))).transcript.reached == ("开场白",)
    asked = marked(rubric, listener, ("rep", saying("自我介绍")), ("rep", saying("请求成交")))
    assert asked.transcript.reached[-1] == "促成"


def test_an_objection_is_known_by_the_customers_words_and_judged_in_three_steps(
    rubric: Rubric, listener: MarkedListener
) -> None:
    found = marked(
        rubric,
        listener,
        ("rep", saying("推荐组合方案")),
        ("customer", "那号码要不要换啊？我名片都印好了"),
        ("rep", saying("认同客户顾虑", "老号码过渡", "确认")),
    )
    (handled,) = found.transcript.objections
    assert (handled.name, handled.outcome) == ("怕换号", "settled")


def test_the_listener_is_told_what_the_customer_said_and_what_he_spends(
    rubric: Rubric, listener: MarkedListener
) -> None:
    marked(rubric, listener, ("customer", "2M多少钱？"), ("rep", "128"), spend=800)
    assert (listener.contexts[-1].customer_said, listener.contexts[-1].spend) == ("2M多少钱？", 800)


def test_what_the_talk_never_came_to_is_not_evaluable(rubric: Rubric, listener: MarkedListener) -> None:
    found = marked(rubric, listener, ("rep", saying("自我介绍")))
    report = make_report(rubric, found.transcript, date(2026, 11, 23))
    closing = next(stage for stage in report.stages if stage.name == "促成")
    assert closing.score is None


def test_every_unreadable_line_is_named_at_once() -> None:
    text = written({"speaker": "rep", "text": "您好"}, {"speaker": "boss", "text": "嗯"}, {"speaker": "rep"}, "话", 3)
    with pytest.raises(UnreadableTranscriptError) as caught:
        read_lines(text + "\n{")
    assert [fault.split("行")[0] for fault in caught.value.faults] == [f"第 {n} " for n in (2, 3, 4, 5, 6)]


def test_a_transcript_without_the_rep_says_so() -> None:
    with pytest.raises(UnreadableTranscriptError, match="没有一句客户经理"):
        read_lines(written({"speaker": "customer", "text": "喂"}))


def test_blank_lines_are_no_fault() -> None:
    assert read_lines('\n{"speaker": "rep", "text": "您好"}\n\n') == (Line("rep", "您好"),)
