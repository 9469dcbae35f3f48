"""`duilian play` with a rivals scenario: who sits where, what a line may be, and what is printed when."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.services.playbill import ReadyScenario
from bot.terminal.plays import Casting
from bot.terminal.plays.rivals import RivalsPlay
from bot.views.page import plain
from scenarios.documents.rivals import RivalsScenario
from scenarios.loader import load_scenarios
from scenarios.rivals import Rivals
from scoring.listening import build_listener
from scripts.loader import load_shipped
from tests.contest import hearing

if TYPE_CHECKING:
    from bot.views.shown import Shown

ENVELOPE = "整单【打八折】，密封。"


class Played:
    """A contest at the terminal, led by lines of input."""

    def __init__(self, seed: int = 3) -> None:
        staged = load_scenarios(load_shipped().library).staged["广告公司三家争一单"]
        assert isinstance(staged.document, RivalsScenario)
        ready = ReadyScenario(staged, Rivals(staged.document, staged, hearing))  # type: ignore[arg-type]
        self.play = RivalsPlay(Casting(ready, seed, date(2008, 3, 16)))
        self.shown: list[Shown] = list(self.play.open())

    def take(self, *lines: str) -> list[dict[str, Any]]:
        """Take lines; gives the JSON of what the last one brought."""
        for line in lines:
            happened = self.play.take(line)
            self.shown += happened
        return [json.loads(one.json) for one in happened]

    def finish(self) -> dict[str, Any]:
        self.shown += self.play.finish()
        report: dict[str, Any] = json.loads(self.shown[-1].json)["report"]
        return report

    @property
    def said(self) -> list[tuple[str, bool]]:
        read = [json.loads(one.json) for one in self.shown]
        return [(one["speaker"], one["machine"]) for one in read if "machine" in one]


def line(seat: str, text: str) -> str:
    return json.dumps({"seat": seat, "text": text}, ensure_ascii=False)


def test_a_seat_somebody_speaks_for_is_his_and_the_others_are_the_machines() -> None:
    played = Played()
    played.take(line("电信", "王总好。"), line("网通", "王总您好。"), line("网通", "我们的线路稳定。"))
    assert set(played.said[:3]) == {("电信", False), ("网通", False), ("铁通", True)}


def test_who_speaks_again_ends_the_step_for_the_others() -> None:
    played = Played()
    played.take(line("电信", "王总好。"), line("网通", "王总您好。"), line("网通", "答这一问。"))
    happened = played.take(line("网通", "再反驳。"))
    assert {"event": "missed", "seat": "电信"}.items() <= next(one for one in happened if "seat" in one).items()


def test_the_last_line_out_is_the_report_with_a_winner_and_a_reason_for_every_seat() -> None:
    played = Played()
    played.take(*(line("网通", "【网通·长途封顶包月】") for _ in range(3)))
    report = played.finish()
    assert report["winner"] in {"网通", "电信", "铁通"}
    assert {one["seat"] for one in report["seats"]} == {"网通", "电信", "铁通"}
    assert all(one["because"] and 0 <= one["score"] <= 100 for one in report["seats"])
    assert [one["machine"] for one in report["seats"] if one["seat"] == "网通"] == [False]


def test_the_same_lines_and_seed_print_the_same_bytes() -> None:
    def printed(seed: int) -> list[str]:
        played = Played(seed)
        played.take(line("网通", "王总您好。"), line("网通", "我们的线路稳定。"))
        played.finish()
        return [one.json for one in played.shown]

    assert printed(5) == printed(5)
    assert printed(5) != printed(6)


def test_an_offer_is_printed_only_when_all_are_opened() -> None:
    played = Played()
    played.take(*(line("网通", "您好。") for _ in range(5)))
    happened = played.take(line("网通", ENVELOPE))
    at = next(number for number, one in enumerate(happened) if one.get("event") == "offers")
    assert not any(ENVELOPE in json.dumps(one, ensure_ascii=False) for one in happened[:at])
    assert {one["seat"] for one in happened[at]["offers"]} == {"网通", "电信", "铁通"}


def test_plain_words_are_said_from_the_operators_own_seat_and_all_others_are_the_machines() -> None:
    played = Played()
    played.take("王总您好，我是网通的小李。")
    assert sorted(played.said) == [("电信", True), ("网通", False), ("铁通", True)]
    assert played.play.prompt == "网通："


def test_a_seats_name_before_the_first_words_takes_that_seat() -> None:
    played = Played()
    played.take("铁通：王总好，我姓赵。", "我们下午会慢一点：实话。")
    assert ("铁通", False) in played.said
    assert ("网通", True) in played.said
    assert played.play.prompt == "铁通："


def test_seats_and_a_person_as_the_customer_can_be_set_before_the_first_line() -> None:
    played = Played()
    played.take('{"seats": ["网通", "电信"], "customer": "person"}')
    played.take(line("网通", "您好。"), line("电信", "您好。"), line("客户", "号码要不要换？"))
    assert played.take('{"seats": ["铁通"]}')[0]["text"].startswith("座位和客户要在第一句之前")
    while "拍板" not in played.shown[-1].json:
        played.take('{"close": true}')
    played.take(line("客户", "我选电信，不用换号。"))
    assert json.loads(played.shown[-1].json)["report"]["winner"] == "电信"
    assert json.loads(played.shown[-1].json)["report"]["decided_by"] == "客户本人"


@pytest.mark.parametrize(
    "broken",
    ['{"seat": 1, "text": 2}', '{"seat": "网通"', '{"customer": "dog"}', '{"seats": ["移动"]}', "{}", '{"seats": 3}'],
)
def test_a_line_that_cannot_be_read_is_told_in_chinese_and_changes_nothing(broken: str) -> None:
    played = Played()
    before = len(played.said)
    happened = played.take(broken)
    assert "读不懂" in happened[0]["text"]
    assert len(played.said) == before
    assert not played.play.over


def test_a_person_reads_names_weights_and_what_would_have_been_better() -> None:
    played = Played()
    played.take("铁通：【强调网络稳定】")
    played.finish()
    offers, account = (plain(one.page) for one in played.shown if one.page)
    assert offers.startswith("【报价一起拆开】\n")
    assert "客户心里的分量（现在公开）：长途话费 4" in account
    assert "【铁通　" in account
    assert "【网通（机器）　" in account
    assert "可以这样说：" in account
    assert "攻防（回答）没有发言，2 次" in account


def test_nothing_more_comes_after_the_end() -> None:
    played = Played()
    played.finish()
    assert played.play.over
    assert played.play.finish() == []
    assert "已经拍板" in played.take(line("网通", "等一下。"))[0]["text"]


def test_the_contest_in_the_examples_is_one_that_can_be_played() -> None:
    example = (Path(__file__).parents[3] / "docs" / "examples" / "rivals.md").read_text(encoding="utf-8")
    staged = load_scenarios(load_shipped().library).staged["广告公司三家争一单"]
    assert isinstance(staged.document, RivalsScenario)
    ready = ReadyScenario(staged, Rivals(staged.document, staged, build_listener))
    play = RivalsPlay(Casting(ready, 8, date(2008, 3, 16)))
    shown = list(play.open())
    for said in (found for found in example.splitlines() if found.startswith("{")):
        shown += play.take(said)
    assert play.over
    report = json.loads(shown[-1].json)["report"]
    assert f"{report['winner']}拿下这一单" in example
    spoken = [one.spoken.text for one in shown if one.spoken and one.spoken.speaker == "rep"]
    assert len(spoken) == 10  # and two sealed offers
    assert all(text in example for text in spoken)
