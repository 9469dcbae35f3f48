"""The nearest name to one that does not exist, for the question 「是不是想写…」."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALIKE = 0.5
_LISTED = 12


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the one of `names` that `name` was most likely meant to be, None if none is alike."""
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=_ALIKE)), None)


def did_you_mean(name: str, names: Iterable[str], otherwise: str = "") -> str:
    """Return a hint: the nearest name, else `otherwise` with the names there are, else "" when there are none."""
    names = list(names)
    if close := nearest(name, names):
        return f"是不是想写「{close}」？"
    if not names:
        return otherwise
    return f"{otherwise or '可以写：'}{'、'.join(names[:_LISTED])}{'……' if len(names) > _LISTED else '。'}"
