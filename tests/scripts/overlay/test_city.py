"""A city's changes in the province's plan: what wins, whose line is named, what has gone stale, what stays usable."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.fingerprint import fingerprint
from scripts.heard import Context, Heard
from scripts.loader import check_paths, load_library, open_paths

if TYPE_CHECKING:
    from conftest import Workbench

    from scripts.model import PlanShelf, Script

NAME = "江城/设计公司"


def folder(bench: Workbench) -> Path:
    return bench.plan / "cities" / "river-city"


def local(bench: Workbench) -> tuple[PlanShelf, Script]:
    found = load_library(bench.library).library.find(NAME)
    assert found is not None
    return found


def write(bench: Workbench, patches: str, base: str = "设计公司@V1") -> Path:
    """Leave the city with one file that holds these patches."""
    shutil.rmtree(folder(bench))
    file = folder(bench) / "studio.yaml"
    file.parent.mkdir()
    file.write_text(f"city: 江城\nbase: {base}\nreason: 试\n{patches}", encoding="utf-8")
    return file


def told(bench: Workbench, *paths: Path) -> list[tuple[str, str, int]]:
    return [(one.code, Path(one.place.file).name, one.place.line) for one in bench.check(*paths)]


def test_the_citys_script_says_what_the_city_wrote_and_else_what_the_province_wrote(bench: Workbench) -> None:
    shelf, script = local(bench)
    assert script.ref == "江城/设计公司@江城V1"
    assert script.customer.company == "江城软件园里二十个人的设计公司"
    assert script.customer.background == "什么杂事都归她管，最怕没水被人说"
    assert script.stages["报价"].prompts[0] == "停车费算谁的？"
    assert script.customer.facts["月用量"].guarded == ()
    assert shelf.plan.rivals == ("山泉", "甘露")


def test_the_provinces_script_stays_as_it_was(bench: Workbench) -> None:
    with_cities = load_library(bench.library).library.find("设计公司")
    shutil.rmtree(bench.plan / "cities")
    without = load_library(bench.library).library.find("设计公司")
    assert with_cities is not None
    assert without is not None
    assert fingerprint(*with_cities) == fingerprint(*without)


def test_a_script_is_found_by_city_and_by_version(bench: Workbench) -> None:
    library = load_library(bench.library).library
    assert library.find(NAME) == library.find("江城/设计公司@江城V1") != library.find("设计公司")
    assert library.script_names == ("设计公司",)
    assert library.local_names == (NAME,)


@pytest.mark.parametrize(
    ("branch", "offered"),
    [("江城第一站", NAME), ("软件园服务站", NAME), ("山城站", "设计公司"), ("", "设计公司")],
)
def test_the_people_of_a_branch_are_offered_their_citys_script(bench: Workbench, branch: str, offered: str) -> None:
    assert load_library(bench.library).library.names_for(branch) == (offered,)


def test_a_change_of_what_all_share_gives_the_city_every_script(bench: Workbench) -> None:
    other = bench.script.with_name("fitters.yaml")
    other.write_text(bench.script.read_text("utf-8").replace("script: 设计公司", "script: 装修公司"), "utf-8")
    assert set(load_library(bench.library).library.local_names) == {NAME, "江城/装修公司"}
    (folder(bench) / "plan.yaml").unlink()
    assert load_library(bench.library).library.local_names == (NAME,)


def test_a_new_branch_goes_before_the_one_that_holds_for_all_that_is_left(bench: Workbench) -> None:
    write(bench, "add:\n  stages.报价.next: [{when: {mood-below: -2}, to: 被拒}]\n")
    assert [branch.target for branch in local(bench)[1].stages["报价"].next] == ["促成", "被拒", "stay"]
    assert told(bench) == []


def test_an_item_is_taken_out_by_its_text_and_another_put_in(bench: Workbench) -> None:
    write(bench, "add: {stages.开场白.customer: 你谁啊？}\nremove: [stages.开场白.customer.快点讲。]\n")
    assert local(bench)[1].stages["开场白"].customer == ("你说。", "什么事？", "你谁啊？")


def test_a_change_of_the_province_shows_old_base_new_base_and_local_text(bench: Workbench) -> None:
    bench.replace("  company: 二十个人的设计公司", "  company: 三十个人的设计公司")
    assert told(bench) == [("stale-patch", "studio.yaml", 6)]
    (problem,) = bench.check()
    words = "原来：「二十个人的设计公司」；现在：「三十个人的设计公司」；我们：「江城软件园里二十个人的设计公司」"
    assert words in problem.message
    (city,) = load_library(bench.library).cities
    (stale,) = city.stale(NAME)
    texts = stale.old_base, stale.new_base, stale.local
    assert texts == ("二十个人的设计公司", "三十个人的设计公司", "江城软件园里二十个人的设计公司")


def test_a_stale_patch_keeps_nobody_from_practising(bench: Workbench) -> None:
    bench.replace("  company: 二十个人的设计公司", "  company: 三十个人的设计公司")
    loaded = load_library(bench.library)
    assert loaded.library.local_names == (NAME,)
    assert loaded.report.errors == ()


def test_what_the_province_has_taken_away_is_stale_too_and_the_rest_stays_in_force(bench: Workbench) -> None:
    bench.replace("      guarded: [也没多少。, 这个不好说。, 看情况。]\n", "")
    assert told(bench) == [("stale-patch", "studio.yaml", 16)]
    assert "现在：（没有）" in bench.check().problems[0].message
    assert local(bench)[1].customer.company == "江城软件园里二十个人的设计公司"


def test_writing_one_line_in_a_list_or_by_itself_is_no_change_of_the_province(bench: Workbench) -> None:
    file, _ = bench.replace("rules: [每天上午打]", "rules: 每天上午打")
    assert file.name == "plan.yaml"
    assert told(bench) == []


def test_a_line_of_the_province_that_a_change_breaks_is_told_at_the_change(bench: Workbench) -> None:
    file = write(bench, "remove:\n  endings.成交.say: 试\n  stages.跟进: 试\n")
    found = [one for one in bench.check() if one.code != "missing-was"]
    assert {(one.place.file, one.place.line) for one in found} == {(str(file), 6)}
    assert "missing-stage" in {one.code for one in found}
    assert all("studio.yaml 第" in one.message for one in found)


def test_a_value_of_the_wrong_shape_is_told_where_the_city_wrote_it(bench: Workbench) -> None:
    write(bench, "change:\n  stages.报价.points.报价.weight:\n    was: '8'\n    now: 很多\n")
    assert told(bench) == [("wrong-type", "studio.yaml", 7)]


def test_a_problem_of_the_province_is_not_told_again_of_the_city(bench: Workbench) -> None:
    file, line = bench.replace(
        "required: yes, say: 谢谢您，有事随时打给我。}", "required: yes, say: 谢谢您，给您打五折。}"
    )
    assert told(bench) == [("discount-beyond-level", file.name, line)]
    assert told(bench, folder(bench)) == []


def test_a_broken_file_of_a_city_takes_its_script_away_and_nothing_else(bench: Workbench) -> None:
    bench.replace("  stages.报价.prompts:\n", "  stages.报介.prompts:\n")
    loaded = load_library(bench.library)
    assert loaded.library.local_names == ()
    assert loaded.library.script_names == ("设计公司",)
    assert [Path(one.place.file).name for one in loaded.report] == ["studio.yaml"]


def test_a_broken_shared_file_of_a_city_takes_all_its_scripts_away(bench: Workbench) -> None:
    bench.replace("  rivals:\n    now", "  rivalen.甲:\n    now")
    assert load_library(bench.library).library.local_names == ()


def test_a_provinces_own_folder_may_hold_nothing_but_cities(bench: Workbench, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(bench.plan / "cities", own / "office-water" / "cities")
    shutil.rmtree(bench.plan / "cities")
    assert load_library(own, bench.library).library.local_names == (NAME,)
    assert check_paths([own], behind=[bench.library]).problems == ()
    bench.replace("  company: 二十个人的设计公司", "  company: 三十个人的设计公司")
    file = own / "office-water" / "cities" / "river-city" / "studio.yaml"
    assert [one.place.file for one in check_paths([file], behind=[bench.library])] == [str(file)]


def test_ones_own_file_of_a_city_goes_before_the_one_behind(bench: Workbench, tmp_path: Path) -> None:
    own = tmp_path / "own" / "office-water" / "cities" / "river-city"
    own.mkdir(parents=True)
    (own / "studio.yaml").write_text("city: 江城\nbase: 设计公司@V1\nversion: 江城V2\n", encoding="utf-8")
    assert load_library(tmp_path / "own", bench.library).library.find("江城/设计公司@江城V2")


def test_files_that_nobody_reads_are_named(bench: Workbench) -> None:
    (bench.plan / "cities" / "loose.yaml").write_text("city: 江城\n", encoding="utf-8")
    (folder(bench) / "old.yml").write_text("city: 江城\n", encoding="utf-8")
    assert told(bench) == [("misplaced-file", "loose.yaml", 1), ("misplaced-file", "old.yml", 1)]


class Deaf:
    """Hears nothing."""

    def hear(self, text: str, context: Context, /) -> Heard:
        assert context == Context()
        return Heard(text)


def test_examples_of_a_city_are_listened_to_and_told_at_its_own_line(bench: Workbench) -> None:
    write(bench, "add:\n  points.准时送到.examples: [晚上八点也送]\n", base="points.yaml")
    found = bench.check(folder(bench), listen=lambda _plan, _points: Deaf())
    assert [(one.code, one.place.line) for one in found] == [("example-not-heard", 5)]


def test_a_story_beside_the_changes_is_told_of_the_citys_script(bench: Workbench) -> None:
    story = (bench.plan / "stories" / "studio-won.story.yaml").read_text(encoding="utf-8")
    beside = folder(bench) / "won.story.yaml"
    beside.write_text(story.replace("script: ", f"script: {NAME} #"), encoding="utf-8")
    (opened,) = open_paths([beside], behind=())
    (city,) = opened.cities
    assert [one.script.script.script for one in city.subject.stories if one.script] == [NAME]
    assert city.concerned(opened.asked) == {str(beside)}


@pytest.mark.parametrize(
    "patches",
    [
        "change: [a]",
        "add: 文字",
        "remove: {customer.name: [b]}",
        "remove: {a: {was: 1, now: 2}}",
        'change: {"": x}',
        'remove: [""]',
        "remove: [stages]",
        "remove: [script, city]",
        "remove: [stages.开场白.next.3]",
        "change: {customer: x}",
        "change: {customer.name: ~}",
        "change: {customer.name: {was: 小周}}",
        "change: {customer.name: [甲, 乙]}",
        "change: {customer.name.x: y}",
        "change: {stages: {}}",
        "change: {stages.开场白.next: 走}",
        "change: {stages.开场白.next.1.when: {a: b}}",
        "change: {points.提到押金: ~}",
        "add: {customer: [a]}",
        "add: {stages.开场白.next: 走}",
        "add: {stages.新环节: {goal: a, next: [{otherwise: stay}]}}",
    ],
)
def test_whatever_a_city_writes_wrong_is_told_in_its_own_file_and_harms_nobody_else(
    bench: Workbench, patches: str
) -> None:
    file = write(bench, patches + "\n")
    found = bench.check()
    assert found.errors
    assert {one.place.file for one in found} == {str(file)}
    assert load_library(bench.library).library.script_names == ("设计公司",)


def test_a_place_that_stands_in_a_file_of_all_is_told_with_the_command_that_opens_it(bench: Workbench) -> None:
    write(bench, "add:\n  objections.太贵了.raise: [楼下铁通比你们便宜。]\n")
    (found,) = bench.check().problems
    assert found.code == "unknown-path"
    assert "objections.yaml" in found.hint
    assert "duilian overlay new 江城 objections.yaml --plan office-water" in found.hint


def test_a_change_written_level_by_level_is_shown_the_path_on_one_line(bench: Workbench) -> None:
    write(bench, "change:\n  stages:\n    跟进:\n      goal: 定好下一步，记下门牌\n")
    (found,) = bench.check().problems
    assert (found.code, found.place.line) == ("parts-dropped", 5)
    assert found.hint == "只改里面的一处，路径连着写成一行：stages.跟进.goal: ……"


def test_a_branch_or_a_point_may_be_replaced_whole_without_all_its_keys(bench: Workbench) -> None:
    write(bench, "change:\n  stages.报价.next.1: {when: all-required, to: 促成}\n")
    assert {one.code for one in bench.check()} <= {"missing-was", "no-change"}
