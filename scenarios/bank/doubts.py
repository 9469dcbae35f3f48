"""What the plan itself leaves open, as data: a question that hangs on such a place has no one right answer.

A plan's doubts stand in `items/doubts.yaml`. Generated questions keep clear of them, written ones are checked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated
from unicodedata import normalize

from pydantic import Field

from scripts.model.base import NAMES, Document, Line, Lines, WordGroups

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANKS = re.compile(r"\s+")


class Doubt(Document):
    """One thing the source does not say, or says in two ways.

    A question hangs on it when its stem has all words of one group of `asks`, or its stem and options together all of
    one group of `together`, and the stem none of `unless`. A word may hold choices: 2M/10M/100M.
    """

    name: Line
    about: Line
    asks: WordGroups = ()
    together: WordGroups = ()
    unless: Lines = ()

    def touches(self, stem: str, options: Iterable[str] = ()) -> bool:
        """Whether a question of these words hangs on it."""
        asked = _plain(stem)
        if any(_has(asked, word) for word in self.unless):
            return False
        whole = "\n".join((asked, *map(_plain, options)))
        return any(_has_all(asked, group) for group in self.asks) or any(
            _has_all(whole, group) for group in self.together
        )


class Doubts(Document):
    """All that a plan leaves open."""

    plan: Line
    doubts: Annotated[dict[str, Doubt], NAMES] = Field(default_factory=dict)

    def touched(self, stem: str, options: Iterable[str] = ()) -> Doubt | None:
        """The doubt that a question of these words hangs on, None for a clear one."""
        listed = tuple(options)
        return next((doubt for doubt in self.doubts.values() if doubt.touches(stem, listed)), None)


def _has_all(text: str, group: tuple[str, ...]) -> bool:
    return all(_has(text, word) for word in group)


def _has(text: str, word: str) -> bool:
    return any(_plain(choice) in text for choice in word.split("/"))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """Without blanks and width: 2 M and ２M are 2M."""
    return _BLANKS.sub("", normalize("NFKC", text)).lower()
