"""`duilian contest` as a host types it: from the roster to the proof, with every refusal in Chinese."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from bot.services.days import CHINA
from bot.store.database import open_database
from bot.terminal.commands.contest import ACTIONS


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUILIAN_DATABASE_URL", f"sqlite:///{tmp_path / 'a.sqlite3'}")
    monkeypatch.delenv("TELEGRAM_TOKEN", raising=False)
    return tmp_path


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        code = main(["contest", *words])
    except SystemExit as left:
        code = int(left.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def last(told: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(told.splitlines()[-1])
    return found


def test_a_simulated_contest_is_proved_and_recomputed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("simulate", "--people", "40", "--seed", "3", "--json", capsys=capsys)
    played = last(out)
    assert code == 0
    assert next(iter(played)) == "contest"
    number = str(played["contest"])
    assert last(run("verify", number, "--json", capsys=capsys)[1])["ok"] is True
    recomputed = last(run("recompute", number, "--json", capsys=capsys)[1])
    assert (recomputed["equal"], recomputed["answers"]) == (True, played["answers"])
    assert "核验无误" in run("verify", number, capsys=capsys)[1]
    assert "成绩已公布" in run("list", capsys=capsys)[1]
    store = open_database(f"sqlite:///{folder / 'a.sqlite3'}")
    with store.transaction() as connection:
        connection.exec_driver_sql("UPDATE contest_attempts SET points = points + 1 WHERE entry = 5")
    store.close()
    code, out, _ = run("verify", number, "--json", capsys=capsys)
    assert (code, last(out)["ok"]) == (1, False)
    code, out, _ = run("recompute", number, "--json", capsys=capsys)
    assert (code, last(out)["equal"]) == (1, False)


def test_a_host_gets_from_an_empty_database_to_a_drawn_contest(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = datetime.now(UTC).astimezone(CHINA) + timedelta(days=1)
    times = ("--opens", f"{opens:%Y-%m-%dT%H:%M}", "--closes", f"{opens + timedelta(hours=8):%Y/%m/%d %H:%M}")
    code, out, _ = run("create", "三季度抽查", *times, "--items", "10", capsys=capsys)
    assert (code, "编号 1" in out, "duilian contest roster 1" in out) == (0, True, True)
    assert run("draw", "1", capsys=capsys)[2] == "先公布承诺，再抽签：这样谁也改不了名单，也换不了签。\n"
    roster = folder / "名单.csv"
    people = "\n".join(f"南京,{'东南西北'[n % 4]}区,{'东南西北'[n % 4]}分公司,职工{n}" for n in range(70))
    roster.write_bytes(f"城市,区县,分公司,姓名\n{people}\n南京,,东分公司,无名".encode("gbk"))
    code, _, err = run("roster", "1", str(roster), capsys=capsys)
    assert (code, "B72：区县没有填。" in err) == (1, True)
    roster.write_bytes(f"城市,区县,分公司,姓名\n{people}".encode("gbk"))
    assert "导入了 70 人" in run("roster", "1", str(roster), capsys=capsys)[1]
    assert "抽签承诺" in run("commit", "1", capsys=capsys)[1]
    code, out, _ = run("draw", "1", "--json", capsys=capsys)
    assert last(out)["drawn"] == 21
    exported = folder / "roster.json"
    assert run("roster", "1", "--export", str(exported), capsys=capsys)[0] == 0
    assert len(json.loads(exported.read_text(encoding="utf-8"))) == 70
    links = folder / "链接.csv"
    assert run("links", "1", "--address", "https://c.example.cn/", "--output", str(links), capsys=capsys)[0] == 0
    assert links.read_text(encoding="utf-8-sig").count("https://c.example.cn/in/") == 21
    links.unlink()
    code, _, err = run("links", "1", "--output", str(links), capsys=capsys)
    assert (code, "DUILIAN_WEB_URL" in err, links.exists()) == (2, True, False)
    monkeypatch.setenv("DUILIAN_WEB_URL", "https://own.example.cn")
    assert run("links", "1", "--output", str(links), capsys=capsys)[0] == 0
    assert links.read_text(encoding="utf-8-sig").count("https://own.example.cn/in/") == 21
    assert "已抽签" in run("status", "1", capsys=capsys)[1]
    assert "自动开始" in run("open", "1", capsys=capsys)[2]
    assert "还没有人交卷" in run("board", "1", capsys=capsys)[1]
    assert "理由" in run("cancel", "1", capsys=capsys)[2]
    assert "取消了" in run("cancel", "1", "--why", "改期", capsys=capsys)[1]
    assert "改期" in run("log", "1", capsys=capsys)[1]


def test_nothing_of_an_open_contest_on_the_command_line_tells_a_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opens = datetime.now(UTC).astimezone(CHINA) - timedelta(minutes=5)
    times = ("--opens", f"{opens:%Y-%m-%dT%H:%M}", "--closes", f"{opens + timedelta(hours=8):%Y-%m-%dT%H:%M}")
    run("create", "抽查", *times, "--everyone", capsys=capsys)
    roster = folder / "roster.csv"
    roster.write_text("城市,区县,分公司,姓名\n南京,玄武,城东,张三\n", encoding="utf-8")
    shown = [run("roster", "1", str(roster), capsys=capsys), run("commit", "1", capsys=capsys)]
    shown += [
        run(step, "1", *more, capsys=capsys)
        for step in ("draw", "open", "status", "board", "log")
        for more in ((), ("--json",))
    ]
    store = open_database(f"sqlite:///{folder / 'a.sqlite3'}")
    with store.begin() as uow:
        row, items = uow.contests.get(1), uow.contests.items(1)
    store.close()
    everything = "".join(out + err for _, out, err in shown)
    assert row is not None
    assert "已经开始" in everything
    assert row.papers_seed not in everything
    assert not any(item in everything or body["stem"] in everything for item, body in items.items())
    for step in ("review", "unfreeze", "final"):
        assert run(step, "1", capsys=capsys)[0] == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("clos", "1"), "是不是想写 close"),
        (("status", "一"), "不是整数"),
        (("status", "99"), "没有编号是 99 的竞赛"),
        (("status",), "还缺 编号"),
        (("create", "抽查", "--opens", "明天", "--closes", "后天"), "看不出是什么时间"),
        (("create", "抽查", "--opens", "2020-01-01", "--closes", "2020-01-02"), "已经过去了"),
        (
            ("create", "抽查", "--opens", "2030-01-01", "--closes", "2030-01-02", "--plan", "没有"),
            "没有叫「没有」的方案",
        ),
        (("key", "1", "X"), "要写 --accept --void --credit --take-back 里的一个"),
        (("verify", "7"), "没有编号是 7 的竞赛"),
        (("roster", "1", "/nowhere/x.csv"), "读不了"),
    ],
)
def test_what_is_wrongly_asked_is_answered_in_chinese(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    code, _, err = run(*words, capsys=capsys)
    assert code in {1, 2}
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize("action", ACTIONS)
def test_every_step_explains_itself(action: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(action, "--help", capsys=capsys)
    assert code == 0
    assert out.startswith(f"用法：duilian contest {action}")
    assert ACTIONS[action].about in out
