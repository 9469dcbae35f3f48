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


def rules_alone(plan: Plan, points: Mapping[str, Point]) -> Listener:
    """Words, patterns and claims; nothing learned, not even from the authors' examples."""
    cascade = Cascade.of(plan, points)
    return replace(cascade, model=LinearModel.trained(cascade.model.codes, ()))


def with_examples(plan: Plan, points: Mapping[str, Point]) -> Listener:
    """The rules, and the model that is trained from the authors' examples at load."""
    return Cascade.of(plan, points)


def with_experience(plan: Plan, points: Mapping[str, Point]) -> Listener:
    """These, and what was learned from the marked corpus: the listener of every installation."""
    return Cascade.of(plan, points, experience_of(plan.plan))


STEPS = {"只用规则": rules_alone, "＋例句": with_examples, "＋标注语料": with_experience}
