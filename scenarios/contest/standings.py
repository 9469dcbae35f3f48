"""Who stands where: places and branches out of attempts, as of the freeze or at the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from scenarios.contest.said import CASE
from scoring.contest.branches import BranchResult, Sample, branch_results
from scoring.contest.ranking import Standing, Tally, contest_score, places, quiz_score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from scenarios.contest.attempt import Attempt
    from scenarios.contest.office import Office
    from scenarios.contest.roster import Entry

_HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Placed:
    """A person's place among those who count, from 1."""

    rank: int
    shared: bool
    entry: int
    score: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """The whole ranking: people first to last, branches first to last, and how many were drawn, came, handed in.

    `attended` counts who came by branch, also where nobody handed in yet. `cities` are as branches, and empty unless
    they were asked for.
    """

    people: tuple[Placed, ...]
    branches: tuple[BranchResult, ...]
    drawn: int
    came: int
    handed_in: int
    attended: Mapping[str, int]
    cities: tuple[BranchResult, ...] = ()

    def place_of(self, entry: int) -> Placed | None:
        """A person's place, or None if he has none."""
        return next((one for one in self.people if one.entry == entry), None)


def score_of(attempt: Attempt, office: Office) -> Decimal:
    """A person's contest score, 0 to 100 with one decimal, under the key in force."""
    settings = office.settings
    counted = settings.items - attempt.void
    if not settings.case:
        return _score(attempt.points, counted, None, settings.quiz_weight)
    scored = office.overrides.get((attempt.entry, CASE), attempt.case_score)
    return _score(attempt.points, counted, scored or 0, settings.quiz_weight)


@lru_cache(65_536)  # a board of ten thousand is made every second, and nearly all on it stand where they stood
def _score(points: int, counted: int, case: int | None, quiz_percent: int) -> Decimal:
    quiz = quiz_score(points, counted)
    if case is None:
        return contest_score(quiz)
    return contest_score(quiz, Decimal(case) / _HUNDREDTHS, quiz_percent=quiz_percent)


def table(
    office: Office,
    attempts: Iterable[Attempt],
    roster: Mapping[int, Entry],
    *,
    until: datetime | None = None,
    skills: Mapping[str, Mapping[str, tuple[int, int]]] | None = None,
    cities: bool = False,
) -> Table:
    """The ranking. With `until`, as if nothing had happened from then on: only who had handed in before has a place.

    Without it, everybody who came has a place, and whoever was drawn and didn't come weighs 0 in his branch.
    `skills` are, by branch, the tenths and answers of each skill.
    """
    counted = office.counted
    came = [one for one in attempts if one.entry in counted and _before(one.started, until)]
    handed_in = [one for one in came if _before(one.finished, until)]
    people = ranking(office, came if until is None else handed_in)
    scores = {one.entry: one.score for one in people}
    if until is None:
        scores = dict.fromkeys(counted, Decimal(0)) | scores
    here = [one.entry for one in came]
    attended = Counter(roster[entry].branch for entry in here)
    by_branch = {entry: roster[entry].branch for entry in sorted(counted)}
    by_city = {entry: roster[entry].city for entry in sorted(counted)} if cities else {}
    return Table(
        people=people,
        branches=_means(by_branch, scores, attended, skills or {}),
        drawn=len(counted),
        came=len(came),
        handed_in=len(handed_in),
        attended=attended,
        cities=_means(by_city, scores, Counter(roster[entry].city for entry in here), {}),
    )


def ranking(office: Office, attempts: Iterable[Attempt]) -> tuple[Placed, ...]:
    """The places of these attempts, first to last."""
    standings = [
        Standing(f"{one.entry:09d}", score_of(one, office), one.hardest, _pace(one) if office.settings.timed else None)
        for one in attempts
    ]
    return tuple(
        Placed(one.rank, one.shared, int(one.standing.person), one.standing.score) for one in places(standings)
    )


def _pace(attempt: Attempt) -> int | None:
    return Tally(correct=attempt.right, time=attempt.right_time).pace


def _before(at: datetime | None, until: datetime | None) -> bool:
    return at is not None and (until is None or at < until)


def _means(
    units: Mapping[int, str],
    scores: Mapping[int, Decimal],
    attended: Mapping[str, int],
    skills: Mapping[str, Mapping[str, tuple[int, int]]],
) -> tuple[BranchResult, ...]:
    """The table of branches, or of cities: `units` has everybody's."""
    of_unit: dict[str, list[int]] = defaultdict(list)
    for entry, unit in units.items():
        of_unit[unit].append(entry)
    return branch_results(
        Sample(
            unit,
            tuple(scores[entry] for entry in entries if entry in scores),
            attended.get(unit, 0),
            len(entries),
            skills.get(unit, {}),
        )
        for unit, entries in of_unit.items()
    )
