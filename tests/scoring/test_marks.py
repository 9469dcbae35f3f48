"""What a report says of a transcript."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from scoring.marks import HINT_COST, OPTIONAL_ENOUGH, SEVERE_CAP, VIOLATION_COST, make_report
from scoring.rubric import Rubric, rubric_of
from scoring.transcript import Mark, Transcript, Turn
from scripts.talk import Evidence, Handled

if TYPE_CHECKING:
    from scoring.report import Report, StageScore
    from scripts.model import PlanShelf

TODAY = date(2026, 11, 23)
ALL = ("开场白", "探询需求", "产品推介", "异议处理", "报价", "促成", "跟进")


@pytest.fixture(scope="module")
def rubric(shelf: PlanShelf) -> Rubric:
    return rubric_of(shelf, shelf.scripts["广告公司"])


def rep(number: int, *codes: str, violations: tuple[Mark, ...] = ()) -> Turn:
    met = tuple(Mark(code, code, f"话{code}") for code in codes)
    return Turn(number, "rep", f"第{number}句", "开场白", met, violations=violations)


def talk(*turns: Turn, reached: tuple[str, ...] = ALL, ending: str = "成交") -> Transcript:
    return Transcript(turns, reached, ending=ending)


def stage(report: Report, name: str) -> StageScore:
    return next(one for one in report.stages if one.name == name)


def breach(code: str, *, severe: bool) -> Mark:
    return Mark(code, f"违规：{code}", "打对折", "超出权限", "八折是我能定的", severe)


def test_an_item_met_is_shown_with_its_words_and_its_turn(rubric: Rubric) -> None:
    report = make_report(rubric, talk(rep(1, "greeting"), rep(2, "self_intro")), TODAY)
    proofs = {one.code: (one.quote, one.turn) for one in stage(report, "开场白").met}
    assert proofs == {"greeting": ("话greeting", 1), "self_intro": ("话self_intro", 2)}


def test_words_that_break_a_rule_are_no_proof_of_a_merit(rubric: Rubric) -> None:
    promised = Mark("absolute", "违规：绝对化承诺", "保证话stability", "绝对化", "", severe=False)
    report = make_report(rubric, talk(rep(1, "stability", "cheaper", violations=(promised,))), TODAY)
    assert [one.code for one in stage(report, "产品推介").met] == ["cheaper"]


def test_three_gaps_are_three_wordings(rubric: Rubric) -> None:
    dodged = Transcript((rep(1),), ALL, (Handled("怕换号", 1),), ending="被拒")
    betters = [gap.better for gap in make_report(rubric, dodged, TODAY).gaps]
    assert len(betters) == len(set(betters)) == 3


def test_required_items_all_count_for_a_stage(rubric: Rubric) -> None:
    items = rubric.of_stage("开场白")
    required = sum(one.weight for one in items if one.required)
    optional = sum(one.weight for one in items if not one.required)
    report = make_report(rubric, talk(rep(1, "self_intro")), TODAY)
    said = next(one.weight for one in items if one.code == "self_intro")
    assert stage(report, "开场白").score == round(100 * said / (required + OPTIONAL_ENOUGH * optional))


def test_of_what_may_be_said_half_is_enough(rubric: Rubric) -> None:
    items = rubric.of_stage("产品推介")
    heaviest = sorted((one for one in items if not one.required), key=lambda one: -one.weight)
    codes = [one.code for one in items if one.required] + [one.code for one in heaviest[:3]]
    report = make_report(rubric, talk(rep(1, *codes)), TODAY)
    assert len(stage(report, "产品推介").missed) > 0
    assert stage(report, "产品推介").score == 100


def test_what_was_said_early_counts_for_its_own_stage(rubric: Rubric) -> None:
    report = make_report(rubric, talk(rep(1, "quote_2m")), TODAY)
    assert [one.code for one in stage(report, "报价").met] == ["quote_2m"]


def test_what_could_not_come_up_is_named_so_and_not_counted(rubric: Rubric) -> None:
    short = talk(rep(1, "self_intro", "state_purpose", "greeting", "ask_permission"), reached=ALL[:3])
    report = make_report(rubric, short, TODAY)
    quote = stage(report, "报价")
    assert quote.score is None
    assert quote.missed == ()
    assert all("报价" in one.why for one in quote.not_evaluable)


def test_without_objections_their_handling_is_not_judged(rubric: Rubric) -> None:
    report = make_report(rubric, talk(rep(1, "self_intro")), TODAY)
    handling = stage(report, "异议处理")
    assert handling.score is None
    assert {one.code for one in handling.not_evaluable} >= {"empathy", "异议"}


def test_an_objection_is_three_questions_each_with_its_words(rubric: Rubric) -> None:
    handled = Handled("太贵了", 3, acknowledged=Evidence(4, "我理解"), answered=Evidence(4, "打八折"))
    report = make_report(rubric, replace(talk(rep(1, "self_intro")), objections=(handled,)), TODAY)
    handling = stage(report, "异议处理")
    assert {one.code: one.quote for one in handling.met} == {"太贵了·认同": "我理解", "太贵了·回答": "打八折"}
    assert "太贵了·确认" in {one.code for one in handling.missed}


def everything(rubric: Rubric) -> Turn:
    return rep(1, *{one.code for one in rubric.criteria})


def test_a_perfect_talk_has_full_marks_and_no_gap(rubric: Rubric) -> None:
    report = make_report(rubric, talk(everything(rubric)), TODAY)
    assert (report.score, report.gaps, report.next_drill) == (100, (), None)


def test_a_severe_violation_caps_the_talk_and_says_why(rubric: Rubric) -> None:
    broken = rep(2, violations=(breach("over_discount", severe=True),))
    report = make_report(rubric, talk(everything(rubric), broken), TODAY)
    assert (report.score, report.raw) == (SEVERE_CAP, 100)
    assert "打对折" in report.caps[0].why
    assert "第 2 轮" in report.caps[0].why
    assert report.gaps[0].better == "八折是我能定的"


def test_a_lesser_violation_costs_its_points_once(rubric: Rubric) -> None:
    broken = [rep(n, violations=(breach("disparage", severe=False),)) for n in (2, 3)]
    report = make_report(rubric, talk(everything(rubric), *broken), TODAY)
    assert report.score == 100 - VIOLATION_COST
    assert len(report.violations) == 2
    assert any(str(VIOLATION_COST) in note for note in report.notes)


def test_hints_cost_what_they_said_they_would(rubric: Rubric) -> None:
    report = make_report(rubric, replace(talk(everything(rubric)), hints=3), TODAY)
    assert report.score == 100 - 3 * HINT_COST


def test_a_talk_broken_off_in_the_doorway_is_no_pass_however_polite(rubric: Rubric) -> None:
    polite = rep(1, "self_intro", "state_purpose", "greeting", "ask_permission")
    report = make_report(rubric, talk(polite, reached=ALL[:1], ending="被拒"), TODAY)
    assert (report.raw, report.score) == (100, SEVERE_CAP)
    assert "探询需求" in report.caps[0].why


def test_asking_for_the_order_in_the_doorway_earns_nothing(rubric: Rubric) -> None:
    report = make_report(rubric, talk(rep(1, "close"), reached=ALL[:1], ending="被拒"), TODAY)
    assert report.score == 0


def test_what_was_only_suspected_is_shown_and_counts_nothing(rubric: Rubric) -> None:
    turn = replace(rep(1), perhaps=(Mark("greeting", "礼貌问候", "喂"),))
    report = make_report(rubric, talk(turn), TODAY)
    assert [(one.code, one.quote) for one in report.suspected] == [("greeting", "喂")]
    assert report.score == 0


def test_three_gaps_at_most_the_required_first_and_one_drill_for_tomorrow(rubric: Rubric) -> None:
    report = make_report(rubric, talk(rep(1, "greeting")), TODAY)
    required = {one.code for one in rubric.criteria if one.required}
    assert len(report.gaps) == 3
    assert {gap.code for gap in report.gaps} <= required
    assert all(gap.better for gap in report.gaps)
    assert report.next_drill is not None
    assert (report.next_drill.what, report.next_drill.due) == (report.gaps[0].name, date(2026, 11, 24))


def test_the_best_lines_are_three_different_ones(rubric: Rubric) -> None:
    turns = [rep(1, "self_intro", "greeting"), rep(2, "ask_cost"), rep(3, "ask_needs"), rep(4, "bundle")]
    report = make_report(rubric, talk(*turns), TODAY)
    assert len({one.turn for one in report.best}) == 3


def test_the_same_transcript_gives_the_same_report(rubric: Rubric) -> None:
    transcript = talk(everything(rubric), rep(2, violations=(breach("rude", severe=False),)))
    assert make_report(rubric, transcript, TODAY).as_json() == make_report(rubric, transcript, TODAY).as_json()


def test_who_asks_for_the_order_too_early_is_told_that_it_came_too_early(rubric: Rubric) -> None:
    report = make_report(rubric, talk(rep(1, "close"), reached=ALL[:4], ending="被拒"), TODAY)
    (close,) = [one for one in stage(report, "促成").not_evaluable if one.code == "close"]
    assert "催" in close.why
