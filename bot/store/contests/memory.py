"""Competitions in the in-memory twin."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime

from bot.store.contests.records import CodeRow, Contest, ResultRow, SessionRow
from bot.store.errors import LogMovedError
from bot.store.records import Json
from scenarios.contest.attempt import Attempt
from scenarios.contest.chain import NOTHING, Event, Head
from scenarios.contest.roster import Entry


@dataclass(slots=True)
class ContestShelves:
    """Everything the twin keeps of competitions; the records are frozen, so that copying the shelves copies all."""

    contests: dict[int, Contest] = field(default_factory=dict)
    rosters: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    items: dict[int, dict[str, Json]] = field(default_factory=dict)
    results: dict[int, tuple[ResultRow, ...]] = field(default_factory=dict)
    events: dict[tuple[int, int, int], Event] = field(default_factory=dict)
    ended: dict[tuple[int, int, str], Event] = field(default_factory=dict)
    attempts: dict[tuple[int, int], Attempt] = field(default_factory=dict)
    codes: dict[str, CodeRow] = field(default_factory=dict)
    sessions: dict[str, SessionRow] = field(default_factory=dict)

    def __copy__(self) -> ContestShelves:
        return ContestShelves(**{shelf.name: copy(getattr(self, shelf.name)) for shelf in fields(self)})


class _Shelf:
    def __init__(self, shelves: ContestShelves) -> None:
        self._all = shelves


class MemoryContests(_Shelf):
    """`bot.store.contests.contract.Contests` over dictionaries."""

    def add(self, title: str, level: str, plan: str, at: datetime) -> Contest:
        """Begin a contest."""
        number = len(self._all.contests) + 1
        self._all.contests[number] = Contest(number, title, level, plan, at, 0, NOTHING, "", "")
        return self._all.contests[number]

    def get(self, contest: int) -> Contest | None:
        """The contest, or None."""
        return self._all.contests.get(contest)

    def all(self) -> Sequence[Contest]:
        """All contests, the newest first."""
        return list(self._all.contests.values())[::-1]

    def rename(self, contest: int, title: str, level: str, plan: str) -> None:
        """Change what a list of contests shows."""
        self._all.contests[contest] = replace(self._all.contests[contest], title=title, level=level, plan=plan)

    def set_seeds(self, contest: int, draw: str, papers: str) -> None:
        """Keep the seeds of the draw and of the papers."""
        self._all.contests[contest] = replace(self._all.contests[contest], draw_seed=draw, papers_seed=papers)

    def set_roster(self, contest: int, roster: Sequence[Entry]) -> None:
        """Keep the roster instead of any earlier one."""
        self._all.rosters[contest] = tuple(roster)

    def roster(self, contest: int) -> Sequence[Entry]:
        """The roster, by number."""
        return list(self._all.rosters.get(contest, ()))

    def invited(self, code: str) -> Sequence[tuple[int, int]]:
        """(contest, entry) of everybody with this invite code, the newest contest first."""
        found = ((contest, one) for contest, roster in self._all.rosters.items() for one in roster)
        return sorted(((contest, one.no) for contest, one in found if one.invite == code), reverse=True)

    def set_items(self, contest: int, items: Mapping[str, Json]) -> None:
        """Keep the items instead of any earlier ones."""
        self._all.items[contest] = {item: json.loads(json.dumps(body)) for item, body in items.items()}

    def items(self, contest: int) -> Mapping[str, Json]:
        """The items by id, sorted."""
        return dict(sorted(self._all.items.get(contest, {}).items()))

    def add_result(self, result: ResultRow) -> None:
        """Keep a published result; earlier ones stay."""
        kept = self._all.results.get(result.contest, ())
        if any(one.n == result.n for one in kept):
            raise LogMovedError(f"contest {result.contest} already has result {result.n}")
        self._all.results[result.contest] = (*kept, replace(result, body=json.loads(json.dumps(result.body))))

    def results(self, contest: int) -> Sequence[ResultRow]:
        """All published results, the oldest first."""
        return sorted(self._all.results.get(contest, ()), key=lambda one: one.n)


class MemoryContestLogs(_Shelf):
    """`bot.store.contests.contract.ContestLogs` over dictionaries."""

    def append(self, events: Sequence[Event]) -> None:
        """Add events at the end of their logs."""
        for event in events:
            place, ended = (event.contest, event.log, event.n), (event.contest, event.log, event.item or "")
            if place in self._all.events or (event.item is not None and ended in self._all.ended):
                raise LogMovedError(f"log {event.log} of contest {event.contest} is beyond {event.n}")
            kept = replace(event, body=json.loads(json.dumps(event.body)))
            self._all.events[place] = kept
            if event.item is not None:
                self._all.ended[ended] = kept

    def office_moved(self, contest: int, known: int, head: Head) -> None:
        """Note the new head of the office's log."""
        row = self._all.contests[contest]
        if row.revision != known:
            raise LogMovedError(f"the office of contest {contest} is beyond {known}")
        self._all.contests[contest] = replace(row, revision=head.n, head=head.hash)

    def of(self, contest: int, log: int) -> Sequence[Event]:
        """One log in order."""
        return [one for one in self.every(contest) if one.log == log]

    def answer(self, contest: int, entry: int, item: str) -> Event | None:
        """What ended this item for this person, or None."""
        return self._all.ended.get((contest, entry, item))

    def answers_to(self, contest: int, item: str) -> Sequence[Event]:
        """What ended this item for everybody who had it, by log."""
        return [event for event in self.every(contest) if event.item == item]

    def of_kind(self, contest: int, kind: str) -> Sequence[Event]:
        """The events of one kind in all logs, by time."""
        found = [event for event in self.every(contest) if event.kind == kind]
        return sorted(found, key=lambda event: (event.at, event.log, event.n))

    def every(self, contest: int) -> Iterator[Event]:
        """All events, by log and number."""
        return iter([event for place, event in sorted(self._all.events.items()) if place[0] == contest])

    def answers(self, contest: int) -> Iterator[Event]:
        """The events that ended an item, by log and number."""
        return (event for event in self.every(contest) if event.item is not None)


