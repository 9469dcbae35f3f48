"""`duilian practice --record`: a talk becomes a story file that holds; what can't be recorded is told beforehand."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from bot.cli import main
from scripts.loader import shipped_library

TALK = "王总您好，我是网通的客户经理小李。\n我今天来是想了解一下公司电话和宽带的情况。\n结束\n"


@pytest.fixture
def stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for stories in a copy of the shipped plan, which is in force; the store is the test's own."""
    library = tmp_path / "library"
    shutil.copytree(shipped_library() / "office-building", library / "office-building")
    folder = library / "office-building" / "stories"
    shutil.rmtree(folder)
    folder.mkdir()
    monkeypatch.setenv("DUILIAN_LIBRARY", str(library))
    monkeypatch.setenv("DUILIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'talks.db'}")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TALK.encode()), encoding="utf-8"))
    return folder


def test_a_recorded_talk_is_a_story_that_holds(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = stories / "一场.story.yaml"
    assert main(["practice", "广告公司", "--seed", "7", "--approach", "phone", "--record", str(file)]) == 0
    text = file.read_text(encoding="utf-8")
    assert "approach: 电话销售\n" in text
    assert "  - rep: 王总您好，我是网通的客户经理小李。\n" in text
    capsys.readouterr()
    assert main(["check", str(file)]) == 0
    assert main(["test", str(file)]) == 0
    assert "通过　一场（中途结束" in capsys.readouterr().out


def test_a_coached_talk_is_recorded_as_a_free_one(stories: Path) -> None:
    file = stories / "跟练.story.yaml"
    assert main(["practice", "广告公司", "--seed", "7", "--mode", "coached", "--record", str(file)]) == 0
    assert main(["test", str(file)]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--record", "一场.yaml"), "文件名要以 .story.yaml 结尾"),
        (("--record", "没有/一场.story.yaml"), "没有文件夹"),
        (("--record", "旧的.story.yaml"), "已经有了"),
        (("--record", "一场.story.yaml", "--mode", "watch"), "只有实战和跟练能记成对话测试"),
        (("--record", "一场.story.yaml", "--target", "太贵了"), "只有实战和跟练能记成对话测试"),
    ],
)
def test_what_cannot_be_recorded_is_told_before_the_talk(
    words: tuple[str, ...],
    said: str,
    stories: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(stories)
    (stories / "旧的.story.yaml").write_text("旧的", encoding="utf-8")
    assert main(["practice", "广告公司", *words]) == 2
    assert said in capsys.readouterr().err
    assert (stories / "旧的.story.yaml").read_text(encoding="utf-8") == "旧的"


def test_a_way_of_selling_that_the_plan_does_not_have_is_told_with_those_it_has(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["practice", "广告公司", "--approach", "扫街"]) == 2
    error = capsys.readouterr().err
    assert "可以写 visit（扫楼）" in error
    assert "是不是想写 扫楼？" in error
