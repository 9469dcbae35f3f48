"""A city trainer at the terminal: begin a file, say it otherwise, practise it, see what the province changed since."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import main
from bot.services.catalogue import Catalogue
from bot.store.database import open_database
from scripts.loader import shipped_library
from scripts.versions import found, freeze

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
NAME = "苏州/广告公司"
FILE = Path("话术/office-building/cities/苏州/广告公司.yaml")
OFFERED = re.compile(r"^  # (stages\.开场白\.points\.自我介绍\.say): .*$", re.MULTILINE)
OURS = "我是苏州网通负责这栋楼的客户经理〔姓名〕。"


@pytest.fixture(autouse=True)
def desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUILIAN_LIBRARY", "话术")
    monkeypatch.setenv("DUILIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'duilian.sqlite3'}")
    Path("话术").mkdir()


@pytest.fixture
def begun(capsys: pytest.CaptureFixture[str]) -> Path:
    """A city's file in which one line is said otherwise, and accepted."""
    assert main(["overlay", "new", "苏州", "广告公司", "--reason", "苏州客户先问本地人"]) == 0
    text, count = OFFERED.subn(rf"  \1: {OURS}", FILE.read_text(encoding="utf-8"))
    assert count == 1
    FILE.write_text(text, encoding="utf-8")
    assert main(["overlay", "accept", str(FILE)]) == 0
    capsys.readouterr()
    return FILE


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(list(words)) == code
    captured = capsys.readouterr()
    return captured.out + captured.err


def province_says(old: str, new: str) -> None:
    """Change a line of the province's script, in the library of one's own."""
    script = Path("话术/office-building/scripts/advertising.yaml")
    script.parent.mkdir(parents=True)
    text = (shipped_library() / "office-building" / "scripts" / "advertising.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    script.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_file_says_what_to_do_next_and_has_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "overlay", "new", "苏州", "广告公司")
    assert f"duilian practice {NAME}" in out
    assert Path("话术/schema/overlay.json").is_file()
    assert "没有发现问题" in said(capsys, "check", "话术")
    assert "已经有了" in said(capsys, "overlay", "new", "苏州", "广告公司", code=2)


def test_what_the_city_says_is_listed_compared_shown_and_drawn(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有发现问题" in said(capsys, "check", str(begun))
    assert f"{NAME}@V1" in said(capsys, "scripts")
    assert "改 1 处" in said(capsys, "overlay")
    difference = said(capsys, "diff", "广告公司", NAME)
    assert "【开场白】" in difference
    assert f"改成「{OURS}」" in difference.replace("\n  ", "")
    assert "苏州网通" in said(capsys, "show", NAME)
    assert "flowchart" in said(capsys, "graph", NAME)


def test_the_difference_is_there_for_programs_and_from_files(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = shipped_library() / "office-building" / "scripts" / "advertising.yaml"
    (change,) = json.loads(said(capsys, "diff", str(base), str(begun), "--json"))
    assert change["path"] == "stages.开场白.points.自我介绍.say"
    assert change["after"] == OURS
    loose = Path("旧的.yaml")
    shutil.copy(base, loose)
    assert "一样" in said(capsys, "diff", str(loose), "广告公司@V1")


def test_what_the_province_changed_since_stands_beside_what_the_city_says(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    province_says(
        "say: 我是网通负责咱们这栋楼的客户经理〔姓名〕，以后电话", "say: 我是网通派在这栋楼的〔姓名〕，以后电话"
    )
    assert "[stale-patch]" in said(capsys, "check", str(begun), code=1)
    listed = said(capsys, "overlay")
    assert all(
        label in listed
        for label in ("1 处过期", "省里原来：我是网通负责", "省里现在：我是网通派在", "我们的：我是苏州")
    )
    assert "1 处过期" in said(capsys, "scripts")
    (patch,) = (one for one in json.loads(said(capsys, "overlay", "--json")) if one["city"] == "苏州")
    assert patch["stale"]
    assert "重新记" in said(capsys, "overlay", "accept", str(begun))
    assert "没有发现问题" in said(capsys, "check", str(begun))


def test_accepting_keeps_the_line_ends_and_the_mark_of_windows(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = re.sub(r"\n    was: .*", "", begun.read_text(encoding="utf-8")).replace("\n", "\r\n")
    begun.write_bytes(b"\xef\xbb\xbf" + text.encode())
    said(capsys, "overlay", "accept", str(begun))
    written = begun.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf#")
    assert written.count(b"\r\n") == written.count(b"\n")
    assert b"    was: " in written


@pytest.mark.parametrize(
    ("words", "code", "answer"),
    [
        (("overlay", "new", "苏州"), 2, "写市名和脚本名"),
        (("overlay", "new", "苏州", "广告公同"), 2, "是不是想写「广告公司」？"),
        (("overlay", "new", "苏/州", "广告公司"), 2, "有不能用的符号"),
        (("overlay", "new", "苏州", "plan.yaml"), 2, "加上 --plan：office-building、small-hotel"),
        (("overlay", "new", "苏州", "plan.yaml", "--plan", "office"), 2, "没有方案「office」"),
        (("overlay", "accept"), 2, "写上要记的文件"),
        (("overlay", "accept", "没有.yaml"), 2, "没有这个文件：没有.yaml"),
        (("overlay", "list", "苏州"), 2, "list 后面不用写「苏州」。"),
        (("diff", "广告公司", "没有.yaml"), 2, "没有这个文件：没有.yaml"),
        (("diff", "广告公同", "广告公司"), 2, "是不是「广告公司」？"),
        (("diff", "广告公司@V9", "广告公司"), 2, "没有脚本「广告公司@V9」"),
    ],
)
def test_a_wrong_word_is_answered_in_chinese(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, answer: str
) -> None:
    assert answer in said(capsys, *words, code=code)


def test_a_file_that_is_no_citys_cannot_be_accepted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("我.yaml").write_text("city: 苏州\n", encoding="utf-8")
    assert "不是一个市的文件" in said(capsys, "overlay", "accept", "我.yaml", code=1)


def test_a_shared_file_is_begun_for_a_plan_and_offers_its_open_places(capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "overlay", "new", "苏州", "plan.yaml", "--plan", "office-building")
    text = Path("话术/office-building/cities/苏州/plan.yaml").read_text(encoding="utf-8")
    assert "# selling-points.小型民营企业.ours: [价格比 XX 便宜 x%, 网络稳定]" in text


def test_the_shipped_citys_story_holds(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "test", str(shipped_library() / "office-building" / "cities" / "wuxi"))
    assert "【无锡/广告公司" in told
    assert "共 1 个脚本、1 个对话测试，全部通过。" in told


def test_a_version_that_only_the_store_still_has_is_compared_with_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready = Catalogue(shipped_library()).get("广告公司")
    assert ready is not None
    frozen = freeze(ready.shelf, ready.script, ready.texts())
    with closing(open_database(f"sqlite:///{tmp_path / 'duilian.sqlite3'}")) as store, store.begin() as uow:
        uow.versions.keep(frozen, NOW)
        uow.versions.add([found(frozen, NOW)])
    province_says("version: V1", "version: V2")
    changes = json.loads(said(capsys, "diff", "广告公司@V1", "广告公司@V2", "--json"))
    assert [change["sentence"] for change in changes] == ["版本「V1」改成「V2」"]
