"""The listener with one step after another left out: what each of them adds can be measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scoring.listening.cascade import Cascade
from scoring.listening.learned import experience_of
from scoring.listening.model import LinearModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scoring.listening import Listener
    from scripts.model import Plan, Point


def steps(plan: Plan, points: Mapping[str, Point]) -> dict[str, Listener]:
    """Rules alone; with the examples' model; with what was learned from the corpus too (the listener as it is)."""
    whole = Cascade.of(plan, points, experience_of(plan.plan))
    without_experience = replace(whole, experience=None)
    untrained = LinearModel.trained(whole.model.codes, ())
    rules_alone = replace(without_experience, model=untrained)
    return {"只用规则": rules_alone, "＋例句": without_experience, "＋标注语料": whole}
