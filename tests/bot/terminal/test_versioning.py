"""`duilian version` and `duilian pilot` as an author and a branch call them."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.cli import main

SIGNED = ("--by", "王老师", "--why", "先试试")
ANSWERS = "net-cafe\n网吧\n网通\n光纤\n300\n月\n网吧\n刘老板\n电信\n"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("library") / "话术"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ANSWERS.encode()), encoding="utf-8"))
        assert main(["new", "plan", str(library)]) == 0
    return library


@pytest.fixture
def script(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new plan's script, in a library of one's own."""
    library = shutil.copytree(written, tmp_path / "话术")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUILIAN_LIBRARY", str(library))
    monkeypatch.setenv("DUILIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'a.sqlite3'}")
    return Path(library) / "net-cafe" / "scripts" / "first.yaml"


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def version(*words: str) -> int:
    return main(["version", *words])


def test_a_script_goes_from_draft_to_published_and_back_and_all_is_in_the_history(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert version("pilot", "网吧", "--branch", "城东", *SIGNED) == 0
    assert "还没有正式版" in capsys.readouterr().out
    assert version("publish", "网吧", *SIGNED) == 0
    replace(script, "version: V1", "version: V2")
    assert version("publish", "网吧", *SIGNED) == 1
    assert "还没有试销过" in capsys.readouterr().err
    assert version("publish", "网吧", "--skip-pilot", *SIGNED) == 0
    assert version("rollback", "网吧", "--to", "V1", *SIGNED) == 0
    capsys.readouterr()
    assert version("history", "网吧", "--json") == 0
    steps = [(one["version"], one["from"], one["to"]) for one in json.loads(capsys.readouterr().out)]
    assert steps == [
        ("V1", "draft", "pilot"),
        ("V1", "pilot", "published"),
        ("V1", "published", "retired"),
        ("V2", "draft", "published"),
        ("V2", "published", "retired"),
        ("V1", "retired", "published"),
    ]
    assert version("show", "网吧@V2", "--output", "老的") == 0
    assert "version: V2" in Path("老的/scripts/first.yaml").read_text(encoding="utf-8")
    assert version("show", "网吧@V2", "--output", "老的") == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("missed: [征求时间]", "missed: [征求时见]", "unknown-point"),
        ("about: ", "about: 待办 ", "待办"),
        ("ending: 成交", "ending: 被拒", "对话测试没过"),
    ],
)
def test_publishing_is_refused_with_the_line_of_what_is_in_the_way(
    script: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    story = script.parent.parent / "stories" / "first-won.story.yaml"
    replace(script if old == "about: " else story, old, new)
    assert version("publish", "网吧", "--skip-pilot", *SIGNED) == 1
    out = capsys.readouterr().out
    assert "不能发布，有 1 处要先改" in out
    assert said in out
    assert ".yaml:" in out


def test_thin_coverage_is_refused_with_the_share_that_is_asked_for(
    script: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUILIAN_COVERAGE", "95")
    assert version("publish", "网吧", "--skip-pilot", *SIGNED) == 1
    assert "要到 95%" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["publish", "网吧"], "还缺 --by、--why"),
        (["pilot", "网吧", *SIGNED], "给谁试销"),
        (["rollback", "网吧", *SIGNED], "退回到哪个版本"),
        (["history"], "还缺脚本的名字"),
        (["发布", "网吧"], "没有「发布」这一种"),
    ],
)
def test_what_is_missing_on_the_command_line_is_said(
    script: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    try:
        code = version(*words)
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pilot", "网巴", "--branch", "城东", *SIGNED], "是不是想写「网吧」"),
        (["pilot", "网吧@V7", "--branch", "城东", *SIGNED], "是 V1，不是 V7"),
        (["pilot", "网吧", "--person", "老赵", *SIGNED], "还不认识「老赵」"),
        (["retire", "网吧", *SIGNED], "还是草稿"),
        (["rollback", "网吧", "--to", "V1", *SIGNED], "没有发布过 V1"),
        (["show", "网吧"], "还没有封存过的版本"),
    ],
)
def test_what_cannot_be_done_is_refused_in_chinese(
    script: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert version(*words) == 1
    assert said in capsys.readouterr().err


def test_the_branch_writes_its_report_into_files(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version("publish", "网吧", "--skip-pilot", *SIGNED)
    replace(script, "version: V1", "version: V2")
    version("pilot", "网吧", "--branch", "城东", "--person", "本机", *SIGNED)
    log = ("pilot", "log", "网吧", "--branch", "城东")
    assert main([*log, "--result", "成交", "--yuan", "300", "--note", "=先问台数，当场签了"]) == 0
    assert main([*log, "--result", "没成"]) == 0
    assert main(["pilot", "log", "网吧@V1", "--result", "没成"]) == 0
    assert main(["pilot", "suggest", "网吧", "--note", "开场短一点"]) == 0
    capsys.readouterr()
    files = ["--md", "a.md", "--pdf", "a.pdf", "--xlsx", "a.xlsx"]
    assert main(["pilot", "report", "网吧", "--against", "V1", *files]) == 0
    text = Path("a.md").read_text(encoding="utf-8")
    assert "50%（1/2，95% 区间 9%–91%）" in text
    assert "次数太少" in text
    assert "不是抽签分的" in text
    assert "=先问台数，当场签了" in text
    assert "| 开场短一点 | 0 |" in text
    assert Path("a.pdf").read_bytes().startswith(b"%PDF")
    book = load_workbook("a.xlsx")
    assert book["改进建议"]["A2"].value == "开场短一点"
    noted = [cell for (cell,) in book["概况"].iter_rows(max_col=1) if "先问台数" in str(cell.value)]
    assert [cell.data_type for cell in noted] == ["s"]
    assert main(["pilot", "report", "网吧"]) == 0
    assert "【业务量和成功率】" in capsys.readouterr().out


def test_suggestions_are_numbered_and_not_voted_for_by_their_own_author(
    script: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version("pilot", "网吧", "--branch", "城东", *SIGNED)
    main(["pilot", "suggest", "网吧", "--note", "开场短一点"])
    capsys.readouterr()
    main(["pilot", "ideas", "网吧"])
    assert capsys.readouterr().out == "1　开场短一点（0 人同意）\n"
    assert main(["pilot", "vote", "网吧", "--idea", "1"]) == 1
    assert "自己提的" in capsys.readouterr().err
    assert main(["pilot", "vote", "网吧", "--idea", "9"]) == 1
    assert main(["pilot", "log", "网吧"]) == 2
    assert main(["pilot", "report", "别的"]) == 1
    assert "没有在试销" in capsys.readouterr().err
