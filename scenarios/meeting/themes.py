"""The theme of a drill: what the team as a whole is weak at. Nothing here tells whose weak point it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SHARED_BY = 2
"""A theme is what at least so many share: what one person alone is weak at is nobody else's business."""
WEAK_FROM = 0.3
"""The weak index (0 to 1) from which a person counts as weak at an item."""
OFFERED = 5


@dataclass(frozen=True, slots=True)
class Theme:
    """An item to practise together: how many of the team are weak at it."""

    item: str
    name: str
    people: int = 0


@dataclass(frozen=True, slots=True)
class Weak:
    """One person's weak index of one item."""

    person: str
    item: str
    name: str
    index: float


def team_themes(weak: Iterable[Weak]) -> tuple[Theme, ...]:
    """What the team can be offered, the most shared and weakest first."""
    indices: dict[str, dict[str, float]] = defaultdict(dict)
    names: dict[str, str] = {}
    for one in weak:
        names[one.item] = one.name
        if one.index >= WEAK_FROM:
            indices[one.item][one.person] = max(one.index, indices[one.item].get(one.person, 0.0))
    shared = {item: each for item, each in indices.items() if len(each) >= SHARED_BY}
    order = sorted(shared, key=lambda item: (-sum(shared[item].values()), item))
    return tuple(Theme(item, names[item], len(shared[item])) for item in order[:OFFERED])


def theme_of_tomorrow(offered: Iterable[Theme], today: Theme | None, *, done: bool) -> Theme | None:
    """Today's theme again if it was not done, else the next that the team shares."""
    if today is not None and not done:
        return today
    return next((theme for theme in offered if today is None or theme.item != today.item), today)
