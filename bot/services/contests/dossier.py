"""Everything the documents of a result tell, the workbook and the report, read at one moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from bot.services.contests.audit import published_head
from bot.services.contests.intervene import interventions
from bot.services.contests.review import flags, result, suspects
from scenarios.contest.chain import canonical, digest
from scoring.contest.elo import Outcome, learn, level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.services.contests.hall import Hall
    from bot.services.contests.review import Suspect
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.chain import Event
    from scenarios.contest.exam import Exam
    from scenarios.contest.office import Office, Phase
    from scenarios.contest.results import Result
    from scenarios.contest.roster import Entry
    from scoring.contest.flags import Flag

_THOUSAND = 1000


@dataclass(frozen=True)
class Dossier:
    """A result with all that explains it. `people`: its reader may see every single person, which is the province's.

    `levels` are the difficulties, 1 to 5, that the answers themselves show, for questions with enough of them; `skills`
    the share of the points each skill brought, the weakest first. `hash` is the result's, `head` that of all logs, both
    as published, or as they stand now.
    """

    office: Office
    phase: Phase
    at: datetime
    result: Result
    exam: Exam
    roster: Mapping[int, Entry]
    suspects: Sequence[Suspect]
    flags: Sequence[Flag]
    interventions: Sequence[Event]
    levels: Mapping[str, int]
    skills: Sequence[tuple[str, Fraction]]
    hash: str
    head: str
    people: bool

    @property
    def published(self) -> bool:
        """Whether the province has published this very result."""
        return self.office.final is not None


def dossier(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> Dossier:
    """Read it, for hosts, after the close. Raises ContestError before, NotAllowedError for anybody else."""
    made, office, exam = result(uow, hall, contest, by), hall.office(uow, contest), hall.exam(uow, contest)
    final = office.final
    return Dossier(
        office=office,
        phase=office.phase(uow.now),
        at=uow.now,
        result=made,
        exam=exam,
        roster=hall.roster(uow, contest),
        suspects=suspects(uow, hall, contest, by),
        flags=flags(uow, hall, contest, by),
        interventions=interventions(uow, hall, contest, by),
        levels=_levels(exam, uow.contest_logs.answers(contest)),
        skills=_skills(exam, made),
        hash=final["result"] if final else digest(canonical(made.as_json())),
        head=final["head"] if final else published_head(uow.contest_logs.every(contest)),
        people=by.is_admin,
    )


def _levels(exam: Exam, answers: Iterable[Event]) -> dict[str, int]:
    """How difficult the questions proved to be, learned from the answers in the order they came."""
    ordered = sorted(answers, key=lambda event: (event.at, event.log, event.n))
    outcomes = []
    for event in ordered:
        item = exam.items[event.item or ""]
        earned = exam.credit_of(event.log, item.id, event.body)
        if earned is not None:
            guess = 1 / len(item.options) if item.kind == "single" else 0.0
            outcomes.append(Outcome(str(event.log), item.id, earned, guess))
    found = {item: level(rating) for item, rating in learn(outcomes).items.items()}
    return {item: shown for item, shown in found.items() if shown is not None}


def _skills(exam: Exam, made: Result) -> list[tuple[str, Fraction]]:
    earned: dict[str, int] = defaultdict(int)
    answers: dict[str, int] = defaultdict(int)
    for one in made.items.values():
        skill = exam.items[one.item].skill
        earned[skill] += one.credit
        answers[skill] += one.answers
    shares = [(skill, Fraction(earned[skill], _THOUSAND * count)) for skill, count in answers.items()]
    return sorted(shares, key=lambda one: (one[1], one[0]))
