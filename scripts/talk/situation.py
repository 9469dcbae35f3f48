"""Where a talk stands after a turn, in the words of branch conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.conditions import Situation

if TYPE_CHECKING:
    from scripts.talk.mind import Mind
    from scripts.talk.objections import ObjectionDesk


def situation_of(mind: Mind, desk: ObjectionDesk) -> Situation:
    """Where the talk stands now, as branch conditions see it."""
    state = mind.state
    stage = mind.persona.script.stages[state.stage]
    violations = {breach.code for breach in mind.heard.violations} | {b.name for b in mind.heard.violations}
    return Situation(
        met=frozenset(state.met),
        met_now=mind.names,
        required=frozenset(name for name, use in stage.points.items() if use.required),
        new_violations=frozenset(violations),
        stage_turns=state.stage_turns,
        trust=state.trust,
        mood=state.mood,
        patience=state.patience,
        objections_open=int(state.open_objection is not None),
        objections_left=len(desk.left()),
        told=frozenset(state.told),
        promise=state.promise,
    )
