"""The open rule of decision: who is for it, who against, and what the meeting comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.documents import Panel
    from scenarios.documents.panel import DecisionWord, Vote
    from scenarios.panel.state import Standing


def mean_of(panel: Panel, minds: Sequence[Standing]) -> float:
    """The stances' mean by weight, to one decimal."""
    weights = {name: person.weight for name, person in panel.people.items()}
    return round(sum(weights[mind.name] * mind.stance for mind in minds) / sum(weights.values()), 1)


def vetoes(panel: Panel, minds: Sequence[Standing]) -> tuple[str, ...]:
    """The names of those who have a veto and would use it."""
    below = panel.decision.veto_below
    return tuple(mind.name for mind in minds if panel.people[mind.name].veto and mind.stance < below)


def decide(panel: Panel, minds: Sequence[Standing]) -> DecisionWord:
    """通过, 再议 or 否决 (source: the scenario's own `decision`)."""
    rule, mean = panel.decision, mean_of(panel, minds)
    if mean >= rule.line and not vetoes(panel, minds):
        return "通过"
    return "再议" if mean >= rule.later else "否决"


def vote_of(panel: Panel, mind: Standing) -> Vote:
    """Where a person stands: for it from the line on, against it below the veto's line."""
    if mind.stance >= panel.decision.line:
        return "赞成"
    return "反对" if mind.stance < panel.decision.veto_below else "观望"
