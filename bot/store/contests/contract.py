"""What a store promises of competitions: logs that are only added to, and what is kept beside them to be quick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.store.contests.records import CodeRow, Contest, ResultRow, SessionRow
from bot.store.records import Json
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import Event, Head
from scenarios.contest.roster import Entry


class Contests(Protocol):
    """The competitions with their rosters, frozen items and results."""

    def add(self, title: str, level: str, plan: str, at: datetime) -> Contest:
        """Begin a contest; it gets its id, an empty office's log, and no seeds."""

    def get(self, contest: int) -> Contest | None:
        """The contest, or None."""

    def all(self) -> Sequence[Contest]:
        """All contests, the newest first."""

    def rename(self, contest: int, title: str, level: str, plan: str) -> None:
        """Change what a list of contests shows."""

    def set_seeds(self, contest: int, draw: str, papers: str) -> None:
        """Keep the seeds of the draw and of the papers."""

    def set_roster(self, contest: int, roster: Sequence[Entry]) -> None:
        """Keep the roster instead of any earlier one."""

    def roster(self, contest: int) -> Sequence[Entry]:
        """The roster, by number."""

    def invited(self, code: str) -> Sequence[tuple[int, int]]:
        """(contest, entry) of everybody with this invite code, the newest contest first."""

    def set_items(self, contest: int, items: Mapping[str, Json]) -> None:
        """Keep the items instead of any earlier ones, as they are from now on; `case:` begins the id of a case."""

    def items(self, contest: int) -> Mapping[str, Json]:
        """The items by id, sorted."""

    def add_result(self, result: ResultRow) -> None:
        """Keep a published result; earlier ones stay. Raises LogMovedError if there is one of this number."""

    def results(self, contest: int) -> Sequence[ResultRow]:
        """All published results, the oldest first."""


class ContestLogs(Protocol):
    """Events: append-only."""

    def append(self, events: Sequence[Event]) -> None:
        """Add events at the end of their logs.

        Raises LogMovedError if a log has moved on meanwhile, or holds an answer to the same item.
        """

    def office_moved(self, contest: int, known: int, head: Head) -> None:
        """Note the new head of the office's log; raises LogMovedError unless it stood at `known`."""

    def of(self, contest: int, log: int) -> Sequence[Event]:
        """One log in order."""

    def answer(self, contest: int, entry: int, item: str) -> Event | None:
        """What ended this item for this person, or None."""

    def answers_to(self, contest: int, item: str) -> Sequence[Event]:
        """What ended this item for everybody who had it, by log."""

    def of_kind(self, contest: int, kind: str) -> Sequence[Event]:
        """The events of one kind in all logs, by time."""

    def every(self, contest: int) -> Iterator[Event]:
        """All events, by log and number, a few at a time."""

    def answers(self, contest: int) -> Iterator[Event]:
        """The events that ended an item, by log and number, a few at a time."""


class Attempts(Protocol):
    """Where everybody stands: a cache beside the logs, changed in the same transaction."""

    def add(self, attempts: Sequence[Attempt]) -> None:
        """Add attempts of people who were drawn."""

    def get(self, contest: int, entry: int) -> tuple[Attempt, Head] | None:
        """An attempt and the head of its office's log; nobody else changes it before this unit of work ends."""

    def peek(self, contest: int, entry: int) -> tuple[Attempt, Head] | None:
        """The same to look at only: others may change it meanwhile."""

    def save(self, attempt: Attempt, known: int) -> None:
        """Save a changed attempt whose log had `known` events; raises LogMovedError if it has moved on meanwhile."""

    def save_all(self, attempts: Sequence[Attempt]) -> None:
        """Save attempts that were marked anew; their logs have not moved."""

    def of(self, contest: int, since: datetime | None = None) -> Sequence[Attempt]:
        """All attempts of a contest, by entry; with `since` only those begun or handed in from then on."""

    def of_rep(self, rep: int) -> Sequence[Attempt]:
        """A Telegram account's attempts, the newest contest first."""

    def moved(self, contest: int) -> tuple[int, int]:
        """How many have begun, and how many have handed in."""


class ContestDoors(Protocol):
    """One-time codes and sessions of the web page; only hashes are kept."""

    def add_code(self, code: CodeRow) -> None:
        """Keep a code; any unused one of the same person ends."""

    def use_code(self, code: str, at: datetime) -> CodeRow | None:
        """Use a code up, by its hash; None unless it is there, unused and not expired."""

    def add_session(self, session: SessionRow) -> None:
        """Keep a session."""

    def session(self, token: str, at: datetime) -> SessionRow | None:
        """The session of this hash, or None if there is none or it has expired."""

    def end_sessions(self, contest: int, entry: int) -> None:
        """End all sessions and codes of a person."""
