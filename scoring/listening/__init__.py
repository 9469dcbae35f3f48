"""Listening: which rubric items did the rep's words meet, and what did he claim? Deterministic, offline, explained.

`build_listener(plan, points)` makes a listener; `listener.hear(utterance, context)` hears one utterance. The steps, one
module each: normalise, homophones (with terms); numerals, amounts, claims, judgement (with the plan's catalogue); clauses,
negation, gates (with the lexicon); frames (the authors' words); model and experience (likeness); guards; evidence and
verdict; cascade puts them in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from scripts.heard import Context, Heard
from scripts.model import Plan, Point

__all__ = ["Listener", "build_listener"]


class Listener(Protocol):
    """Anything that hears an utterance: the cascade here, or another beside it."""

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008  frozen: shared safely
        """Everything the utterance says; never raises, whatever the text."""
        ...


def build_listener(plan: Plan, points: Mapping[str, Point]) -> Listener:
    """A listener for a plan and all points it shall hear (the plan's and the script's own); takes about 0.4 s."""
    from scoring.listening.cascade import Cascade  # noqa: PLC0415  numpy and the tables load with the first listener
    from scoring.listening.learned import experience_of  # noqa: PLC0415  as above

    return Cascade.of(plan, points, experience_of(plan.plan))
