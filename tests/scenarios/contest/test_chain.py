"""Chains of events: whatever is changed, dropped, added or moved in one is found, and the head covers all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from scenarios.contest.chain import Event, Happening, Head, breaks, canonical, head_of, head_of_all, linked

AT = datetime(2026, 3, 2, 1, 30, 0, 123456, tzinfo=UTC)
LOG = linked(1, 7, Head(), AT, [Happening("served", {"n": n, "话": "题"}, f"q{n}") for n in range(5)])[0]


def test_an_honest_chain_holds_and_goes_on_from_its_head() -> None:
    more, head = linked(1, 7, head_of(LOG), AT + timedelta(seconds=1), [Happening("finished", {})])
    assert list(breaks((*LOG, *more))) == []
    assert head == Head(6, more[-1].hash)


CHANGES = {
    "the body": lambda log: (*log[:2], replace(log[2], body={"n": 99, "话": "题"}), *log[3:]),
    "the time": lambda log: (*log[:2], replace(log[2], at=AT + timedelta(microseconds=1)), *log[3:]),
    "the kind": lambda log: (*log[:2], replace(log[2], kind="shown"), *log[3:]),
    "the item": lambda log: (*log[:2], replace(log[2], item="q9"), *log[3:]),
    "the contest": lambda log: tuple(replace(one, contest=2) for one in log),
    "the person": lambda log: tuple(replace(one, log=8) for one in log),
    "one left out": lambda log: (*log[:2], *log[3:]),
    "the first left out": lambda log: log[1:],
    "one twice": lambda log: (*log[:3], *log[2:]),
    "two exchanged": lambda log: (*log[:2], replace(log[3], n=3), replace(log[2], n=4), log[4]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_change_breaks_the_chain(what: str) -> None:
    changed: tuple[Event, ...] = CHANGES[what](LOG)
    assert list(breaks(changed))


def test_a_chain_cut_short_holds_but_has_another_head() -> None:
    assert list(breaks(LOG[:-1])) == []
    assert head_of(LOG[:-1]) != head_of(LOG)


def test_the_head_of_all_depends_on_every_log_and_not_on_their_order() -> None:
    heads = [(0, Head(3, "a")), (1, Head(5, "b")), (2, Head(1, "c"))]
    whole = head_of_all(heads)
    assert whole == head_of_all(reversed(heads))
    assert whole not in {head_of_all(heads[:2]), head_of_all([*heads[:2], (2, Head(1, "d"))])}


def test_the_same_data_is_the_same_text_everywhere() -> None:
    assert canonical({"乙": [1, None], "甲": "“是”"}) == canonical({"甲": "“是”", "乙": (1, None)})
    assert canonical({"b": 1, "a": "中"}) == '{"a":"中","b":1}'
