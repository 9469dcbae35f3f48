"""A snapshot's name and seal, the gates before publishing, and which points a new version changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from scripts.fingerprint import fingerprint
from scripts.loader import open_paths, shipped_library
from scripts.problems import Place, Problem, Severity
from scripts.versions import Red, Snapshot, ThawError, blockers_of, changed_points, freeze, seal, texts_of, thaw

if TYPE_CHECKING:
    from scripts.model import PlanShelf, Script

PLACE = Place("scripts/first.yaml", 12)


def test_a_snapshot_holds_every_file_the_script_stands_on_and_notices_a_changed_letter() -> None:
    (opened,) = open_paths([shipped_library() / "small-hotel"])
    assert opened.subject is not None
    (script,) = opened.subject.shelf.scripts.values()
    snapshot = freeze(opened.subject.shelf, script, texts_of(opened.subject, script.script))
    assert set(snapshot.texts) == {
        "plan.yaml",
        "points.yaml",
        "objections.yaml",
        "voices.yaml",
        "scripts/budget-hotel.yaml",
    }
    assert snapshot.hash == fingerprint(opened.subject.shelf, script)
    assert snapshot.whole
    changed = {**snapshot.texts, "plan.yaml": snapshot.texts["plan.yaml"] + " "}
    assert not replace(snapshot, texts=changed).whole


def test_a_frozen_script_is_made_again_without_any_file() -> None:
    snapshot = of_the_hotel()
    shelf, script = thaw(snapshot)
    assert fingerprint(shelf, script) == snapshot.hash
    assert list(shelf.scripts) == ["经济型酒店"]


def test_a_city_version_is_frozen_with_its_changes_made() -> None:
    (opened,) = open_paths([shipped_library() / "small-hotel"])
    assert opened.subject is not None
    merged = replace(opened.subject, overlays=(opened.subject.plan_source,))
    (script,) = merged.shelf.scripts.values()
    texts = texts_of(merged, script.script)
    assert "cities/plan.yaml" in texts
    assert fingerprint(*thaw(freeze(merged.shelf, script, texts))) == fingerprint(merged.shelf, script)


def test_a_snapshot_changed_in_the_database_is_refused_in_chinese() -> None:
    snapshot = of_the_hotel()
    with pytest.raises(ThawError, match="内容被改动过"):
        thaw(replace(snapshot, texts={**snapshot.texts, "plan.yaml": "plan: x\n"}))
    short = {"plan.yaml": "plan: x\n"}
    with pytest.raises(ThawError, match="这个版本的程序读不了"):
        thaw(replace(snapshot, texts=short, seal=seal(short)))


def of_the_hotel() -> Snapshot:
    (opened,) = open_paths([shipped_library() / "small-hotel"])
    assert opened.subject is not None
    (script,) = opened.subject.shelf.scripts.values()
    return freeze(opened.subject.shelf, script, texts_of(opened.subject, script.script))


def blocked(*problems: Problem, red: tuple[Red, ...] = (), coverage: float | None = 1.0) -> list[str]:
    return [f"{one.kind} {one.where}".strip() for one in blockers_of(problems, red, coverage, 0.5)]


def test_errors_open_work_and_stale_patches_stand_in_the_way_each_with_its_place() -> None:
    found = [
        Problem("unknown-point", Severity.ERROR, PLACE, "没有这个要点"),
        Problem("to-do", Severity.TODO, PLACE, "留着：待办"),
        Problem("stale-patch", Severity.WARNING, PLACE, "省里改过了"),
        Problem("few-variants", Severity.WARNING, PLACE, "说法太少"),
        Problem("long-line", Severity.ADVICE, PLACE, "太长"),
    ]
    where = "scripts/first.yaml:12"
    assert blocked(*found) == [f"错误 {where}", f"待办 {where}", f"补丁过期 {where}"]


def test_red_stories_and_thin_coverage_stand_in_the_way() -> None:
    assert blocked(red=(Red("谈成了", PLACE, "结局不对"),)) == ["对话测试没过 scripts/first.yaml:12"]
    assert blocked(coverage=0.49) == ["覆盖不够"]
    assert blocked(coverage=0.5) == []
    assert blocked(coverage=None) == []


def test_only_points_a_rep_must_learn_anew_count_as_changed(shelf: PlanShelf) -> None:
    before = shelf.scripts["广告公司"]
    assert changed_points((shelf, before), (shelf, before)) == frozenset()
    after = said_otherwise(before, "开场白", "自我介绍")
    assert changed_points((shelf, before), (shelf, after)) == {"self_intro"}


def test_an_answer_counts_as_changed_with_its_objection(shelf: PlanShelf) -> None:
    script = shelf.scripts["广告公司"]
    name, objection = next(iter((n, shelf.objection(script, n)) for s in script.stages.values() for n in s.objections))
    new = objection.model_copy(update={"say": ("换个说法答您。",)})
    after = script.model_copy(update={"objections": {**script.objections, name: new}})
    codes = {shelf.points_of(script)[answer].code for answer in objection.answered_by}
    assert changed_points((shelf, script), (shelf, after)) == codes


def said_otherwise(script: Script, stage: str, point: str) -> Script:
    use = script.stages[stage].points[point].model_copy(update={"say": ("我是〔姓名〕，以后这栋楼都找我。",)})
    changed = script.stages[stage].model_copy(update={"points": {**script.stages[stage].points, point: use}})
    return script.model_copy(update={"stages": {**script.stages, stage: changed}})
