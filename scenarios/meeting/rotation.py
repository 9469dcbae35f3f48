"""Fair rotation: who plays what is dealt by what everybody has played, so that everybody comes to every role.

What somebody is owed is his equal share of each role in the drills he was there for; the deal that leaves least owing
wins, and where several do, the lot decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

WATCHER = "评议"
"""The role of those who have no part in the talk: they listen and mark."""
_MUST = 10_000.0
"""What it costs to leave a required role empty: more than any unfairness."""


@dataclass(frozen=True, slots=True)
class Role:
    """A part to be played; a `required` one is never left empty, any other the machine can play.

    Who plays one of the `customer`'s people is not critiqued for it.
    """

    name: str
    required: bool = False
    customer: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """Who played what in one earlier drill: (person, role), everybody who was there."""

    roles: tuple[tuple[str, str], ...]


def deal(roles: Sequence[Role], people: Sequence[str], history: Iterable[Past], rng: Random) -> dict[str, str]:
    """Give everybody a role (person → its name): one part each, the watcher's for those beyond the parts."""
    order = rng.sample(list(people), len(people))
    if not order:
        return {}
    slots = [*roles, *(Role(WATCHER) for _ in range(len(order) - len(roles)))]
    owed = _owed(history)
    share = {name: count / max(len(order), len(slots)) for name, count in Counter(r.name for r in slots).items()}
    costs = [
        [
            _cost(owed[person, role.name] + share[role.name]) + rng.random() / 1e6 - _MUST * role.required
            for role in slots
        ]
        for person in order
    ]
    chosen = _cheapest(costs)
    return {person: slots[column].name for person, column in zip(order, chosen, strict=True)}


def _owed(history: Iterable[Past]) -> Counter[tuple[str, str]]:
    """How many times each person should have had each role more often than he had it; below 0: less often."""
    owed: Counter[tuple[str, str]] = Counter()
    for past in history:
        filled = Counter(role for _, role in past.roles)
        for person, had in past.roles:
            for role, count in filled.items():
                owed[person, role] += count / len(past.roles)  # type: ignore[assignment]
            owed[person, had] -= 1
    return owed


def _cost(owed: float) -> float:
    """What a role adds to the squares of all that is owed, when it is given to somebody to whom so much is owed."""
    return (owed - 1) ** 2 - owed**2


def _cheapest(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in the cheapest assignment of rows to as many or more columns.

    The Hungarian method in its shortest-path form (Jonker and Volgenant, 1987).
    """
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken_by = [0] * (columns + 1)  # rows and columns count from 1; 0 stands for none
    for row in range(1, rows + 1):
        taken_by[0], column = row, 0
        least, before, done = [inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while taken_by[column]:
            done[column] = True
            owner, step, following = taken_by[column], inf, 0
            for other in range(1, columns + 1):
                if done[other]:
                    continue
                reduced = costs[owner - 1][other - 1] - of_row[owner] - of_column[other]
                if reduced < least[other]:
                    least[other], before[other] = reduced, column
                if least[other] < step:
                    step, following = least[other], other
            for other in range(columns + 1):
                if done[other]:
                    of_row[taken_by[other]] += step
                    of_column[other] -= step
                else:
                    least[other] -= step
            column = following
        while column:
            taken_by[column] = taken_by[before[column]]
            column = before[column]
    return [taken_by.index(row, 1) - 1 for row in range(1, rows + 1)]
