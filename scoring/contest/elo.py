"""How difficult a question proved to be, and how able a person, learned from answer after answer (Elo).

Steps shrink with the number of answers. Source: R. Pelánek, "Applications of the Elo rating system in adaptive
educational systems", Computers & Education 98 (2016). Ratings help to sort the bank; no score depends on one. They
depend a little on the answers' order: pass them as the events stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp

from scoring.contest.credit import FULL

TRUSTED_FROM = 60
"""A question's rating is trusted from so many answers on; below, its author's guess stands."""

_FIRST_STEP, _SLOWING = 1.0, 0.05
"""The step after n answers is `_FIRST_STEP/(1 + _SLOWING·n)` (Pelánek 2016, section 3.2)."""
_BOUNDS = (-1.5, -0.5, 0.5, 1.5)
"""Where one level of difficulty ends and the next begins, in log-odds against the usual person."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Log-odds: a person at a question's rating is right half the time, guessing aside. `answers` made it."""

    value: float = 0.0
    answers: int = 0

    def moved(self, surprise: float) -> Rating:
        """After one answer that went better (above 0) or worse than expected."""
        return Rating(self.value + surprise * _FIRST_STEP / (1 + _SLOWING * self.answers), self.answers + 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer: its credit in thousandths, and the chance of being right by guessing (single choice of n: 1/n)."""

    person: str
    item: str
    credit: int
    guess: float = 0.0


@dataclass(frozen=True, slots=True)
class Ratings:
    """What is known of people and questions; whoever is missing is unknown: rating 0 of no answers."""

    people: Mapping[str, Rating]
    items: Mapping[str, Rating]


def learn(outcomes: Iterable[Outcome], known: Ratings | None = None) -> Ratings:
    """The ratings after these answers too."""
    people = dict(known.people) if known else {}
    items = dict(known.items) if known else {}
    for one in outcomes:
        person, item = people.get(one.person, Rating()), items.get(one.item, Rating())
        surprise = one.credit / FULL - expected(person, item, one.guess)
        people[one.person], items[one.item] = person.moved(surprise), item.moved(-surprise)
    return Ratings(people, items)


def expected(person: Rating, item: Rating, guess: float = 0.0) -> float:
    """The credit to be expected, 0 to 1."""
    return guess + (1 - guess) / (1 + exp(item.value - person.value))


def level(item: Rating) -> int | None:
    """A question's difficulty as the bank counts it, 1 (easy) to 5; None while its rating is not to be trusted."""
    if item.answers < TRUSTED_FROM:
        return None
    return 1 + sum(item.value > bound for bound in _BOUNDS)
