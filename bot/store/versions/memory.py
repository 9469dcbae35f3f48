"""Script versions and their pilots in the in-memory twin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime

from bot.store.records import Card, Json, Room
from bot.store.types import storable
from bot.store.versions.records import NewSuggestion, Suggestion, Visit
from scripts.versions import Move, Snapshot


@dataclass(slots=True)
class VersionShelves:
    """Everything the twin keeps of versions; the records are frozen, so that copying the shelves copies all."""

    snapshots: dict[str, Snapshot] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    suggestions: dict[int, Suggestion] = field(default_factory=dict)
    asked: dict[int, str] = field(default_factory=dict)

    def __copy__(self) -> VersionShelves:
        return VersionShelves(**{shelf.name: copy(getattr(self, shelf.name)) for shelf in fields(self)})


class MemoryVersions:
    """`bot.store.versions.contract.Versions` over dictionaries; the twin's rooms and cards are looked at beside."""

    def __init__(
        self, shelves: VersionShelves, rooms: Mapping[int, Room], cards: Mapping[tuple[int, str, str], Card]
    ) -> None:
        self._all = shelves
        self._rooms = rooms
        self._cards = cards

    def has(self, snapshot: str) -> bool:
        """Whether a snapshot of that hash is kept."""
        return snapshot in self._all.snapshots

    def keep(self, snapshot: Snapshot, now: datetime) -> None:  # noqa: ARG002 - its order says when it was taken
        """Keep a snapshot; one of the same hash stays as it was."""
        self._all.snapshots.setdefault(snapshot.hash, snapshot)

    def get(self, snapshot: str) -> Snapshot | None:
        """The snapshot of that hash, or None."""
        return self._all.snapshots.get(snapshot)

    def latest(self, script: str, other_than: str) -> Snapshot | None:
        """The snapshot of a script that was taken last, of any version but one; None if there is none."""
        kept = reversed(self._all.snapshots.values())
        return next((one for one in kept if one.script == script and one.version != other_than), None)

    def add(self, moves: Iterable[Move]) -> None:
        """Write down steps; their snapshots must have been kept before."""
        for move in moves:
            self._all.moves.append(replace(move, snapshot=self._all.snapshots[move.snapshot].hash))

    def moves(self, script: str | None = None) -> Sequence[Move]:
        """All steps, or one script's, in the order they were taken."""
        return [move for move in self._all.moves if script in {None, move.script}]

    def talks(self, ref: str) -> Sequence[Room]:
        """The ended talks held by a script version (网吧@V2), the oldest first."""
        return [room for room in self._rooms.values() if room.script == ref and room.ended is not None]

    def cards(self, segment: str, items: Iterable[str]) -> Sequence[Card]:
        """Everybody's open cards on some items in a segment."""
        wanted = set(items)
        found = (c for c in self._cards.values() if c.segment == segment and c.item in wanted and c.closed is None)
        return sorted(found, key=lambda card: (card.rep, card.item))


class MemoryPilots:
    """`bot.store.versions.contract.Pilots` over dictionaries."""

    def __init__(self, shelves: VersionShelves) -> None:
        self._all = shelves

    def log(self, visit: Visit) -> None:
        """Write down a visit."""
        self._all.visits.append(replace(visit, note=storable(visit.note)))

    def visits(self, script: str, version: str) -> Sequence[Visit]:
        """The visits made by a version, the oldest first."""
        return [visit for visit in self._all.visits if (visit.script, visit.version) == (script, version)]

    def suggest(self, suggestion: NewSuggestion) -> Suggestion:
        """Write down a suggestion; it gets its number."""
        number = len(self._all.suggestions) + 1
        kept = Suggestion(number, **(asdict(suggestion) | {"text": storable(suggestion.text)}))
        self._all.suggestions[number] = kept
        return kept

    def suggestion(self, number: int) -> Suggestion | None:
        """The suggestion of that number, or None."""
        return self._all.suggestions.get(number)

    def suggestions(self, script: str, version: str) -> Sequence[Suggestion]:
        """A version's suggestions, those with most votes first, then the oldest first."""
        mine = [one for one in self._all.suggestions.values() if (one.script, one.version) == (script, version)]
        return sorted(mine, key=lambda one: (-len(one.votes), one.id))

    def vote(self, suggestion: int, rep: int) -> bool:
        """Vote for a suggestion once; False if he already has."""
        kept = self._all.suggestions[suggestion]
        if rep in kept.votes:
            return False
        self._all.suggestions[suggestion] = replace(kept, votes=tuple(sorted((*kept.votes, rep))))
        return True

    def ask(self, rep: int, asked: Json | None) -> None:
        """Remember what a person was asked and has yet to answer; None once he has."""
        if asked is None:
            self._all.asked.pop(rep, None)
        else:
            self._all.asked[rep] = json.dumps(asked)

    def asked(self, rep: int) -> Json | None:
        """What he was asked and has yet to answer, or None."""
        kept = self._all.asked.get(rep)
        return None if kept is None else json.loads(kept)
