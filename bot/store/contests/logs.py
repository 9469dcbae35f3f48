"""The logs of competitions in the database, and the attempts kept beside them: three statements an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.store.errors import LogMovedError
from bot.store.tables import contest_attempts, contest_events, contests
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import Event, Head

_AT_ONCE = 2_000
_MICROSECOND = timedelta(microseconds=1)

_events, _attempts = contest_events.c, contest_attempts.c

_APPEND = insert(contest_events)
_OFFICE_MOVED = (
    update(contests)
    .where(contests.c.id == bindparam("contest"), contests.c.revision == bindparam("known"))
    .values(revision=bindparam("n"), head=bindparam("hash"))
)
_LOG = (
    select(contest_events)
    .where(_events.contest == bindparam("of"), _events.log == bindparam("of_log"))
    .order_by(_events.n)
)
_ANSWER = select(contest_events).where(
    _events.contest == bindparam("of"), _events.log == bindparam("of_log"), _events.item == bindparam("of_item")
)
_EVERY = select(contest_events).where(_events.contest == bindparam("of")).order_by(_events.log, _events.n)
_ANSWERS = _EVERY.where(_events.item.is_not(None))
_ANSWERS_TO = _EVERY.where(_events.item == bindparam("of_item"))
_OF_KIND = (
    select(contest_events)
    .where(_events.contest == bindparam("of"), _events.kind == bindparam("of_kind"))
    .order_by(_events.at, _events.log, _events.n)
)
_ADD = insert(contest_attempts)
_PEEK = (
    select(contest_attempts, contests.c.revision, contests.c.head)
    .join(contests, contests.c.id == _attempts.contest)
    .where(_attempts.contest == bindparam("of"), _attempts.entry == bindparam("of_entry"))
)
_LOCK = _PEEK.with_for_update(of=contest_attempts)
_OF = select(contest_attempts).where(_attempts.contest == bindparam("of")).order_by(_attempts.entry)
_SINCE = _OF.where(or_(_attempts.started >= bindparam("since"), _attempts.finished >= bindparam("since")))
_OF_REP = select(contest_attempts).where(_attempts.rep == bindparam("of_rep")).order_by(_attempts.contest.desc())
_MOVED = select(func.count(_attempts.started), func.count(_attempts.finished)).where(
    _attempts.contest == bindparam("of")
)
_COLUMNS = len(contest_attempts.c)
_CHANGING = [column.name for column in contest_attempts.c if not column.primary_key]
_SAVE = (
    update(contest_attempts)
    .where(_attempts.contest == bindparam("of"), _attempts.entry == bindparam("of_entry"))
    .where(_attempts.n == bindparam("known"))
    .values({name: bindparam(name) for name in _CHANGING})
)


class SqlContestLogs:
    """`bot.store.contests.contract.ContestLogs` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def append(self, events: Sequence[Event]) -> None:
        """Add events at the end of their logs."""
        if not events:
            return
        try:
            self._db.execute(_APPEND, [_event_columns(one) for one in events])
        except IntegrityError as error:
            first = events[0]
            raise LogMovedError(f"log {first.log} of contest {first.contest} is beyond {first.n}") from error

    def office_moved(self, contest: int, known: int, head: Head) -> None:
        """Note the new head of the office's log; raises LogMovedError unless it stood at `known`."""
        moved = {"contest": contest, "known": known, "n": head.n, "hash": head.hash}
        if self._db.execute(_OFFICE_MOVED, moved).rowcount != 1:
            raise LogMovedError(f"the office of contest {contest} is beyond {known}")

    def of(self, contest: int, log: int) -> Sequence[Event]:
        """One log in order."""
        return [Event(*row) for row in self._db.execute(_LOG, {"of": contest, "of_log": log})]

    def answer(self, contest: int, entry: int, item: str) -> Event | None:
        """What ended this item for this person, or None."""
        row = self._db.execute(_ANSWER, {"of": contest, "of_log": entry, "of_item": item}).first()
        return None if row is None else Event(*row)

    def answers_to(self, contest: int, item: str) -> Sequence[Event]:
        """What ended this item for everybody who had it, by log."""
        return [Event(*row) for row in self._db.execute(_ANSWERS_TO, {"of": contest, "of_item": item})]

    def of_kind(self, contest: int, kind: str) -> Sequence[Event]:
        """The events of one kind in all logs, by time."""
        return [Event(*row) for row in self._db.execute(_OF_KIND, {"of": contest, "of_kind": kind})]

    def every(self, contest: int) -> Iterator[Event]:
        """All events, by log and number, a few at a time."""
        return self._streamed(_EVERY, contest)

    def answers(self, contest: int) -> Iterator[Event]:
        """The events that ended an item, by log and number, a few at a time."""
        return self._streamed(_ANSWERS, contest)

    def _streamed(self, query: Select[Any], contest: int) -> Iterator[Event]:
        if self._db.dialect.name == "postgresql":
            # Whoever reads a whole contest goes on to reckon for longer than a stuck program is waited for.
            self._db.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '10min'")
        found = self._db.execute(query.execution_options(yield_per=_AT_ONCE), {"of": contest})
        return (Event(*row) for row in found)


