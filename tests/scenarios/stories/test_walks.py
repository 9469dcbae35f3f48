"""Walks: a short talk to every ending, found by search and held with whoever listens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.practice import Setup
from scenarios.stories.held import TracedPractice, hold
from scenarios.stories.walks import Walker, way_to
from scoring.listening import build_listener
from scripts.model import Branch
from scripts.talk import Setting, SimulatedCustomer

if TYPE_CHECKING:
    from conftest import Stage

    from scripts.talk import TalkState


def start(stage: Stage) -> tuple[SimulatedCustomer, TalkState]:
    customer = SimulatedCustomer(stage.plan.shelf, stage.script.script)
    state, _ = customer.begin(Setting(difficulty=1))
    return customer, state


@pytest.mark.parametrize("ending", ["成交", "约下次", "被拒"])
def test_the_way_that_is_found_leads_there(stage: Stage, ending: str) -> None:
    customer, state = start(stage)
    way = way_to(customer, state, ending)
    assert way is not None
    for step in way:
        assert not state.ending
        state, _ = customer.hear(state, step.heard)
    assert state.ending == ending


def test_who_wants_to_win_is_never_rude_on_the_way(stage: Stage) -> None:
    customer, state = start(stage)
    for ending in ("成交", "约下次"):
        assert all(not step.heard.violations for step in way_to(customer, state, ending) or ())


def test_being_thrown_out_takes_two_rude_words(stage: Stage) -> None:
    customer, state = start(stage)
    assert len(way_to(customer, state, "被拒") or ()) == 2


def test_an_ending_that_asks_the_impossible_is_out_of_reach(stage: Stage) -> None:
    script = stage.script.script
    following = script.stages["跟进"]
    barred = tuple(
        branch.model_copy(update={"when": {**branch.when, "trust-at-least": 10, "mood-below": -2}})
        if branch.target == "成交"
        else branch
        for branch in following.next
    )
    changed = script.model_copy(
        update={"stages": {**script.stages, "跟进": following.model_copy(update={"next": barred})}}
    )
    customer = SimulatedCustomer(stage.plan.shelf, changed)
    state, _ = customer.begin(Setting(difficulty=1))
    assert way_to(customer, state, "成交") is None
    assert Walker(customer, "成交")(state) is None


def test_a_walker_who_is_misheard_finds_another_way(stage: Stage) -> None:
    """He is held with the true listener, who hears one line in three otherwise than the search thinks."""
    shelf, script = stage.plan.shelf, stage.script.script
    practice = TracedPractice(shelf, script, build_listener(shelf.plan, shelf.points_of(script)))
    held = hold(practice, Setup(difficulty=1), Walker(practice.customer, "成交"))
    assert held.report.ending == "成交"
    assert len({exchange.rep for exchange in held.exchanges}) == len(held.exchanges), "no line is said twice"


def test_a_talk_remembers_every_branch_it_took(stage: Stage) -> None:
    held = hold(stage.practice, Setup(difficulty=1), Walker(stage.practice.customer, "被拒"))
    taken = [branch for exchange in held.exchanges for branch in exchange.taken]
    assert all(isinstance(branch, Branch) for branch in taken)
    assert taken[-1].target == "被拒"
