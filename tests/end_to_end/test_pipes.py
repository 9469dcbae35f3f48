"""`duilian` on pipes: whole talks, JSON, the same bytes for the same seed, and every kind of bad input."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from scripts.loader import shipped_library
from tests.end_to_end.conftest import DUILIAN

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Command

OPENING = "王总您好，我是网通负责咱们这栋楼的客户经理小陈，打扰您两分钟。"
TALK = f"""{OPENING}
我来是想帮您看看电话费和宽带怎么用更省。
您公司现在用的是哪家的线路？一个月电话费大概多少？
我们价格比电信低多了。
您看您一个月要多少长途？平时最烦什么？
今天您就把表填了吧。"""

CONTEST = (
    "王总您好，我是网通的客户经理小李。六部业务电话走长途封顶的包月，打到顶不再加钱，月租全免。",
    "光缆是两个方向进楼，断一边不断网。",
    "老号码设转接，新老两个号并行三个月。",
    "报修直接找我，四小时内师傅到您门口。",
    "新线先调通，晚上八点切换，白天不停工。",
    "2M宽带128块一个月，按您的用量整单打八折。",
)


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_a_whole_talk_from_a_pipe_ends_with_the_report_and_exits_0(duilian: Command) -> None:
    done = duilian("practice", said=TALK)
    assert done.returncode == 0
    assert f"小李：{OPENING}" in done.stdout
    assert "王总" in done.stdout
    assert "【练习报告】" in done.stdout
    assert "\x1b" not in done.stdout


def test_json_has_one_object_a_line_and_the_same_words_give_the_same_bytes(duilian: Command) -> None:
    asked = ("practice", "广告公司", "--json", "--seed", "7")
    first, second = duilian(*asked, said=TALK), duilian(*asked, said=TALK)
    assert first.returncode == 0
    assert first.stdout == second.stdout
    *said, last = lines(first.stdout)
    assert {tuple(line) for line in said} == {("turn", "speaker", "text", "stage", "met", "violations")}
    assert {line["speaker"] for line in said} == {"customer", "rep", "coach"}
    mine = next(line for line in said if line["speaker"] == "rep")
    assert mine["text"] == OPENING
    assert "self_intro" in mine["met"]
    assert list(last) == ["report"]
    assert last["report"]["script"] == "广告公司@V1"
    assert duilian("practice", "广告公司", "--json", "--seed", "8", said=TALK).stdout != first.stdout


@pytest.mark.parametrize("mode", ["watch", "coached", "drill"])
def test_every_mode_plays_from_a_pipe(duilian: Command, mode: str) -> None:
    done = duilian("practice", "国有企业", "--mode", mode, "--approach", "phone", "--json", "--seed", "1", said=TALK)
    assert done.returncode == 0
    assert "report" in lines(done.stdout)[-1]


def test_a_model_talk_needs_no_input_and_is_shown_to_its_end(duilian: Command) -> None:
    done = duilian("practice", "广告公司", "--mode", "watch", "--json", "--seed", "1", said="\n")
    assert done.returncode == 0
    assert lines(done.stdout)[-1]["report"]["ending"] == "成交"
    assert done.stderr == ""


def test_input_that_ends_in_the_middle_reports_and_keeps_the_talk(duilian: Command) -> None:
    done = duilian("practice", "广告公司", "--json", "--seed", "2", said=OPENING)
    assert done.returncode == 0
    assert lines(done.stdout)[-1]["report"]["ending"]
    assert "duilian practice --resume" in done.stderr
    resumed = duilian("practice", "--resume", said="我来是想帮您看看电话费怎么省。\n结束\n")
    assert resumed.returncode == 0
    assert OPENING in resumed.stdout
    assert "【练习报告】" in resumed.stdout
    assert "没有谈到一半的练习" in duilian("practice", "--resume").stderr


def test_control_words_pause_show_the_criteria_and_finish(duilian: Command) -> None:
    paused = duilian("practice", said=f"{OPENING}\n标准\n暂停\n")
    assert paused.returncode == 0
    assert "自我介绍（" in paused.stdout
    assert "【练习报告】" not in paused.stdout
    assert "【练习报告】" in duilian("practice", "--resume", said="结束\n多出来的话\n").stdout


@pytest.mark.parametrize(
    "said",
    [
        b"\n" + "字".encode() * 10_000 + "\n😀👍\nHello, how much do you pay?\n".encode(),
        b"\x1b[31m\x00\x07\x7f\r\n\x85\n\xff\xfe\xfa\n\xe4\xbd\n<b>{{}}%s\\n</b>\n\xef\xbb\xbf\xe6\x82\xa8\r\n",
    ],
)
def test_whatever_is_said_the_talk_ends_with_a_report(duilian: Command, said: bytes) -> None:
    done = duilian("practice", "广告公司", "--json", "--seed", "3", said=said)
    assert done.returncode == 0
    *talk, last = lines(done.stdout)
    assert "report" in last
    assert all(line["text"] for line in talk if line["speaker"] == "customer")


def test_a_reader_who_goes_away_is_no_error(duilian: Command) -> None:
    with subprocess.Popen(  # noqa: S603 - our own command
        [DUILIAN, "practice", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=duilian.environment,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(f"{TALK}\n".encode())
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


def test_an_output_that_cannot_be_written_is_one_chinese_sentence(duilian: Command, tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(  # noqa: S603 - our own command
            [DUILIAN, "practice", "--seed", "1"],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**duilian.environment, "XDG_STATE_HOME": str(tmp_path)},
            check=False,
        )
    said = done.stderr.decode()
    assert done.returncode == 1
    assert said.startswith("读写失败")
    assert "Traceback" not in said
    assert "Traceback" in (tmp_path / "duilian" / "log" / "error.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("broken", ["corrupt", "read-only folder", "a folder in its place"])
def test_a_database_that_cannot_be_used_is_one_warning_and_practice_goes_on(
    duilian: Command, tmp_path: Path, broken: str
) -> None:
    place = tmp_path / "duilian.sqlite3"
    url = f"sqlite:///{place}"
    if broken == "corrupt":
        place.write_bytes(b"this is no database" * 100)
    elif broken == "a folder in its place":
        place.mkdir()
    else:
        url = "sqlite:////proc/duilian/duilian.sqlite3"
    done = duilian("practice", "--seed", "1", said=TALK, DUILIAN_DATABASE_URL=url)
    assert done.returncode == 0
    assert "【练习报告】" in done.stdout
    assert len(done.stderr.splitlines()) == 1
    assert "先记在内存里" in done.stderr


def test_two_programs_share_one_database(duilian: Command) -> None:
    running = [
        subprocess.Popen(  # noqa: S603 - our own command
            [DUILIAN, "practice", "--json", "--seed", "5"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=duilian.environment,
        )
        for _ in range(2)
    ]
    results = [process.communicate(f"{TALK}\n".encode(), timeout=60) for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert results[0][0] == results[1][0]
    assert all(b"Traceback" not in error and "内存".encode() not in error for _, error in results)


def test_a_broken_script_is_named_with_its_line_and_the_others_still_work(duilian: Command, tmp_path: Path) -> None:
    scripts = tmp_path / "library" / "office-building" / "scripts"
    scripts.mkdir(parents=True)
    (scripts / "advertising.yaml").write_text("script: 广告公司\nplan office-building\n", encoding="utf-8")
    library = str(tmp_path / "library")
    listed = duilian("scripts", "--json", DUILIAN_LIBRARY=library)
    names = [script["script"] for script in json.loads(listed.stdout)]
    assert "国有企业" in names
    assert "广告公司" not in names
    assert "advertising.yaml 第 " in listed.stderr
    assert duilian("practice", "国有企业", said=TALK, DUILIAN_LIBRARY=library).returncode == 0
    checked = duilian("check", "--json", library)
    assert checked.returncode == 1
    problems = json.loads(checked.stdout)
    assert set(problems[0]) == {"code", "severity", "file", "line", "column", "message", "hint"}
    assert problems[0]["file"].endswith("advertising.yaml")


@pytest.mark.parametrize("after", ["script: [", ""])
def test_a_talk_goes_on_by_its_snapshot_while_its_script_is_broken_or_gone(
    duilian: Command, tmp_path: Path, after: str
) -> None:
    plan = tmp_path / "library" / "small-hotel"
    shutil.copytree(shipped_library() / "small-hotel", plan)
    script = plan / "scripts" / "budget-hotel.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("version: V1", "version: V9"), encoding="utf-8")
    library = str(tmp_path / "library")
    duilian("practice", "经济型酒店", said=OPENING, DUILIAN_LIBRARY=library)
    if after:
        script.write_text(after, encoding="utf-8")
    else:
        shutil.rmtree(plan)
    resumed = duilian("practice", "--resume", DUILIAN_LIBRARY=library).stdout
    assert OPENING in resumed
    assert "经济型酒店@V9" in resumed


def test_listening_writes_one_object_a_line(duilian: Command) -> None:
    done = duilian("listen", "--plan", "office-building", "--json", said="您好，我是网通的客户经理\n\n给您打六折\n")
    heard = lines(done.stdout)
    assert [line["text"] for line in heard] == ["您好，我是网通的客户经理", "", "给您打六折"]
    assert {"code": "greeting", "name": "礼貌问候", "quote": "您好"} in heard[0]["met"]
    assert heard[2]["violations"][0]["code"] == "over_discount"
    assert "礼貌问候" in duilian("listen", said="您好\n").stdout


def test_the_shipped_scripts_are_listed_and_the_settings_hide_secrets(duilian: Command) -> None:
    scripts = json.loads(duilian("scripts", "--json").stdout)
    assert {script["script"] for script in scripts} >= {
        "国际企业",
        "国有企业",
        "大中型民营企业",
        "小型民营企业",
        "广告公司",
    }
    said = duilian("settings", TELEGRAM_TOKEN="4242:very-secret").stdout  # noqa: S106 - to be hidden
    assert "TELEGRAM_TOKEN" in said
    assert "very-secret" not in said
    assert duilian("--version").stdout.startswith("duilian ")


def test_today_never_takes_a_broken_database_for_an_empty_one(duilian: Command, tmp_path: Path) -> None:
    (tmp_path / "duilian.sqlite3").write_bytes(b"this is no database" * 100)
    done = duilian("today")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "坏了" in done.stderr


def test_today_offers_what_a_talk_left_to_practise(duilian: Command) -> None:
    assert "还没有记下薄弱点" in duilian("today").stdout
    duilian("practice", "广告公司", said=f"{OPENING}\n结束\n")
    assert "明天" in duilian("today").stdout


def test_a_contest_of_operators_runs_from_a_pipe_and_ends_with_the_report(duilian: Command) -> None:
    said = "\n".join(json.dumps({"seat": "网通", "text": text}, ensure_ascii=False) for text in CONTEST)
    asked = ("play", "广告公司三家争一单", "--json", "--seed", "7")
    first, second = duilian(*asked, said=said), duilian(*asked, said=said)
    assert first.returncode == 0
    assert first.stdout == second.stdout
    report = lines(first.stdout)[-1]["report"]
    ours = next(one for one in report["seats"] if one["seat"] == "网通")
    assert report["winner"] in {one["seat"] for one in report["seats"]}
    assert ours["offer"] == 294.4
    assert any("长途话费" in why and why.startswith("+20") for why in ours["because"])
    listed = json.loads(duilian("scenarios", "--json").stdout)
    assert {"name": "广告公司三家争一单", "kind": "rivals", "script": "广告公司"} in listed
