"""What an attempt is marked by: the items as they were frozen, the papers of the seed, and the key in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from scenarios.contest.keys import KeyVersion, Ruling
from scenarios.contest.papers import paper, seconds_for, strata
from scenarios.contest.said import CASE, elapsed_of, own_answer
from scenarios.contest.settings import RULES
from scoring.contest.clock import speed
from scoring.contest.credit import FULL, credit
from scoring.contest.points import MOST, points, speed_percent
from scoring.contest.ranking import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scenarios.bank import Item
    from scenarios.contest.papers import Slip

PAPERS_KEPT = 4096

DEALERS = {1: (strata, paper)}
"""How papers are dealt, by the number of a contest's rules: the items in groups, and one person's paper out of them."""

_NOTHING = Tally()


def papers_of(
    seed: str, items: Mapping[str, Item], questions: int, rules: int = RULES
) -> Callable[[int], tuple[Slip, ...]]:
    """What gives anybody's paper by his number; the last few thousand are kept at hand.

    Raises ValueError for a contest of rules that are not known here: it would deal other papers than were answered.
    """
    if rules not in DEALERS:
        raise ValueError(f"rules {rules} are not among {sorted(DEALERS)}")
    grouped, dealt = DEALERS[rules]
    groups = grouped(tuple(items.values()), questions)
    return lru_cache(PAPERS_KEPT)(lambda entry: dealt(seed, entry, groups))


@dataclass(frozen=True)
class Exam:
    """The frozen items by id, everybody's paper by his number, and whether speed may count.

    `overrides` are a host's own decisions: (entry, item) → credit in thousandths; for the case its score in hundredths.
    """

    items: Mapping[str, Item]
    paper: Callable[[int], tuple[Slip, ...]]
    timed: bool
    key: KeyVersion = field(default_factory=KeyVersion)
    overrides: Mapping[tuple[int, str], int] = field(default_factory=dict)

    @cached_property
    def rulings(self) -> Mapping[str, Ruling]:
        """What was ruled, by item."""
        return self.key.by_item

    def slip(self, entry: int, item: str) -> Slip:
        """The question on somebody's paper by its item; raises KeyError if it is not on it."""
        found = next((one for one in self.paper(entry) if one.item == item), None)
        if found is None:
            raise KeyError(item)
        return found

    def speed_percent(self, item: Item) -> int:
        """How much speed counts in a question, in per cent."""
        return speed_percent(timed=item.timed, by_buttons=not self.timed)

    def credit_of(self, entry: int, item: str, body: Mapping[str, Any]) -> int | None:
        """The credit, in thousandths, of an answered or missed question; None where it no longer counts."""
        ruling = self.rulings.get(item)
        if ruling is not None and ruling.kind == "void":
            return None
        if (entry, item) in self.overrides:
            return self.overrides[entry, item]
        if ruling is not None and ruling.kind == "credit":
            return FULL
        answer = own_answer(body)
        if answer is None or body["late"]:
            return 0
        asked = self.items[item]
        right = (asked.key, *(ruling.also if ruling is not None else ()))
        return max(credit(asked.kind, key, answer, len(asked.options), asked.tolerance) for key in right)

    def mark(self, entry: int, item: str, body: Mapping[str, Any]) -> Tally | None:
        """What a question comes to, answered, missed, or not reached (`body` empty); None where it no longer counts.

        Credit that was given, to all or to somebody without an answer in time, brings its points, but no time and no
        right answer: where everybody gets the points, whoever answered wrongly and quickly gains nothing more.
        """
        earned = self.credit_of(entry, item, body)
        if earned is None:
            return None
        if not earned:
            return _NOTHING
        asked, hard = self.items[item], self.slip(entry, item).hard
        ruling, percent = self.rulings.get(item), self.speed_percent(asked)
        if ruling is not None and ruling.kind == "credit" and (entry, item) not in self.overrides:
            return Tally(MOST, MOST if hard else 0)
        if body.get("late") is not False:
            gained = points(earned, Fraction(0), percent)
            return Tally(gained, gained if hard else 0)
        elapsed = elapsed_of(body)
        return Tally.of(points(earned, speed(elapsed, seconds_for(asked)), percent), earned, elapsed, hard=hard)

    def case_score(self, entry: int, scored: int | None) -> int | None:
        """A case's score in hundredths of a point, as its talk earned it or as a host decided."""
        return self.overrides.get((entry, CASE), scored)
