"""What texts share, by their pairs of neighbouring characters: near-duplicates, and answers that the question tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAME = 0.6
_NOT_WORDS = re.compile(r"[\W_]+")


def alike(one: str, other: str, least: float = _SAME) -> bool:
    """Whether the texts share at least this part of their bigrams (Dice's coefficient)."""
    return likeness(one, other) >= least


def likeness(one: str, other: str) -> float:
    """Dice's coefficient over bigrams without punctuation, 0 to 1."""
    left, right = _bigrams(one), _bigrams(other)
    if not left or not right:
        return float(plain(one) == plain(other))
    return 2 * len(left & right) / (len(left) + len(right))


def gives_away(asked: str, right: str, wrong: Iterable[str]) -> bool:
    """Whether the question has two characters running of the right answer that no wrong one has."""
    told = _bigrams(asked) & _bigrams(right)
    return bool(told - frozenset[str]().union(*map(_bigrams, wrong)))


def plain(text: str) -> str:
    """The text without width, case, blanks and punctuation."""
    return _NOT_WORDS.sub("", normalize("NFKC", text).lower())


def _bigrams(text: str) -> frozenset[str]:
    bare = plain(text)
    return frozenset(bare[start : start + 2] for start in range(len(bare) - 1))
