"""Fair rotation: everybody comes to every role."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.meeting import Past, Role, deal
from scenarios.meeting.rotation import WATCHER
from tests.drills import TEAM

FORMS = {
    "practice": [Role("客户经理", required=True)],
    "panel": [Role("客户经理", required=True), Role("采购"), Role("工程师")],
    "three": [Role(seat) for seat in ("网通", "电信", "铁通")],
    "six": [Role(seat) for seat in "甲乙丙丁戊己"],
}


def dealt(roles: list[Role], drills: int, seed: int) -> Counter[tuple[str, str]]:
    """How often each played what after so many drills of the whole team."""
    history: list[Past] = []
    for number in range(drills):
        history.append(Past(tuple(deal(roles, TEAM, history, Random(f"{seed}:{number}")).items())))
    return Counter(pair for past in history for pair in past.roles)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(5))
def test_over_twenty_drills_of_eight_everybody_gets_every_role_and_counts_are_within_one(form: str, seed: int) -> None:
    roles = FORMS[form]
    played = dealt(roles, 20, seed)
    for role in {*(role.name for role in roles), WATCHER}:
        counts = [played[person, role] for person in TEAM]
        assert min(counts) >= 1
        assert max(counts) - min(counts) <= 1


def test_who_was_away_is_not_made_to_catch_up_on_drills_he_missed() -> None:
    roles, present = FORMS["practice"], TEAM[:2]
    history = [Past(((TEAM[n % 2], "客户经理"), (TEAM[1 - n % 2], WATCHER))) for n in range(10)]
    counts = Counter[str]()
    for number in range(6):
        given_out = deal(roles, (*present, "新来的"), history, Random(number))
        history.append(Past(tuple(given_out.items())))
        counts.update(person for person, role in given_out.items() if role == "客户经理")
    assert counts["新来的"] == 2


def test_who_has_never_had_a_role_comes_before_who_has() -> None:
    history = [Past(tuple((person, "客户经理" if person == "小李" else WATCHER) for person in TEAM))]
    assert deal(FORMS["practice"], TEAM, history, Random(1))["小李"] == WATCHER


def test_the_same_lot_deals_the_same_roles() -> None:
    first, again = (deal(FORMS["six"], TEAM, (), Random(7)) for _ in range(2))
    assert first == again


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10), st.sampled_from(sorted(FORMS)), st.integers(0, 99))
def test_everybody_gets_one_role_and_no_required_one_stays_empty(people: int, form: str, seed: int) -> None:
    roles, names = FORMS[form], [f"第{n}人" for n in range(people)]
    given_out = deal(roles, names, (), Random(seed))
    assert sorted(given_out) == sorted(names)
    taken = Counter(given_out.values())
    assert all(taken[role.name] <= 1 for role in roles)
    if people:
        assert all(taken[role.name] for role in roles if role.required)
