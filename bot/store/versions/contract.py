"""What a store promises of script versions and their pilots; a part of `bot.store.contract`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from bot.store.records import Card, Json, Room
from bot.store.versions.records import NewSuggestion, Suggestion, Visit
from scripts.versions import Move, Snapshot


class Versions(Protocol):
    """Frozen snapshots and the steps of their lives: both only ever added to."""

    def has(self, snapshot: str) -> bool:
        """Whether a snapshot of that hash is kept."""

    def keep(self, snapshot: Snapshot, now: datetime) -> None:
        """Keep a snapshot; one of the same hash stays as it was."""

    def get(self, snapshot: str) -> Snapshot | None:
        """The snapshot of that hash, or None."""

    def latest(self, script: str, other_than: str) -> Snapshot | None:
        """The snapshot of a script that was taken last, of any version but one; None if there is none."""

    def add(self, moves: Iterable[Move]) -> None:
        """Write down steps; their snapshots must have been kept before."""

    def moves(self, script: str | None = None) -> Sequence[Move]:
        """All steps, or one script's, in the order they were taken."""

    def talks(self, ref: str) -> Sequence[Room]:
        """The ended talks held by a script version (网吧@V2), the oldest first."""

    def cards(self, segment: str, items: Iterable[str]) -> Sequence[Card]:
        """Everybody's open cards on some items in a segment."""


class Pilots(Protocol):
    """What those who try a version out report of it."""

    def log(self, visit: Visit) -> None:
        """Write down a visit."""

    def visits(self, script: str, version: str) -> Sequence[Visit]:
        """The visits made by a version, the oldest first."""

    def suggest(self, suggestion: NewSuggestion) -> Suggestion:
        """Write down a suggestion; it gets its number."""

    def suggestion(self, number: int) -> Suggestion | None:
        """The suggestion of that number, or None."""

    def suggestions(self, script: str, version: str) -> Sequence[Suggestion]:
        """A version's suggestions, those with most votes first, then the oldest first."""

    def vote(self, suggestion: int, rep: int) -> bool:
        """Vote for a suggestion once; False if he already has."""

    def ask(self, rep: int, asked: Json | None) -> None:
        """Remember what a person was asked and has yet to answer; None once he has."""

    def asked(self, rep: int) -> Json | None:
        """What he was asked and has yet to answer, or None."""
