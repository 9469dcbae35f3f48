"""The authors' commands, as a person calls them: new plan, check, test, graph, show, schema."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from bot.cli import main

PNG = b"\x89PNG\r\n"
ANSWERS = "water\n写字楼送水\n清泉\n桶装水\n15\n桶\n设计公司\n周姐\n山泉\n"


@pytest.fixture(autouse=True)
def no_library_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DUILIAN_LIBRARY", raising=False)
    monkeypatch.chdir(tmp_path)


def typing(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("library") / "话术"
    with pytest.MonkeyPatch.context() as patch:
        typing(patch, ANSWERS)
        assert main(["new", "plan", str(library)]) == 0
    return library / "water"


def test_a_new_plan_is_whole_and_its_story_holds(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(plan)]) == 0
    assert "没有发现问题" in capsys.readouterr().out
    assert main(["test", str(plan)]) == 0
    out = capsys.readouterr().out
    assert "通过　先问后讲，当场办下来" in out
    assert "走到　「成交」" in out
    assert "覆盖　环节 7/7" in out


def test_a_new_plan_brings_the_schemas_its_files_name(plan: Path) -> None:
    first = (plan / "scripts" / "first.yaml").read_text(encoding="utf-8").split("\n")[0]
    schema = plan / "scripts" / first.partition("$schema=")[2]
    assert json.loads(schema.read_text(encoding="utf-8"))["type"] == "object"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("Water!\n", "代号只能用英文小写"),
        ("water\n写字楼\n清泉\n桶装水\n很便宜\n", "价钱写一个数"),
        ("water\n写字楼: 送水\n", "里面不能有「:」"),
        ("water\n- 送水\n", "里面不能有「-」"),
        ("water\n写字楼\n清泉\n桶装水\n15\n元\n", "这里写按什么收"),
        ("water\n", "还没答完输入就结束了"),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_and_nothing_is_written(
    answers: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    typing(monkeypatch, answers)
    assert main(["new", "plan", str(tmp_path / "话术")]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "话术").exists()


def test_a_price_with_its_yuan_and_a_unit_with_its_per_are_taken_for_what_they_mean(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typing(monkeypatch, "net-cafe\n网吧客户\n网通\n宽带\n200元\n每月\n网吧\n陈老板\n电信\n")
    assert main(["new", "plan", str(tmp_path)]) == 0
    assert "宽带: {prices: [200], unit: 月}" in (tmp_path / "net-cafe" / "plan.yaml").read_text(encoding="utf-8")


def test_a_plan_that_is_there_is_never_written_over(
    plan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (plan / "plan.yaml").read_text(encoding="utf-8")
    typing(monkeypatch, ANSWERS)
    assert main(["new", "plan", str(plan.parent)]) == 2
    assert "已经有了" in capsys.readouterr().err
    assert (plan / "plan.yaml").read_text(encoding="utf-8") == before


def test_a_story_that_no_longer_holds_is_told_with_both_lines_and_its_talk(
    plan: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "copy" / "water"
    shutil.copytree(plan, broken)
    story = broken / "stories" / "first-won.story.yaml"
    text = story.read_text(encoding="utf-8").replace("heard: [请求成交]", "heard: [强调价格优惠]")
    story.write_text(text, encoding="utf-8")
    line = text[: text.index("heard: [强调价格优惠]")].count("\n") + 1
    assert main(["test", str(story)]) == 1
    out = capsys.readouterr().out
    assert "没过　先问后讲，当场办下来" in out
    assert f"{story}:{line}　这一句该听到「强调价格优惠」，没有听到" in out
    assert f"脚本这边：{broken / 'points.yaml'}:" in out
    assert "周姐：" in out
    assert "谢谢您抽时间" not in out, "the talk is shown no further than the difference"


def test_a_test_in_json_is_for_programs(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "--json", str(plan)]) == 0
    (result,) = json.loads(capsys.readouterr().out)
    assert result["passed"] is True
    assert {walk["ending"] for walk in result["walks"]} == {"成交", "约下次", "被拒"}
    assert result["coverage"]["环节"] == {"touched": 7, "of": 7, "untouched": []}


def test_files_with_errors_are_not_tested(plan: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    story = plan / "stories" / "broken.story.yaml"
    story.write_text("story: 坏的\nscript: 没有的\ntalk: []\nresult: {ending: 成交}\n", encoding="utf-8")
    try:
        assert main(["test", str(plan)]) == 1
    finally:
        story.unlink()
    captured = capsys.readouterr()
    assert "没有叫「没有的」的脚本" in captured.out
    assert "先改好再测" in captured.err


@pytest.mark.parametrize("name", ["a.mmd", "a.dot", "a.svg", "a.png"])
def test_a_flow_chart_goes_into_a_file_of_any_kind(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    assert main(["graph", "广告公司", "--output", str(file)]) == 0
    content = file.read_bytes()
    assert content.startswith(PNG) if name == "a.png" else "开场白".encode() in content


def test_a_flow_chart_is_shown_when_no_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "广告公司"]) == 0
    assert capsys.readouterr().out.startswith("flowchart TD\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("graph", "广告公司", "--format", "png"), "图片要写进文件"),
        (("graph", "广告公司", "--output", "a.jpg"), "看文件名不知道要哪种格式"),
        (("graph", "广告公同"), "是不是「广告公司」？"),
        (("show", "广告公同"), "是不是「广告公司」？"),
    ],
)
def test_what_cannot_be_drawn_or_shown_is_told(
    words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(list(words)) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["graph", "广告公司", "--output", str(tmp_path / "no" / "a.svg")]) == 1
    assert "写不进" in capsys.readouterr().err


def test_a_script_is_shown_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "广告公司"]) == 0
    out = capsys.readouterr().out
    assert "【客户会提的异议】" in out
    assert "说：2M宽带一个月128块，您十五个人传稿子够用了。" in out


def test_a_script_is_written_as_a_page_for_browser_and_printer(tmp_path: Path) -> None:
    page, paper = tmp_path / "a.html", tmp_path / "a.pdf"
    assert main(["show", "广告公司", "--html", str(page), "--pdf", str(paper)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert paper.read_bytes().startswith(b"%PDF")
    assert paper.stat().st_size < 500_000, "only the characters used are embedded"


def test_the_schemas_are_written_where_asked(tmp_path: Path) -> None:
    assert main(["schema", str(tmp_path / "schema")]) == 0
    assert {file.name for file in (tmp_path / "schema").iterdir()} >= {"plan.json", "script.json", "story.json"}


def test_a_problem_is_shown_with_the_authors_own_line_and_a_caret(
    plan: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "library" / "water"
    shutil.copytree(plan, broken)
    script = broken / "scripts" / "first.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("version: V1", "version：V1"), encoding="utf-8")
    assert main(["check", str(script)]) == 1
    out = capsys.readouterr().out
    assert "[fullwidth-colon]\n  | version：V1\n  |        ^\n" in out


def test_a_warning_fails_only_the_strict_check(plan: Path, tmp_path: Path) -> None:
    broken = tmp_path / "library" / "water"
    shutil.copytree(plan, broken)
    script = broken / "scripts" / "first.yaml"
    text = script.read_text(encoding="utf-8").replace(
        "customer: [你找谁？, 有什么事？, 又是推销的吧？]", "customer: [你找谁？]"
    )
    script.write_text(text, encoding="utf-8")
    assert main(["check", str(script)]) == 0
    assert main(["check", "--strict", str(script)]) == 1