class SqlAttempts:
    """`bot.store.contests.contract.Attempts` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, attempts: Sequence[Attempt]) -> None:
        """Add attempts of people who were drawn."""
        if attempts:
            self._db.execute(_ADD, [_attempt_columns(one) for one in attempts])

    def get(self, contest: int, entry: int) -> tuple[Attempt, Head] | None:
        """An attempt and the head of its office's log; nobody else changes it before this unit of work ends."""
        return self._one(_LOCK, contest, entry)

    def peek(self, contest: int, entry: int) -> tuple[Attempt, Head] | None:
        """The same to look at only: others may change it meanwhile."""
        return self._one(_PEEK, contest, entry)

    def save(self, attempt: Attempt, known: int) -> None:
        """Save a changed attempt whose log had `known` events."""
        given = _attempt_columns(attempt) | {"of": attempt.contest, "of_entry": attempt.entry, "known": known}
        del given["contest"], given["entry"]
        if self._db.execute(_SAVE, given).rowcount != 1:
            raise LogMovedError(f"log {attempt.entry} of contest {attempt.contest} is beyond {known}")

    def save_all(self, attempts: Sequence[Attempt]) -> None:
        """Save attempts that were marked anew; their logs have not moved."""
        for attempt in attempts:
            self.save(attempt, attempt.head.n)

    def of(self, contest: int, since: datetime | None = None) -> Sequence[Attempt]:
        """All attempts of a contest, by entry; with `since` only those begun or handed in from then on."""
        if since is None:
            return [_attempt(row) for row in self._db.execute(_OF, {"of": contest})]
        return [_attempt(row) for row in self._db.execute(_SINCE, {"of": contest, "since": since})]

    def of_rep(self, rep: int) -> Sequence[Attempt]:
        """A Telegram account's attempts, the newest contest first."""
        return [_attempt(row) for row in self._db.execute(_OF_REP, {"of_rep": rep})]

    def moved(self, contest: int) -> tuple[int, int]:
        """How many have begun, and how many have handed in."""
        begun, handed_in = self._db.execute(_MOVED, {"of": contest}).one()
        return begun, handed_in

    def _one(self, query: Select[Any], contest: int, entry: int) -> tuple[Attempt, Head] | None:
        row = self._db.execute(query, {"of": contest, "of_entry": entry}).first()
        return None if row is None else (_attempt(row), Head(row.revision, row.head))


def _event_columns(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}


def _attempt_columns(attempt: Attempt) -> dict[str, Any]:
    columns = {name: getattr(attempt, name) for name in Attempt.__dataclass_fields__}
    head, right, right_time = columns.pop("head"), columns.pop("right"), columns.pop("right_time")
    return columns | {"n": head.n, "hash": head.hash, "correct": right, "correct_us": right_time // _MICROSECOND}


def _attempt(row: Row[Any]) -> Attempt:
    """An attempt out of its row, by the places of its columns: a board reads ten thousand at a time."""
    contest, entry, rep, via, n, hashed, *counts = row[:_COLUMNS]
    served, done, in_time, served_at, shown_at, started, finished, *marks = counts
    points, hardest, right, right_us, void, case_lines, case_score = marks
    return Attempt(
        contest=contest,
        entry=entry,
        rep=rep,
        via=via,
        head=Head(n, hashed),
        served=served,
        done=done,
        in_time=in_time,
        served_at=served_at,
        shown_at=shown_at,
        started=started,
        finished=finished,
        points=points,
        hardest=hardest,
        right=right,
        right_time=timedelta(microseconds=right_us),
        void=void,
        case_lines=case_lines,
        case_score=case_score,
    )
