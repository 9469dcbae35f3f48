"""The weights that were learned for the shipped plans, and the one place that reads them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from scoring.listening.experience import Experience
from scoring.listening.meaning import Encoder, Meaning


@cache
def experience_of(plan: str) -> Experience | None:
    """What was learned for a plan, or None for one that has no corpus: the rules and its examples do without."""
    held = files(__package__) / f"{plan}.npz"
    return Experience.read(held.read_bytes()) if held.is_file() else None


def meaning_of(plan: str, encoder: Encoder) -> Meaning | None:
    """What was learned of the encoder's vectors for a plan, or None for one that has no corpus."""
    held = files(__package__) / f"{plan}.meaning.npz"
    return Meaning.read(held.read_bytes(), encoder) if held.is_file() else None