class MemoryAttempts(_Shelf):
    """`bot.store.contests.contract.Attempts` over dictionaries."""

    def add(self, attempts: Sequence[Attempt]) -> None:
        """Add attempts of people who were drawn."""
        self._all.attempts |= {(one.contest, one.entry): one for one in attempts}

    def get(self, contest: int, entry: int) -> tuple[Attempt, Head] | None:
        """An attempt and the head of its office's log."""
        found, office = self._all.attempts.get((contest, entry)), self._all.contests.get(contest)
        return None if found is None or office is None else (found, Head(office.revision, office.head))

    def peek(self, contest: int, entry: int) -> tuple[Attempt, Head] | None:
        """The same to look at only."""
        return self.get(contest, entry)

    def save(self, attempt: Attempt, known: int) -> None:
        """Save a changed attempt whose log had `known` events."""
        before = self._all.attempts.get((attempt.contest, attempt.entry))
        if before is None or before.head.n != known:
            raise LogMovedError(f"log {attempt.entry} of contest {attempt.contest} is beyond {known}")
        self._all.attempts[attempt.contest, attempt.entry] = attempt

    def save_all(self, attempts: Sequence[Attempt]) -> None:
        """Save attempts that were marked anew."""
        for attempt in attempts:
            self.save(attempt, attempt.head.n)

    def of(self, contest: int, since: datetime | None = None) -> Sequence[Attempt]:
        """All attempts of a contest, by entry; with `since` only those begun or handed in from then on."""
        mine = [one for place, one in sorted(self._all.attempts.items()) if place[0] == contest]
        if since is None:
            return mine
        return [one for one in mine if any(at is not None and at >= since for at in (one.started, one.finished))]

    def of_rep(self, rep: int) -> Sequence[Attempt]:
        """A Telegram account's attempts, the newest contest first."""
        mine = [one for one in self._all.attempts.values() if one.rep == rep]
        return sorted(mine, key=lambda one: one.contest, reverse=True)

    def moved(self, contest: int) -> tuple[int, int]:
        """How many have begun, and how many have handed in."""
        mine = self.of(contest)
        return sum(one.started is not None for one in mine), sum(one.finished is not None for one in mine)


class MemoryContestDoors(_Shelf):
    """`bot.store.contests.contract.ContestDoors` over dictionaries."""

    def add_code(self, code: CodeRow) -> None:
        """Keep a code; any unused one of the same person ends."""
        for known in list(self._all.codes.values()):
            if (known.contest, known.entry) == (code.contest, code.entry) and known.used is None:
                del self._all.codes[known.hash]
        self._all.codes[code.hash] = code

    def use_code(self, code: str, at: datetime) -> CodeRow | None:
        """Use a code up, by its hash."""
        known = self._all.codes.get(code)
        if known is None or known.used is not None or known.expires <= at:
            return None
        self._all.codes[code] = replace(known, used=at)
        return self._all.codes[code]

    def add_session(self, session: SessionRow) -> None:
        """Keep a session."""
        self._all.sessions[session.hash] = session

    def session(self, token: str, at: datetime) -> SessionRow | None:
        """The session of this hash, or None if there is none or it has expired."""
        known = self._all.sessions.get(token)
        return known if known is not None and known.expires > at else None

    def end_sessions(self, contest: int, entry: int) -> None:
        """End all sessions and codes of a person."""
        shelves: tuple[dict[str, SessionRow] | dict[str, CodeRow], ...] = (self._all.sessions, self._all.codes)
        for shelf in shelves:
            mine = [known.hash for known in shelf.values() if (known.contest, known.entry) == (contest, entry)]
            for one in mine:
                del shelf[one]
