"""A script's machine: which way out of a stage is taken."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from scripts.conditions import Situation
from scripts.machine import ScriptMachine
from scripts.model import Branch

if TYPE_CHECKING:
    from scripts.talk import SimulatedCustomer


def test_the_first_branch_whose_conditions_hold_is_taken(boss: SimulatedCustomer) -> None:
    said = frozenset({"自我介绍", "说明来意"})
    move = boss.machine.move("开场白", Situation(met=said, required=said, patience=5, trust=3))
    assert move.state == "探询需求"


def test_without_a_reason_to_leave_the_talk_stays_where_it_is(boss: SimulatedCustomer) -> None:
    move = boss.machine.move("开场白", Situation(required=frozenset({"自我介绍"}), patience=5, trust=3))
    assert (move.state, move.branch and move.branch.target) == ("开场白", "stay")


def test_what_always_holds_goes_before_the_stage_own_branches(boss: SimulatedCustomer) -> None:
    move = boss.machine.move("开场白", Situation(patience=0, trust=3))
    assert move.state == "被拒"


def test_a_way_to_nowhere_is_refused_before_anybody_talks(boss: SimulatedCustomer) -> None:
    opening = boss.script.stages["开场白"].model_copy(update={"next": (Branch(otherwise="火星"),)})
    script = boss.script.model_copy(update={"stages": {**boss.script.stages, "开场白": opening}})
    with pytest.raises(ValueError, match="火星"):
        ScriptMachine(script)


def test_names_that_look_like_functions_are_only_names(boss: SimulatedCustomer) -> None:
    stage = boss.script.stages["开场白"].model_copy(
        update={"name": "os.abort", "next": (Branch(to="os.abort"), Branch(otherwise="探询需求"))}
    )
    script = boss.script.model_copy(update={"stages": {"os.abort": stage, **boss.script.stages}, "always": ()})
    assert ScriptMachine(script).move("os.abort", Situation(patience=3)).state == "os.abort"


def test_a_shared_machine_keeps_no_talk_alive(boss: SimulatedCustomer) -> None:
    situation = Situation(patience=0)
    watched = weakref.ref(boss.machine.move("开场白", Situation(patience=0)).branch or situation)
    moves = [boss.machine.move("开场白", Situation(patience=0)) for _ in range(100)]
    gc.collect()
    assert watched() is not None
    assert len({id(move.branch) for move in moves}) == 1
    assert not boss.machine._machine.models
