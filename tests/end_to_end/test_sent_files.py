"""The real `duilian bot` over real HTTP: a trainer sends files, and the road through a spreadsheet at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.bot_api import BotApi
from tests.end_to_end.test_telegram import introduces_himself, one_script_library, running

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Command

SCRIPT = "office-building/scripts/advertising.yaml"


def test_a_trainer_sends_a_script_and_reads_what_is_wrong_in_it(duilian: Command) -> None:
    with BotApi() as api, running(duilian, api):
        user = api.user()
        introduces_himself(user)
        script = (one_script_library(duilian.folder) / SCRIPT).read_text(encoding="utf-8")
        user.sends_file("广告公司.yaml", script.replace("礼貌问候:", "礼貌问侯:", 1).encode())
        answer = user.waits_for("是不是想写「礼貌问候」？", seconds=60)
        assert "<pre>礼貌问侯: {" in answer.html
        user.sends_file("广告公司.yaml", script.replace("say: ", "sya: ").encode())
        assert api.wait_for(lambda: any(shown.file for shown in user.heard), 60)
        (name, content) = next(shown.file for shown in user.heard if shown.file)
        assert name == "广告公司-检查.txt"
        assert "[unknown-key]" in content.decode()
        user.sends_file("照片.heic", b"x")
        user.waits_for("我只会查话术文件")


def test_a_script_goes_through_a_spreadsheet_and_back(duilian: Command) -> None:
    library = one_script_library(duilian.folder)
    file = duilian.folder / "广告公司.xlsx"

    def run(*words: str) -> tuple[int, str]:
        done = duilian(*words, DUILIAN_LIBRARY=str(library))
        return done.returncode, done.stdout + done.stderr

    assert run("export", "广告公司", "--xlsx", str(file))[0] == 0
    code, said = run("export", "广告公司", "--xlsx", str(file))
    assert (code, "--overwrite" in said) == (2, True)
    assert "没有要写的" in run("import", str(file))[1]
    workbook = load_workbook(file)
    workbook["客户"]["B12"] = 2600
    workbook.save(file)
    before = (library / SCRIPT).read_text(encoding="utf-8")
    code, said = run("import", str(file), "--dry-run")
    assert (code, "月消费：2000 → 2600" in said, "什么也没有写" in said) == (0, True, True)
    assert (library / SCRIPT).read_text(encoding="utf-8") == before
    assert run("import", str(file))[0] == 0
    assert (library / SCRIPT).read_text(encoding="utf-8") == before.replace("spend: 2000", "spend: 2600")
    workbook = load_workbook(file)
    workbook["客户"]["B12"] = 2700
    workbook.save(file)
    assert run("import", str(file))[0] == 0
    workbook = load_workbook(file)
    workbook["客户"]["B13"] = "很多"
    workbook.save(file)
    code, said = run("import", str(file))
    assert code == 1
    assert "「客户」表 B13：" in said


def test_what_can_not_go_through_is_said_in_a_sentence(duilian: Command) -> None:
    text = duilian.folder / "x.csv"
    text.write_text("甲,乙\n", encoding="utf-8")
    for words, said in (
        (("export", "没有的"), "找不到脚本「没有的」"),
        (("export", "广告公司", "--xlsx", "x.doc"), "要以 .xlsx 结尾"),
        (("import", str(text)), "不是 .xlsx"),
        (("import", "没有.xlsx"), "打不开"),
    ):
        done = duilian(*words)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
