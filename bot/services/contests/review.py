"""What to look at before the result is opened: keys that may be wrong, answers that look odd. Never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.services.contests.records import ContestError
from bot.services.contests.roles import need_host
from bot.services.history import history
from scenarios.contest.office import OVER
from scenarios.contest.results import result_of
from scenarios.contest.said import elapsed_of, own_answer
from scenarios.contest.standings import score_of
from scoring.contest.flags import Flag, Given, alike, jump, quick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.bank import Item
    from scenarios.contest.office import Office
    from scenarios.contest.results import Result
    from scenarios.contest.roster import Entry
    from scoring.contest.item_review import Review


@dataclass(frozen=True, slots=True)
class Suspect:
    """An item whose key should be looked at, and why."""

    item: Item
    review: Review


def result(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> Result:
    """The result as it stands now, for hosts; the contest must have closed."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.phase(uow.now) not in OVER:
        raise ContestError("收卷以后才有成绩。")
    exam, roster = hall.exam(uow, contest), hall.roster(uow, contest)
    return result_of(office, exam, uow.attempts.of(contest), uow.contest_logs.answers(contest), roster)


def suspects(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> tuple[Suspect, ...]:
    """The items to check before the unfreeze, by id."""
    exam = hall.exam(uow, contest)
    items = result(uow, hall, contest, by).items.values()
    return tuple(
        Suspect(exam.items[one.item], one.review)
        for one in items
        if one.review is not None and one.review.check_this_key
    )


def flags(uow: UnitOfWork, hall: Hall, contest: int, by: By) -> tuple[Flag, ...]:
    """What a person should look at: pairs alike, right answers too quick to be read, leaps above one's own drills."""
    office = hall.office(uow, contest)
    need_host(office, by)
    if office.phase(uow.now) not in OVER:
        raise ContestError("收卷以后才能看。")
    exam, roster = hall.exam(uow, contest), hall.roster(uow, contest)
    given = [
        Given(
            person=_called(roster[event.log]),
            branch=roster[event.log].branch,
            item=event.item or "",
            answer=own_answer(event.body),
            credit=exam.credit_of(event.log, event.item or "", event.body) or 0,
            elapsed=elapsed_of(event.body),
        )
        for event in uow.contest_logs.answers(contest)
        if event.log in office.counted
    ]
    return (*alike(given), *quick(given), *_leaps(uow, hall, office))


def _leaps(uow: UnitOfWork, hall: Hall, office: Office) -> Iterator[Flag]:
    """Who scored far above his own latest drills, as far as his account tells them."""
    roster = hall.roster(uow, office.contest)
    there = [one for one in uow.attempts.of(office.contest) if one.entry in office.counted and one.started]
    for attempt in there:
        if attempt.rep is not None:
            drills = [past.report.score for past in history(uow, attempt.rep)]
            found = jump(_called(roster[attempt.entry]), float(score_of(attempt, office)), drills)
            if found is not None:
                yield found


def _called(person: Entry) -> str:
    """A person as a flag names him: with his branch, since names come twice."""
    return f"{person.branch}·{person.name}"
