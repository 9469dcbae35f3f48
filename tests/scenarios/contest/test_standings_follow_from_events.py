"""Places and scores are a pure function of events and key version: nothing else may ever change them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.bank import Item, ItemKind, ItemSource
from scenarios.contest.attempt import Attempt, after, answered, finished, missed, replayed, served, shown
from scenarios.contest.chain import Event, Happening, linked
from scenarios.contest.exam import Exam, papers_of
from scenarios.contest.keys import KeyVersion, Ruling
from scenarios.contest.office import Office
from scenarios.contest.papers import canonical_answer
from scenarios.contest.roster import Entry
from scenarios.contest.said import own_answer
from scenarios.contest.settings import Settings
from scenarios.contest.standings import Table, table

OPENS = datetime(2026, 9, 1, 1, tzinfo=UTC)
PEOPLE = range(1, 9)
QUESTIONS = 5
ANSWERS: Mapping[ItemKind, Any] = {"single": 1, "several": (0, 2), "order": (2, 0, 1), "match": (1, 0), "number": "128"}

Logs = dict[int, tuple[Event, ...]]


def item(number: int, kind: ItemKind) -> Item:
    key = ANSWERS[kind]
    return Item(
        id=f"q{number}",
        kind=kind,
        stem="问" * (40 + 10 * number),
        options=() if kind == "number" else ("甲", "乙", "丙"),
        lefts=("左", "右") if kind == "match" else (),
        key=Decimal(key) if kind == "number" else key,
        tolerance=Decimal(0),
        unit="",
        difficulty=1 + number % 5,
        skill="资费",
        timed=number % 2 == 0,
        source=ItemSource("计划.yaml", number, "资费", "原文", f"{number:064}"),
        because="",
    )


ITEMS = {one.id: one for one in (item(n, kind) for n, kind in enumerate([*ANSWERS, *ANSWERS]))}
EXAM = Exam(ITEMS, papers_of("种子", ITEMS, QUESTIONS), timed=True)
OFFICE = Office(
    1,
    Settings("抽查", "branch", "office-building", OPENS, OPENS + timedelta(hours=1), QUESTIONS, timed=True),
    drawn=frozenset(PEOPLE),
)
ROSTER = {entry: Entry(entry, "济南", "历下", f"{entry % 3} 分公司", f"员工{entry}") for entry in PEOPLE}
RULINGS = st.lists(
    st.one_of(
        st.builds(Ruling, st.sampled_from(sorted(ITEMS)), st.sampled_from(["void", "credit"])),
        st.just(Ruling("q0", "accept", (0,))),
        st.just(Ruling("q4", "accept", (Decimal(98), Decimal(7)))),
    ),
    max_size=4,
)
CONTESTS = st.integers(0, 10_000).map(Random)


def choice(one: Item, rng: Random) -> object:
    """What somebody may choose: any option, any set of them, any order."""
    if one.kind == "number":
        return rng.choice(("128", "98", "7"))
    if one.kind == "single":
        return rng.randrange(3)
    if one.kind == "several":
        return rng.sample(range(3), rng.randrange(1, 4))
    return rng.sample(range(3), 3 if one.kind == "order" else 2)


def played(entry: int, rng: Random) -> tuple[Attempt, tuple[Event, ...]]:
    """One person's whole attempt, as it is kept while he plays, and his log."""
    attempt, log = Attempt(1, entry), ()
    now = OPENS + timedelta(seconds=rng.randrange(3000))

    def write(happening: Happening) -> None:
        nonlocal attempt, log
        events, head = linked(1, entry, attempt.head, now, (happening,))
        attempt, log = replace(after(attempt, happening, now, EXAM), head=head), (*log, *events)

    for slip in EXAM.paper(entry):
        write(served(attempt, EXAM, "web"))
        if rng.random() < 0.8:
            write(shown(attempt, now + timedelta(seconds=rng.random()), trusted=False))
        now += timedelta(seconds=rng.uniform(1, 40))
        if rng.random() < 0.1:
            write(missed(attempt, EXAM))
        else:
            asked = ITEMS[slip.item]
            write(answered(attempt, EXAM, slip, canonical_answer(slip, asked, choice(asked, rng)), now))
    write(finished("all"))
    return attempt, log


