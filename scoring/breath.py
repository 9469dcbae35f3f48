"""One breath: nobody takes in nine things at once, so a recital of the whole rubric does not count as saying it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.heard import Heard

MOST_IN_A_BREATH = 5
"""More items than this in one turn is a recital; good talks have two on average and at most five."""
KEPT_OF_A_RECITAL = 3
"""What a customer has taken in of it: the first few."""


def in_one_breath(heard: Heard) -> Heard:
    """The utterance as a customer takes it in: of a recital the first items only, and the act `recital`."""
    if len(heard.met) <= MOST_IN_A_BREATH:
        return heard
    in_order = sorted(heard.met, key=lambda hit: (hit.start, hit.end))
    kept, lost = in_order[:KEPT_OF_A_RECITAL], in_order[KEPT_OF_A_RECITAL:]
    why = recital_note(len(heard.met))
    return replace(
        heard,
        met=tuple(kept),
        dismissed=(*heard.dismissed, *(replace(hit, why=why) for hit in lost)),
        acts=(*heard.acts, "recital"),
    )


def recital_note(items: int) -> str:
    """Why the rest did not count, in Chinese."""
    return f"一口气说了 {items} 条，客户听不过来，只算前 {KEPT_OF_A_RECITAL} 条"
