"""The rivals scenarios that come with the program: faultless, heard as they are meant, and fair to every seat."""

from __future__ import annotations

import pytest

from benchmarks.rivals import BETTER_WINS, FAIR_MARGIN, better_wins, equal_wins, remembering
from scenarios.checks import Subject, check
from scenarios.checks.rivals import lines_of
from scenarios.checks.rivals_heard import lines_are_heard
from scenarios.documents import RivalsScenario
from scenarios.loader import Staged, load_scenarios, shipped_scenarios
from scenarios.rivals import Rivals, Setup
from scoring.listening import build_listener
from scripts.checks.style import FEWEST_VARIANTS
from scripts.loader import load_shipped
from scripts.source import read

FEW_PLAYS = 120
"""Enough to see a seat that is worth too much; `benchmarks/rivals.py` plays 2,000."""
CHANCE = 0.08
"""What chance may add in so few plays."""

SCENARIOS = {
    name: staged
    for name, staged in load_scenarios(load_shipped().library).staged.items()
    if isinstance(staged.document, RivalsScenario)
}


def subject_of(staged: Staged) -> Subject[RivalsScenario]:
    folder = shipped_scenarios() / staged.shelf.plan.plan
    name = f"scenario: {staged.document.scenario}\n"
    file = next(file for file in folder.glob("*.yaml") if name in file.read_text(encoding="utf-8"))
    return Subject(staged.document, read(str(file), file.read_bytes()), staged.shelf, staged.script)  # type: ignore[arg-type]


def test_there_are_three_and_every_one_is_for_another_kind_of_customer() -> None:
    assert len(SCENARIOS) >= 3
    assert len({staged.script.segment for staged in SCENARIOS.values()}) >= 3


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_shipped_scenario_has_no_fault_and_three_variants_of_every_line(name: str) -> None:
    assert check(subject_of(SCENARIOS[name])).problems == ()
    assert all(len(set(lines)) >= FEWEST_VARIANTS for _, lines in lines_of(SCENARIOS[name].document))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_line_of_a_sheet_is_heard_as_what_it_is(name: str) -> None:
    assert [problem.message for problem in lines_are_heard(subject_of(SCENARIOS[name]), build_listener)] == []


@pytest.fixture(scope="module", params=list(SCENARIOS))
def played(request: pytest.FixtureRequest) -> tuple[Rivals, Staged]:
    staged = SCENARIOS[request.param]
    return Rivals(staged.document, staged, remembering), staged  # type: ignore[arg-type]


def test_among_equals_no_seat_wins_much_more_than_its_share(played: tuple[Rivals, Staged]) -> None:
    wins = equal_wins(*played, FEW_PLAYS)
    assert max(wins.values()) <= 1 / len(wins) + FAIR_MARGIN + CHANCE
    assert min(wins.values()) > 0


def test_a_better_rep_wins_from_any_seat(played: tuple[Rivals, Staged]) -> None:
    assert min(better_wins(*played, FEW_PLAYS).values()) >= BETTER_WINS - CHANCE


def test_the_numbers_of_each_operator_are_judged_by_its_own_sheet(played: tuple[Rivals, Staged]) -> None:
    table, _ = played
    if table.scenario.scenario != "广告公司三家争一单":
        return
    room, _ = table.open_room(Setup(humans=("网通", "电信", "铁通")))
    ours, theirs = "2M宽带一个月128块。", "2M宽带一个月138块。"
    assert not table.heard("网通", ours, room).violations
    assert not table.heard("电信", theirs, room).violations
    assert table.heard("网通", theirs, room).violation_codes == ("wrong_price",)
    assert table.heard("电信", ours, room).violation_codes == ("wrong_price",)
