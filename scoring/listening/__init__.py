"""Listening: which rubric items did the rep's words meet, and what did he claim? Deterministic, offline, explained.

`build_listener(plan, points)` makes a listener; `listener.hear(utterance, context)` hears one utterance. The steps:
spelling (normalise, homophones, terms); clauses and what turns them (lexicon, negation, gates); claims (numerals,
amounts, scene, prices, discounts, offers, judgement, catalogue); the authors' words (frames); likeness (model,
experience); guards. `evidence` gathers, `verdict` concludes, `cascade` puts all in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from scripts.heard import Context, Heard
from scripts.model import Plan, Point

if TYPE_CHECKING:
    from scoring.listening.meaning import Encoder

__all__ = ["Listener", "build_listener"]


class Listener(Protocol):
    """Anything that hears an utterance: the cascade here, or another beside it."""

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008  frozen: shared safely
        """Everything the utterance says; never raises, whatever the text."""
        ...


def build_listener(plan: Plan, points: Mapping[str, Point], encoder: Encoder | None = None) -> Listener:
    """A listener for a plan and all points it shall hear (the plan's and the script's own); takes about 0.4 s.

    With an `encoder` (the extra `semantic`) it also weighs what the sentences mean.
    """
    from scoring.listening.cascade import Cascade  # noqa: PLC0415  numpy and the tables load with the first listener
    from scoring.listening.learned import experience_of, meaning_of  # noqa: PLC0415  as above

    meaning = meaning_of(plan.plan, encoder) if encoder is not None else None
    return Cascade.of(plan, points, experience_of(plan.plan), meaning)
