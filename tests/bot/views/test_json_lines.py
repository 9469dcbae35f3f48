"""The line formats that programs rely on."""

from __future__ import annotations

import json
from datetime import date

from bot.views.json_lines import event_line, heard_line
from scenarios.events import CoachSaid, CustomerSaid, Ended, RepSaid
from scoring.report import NextDrill, Report
from scripts.heard import Breach, Claim, Heard, Hit

HIT = Hit("greeting", "礼貌问候", "您好", 0, 2, "因为")
HEARD = Heard(
    "您好，打六折",
    met=(HIT,),
    violations=(Breach("over_discount", "违规：越权折扣", "打六折", 3, 6, "最低 8 折"),),
    claims=(Claim("discount", 6.0, "宽带", "打六折", 3, 6, verdict="beyond-authority", why="最低 8 折"),),
)


def test_each_event_is_one_object_with_the_same_keys() -> None:
    events = (
        RepSaid(1, "您好，打六折", "开场白", HEARD),
        CustomerSaid(1, "你哪位？", "开场白"),
        CoachSaid(1, "question", "哪一条？", "开场白", ("甲", "乙")),
    )
    rep, customer, coach = (json.loads(event_line(event)) for event in events)
    assert rep == {
        "turn": 1,
        "speaker": "rep",
        "text": "您好，打六折",
        "stage": "开场白",
        "met": ["greeting"],
        "violations": ["over_discount"],
    }
    assert list(customer) == list(coach) == list(rep)
    assert customer["speaker"] == "customer"
    assert coach["text"] == "哪一条？\n1. 甲\n2. 乙"


def test_the_last_line_is_the_report() -> None:
    report = Report("广告公司@V1", "成交", 90, 90, (), next_drill=NextDrill("请求成交", date(2026, 3, 17)))
    line = json.loads(event_line(Ended(9, "成交", report)))
    assert line == {"report": report.as_json()}
    assert line["report"]["next_drill"] == {"what": "请求成交", "due": "2026-03-17"}


def test_what_was_heard_has_codes_names_and_quotes() -> None:
    line = heard_line(HEARD)
    assert "您好" in line
    heard = json.loads(line)
    assert list(heard) == ["text", "met", "perhaps", "violations", "claims"]
    assert heard["met"] == [{"code": "greeting", "name": "礼貌问候", "quote": "您好"}]
    assert heard["violations"][0]["why"] == "最低 8 折"
    assert heard["claims"][0]["value"] == 6.0


def test_half_a_surrogate_pair_does_not_break_the_line() -> None:
    event_line(CustomerSaid(1, "坏\ud83d了", "开场白")).encode()
