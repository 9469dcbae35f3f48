"""The window's edges: timers that open, remind, freeze and close, each of them doing nothing the second time.

Whether a question is served or an answer taken follows the clock alone; a timer only writes down that the moment came,
tells people, and gathers in what was left open at the close.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.services.contests.case import score_now
from bot.services.contests.hall import write_office
from bot.services.contests.records import ContestError, Participant
from bot.services.contests.roles import need_host, needed_reason
from bot.store.records import Timer
from scenarios.contest.attempt import after, finished, missed
from scenarios.contest.chain import OFFICE, Happening, linked
from scenarios.contest.office import OVER, Phase
from scenarios.contest.settings import CLOSING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.services.contests.hall import Hall
    from bot.services.contests.roles import By
    from bot.store.contract import UnitOfWork
    from scenarios.contest.attempt import Attempt
    from scenarios.contest.chain import Event
    from scenarios.contest.exam import Exam
    from scenarios.contest.office import Office
    from scenarios.contest.settings import Settings

KIND = "contest"
"""The kind of every timer of a contest; its payload is {contest, what}."""

Edge = Literal["open", "remind", "freeze", "close", "appeals-over"]
EDGES: tuple[Edge, ...] = ("open", "remind", "freeze", "close", "appeals-over")

REMINDED_BEFORE = timedelta(hours=2)
"""How long before the close those who have not handed in are reminded, at most half the window."""

_WRITTEN = {"open": "opened", "remind": "reminded", "freeze": "frozen"}


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be told: to everybody drawn (`entries`), or only to those it concerns."""

    contest: int
    edge: Edge
    entries: tuple[int, ...]


def set_timers(uow: UnitOfWork, office: Office) -> None:
    """Set, or move, the timers of a drawn contest."""
    for edge, due in _dues(office.settings, office.last_close).items():
        payload = {"contest": office.contest, "what": edge}
        uow.timers.set(Timer(_timer(office.contest, edge), KIND, due, payload=payload))


def clear_timers(uow: UnitOfWork, contest: int) -> None:
    """Take all timers of a contest away."""
    for edge in EDGES:
        uow.timers.cancel(_timer(contest, edge))


def tick(uow: UnitOfWork, hall: Hall, contest: int, edge: Edge) -> Announcement | None:
    """A timer came due: write it down, do what it is for, say whom to tell; None if there is nothing to do (any more).

    One that comes too early, because somebody got extra time meanwhile, is set again.
    """
    office = hall.office(uow, contest)
    phase = office.phase(uow.now)
    if edge == "appeals-over":
        return Announcement(contest, edge, ()) if phase is Phase.REVIEW else None
    if phase is Phase.CANCELLED or phase in OVER or not office.drawn:
        return None
    return _close_edge(uow, hall, office) if edge == "close" else _noted(uow, office, edge)


def _close_edge(uow: UnitOfWork, hall: Hall, office: Office) -> Announcement | None:
    if not office.may_close(uow.now):
        set_timers(uow, office)
        return None
    close_now(uow, hall, office, "", 0)
    return Announcement(office.contest, "close", tuple(sorted(office.drawn)))


def _noted(uow: UnitOfWork, office: Office, edge: Edge) -> Announcement | None:
    contest, kind = office.contest, _WRITTEN[edge]
    if any(event.kind == kind for event in uow.contest_logs.of(contest, OFFICE)):
        return None
    write_office(uow, office, Happening(kind, {}))
    left = {one.entry for one in uow.attempts.of(contest) if one.finished is None}
    return Announcement(contest, edge, tuple(sorted(office.drawn if edge == "freeze" else office.drawn & left)))


def close(uow: UnitOfWork, hall: Hall, contest: int, by: By, why: str = "") -> Office:
    """Gather in what is left; before every clock has run out that needs a reason."""
    office = hall.office(uow, contest)
    need_host(office, by)
    phase = office.phase(uow.now)
    if phase in OVER:
        raise ContestError("这场竞赛已经收卷了。")
    if phase in {Phase.DRAFT, Phase.ROSTER, Phase.COMMITTED, Phase.DRAWN, Phase.CANCELLED}:
        raise ContestError(f"这场竞赛{phase.chinese}，没有卷可收。")
    early = not office.may_close(uow.now)
    return close_now(uow, hall, office, needed_reason(why) if early else why, by.rep)


def close_now(uow: UnitOfWork, hall: Hall, office: Office, why: str, by: int) -> Office:
    """Write the close down and end every attempt that was begun and not handed in."""
    exam = hall.exam(uow, office.contest)
    events: list[Event] = []
    ended: list[tuple[Attempt, int]] = []
    for attempt in uow.attempts.of(office.contest):
        if attempt.started is not None and attempt.finished is None:
            written, after_it = _gathered_in(uow, hall, attempt, exam)
            events += written
            ended.append((after_it, attempt.head.n))
    uow.contest_logs.append(events)
    for attempt, known in ended:
        uow.attempts.save(attempt, known)
    office = write_office(uow, office, Happening("closed", {"why": why, "by": by}))
    clear_timers(uow, office.contest)
    until = office.appeals_until
    if until is not None:
        payload = {"contest": office.contest, "what": "appeals-over"}
        uow.timers.set(Timer(_timer(office.contest, "appeals-over"), KIND, until, payload=payload))
    return office


def _gathered_in(uow: UnitOfWork, hall: Hall, attempt: Attempt, exam: Exam) -> tuple[tuple[Event, ...], Attempt]:
    """The end of an attempt that was not handed in; a case that was begun is scored by what was said."""
    now, happenings = uow.now, [missed(attempt, exam)] if attempt.waits else []
    if attempt.case_lines:
        happenings.append(score_now(uow, hall, hall.sitting(uow, Participant(attempt.contest, attempt.entry))))
    happenings.append(finished("closed"))
    events, head = linked(attempt.contest, attempt.entry, attempt.head, now, happenings)
    for one in happenings:
        attempt = after(attempt, one, now, exam)
    return events, replace(attempt, head=head)


def _dues(settings: Settings, last_close: datetime) -> dict[Edge, datetime]:
    before = min(REMINDED_BEFORE, (settings.closes - settings.opens) / 2)
    return {
        "open": settings.opens,
        "remind": settings.closes - before,
        "freeze": settings.freezes,
        "close": last_close + CLOSING,
    }


def _timer(contest: int, edge: Edge) -> str:
    return f"contest:{contest}:{edge}"
