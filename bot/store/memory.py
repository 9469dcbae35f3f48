"""The in-memory twin of the database: for story tests, and for trying a talk without leaving a trace."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from bot.store.clock import Clock, wall_clock
from bot.store.contests.memory import (
    ContestShelves,
    MemoryAttempts,
    MemoryContestDoors,
    MemoryContestLogs,
    MemoryContests,
)
from bot.store.edits import collapsed, is_edit, own_slot
from bot.store.errors import StaleRoomError, TurnTakenError
from bot.store.kinds import KINDS
from bot.store.records import (
    Attachment,
    Card,
    Chat,
    Evidence,
    Json,
    NewReport,
    NewRoom,
    Part,
    Person,
    RaterMark,
    Report,
    Room,
    Timer,
    Turn,
)
from bot.store.types import storable
from bot.store.versions.memory import MemoryPilots, MemoryVersions, VersionShelves


@dataclass(frozen=True, slots=True)
class Queued:
    """A call in the outbox of the twin, which is never sent."""

    number: int
    chat_id: int
    kind: str
    method: str
    params: Json
    slot: str | None
    file: Attachment | None
    created: datetime
    state: str = "queued"


@dataclass(slots=True)
class _Shelves:
    """Everything the twin keeps; the records are frozen, so that copying the shelves copies all."""

    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    rooms: dict[int, Room] = field(default_factory=dict)
    turns: dict[tuple[int, int], Turn] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    cards: dict[tuple[int, str, str], Card] = field(default_factory=dict)
    parts: dict[tuple[int, int], Part] = field(default_factory=dict)
    rater_marks: dict[tuple[int, str], RaterMark] = field(default_factory=dict)
    versions: VersionShelves = field(default_factory=VersionShelves)
    contests: ContestShelves = field(default_factory=ContestShelves)
    outbox: dict[int, Queued] = field(default_factory=dict)
    slots: dict[tuple[int, str], int] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)

    def copied(self) -> _Shelves:
        return _Shelves(**{shelf.name: copy(getattr(self, shelf.name)) for shelf in fields(self)})


class MemoryStore:
    """A store that forgets everything at the end of the program; `outbox` shows what was to be sent."""

    def __init__(self, clock: Clock = wall_clock) -> None:
        self._clock = clock
        self._shelves = _Shelves()
        self._turn = threading.Lock()
        self._holder: int | None = None

    @property
    def outbox(self) -> Sequence[Queued]:
        """Everything queued so far, in order."""
        return list(self._shelves.outbox.values())

    @contextmanager
    def begin(self) -> Iterator[MemoryUnitOfWork]:
        """Open a unit of work: kept at the end of the block, forgotten if the block raises.

        Raises RuntimeError for one within another of the same thread, which would wait for itself for ever.
        """
        if self._holder == threading.get_ident():
            raise RuntimeError("a unit of work within another of the same thread")
        with self._turn:
            self._holder = threading.get_ident()
            try:
                draft = self._shelves.copied()
                yield MemoryUnitOfWork(draft, self._clock())
                self._shelves = draft
            finally:
                self._holder = None

    def close(self) -> None:
        """Nothing to let go of."""


class MemoryUnitOfWork:
    """`bot.store.contract.UnitOfWork` over dictionaries."""

    def __init__(self, shelves: _Shelves, now: datetime) -> None:
        self._now = now
        self.people = _People(shelves)
        self.chats = _Chats(shelves)
        self.rooms = _Rooms(shelves)
        self.turns = _Turns(shelves)
        self.reports = _Reports(shelves)
        self.evidence = _EvidenceLog(shelves)
        self.cards = _Cards(shelves)
        self.drills = _Drills(shelves)
        self.versions = MemoryVersions(shelves.versions, shelves.rooms, shelves.cards)
        self.pilots = MemoryPilots(shelves.versions)
        self.contests = MemoryContests(shelves.contests)
        self.contest_logs = MemoryContestLogs(shelves.contests)
        self.attempts = MemoryAttempts(shelves.contests)
        self.contest_doors = MemoryContestDoors(shelves.contests)
        self.outbox = _Outbox(shelves, now)
        self.timers = _Timers(shelves)

    @property
    def now(self) -> datetime:
        """When this unit of work began, in UTC."""
        return self._now


class _Shelf:
    def __init__(self, shelves: _Shelves) -> None:
        self._all = shelves


def _as_read_back(document: Json) -> dict[str, Any]:
    """The document as a database would give it back: a copy, its tuples become lists."""
    copied: dict[str, Any] = json.loads(json.dumps(document))
    return copied


class _People(_Shelf):
    def get(self, rep: int) -> Person | None:
        return self._all.people.get(rep)

    def save(self, person: Person) -> None:
        known = self._all.people.get(person.rep)
        self._all.people[person.rep] = person if known is None else replace(person, created=known.created)

    def branches(self) -> Sequence[str]:
        return sorted({person.branch for person in self._all.people.values()})

    def of_branch(self, branch: str) -> Sequence[Person]:
        return sorted((p for p in self._all.people.values() if p.branch == branch), key=lambda p: p.rep)


class _Chats(_Shelf):
    def get(self, chat_id: int) -> Chat | None:
        return self._all.chats.get(chat_id)

    def save(self, chat: Chat) -> None:
        self._all.chats[chat.chat_id] = chat

    def reopen(self, chat_id: int) -> None:
        known = self._all.chats.get(chat_id)
        if known is not None:
            self._all.chats[chat_id] = replace(known, closed=None)

    def migrate(self, old: int, new: int) -> None:
        known = self._all.chats.get(old)
        title = known.title if known else ""
        self._all.chats[old] = Chat(old, known.kind if known else "group", title, moved_to=new)
        hears = known.hears if known else False
        self._all.chats.setdefault(new, Chat(new, "supergroup", title, hears=hears))
        for key in [key for key in self._all.slots if key[0] == old]:
            del self._all.slots[key]
        for shelf in (self._all.rooms, self._all.outbox, self._all.timers):
            for name, record in shelf.items():
                if record.chat_id == old:
                    shelf[name] = replace(record, chat_id=new)  # type: ignore[index,assignment]


class _Rooms(_Shelf):
    def add(self, room: NewRoom) -> Room:
        number = len(self._all.rooms) + 1
        given = {f.name: getattr(room, f.name) for f in fields(room)}
        begun = Room(id=number, revision=1, **(given | {"state": _as_read_back(room.state)}))
        self._all.rooms[number] = begun
        return begun

    def get(self, room: int, *, to_change: bool = False) -> Room | None:
        del to_change  # one unit of work at a time anyway
        return self._all.rooms.get(room)

    def save(self, room: Room) -> Room:
        known = self._all.rooms.get(room.id)
        if known is None or known.revision != room.revision:
            raise StaleRoomError(f"room {room.id} is no longer at revision {room.revision}")
        saved = replace(room, revision=room.revision + 1, state=_as_read_back(room.state))
        self._all.rooms[room.id] = saved
        return saved

    def open_of(self, owner: int, kind: str | None = None, limit: int = 20) -> Sequence[Room]:
        mine = self.of(owner, limit=len(self._all.rooms))
        return [room for room in mine if room.ended is None and kind in {None, room.kind}][:limit]

    def of(self, owner: int, limit: int = 20) -> Sequence[Room]:
        mine = [room for room in self._all.rooms.values() if room.owner == owner]
        return mine[::-1][:limit]

    def of_chat(self, chat_id: int, kind: str, limit: int = 20) -> Sequence[Room]:
        here = [room for room in self._all.rooms.values() if (room.chat_id, room.kind) == (chat_id, kind)]
        return here[::-1][:limit]


class _Turns(_Shelf):
    def append(self, turns: Iterable[Turn]) -> None:
        for turn in turns:
            if (turn.room, turn.n) in self._all.turns:
                raise TurnTakenError(f"room {turn.room} already has turn {turn.n}")
            kept = replace(turn, text=storable(turn.text), heard=_as_read_back(turn.heard))
            self._all.turns[turn.room, turn.n] = kept

    def of(self, room: int) -> Sequence[Turn]:
        return sorted((turn for turn in self._all.turns.values() if turn.room == room), key=lambda turn: turn.n)


class _Reports(_Shelf):
    def add(self, report: NewReport) -> Report:
        number = len(self._all.reports) + 1
        given = {f.name: getattr(report, f.name) for f in fields(report)}
        made = Report(id=number, **(given | {"body": _as_read_back(report.body)}))
        self._all.reports[number] = made
        return made

    def of(self, room: int) -> Sequence[Report]:
        return [report for report in self._all.reports.values() if report.room == room]

    def by(self, owner: int, limit: int = 20) -> Sequence[Report]:
        mine = [r for r in self._all.reports.values() if self._all.rooms[r.room].owner == owner]
        return mine[::-1][:limit]


class _EvidenceLog(_Shelf):
    def add(self, evidence: Iterable[Evidence]) -> None:
        self._all.evidence.extend(evidence)

    def of(self, rep: int, *, item: str | None = None, since: datetime | None = None) -> Sequence[Evidence]:
        mine = [e for e in self._all.evidence if e.rep == rep and item in {None, e.item}]
        return sorted((e for e in mine if since is None or e.at >= since), key=lambda e: e.at)


class _Cards(_Shelf):
    def get(self, rep: int, item: str, segment: str) -> Card | None:
        return self._all.cards.get((rep, item, segment))

    def save(self, card: Card) -> None:
        self._all.cards[card.rep, card.item, card.segment] = replace(card, fsrs=_as_read_back(card.fsrs))

    def due(self, rep: int, now: datetime, limit: int = 5) -> Sequence[Card]:
        return [card for card in self.open_of(rep) if card.due <= now][:limit]

    def open_of(self, rep: int) -> Sequence[Card]:
        mine = (card for card in self._all.cards.values() if card.rep == rep and card.closed is None)
        return sorted(mine, key=lambda card: (card.due, card.item, card.segment))


class _Drills(_Shelf):
    def running_with(self, person: int, kind: str) -> Sequence[int]:
        his = sorted((room for room, who in self._all.parts if who == person), reverse=True)
        return [n for n in his if self._all.rooms[n].kind == kind and self._all.rooms[n].ended is None]

    def enrol(self, people: Iterable[Part]) -> None:
        self._all.parts |= {(part.room, part.person): part for part in people}

    def parts_in(self, chat_id: int, rooms: int = 60) -> Sequence[Part]:
        latest = self._latest(chat_id, rooms)
        return [self._all.parts[key] for key in sorted(self._all.parts) if key[0] in latest]

    def keep_marks(self, marks: Iterable[RaterMark]) -> None:
        self._all.rater_marks |= {(mark.room, mark.rater): mark for mark in marks}

    def marks_in(self, chat_id: int, rooms: int = 60) -> Sequence[RaterMark]:
        latest = self._latest(chat_id, rooms)
        return [self._all.rater_marks[key] for key in sorted(self._all.rater_marks) if key[0] in latest]

    def _latest(self, chat_id: int, most: int) -> set[int]:
        here = [n for n, room in self._all.rooms.items() if room.chat_id == chat_id and room.ended is not None]
        return set(sorted(here)[-most:])


class _Outbox(_Shelf):
    def __init__(self, shelves: _Shelves, now: datetime) -> None:
        super().__init__(shelves)
        self._now = now

    def reply(
        self,
        chat_id: int,
        kind: str,
        method: str,
        params: Json,
        *,
        slot: str | None = None,
        file: Attachment | None = None,
    ) -> int:
        if kind not in KINDS:
            raise KeyError(kind)
        if is_edit(method):
            slot = slot or own_slot(params)
            same = [q for q in self._all.outbox.values() if q.chat_id == chat_id and q.slot == slot]
            if same and (merged := collapsed(same[-1].method, same[-1].params, method, params)) is not None:
                self._all.outbox[same[-1].number] = replace(same[-1], params=merged)
                return same[-1].number
        number = len(self._all.outbox) + 1
        queued = Queued(number, chat_id, kind, method, dict(params), slot, file, self._now)
        self._all.outbox[number] = queued
        return number

    def message_id(self, chat_id: int, slot: str) -> int | None:
        return self._all.slots.get((chat_id, slot))

    def sent_at(self, number: int) -> datetime | None:
        queued = self._all.outbox.get(number)
        return None if queued is None or queued.state != "sent" else queued.created

    def again(self, chat_id: int, number: int) -> bool:
        lost = self._all.outbox.get(number)
        if lost is None or lost.chat_id != chat_id or lost.state != "unknown":
            return False
        self._all.outbox[number] = replace(lost, state="repeated")
        self.reply(chat_id, lost.kind, lost.method, lost.params, slot=lost.slot, file=lost.file)
        return True


class _Timers(_Shelf):
    def set(self, timer: Timer) -> None:
        self._all.timers[timer.key] = replace(timer, payload=_as_read_back(timer.payload))

    def get(self, key: str) -> Timer | None:
        return self._all.timers.get(key)

    def cancel(self, key: str) -> bool:
        return self._all.timers.pop(key, None) is not None
