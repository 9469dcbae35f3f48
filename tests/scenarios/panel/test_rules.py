"""The open rules, each alone: whom a line calls, who gets the floor and why, what a condition means, how it ends."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from scenarios.panel.address import address_of
from scenarios.panel.conditions import CONDITIONS, RoomSituation, holds
from scenarios.panel.decision import decide, mean_of, vetoes, vote_of
from scenarios.panel.floor import Wish, choose
from tests.panels import Session

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.panel import Meeting
    from scenarios.panel.state import Standing

BOSS, BOOKS, BUYS, WIRES = "王总", "赵会计", "陈姐", "小孙"


# -- address ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("utterance", "names", "text"),
    [
        ("@采购 八折我能定", (BUYS,), "八折我能定"),
        ("@采购我们八折能定", (BUYS,), "我们八折能定"),
        ("＠孙工，您测过没有", (WIRES,), "您测过没有"),
        ("@王总 @财务 两位看行吗", (BOSS, BOOKS), "两位看行吗"),
        ("王总，您看行吗", (BOSS,), "王总，您看行吗"),
        ("行，那就这么办，王总？", (BOSS,), "行，那就这么办，王总？"),
        ("陈姐您说得对", (BUYS,), "陈姐您说得对"),
        ("王总好，各位好，我是网通的", (BOSS, BOOKS, BUYS, WIRES), "王总好，各位好，我是网通的"),
        ("各位领导，我说两句", (BOSS, BOOKS, BUYS, WIRES), "各位领导，我说两句"),
        ("这个要请示王总再说", (), "这个要请示王总再说"),
        ("我们有老板用过", (), "我们有老板用过"),
        ("", (), ""),
    ],
)
def test_whom_a_line_calls(meeting: Meeting, utterance: str, names: tuple[str, ...], text: str) -> None:
    address = address_of(utterance, tuple(meeting.table.people.values()))
    assert (address.names, address.text, address.unknown) == (names, text, "")


def test_a_call_that_nobody_answers_to_is_given_back(meeting: Meeting) -> None:
    assert address_of("@孙悟空 你好", tuple(meeting.table.people.values())).unknown == "孙悟空"


# -- floor ------------------------------------------------------------------------------------------------------------


def after(meeting: Meeting, wishes: list[Wish], **minds: dict[str, int]) -> tuple[str, str]:
    """Who gets the floor in turn 10 among minds that differ as told, and why."""
    standing: dict[str, Standing] = {one.name: one for one in Session(meeting).state.people}
    for name, changes in minds.items():
        standing[name] = replace(standing[name], **changes)  # type: ignore[arg-type]
    wish, why = choose(wishes, meeting.table.people, standing, 10, Random(0))
    return wish.name, why


def wish(name: str, urgency: int = 10) -> Wish:
    return Wish(name, "asks", urgency, "有话要说")


def test_the_most_urgent_speaks_first(meeting: Meeting) -> None:
    assert after(meeting, [wish(BOSS), wish(WIRES, 11)]) == (WIRES, "有话要说；比王总急（11 对 10）")


def test_of_equally_urgent_the_longest_silent(meeting: Meeting) -> None:
    name, why = after(meeting, [wish(BOSS), wish(WIRES)], 王总={"last_spoke": 9}, 小孙={"last_spoke": 2})
    assert (name, "更久没开口" in why) == (WIRES, True)


def test_then_the_weightiest_then_who_spoke_least(meeting: Meeting) -> None:
    assert after(meeting, [wish(BUYS), wish(BOSS)])[0] == BOSS
    name, why = after(meeting, [wish(BOOKS), wish(WIRES)], 赵会计={"spoke": 3}, 小孙={"spoke": 1})
    assert (name, "说得少" in why) == (WIRES, True)


def test_at_last_the_seed_draws_and_says_so(meeting: Meeting) -> None:
    name, why = after(meeting, [wish(BOOKS), wish(WIRES)])
    assert name in (BOOKS, WIRES)
    assert "抽签" in why


def test_alone_one_needs_no_rule(meeting: Meeting) -> None:
    assert after(meeting, [wish(BOSS)]) == (BOSS, "有话要说")


# -- conditions -------------------------------------------------------------------------------------------------------


NOW = RoomSituation(
    met=frozenset({"自我介绍"}),
    met_now=frozenset({"自我介绍"}),
    new_violations=frozenset({"rude"}),
    stage_turns=5,
    mood=-1,
    stance=40,
    open_concerns=frozenset({"坏了找谁"}),
    addressed=frozenset({BOSS}),
)


@pytest.mark.parametrize(
    ("key", "true", "false"),
    [
        ("said", ("自我介绍",), ("自我介绍", "说明来意")),
        ("said-any", ("自我介绍", "说明来意"), ("说明来意",)),
        ("said-now", ("自我介绍",), ("说明来意",)),
        ("violation", "any", "absolute"),
        ("turns-over", "4", "5"),
        ("mood-below", "0", "-1"),
        ("mood-at-least", "-1", "0"),
        ("stance-below", "41", "40"),
        ("stance-at-least", "40", "41"),
        ("concern-open", ("坏了找谁",), ("别耽误交稿",)),
        ("addressed", (BOSS,), (BUYS,)),
    ],
)
def test_what_a_condition_means(key: str, true: str | tuple[str, ...], false: str | tuple[str, ...]) -> None:
    assert holds({key: true}, NOW)
    assert not holds({key: false}, NOW)


def test_every_condition_is_in_the_trainers_handbook(pytestconfig: pytest.Config) -> None:
    handbook: Path = pytestconfig.rootpath / "docs" / "how-to" / "write-a-panel.md"
    text = handbook.read_text(encoding="utf-8")
    assert [key for key in CONDITIONS if f"`{key}`" not in text] == []


# -- decision ---------------------------------------------------------------------------------------------------------


def minds(meeting: Meeting, **stances: int) -> tuple[Standing, ...]:
    people = Session(meeting).state.people
    return tuple(replace(one, stance=stances.get(one.name, 70)) for one in people)


def test_the_mean_goes_by_weight(meeting: Meeting) -> None:
    assert mean_of(meeting.table.panel, minds(meeting, 王总=0)) == round(70 * 8 / 13, 1)


@pytest.mark.parametrize(
    ("stances", "decision"),
    [
        ({}, "通过"),
        ({"王总": 50, "赵会计": 58, "陈姐": 70, "小孙": 70}, "通过"),
        ({"王总": 49, "赵会计": 90, "陈姐": 90, "小孙": 90}, "再议"),
        ({"王总": 50, "赵会计": 50, "陈姐": 50, "小孙": 50}, "再议"),
        ({"王总": 45, "赵会计": 45, "陈姐": 45, "小孙": 45}, "否决"),
    ],
)
def test_what_is_decided(meeting: Meeting, stances: dict[str, int], decision: str) -> None:
    assert decide(meeting.table.panel, minds(meeting, **stances)) == decision


def test_only_who_has_a_veto_can_use_it(meeting: Meeting) -> None:
    assert vetoes(meeting.table.panel, minds(meeting, 王总=70, 赵会计=10)) == ()
    assert vetoes(meeting.table.panel, minds(meeting, 王总=49)) == (BOSS,)


@pytest.mark.parametrize(("stance", "vote"), [(58, "赞成"), (57, "观望"), (50, "观望"), (49, "反对")])
def test_where_a_person_stands(meeting: Meeting, stance: int, vote: str) -> None:
    assert vote_of(meeting.table.panel, minds(meeting, 王总=stance)[0]) == vote
