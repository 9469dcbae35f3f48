"""The result of a contest: per person, per item, per branch; a pure function of attempts, answers and key version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from scenarios.contest.said import own_answer
from scenarios.contest.standings import Table, table
from scoring.contest.item_review import Response, Review, review

if TYPE_CHECKING:
    from scenarios.contest.attempt import Attempt
    from scenarios.contest.chain import Event
    from scenarios.contest.exam import Exam
    from scenarios.contest.office import Office
    from scenarios.contest.roster import Entry

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item: who had it, how it went, and what its answers say about its key (None: too few to say)."""

    item: str
    answers: int
    credit: int
    review: Review | None


@dataclass(frozen=True)
class Result:
    """Everything of a result; `table` has people and branches, `attempts` what stands behind each person's score."""

    office: Office
    table: Table
    items: Mapping[str, ItemResult]
    attempts: Mapping[int, Attempt]
    absent: tuple[int, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """The result as it is published and hashed: integers and strings only, in a fixed order."""
        people = [
            {
                "rank": one.rank,
                "entry": one.entry,
                "score": str(one.score),
                "points": self.attempts[one.entry].points,
                "hardest": self.attempts[one.entry].hardest,
                "right": self.attempts[one.entry].right,
                "in_time": self.attempts[one.entry].in_time,
                "case": self.attempts[one.entry].case_score,
            }
            for one in self.table.people
        ]
        branches = [
            {
                "rank": one.rank,
                "branch": one.branch,
                "score": str(one.score),
                "give_or_take": None if one.give_or_take is None else str(one.give_or_take),
                "level_with_first": one.level_with_first,
                "mean": str(one.mean),
                "median": str(one.median),
                "attended": one.attended,
                "drawn": one.drawn,
                "weakest": one.weakest,
            }
            for one in self.table.branches
        ]
        items = [[one.item, one.answers, one.credit] for one in self.items.values()]
        told = {"contest": self.office.contest, "key": self.office.key.version, "people": people, "branches": branches}
        return told | {"items": items, "absent": list(self.absent), "voided": sorted(self.office.voided)}


def result_of(
    office: Office,
    exam: Exam,
    attempts: Iterable[Attempt],
    answers: Iterable[Event],
    roster: Mapping[int, Entry],
) -> Result:
    """Put the result together; `answers` are the events that ended an item, in any order."""
    kept = {one.entry: one for one in attempts if one.entry in office.counted}
    responses: dict[str, list[Response]] = defaultdict(list)
    skills: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for event in answers:
        attempt, item = kept.get(event.log), event.item
        if attempt is None or item is None:
            continue
        earned, mark = exam.credit_of(event.log, item, event.body), exam.mark(event.log, item, event.body)
        if earned is None or mark is None:
            continue
        others = max(1, attempt.done - 1)
        rest = (attempt.points - mark.points) / others / _TENTHS
        responses[item].append(Response(own_answer(event.body), earned, rest))
        of_branch, skill = skills[roster[event.log].branch], exam.items[item].skill
        points, answered = of_branch.get(skill, (0, 0))
        of_branch[skill] = (points + mark.points, answered + 1)
    items = {
        item: ItemResult(item, len(told), sum(one.credit for one in told), review(told))
        for item, told in sorted(responses.items())
    }
    whole = table(office, kept.values(), roster, skills=skills, cities=True)
    absent = tuple(sorted(entry for entry in office.counted if entry not in kept or kept[entry].started is None))
    return Result(office, whole, items, kept, absent)