def contest(rng: Random) -> tuple[list[Attempt], Logs]:
    everybody = {entry: played(entry, rng) for entry in PEOPLE}
    return [attempt for attempt, _ in everybody.values()], {entry: log for entry, (_, log) in everybody.items()}


def recomputed(logs: Logs, key: KeyVersion | None = None) -> Table:
    """The table out of the logs alone."""
    exam = replace(EXAM, key=key or KeyVersion())
    return table(OFFICE, [replayed(Attempt(1, entry), log, exam) for entry, log in logs.items()], ROSTER)


def read_back(event: Event) -> Event:
    return replace(event, body=json.loads(json.dumps(event.body)))


def ruled(rulings: list[Ruling]) -> KeyVersion:
    key = KeyVersion()
    for ruling in rulings:
        key = key.ruled(ruling, "申诉成立", 7)
    return key


@settings(max_examples=30, deadline=None)
@given(CONTESTS)
def test_what_is_kept_while_people_play_is_what_their_logs_come_to(rng: Random) -> None:
    kept, logs = contest(rng)
    assert [replayed(Attempt(1, one.entry), logs[one.entry], EXAM) for one in kept] == kept
    assert recomputed(logs) == table(OFFICE, kept, ROSTER)


@settings(max_examples=30, deadline=None)
@given(CONTESTS, RULINGS)
def test_the_table_does_not_depend_on_the_order_of_people_or_on_how_events_were_kept(
    rng: Random, rulings: list[Ruling]
) -> None:
    logs, key = contest(rng)[1], ruled(rulings)
    shuffled = {entry: tuple(map(read_back, logs[entry])) for entry in rng.sample(sorted(logs), len(logs))}
    assert recomputed(shuffled, KeyVersion.from_json(json.loads(json.dumps(key.as_json())))) == recomputed(logs, key)


@settings(max_examples=30, deadline=None)
@given(CONTESTS, RULINGS)
def test_an_older_key_gives_the_older_result_again(rng: Random, rulings: list[Ruling]) -> None:
    logs = contest(rng)[1]
    before = recomputed(logs)
    key = ruled(rulings)
    recomputed(logs, key)
    for ruling in rulings:
        key = key.without(ruling.item, "撤回", 7)
    assert recomputed(logs, key) == before


@settings(max_examples=30, deadline=None)
@given(CONTESTS, st.sampled_from(sorted(ITEMS)))
def test_a_further_right_answer_takes_points_from_nobody(rng: Random, accepted: str) -> None:
    attempts, logs = contest(rng)
    told = [own_answer(event.body) for log in logs.values() for event in log if event.item == accepted]
    also = tuple(answer for answer in told if answer is not None)
    exam = replace(EXAM, key=ruled([Ruling(accepted, "accept", also)]))
    for attempt in attempts:
        assert replayed(Attempt(1, attempt.entry), logs[attempt.entry], exam).points >= attempt.points


@settings(max_examples=30, deadline=None)
@given(CONTESTS)
def test_the_hour_of_playing_changes_no_place(rng: Random) -> None:
    logs = contest(rng)[1]
    moved = {entry: tuple(later(event, timedelta(minutes=entry)) for event in log) for entry, log in logs.items()}
    assert recomputed(moved) == recomputed(logs)


def later(event: Event, by: timedelta) -> Event:
    start = event.body.get("start")
    moved = {"start": (datetime.fromisoformat(start) + by).isoformat()} if start else {}
    return replace(event, at=event.at + by, body={**event.body, **moved})


def test_every_answer_counts_in_the_sum() -> None:
    attempts, logs = contest(Random(1))
    for attempt in attempts:
        marks = [EXAM.mark(attempt.entry, event.item, event.body) for event in logs[attempt.entry] if event.item]
        assert len(marks) == QUESTIONS
        assert sum(mark.points for mark in marks if mark) == attempt.points
    assert max(attempt.points for attempt in attempts) > 0


@pytest.mark.parametrize("voided", sorted(ITEMS))
def test_a_void_question_is_missing_from_everybodys_denominator(voided: str) -> None:
    attempts, logs = contest(Random(2))
    exam = replace(EXAM, key=ruled([Ruling(voided, "void")]))
    for attempt in attempts:
        had_it = any(slip.item == voided for slip in EXAM.paper(attempt.entry))
        assert replayed(Attempt(1, attempt.entry), logs[attempt.entry], exam).void == int(had_it)
