"""`duilian play` with a panel, and `duilian scenarios`: the whole way from lines of input to the report."""

from __future__ import annotations

import io
import json
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from bot.services.history import history
from bot.store.database import open_database
from bot.store.records import LOCAL_REP

if TYPE_CHECKING:
    from pathlib import Path

TALK = """王总好，各位好，我是网通的客户经理小李，今天来是想帮大家看看电话费怎么省。
@财务 上个月电话费大概多少？
@采购 我这儿能打八折，再往下要报我们分公司市场部主任批，您看行吗？
"""


@pytest.fixture(autouse=True)
def _nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("DUILIAN_LIBRARY", raising=False)


def run(monkeypatch: pytest.MonkeyPatch, text: str, *argv: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))
    return main(argv)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_scenarios_are_listed_with_their_kind_and_script(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios", "--json"]) == 0
    (listed,) = lines(capsys)
    assert {"name": "广告公司碰头会", "kind": "panel", "script": "广告公司"} in listed  # type: ignore[comparison-overlap]
    assert all(set(one) == {"name", "kind", "script"} for one in listed)


def test_the_list_for_people_tells_what_each_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scenarios"]) == 0
    shown = capsys.readouterr().out
    assert "【一对多】" in shown
    assert "广告公司碰头会" in shown


def test_on_a_pipe_the_last_line_out_is_the_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, TALK, "play", "广告公司碰头会", "--seed", "3", "--json") == 0
    *before, last = lines(capsys)
    report = last["report"]
    assert 0 <= report["score"] <= 100
    assert report["decision"] in ("通过", "再议", "否决")
    assert [one["name"] for one in report["people"]] == ["王总", "赵会计", "陈姐", "小孙"]
    assert all({"name", "stance", "because"} <= set(one) for one in report["people"])
    asked = next(index for index, one in enumerate(before) if one.get("to") == ["赵会计"])
    assert before[asked + 1]["speaker"] == "赵会计"


def test_the_same_lines_and_seed_print_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = []
    for _ in range(2):
        run(monkeypatch, TALK, "play", "广告公司碰头会", "--seed", "3", "--json")
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_people_read_who_said_what_the_decision_and_what_moved_each(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, f"{TALK}结束\n", "play", "广告公司碰头会", "--seed", "3") == 0
    shown = capsys.readouterr().out
    for words in ("〔场景〕", "小李（对大家）", "小李（对赵会计）", "【会上的决定】", "规则：", "没说出口的担心"):
        assert words in shown


def test_an_unknown_scenario_is_told_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "", "play", "广告公司碰头") == 2
    assert "是不是想演「广告公司碰头会」" in capsys.readouterr().err


def test_a_play_is_kept_with_its_report_and_what_it_taught(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'talks.db'}"
    monkeypatch.setenv("DUILIAN_DATABASE_URL", url)
    assert run(monkeypatch, TALK, "play", "广告公司碰头会", "--seed", "3", "--json") == 0
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])["report"]
    with closing(open_database(url)) as store, store.begin() as uow:
        (past,) = history(uow, LOCAL_REP)
        said = [turn.text for turn in uow.turns.of(past.room) if turn.speaker == "rep"]
        assert uow.rooms.open_of(LOCAL_REP) == []
        assert uow.evidence.of(LOCAL_REP)
    assert (past.title, past.mode, past.report.score) == ("广告公司碰头会", "panel", printed["score"])
    assert said == TALK.splitlines()


def test_a_seat_nobody_took_leaves_no_result_of_his(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'talks.db'}"
    monkeypatch.setenv("DUILIAN_DATABASE_URL", url)
    assert run(monkeypatch, "", "play", "广告公司三家争一单", "--seed", "3", "--json") == 0
    with closing(open_database(url)) as store, store.begin() as uow:
        assert history(uow, LOCAL_REP) == ()
        assert uow.evidence.of(LOCAL_REP) == []
