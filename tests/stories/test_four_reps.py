"""Four reps talk through every script with the true listener: who wins, who is thrown out, and what each is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.events import CustomerSaid, Ended
from scenarios.model_rep import next_line
from scenarios.practice import Practice, Setup
from scoring.listening import build_listener
from scoring.marks import SEVERE_CAP
from scripts.loader import load_shipped
from scripts.talk import Setting

if TYPE_CHECKING:
    from scenarios.room import Room
    from scoring.report import Report

TODAY = date(2026, 11, 23)
SCRIPTS = ("国际企业", "国有企业", "大中型民营企业", "小型民营企业", "广告公司")
PUSHY = ("你今天必须签，不签我就不走了。", "别磨蹭了，赶紧签字！", "你到底签不签，浪费我时间。")
BOASTS = "您放心，我自己做主给您打三折。"

Rep = "Callable[[Practice, Room, int], str]"


@pytest.fixture(scope="module")
def practices() -> dict[str, Practice]:
    library = load_shipped().library
    found = {}
    for name in SCRIPTS:
        shelf, script = library.find(name) or pytest.fail(f"no script {name}")
        found[name] = Practice(shelf, script, build_listener(shelf.plan, shelf.points_of(script)))
    return found


def good(practice: Practice, room: Room, turn: int) -> str:
    assert room.talk is not None
    return next_line(practice.customer, room.talk)


def pushy(practice: Practice, room: Room, turn: int) -> str:
    return PUSHY[turn % len(PUSHY)]


def silent(practice: Practice, room: Room, turn: int) -> str:
    return ""


def boastful(practice: Practice, room: Room, turn: int) -> str:
    line = good(practice, room, turn)
    return line + BOASTS if room.talk and room.talk.stage == "报价" and room.talk.stage_turns == 0 else line


def played(practice: Practice, rep: Rep, **setup: int | str) -> tuple[Report, list[str]]:
    """The report and everything the customer said."""
    room, events = practice.open_room(Setup(**setup), TODAY)
    said = [one.text for one in events if isinstance(one, CustomerSaid)]
    for turn in range(80):
        room, events = practice.hear(room, rep(practice, room, turn), TODAY)
        said += [one.text for one in events if isinstance(one, CustomerSaid)]
        for event in events:
            if isinstance(event, Ended):
                return event.report, said
    raise AssertionError("the talk never ended")


@pytest.mark.parametrize("approach", ["visit", "stand", "phone"])
@pytest.mark.parametrize("difficulty", [1, 2, 3])
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_good_rep_wins(practices: dict[str, Practice], script: str, difficulty: int, approach: str) -> None:
    for seed in (1, 2):
        report, _ = played(practices[script], good, seed=seed, difficulty=difficulty, approach=approach)
        assert report.ending == "成交", [stage.missed for stage in report.stages]
        assert report.score >= 85
        assert report.violations == ()


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_pushy_rep_is_thrown_out(practices: dict[str, Practice], script: str) -> None:
    report, said = played(practices[script], pushy, seed=3)
    assert report.ending == "被拒"
    assert report.score < 60
    assert "rude" in {one.code for one in report.violations}
    assert len(said) <= 6


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_silent_rep_loses_the_customers_patience(practices: dict[str, Practice], script: str) -> None:
    report, _ = played(practices[script], silent, seed=3)
    assert (report.ending, report.score) == ("被拒", 0)
    assert all(not stage.met for stage in report.stages)


@pytest.mark.parametrize("script", SCRIPTS)
def test_an_over_promising_rep_is_capped_and_told_the_right_sentence(
    practices: dict[str, Practice], script: str
) -> None:
    report, _ = played(practices[script], boastful, seed=1)
    assert report.score <= SEVERE_CAP < report.raw
    broken = next(one for one in report.violations if one.code == "over_discount")
    assert "三折" in broken.quote
    assert broken.instead
    assert any("三折" in cap.why for cap in report.caps)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_model_line_is_heard_as_what_it_is_for(practices: dict[str, Practice], script: str) -> None:
    """A rep who copies the script's own wording must get the item: else the script teaches what is not marked."""
    practice = practices[script]
    deaf = []
    for stage in practice.script.stages.values():
        for name, use in stage.points.items():
            code = practice.customer.points[name].code
            deaf += [(name, line) for line in use.say if code not in practice.listener.hear(line).codes]
    assert deaf == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_model_answer_settles_its_objection(practices: dict[str, Practice], script: str) -> None:
    practice = practices[script]
    short = []
    for name, objection in practice.customer.objections.items():
        answers = {practice.customer.points[answer].code for answer in objection.answered_by}
        for line in objection.say:
            heard = practice.listener.hear(line)
            if "empathy" not in heard.codes or answers.isdisjoint(heard.codes) or "check" not in heard.acts:
                short.append((name, line, heard.codes, heard.acts))
    assert short == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_nothing_the_script_teaches_breaks_a_rule(practices: dict[str, Practice], script: str) -> None:
    practice = practices[script]
    lines = [line for stage in practice.script.stages.values() for use in stage.points.values() for line in use.say]
    lines += [line for objection in practice.customer.objections.values() for line in objection.say]
    lines += [line for opening in practice.script.openings.values() for line in opening.rep]
    context = practice.customer.context(practice.customer.begin(Setting())[0])
    broken = [(line, found) for line in lines if (found := practice.listener.hear(line, context).violation_codes)]
    assert broken == []


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SCRIPTS), st.integers(0, 999), st.lists(st.text(max_size=40), min_size=60, max_size=60))
def test_whatever_is_said_the_talk_waits_or_ends_and_never_raises(
    practices: dict[str, Practice], script: str, seed: int, utterances: list[str]
) -> None:
    practice = practices[script]
    room, _ = practice.open_room(Setup(seed=seed), TODAY)
    for utterance in utterances:
        room, events = practice.hear(room, utterance, TODAY)
        assert events
    assert room.ended
