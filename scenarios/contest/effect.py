"""What a new key would change, laid out before it takes effect: every person, branch and city, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.contest.roster import Entry
    from scenarios.contest.standings import Table
    from scoring.contest.branches import BranchResult


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody's or something's score and rank, before and after; `where` is the person's branch, else empty."""

    name: str
    where: str
    score: Decimal
    new_score: Decimal
    rank: int
    new_rank: int
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """Everything a decision changes, each list by the new rank; `people` are those whose score or rank changes."""

    people: tuple[Change, ...]
    branches: tuple[Change, ...]
    cities: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.people or self.branches or self.cities)


def effect(before: Table, after: Table, roster: Mapping[int, Entry]) -> Effect:
    """What is different between two rankings of the same people."""
    old = {one.entry: one for one in before.people}
    people = tuple(
        Change(
            roster[one.entry].name,
            roster[one.entry].branch,
            old[one.entry].score,
            one.score,
            old[one.entry].rank,
            one.rank,
            one.entry,
        )
        for one in after.people
        if (old[one.entry].score, old[one.entry].rank) != (one.score, one.rank)
    )
    return Effect(people, _units(before.branches, after.branches), _units(before.cities, after.cities))


def _units(before: tuple[BranchResult, ...], after: tuple[BranchResult, ...]) -> tuple[Change, ...]:
    old = {one.branch: one for one in before}
    return tuple(
        Change(one.branch, "", old[one.branch].score, one.score, old[one.branch].rank, one.rank)
        for one in after
        if (old[one.branch].score, old[one.branch].rank) != (one.score, one.rank)
    )
