"""Libraries on disk: what cannot be read is named, a broken one leaves the rest usable, one's own goes first."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts.fingerprint import fingerprint
from scripts.loader import check_paths, load_library, shipped_library

if TYPE_CHECKING:
    from conftest import Workbench


def codes(bench: Workbench, *paths: Path) -> list[tuple[str, str, int]]:
    return [(one.code, Path(one.place.file).name, one.place.line) for one in bench.check(*paths)]


def second_script(bench: Workbench, name: str) -> Path:
    """A second, faultless script beside the first."""
    copy = bench.script.with_name(f"{name}.yaml")
    copy.write_text(bench.script.read_text(encoding="utf-8").replace("script: 设计公司", f"script: {name}"), "utf-8")
    return copy


def test_a_broken_script_leaves_the_others_usable(bench: Workbench) -> None:
    second_script(bench, "装修公司")
    _, line = bench.replace("script: 设计公司", "script：设计公司")
    loaded = load_library(bench.library)
    assert loaded.library.script_names == ("装修公司",)
    assert [(one.code, one.place.file, one.place.line) for one in loaded.report] == [
        ("fullwidth-colon", str(bench.script), line)
    ]


def test_a_script_that_leads_nowhere_is_not_loaded(bench: Workbench) -> None:
    second_script(bench, "装修公司")
    bench.script.write_text(bench.script.read_text(encoding="utf-8").replace("to: 被拒}", "to: 拒绝}"), "utf-8")
    assert load_library(bench.library).library.script_names == ("装修公司",)


def test_a_wrong_price_is_told_but_keeps_nobody_from_practising(bench: Workbench) -> None:
    bench.replace("按您的用量能打九折", "按您的用量能打五折")
    assert load_library(bench.library).library.script_names == ("设计公司",)
    assert [one.code for one in bench.check()] == ["discount-beyond-level"]


def test_a_plan_with_a_broken_shared_file_is_left_out_whole(bench: Workbench) -> None:
    bench.replace("  太贵了:\n", "  太贵了：\n")
    loaded = load_library(bench.library)
    assert loaded.library.shelves == {}
    assert [one.code for one in loaded.report] == ["fullwidth-colon"]


def test_scripts_of_ones_own_extend_the_plan_behind(bench: Workbench, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "office-water" / "scripts").mkdir(parents=True)
    shutil.move(second_script(bench, "装修公司"), own / "office-water" / "scripts" / "fitters.yaml")
    assert set(load_library(own, bench.library).library.script_names) == {"装修公司", "设计公司"}
    assert check_paths([own], behind=[bench.library]).problems == ()


def test_a_file_of_ones_own_replaces_the_file_of_the_same_name_behind(bench: Workbench, tmp_path: Path) -> None:
    own = tmp_path / "own" / "office-water" / "scripts"
    own.mkdir(parents=True)
    text = bench.script.read_text(encoding="utf-8")
    (own / "studio.yaml").write_text(text.replace("version: V1", "version: V2"), encoding="utf-8")
    shelf = load_library(own.parent.parent, bench.library).library.shelves["office-water"]
    assert [script.ref for script in shelf.scripts.values()] == ["设计公司@V2"]


def test_a_plan_of_ones_own_stands_in_place_of_the_one_behind(bench: Workbench, tmp_path: Path) -> None:
    own = Path(shutil.copytree(bench.library, tmp_path / "own"))
    (own / "office-water" / "scripts" / "studio.yaml").rename(own / "office-water" / "scripts" / "mine.yaml")
    second_script(bench, "装修公司")
    assert load_library(own, bench.library).library.script_names == ("设计公司",)


def test_a_broken_plan_of_ones_own_does_not_fall_back_to_other_prices(bench: Workbench, tmp_path: Path) -> None:
    own = Path(shutil.copytree(bench.library, tmp_path / "own"))
    (own / "office-water" / "plan.yaml").write_text("plan：office-water\n", encoding="utf-8")
    assert load_library(own, bench.library).library.shelves == {}


def test_two_scripts_of_one_name_are_told(bench: Workbench) -> None:
    shutil.copy(bench.script, bench.script.with_name("zzz.yaml"))
    assert [(code, file) for code, file, _ in codes(bench)] == [("duplicate-script", "zzz.yaml")]


def test_a_missing_file_of_the_plan_is_told_once(bench: Workbench) -> None:
    (bench.plan / "voices.yaml").unlink()
    assert codes(bench) == [("missing-file", "voices.yaml", 1)]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("script: 设计公司\nplan: 水\n".encode("gbk"), "encoding", 1),
        ("plan: x\nscript: 设计公司\n".encode("gbk"), "encoding", 2),
        ("script: 设计公司\n".encode("utf-16"), "encoding", 1),
        (b"script: \xff\xfe\xff\n", "encoding", 1),
        (b"", "empty-file", 1),
        ("# 以后再写\n".encode(), "empty-file", 1),
        ("plan: x\nscript: 设计\u200b公司\n".encode(), "hidden-character", 2),
        (b"plan: x\nscript: a\x00b\n", "hidden-character", 2),
        (b"a: " + b"x" * 1_000_001, "file-too-big", 1),
        (b"a: " + b"[" * 500 + b"]" * 500, "too-deep", 1),
        (b"[" * 100_000, "too-deep", 1),
        (b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor", 1),
    ],
)
def test_a_file_that_cannot_be_read_as_text_is_named(bench: Workbench, content: bytes, code: str, line: int) -> None:
    bench.script.write_bytes(content)
    found = codes(bench)
    assert found[0] == (code, "studio.yaml", line)
    assert {one for one, _, _ in found} == {code}


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(bench: Workbench) -> None:
    text = bench.script.read_text(encoding="utf-8")
    bench.script.write_bytes(text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert codes(bench) == []


def test_a_file_that_cannot_be_opened_is_named(bench: Workbench) -> None:
    bench.script.unlink()
    bench.script.mkdir()
    assert codes(bench) == [("unreadable-file", "studio.yaml", 1)]


def test_one_file_is_checked_within_its_library_and_only_it_is_told_of(bench: Workbench) -> None:
    other = second_script(bench, "装修公司")
    bench.script.write_text(bench.script.read_text(encoding="utf-8").replace("  mood: 0", "  mood: 9"), "utf-8")
    assert codes(bench, other) == []
    assert [code for code, _, _ in codes(bench, bench.script)] == ["out-of-range"]
    assert [code for code, _, _ in codes(bench, bench.plan)] == ["out-of-range"]
    assert [code for code, _, _ in codes(bench, bench.plan / "scripts")] == ["out-of-range"]


def test_a_script_is_told_why_its_plan_cannot_be_used(bench: Workbench) -> None:
    bench.replace("rivals: [山泉]", "rivals：[山泉]")
    assert [(code, file) for code, file, _ in codes(bench, bench.script)] == [("fullwidth-colon", "plan.yaml")]


def test_files_are_called_as_they_were_given(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.replace("  mood: 0", "  mood: 9")
    monkeypatch.chdir(bench.plan)
    assert [one.place.file for one in bench.check(Path("scripts/studio.yaml"))] == ["scripts/studio.yaml"]
    assert [one.place.file for one in bench.check(Path())] == ["scripts/studio.yaml"]


def test_a_path_that_is_not_there_or_in_no_plan_is_told(bench: Workbench, tmp_path: Path) -> None:
    lonely = tmp_path / "lonely.yaml"
    lonely.write_text("script: x\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert [code for code, _, _ in codes(bench, tmp_path / "nowhere")] == ["no-such-path"]
    assert [code for code, _, _ in codes(bench, lonely)] == ["outside-plan"]
    assert [code for code, _, _ in codes(bench, tmp_path / "empty")] == ["outside-plan"]


def test_a_file_that_nothing_reads_is_told(bench: Workbench) -> None:
    bench.script.rename(bench.script.with_suffix(".yml"))
    (bench.plan / "extra.yaml").write_text("a: b\n", encoding="utf-8")
    assert {(code, file) for code, file, _ in codes(bench)} == {
        ("misplaced-file", "studio.yml"),
        ("misplaced-file", "extra.yaml"),
    }


def test_a_fingerprint_follows_the_content_and_not_the_comments(bench: Workbench) -> None:
    def print_of_the_script() -> str:
        found = load_library(bench.library).library.find("设计公司")
        assert found is not None
        return fingerprint(*found)

    first = print_of_the_script()
    bench.replace("version: V1\n", "version: 'V1'   # 同样的内容\n")
    assert print_of_the_script() == first
    bench.replace("say: 桶装水15元一桶。", "say: 一桶15元。")
    assert print_of_the_script() != first


def test_the_shipped_library_has_no_errors() -> None:
    assert check_paths([shipped_library()]).errors == ()


def test_a_story_whose_file_name_nobody_reads_is_told(bench: Workbench) -> None:
    story = bench.plan / "stories" / "studio-won.story.yaml"
    story.rename(story.with_name("studio-won.yaml"))
    assert [(code, file) for code, file, _ in codes(bench)] == [("misplaced-file", "studio-won.yaml")]


def test_a_single_story_can_be_checked(bench: Workbench) -> None:
    file, line = bench.replace("ending: 中途结束", "ending: 半路结束")
    assert [(one.code, one.place.line) for one in bench.check(file)] == [("unknown-ending", line)]
    assert bench.check(bench.plan / "stories" / "studio-won.story.yaml").problems == ()


def test_a_broken_story_keeps_no_talk_from_being_held(bench: Workbench) -> None:
    bench.replace("ending: 中途结束", "ending: 半路结束")
    loaded = load_library(bench.library)
    assert loaded.library.script_names == ("设计公司",)
    assert loaded.report.problems == ()


def test_a_story_of_a_script_that_cannot_be_read_is_not_blamed(bench: Workbench) -> None:
    bench.replace("  patience: 6\n", "  patience: 60\n")
    assert {code for code, _, _ in codes(bench)} == {"out-of-range"}
