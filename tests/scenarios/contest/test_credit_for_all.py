"""Credit for all: the same points for everybody, and nothing that his own answer or time would add."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from scenarios.contest.exam import Exam, papers_of
from scenarios.contest.keys import KeyVersion, Ruling
from scoring.contest.points import MOST
from scoring.contest.ranking import Tally
from tests.competition import QUESTIONS, bank

ITEMS = {one.id: one for one in bank() if one.kind == "single"}
EXAM = Exam(ITEMS, papers_of("种子", ITEMS, QUESTIONS), timed=True)
SLIP = EXAM.paper(1)[0]
RULED = replace(EXAM, key=KeyVersion().ruled(Ruling(SLIP.item, "credit"), "印错了", 0))


def body(seconds: float, *, right: bool, late: bool = False) -> dict[str, Any]:
    key = ITEMS[SLIP.item].key
    assert isinstance(key, int)
    answer = key if right else (key + 1) % 4
    return {"answer": answer, "elapsed": timedelta(seconds=seconds) // timedelta(microseconds=1), "late": late}


def test_quick_slow_wrong_late_and_absent_all_get_the_same_and_no_time() -> None:
    bodies = (
        body(1, right=True),
        body(20, right=True),
        body(1, right=False),
        body(20, right=False),
        body(99, right=True, late=True),
        {},
    )
    marks = {RULED.mark(1, SLIP.item, one) for one in bodies}
    assert marks == {Tally(MOST, MOST if SLIP.hard else 0)}


def test_nobody_loses_points_by_it() -> None:
    before, now = EXAM.mark(1, SLIP.item, body(1, right=True)), RULED.mark(1, SLIP.item, body(1, right=True))
    assert before is not None
    assert now is not None
    assert now.points >= before.points


def test_a_hosts_own_decision_about_one_person_goes_before() -> None:
    decided = replace(RULED, overrides={(1, SLIP.item): 0})
    assert decided.mark(1, SLIP.item, body(1, right=True)) == Tally()
