"""Script versions and their pilots in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select

from bot.store.records import Card, Json, Room
from bot.store.tables import (
    cards,
    pilot_questions,
    pilot_suggestions,
    pilot_visits,
    pilot_votes,
    rooms,
    snapshot_texts,
    snapshots,
    version_moves,
)
from bot.store.upsert import insert_all_new, upsert
from bot.store.versions.records import NewSuggestion, Suggestion, Visit
from scripts.versions import Audience, Move, Signed, Snapshot, State

# Statements that every new talk or text runs are built once: building one takes longer than running it.
_HAS = select(snapshots.c.hash).where(snapshots.c.hash == bindparam("hash"))
_MOVES = select(version_moves).order_by(version_moves.c.id)
_ASKED = select(pilot_questions.c.asked).where(pilot_questions.c.rep == bindparam("rep"))


class SqlVersions:
    """`bot.store.versions.contract.Versions` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def has(self, snapshot: str) -> bool:
        """Whether a snapshot of that hash is kept."""
        return self._db.execute(_HAS, {"hash": snapshot}).first() is not None

    def keep(self, snapshot: Snapshot, now: datetime) -> None:
        """Keep a snapshot; one of the same hash stays as it was."""
        files = {path: _sha(text) for path, text in snapshot.texts.items()}
        texts = [{"sha": files[path], "text": text} for path, text in snapshot.texts.items()]
        insert_all_new(self._db, snapshot_texts, texts, unique=("sha",))
        row = {
            "hash": snapshot.hash,
            "script": snapshot.script,
            "version": snapshot.version,
            "plan": snapshot.plan,
            "files": files,
            "seal": snapshot.seal,
            "taken": now,
        }
        insert_all_new(self._db, snapshots, [row], unique=("hash",))

    def get(self, snapshot: str) -> Snapshot | None:
        """The snapshot of that hash, or None."""
        return self._snapshot(select(snapshots).where(snapshots.c.hash == snapshot))

    def latest(self, script: str, other_than: str) -> Snapshot | None:
        """The snapshot of a script that was taken last, of any version but one; None if there is none."""
        query = select(snapshots).where(snapshots.c.script == script, snapshots.c.version != other_than)
        return self._snapshot(query.order_by(snapshots.c.taken.desc()).limit(1))

    def add(self, moves: Iterable[Move]) -> None:
        """Write down steps; their snapshots must have been kept before."""
        for move in moves:
            row = {
                "script": move.script,
                "version": move.version,
                "snapshot": move.snapshot,
                "before": move.before.value,
                "after": move.after.value,
                **asdict(move.signed),
                "audience": asdict(move.audience),
            }
            self._db.execute(insert(version_moves).values(**row))

    def moves(self, script: str | None = None) -> Sequence[Move]:
        """All steps, or one script's, in the order they were taken."""
        query = _MOVES if script is None else _MOVES.where(version_moves.c.script == script)
        return [_move(row) for row in self._db.execute(query)]

    def talks(self, ref: str) -> Sequence[Room]:
        """The ended talks held by a script version (网吧@V2), the oldest first."""
        query = select(rooms).where(rooms.c.script == ref, rooms.c.ended.is_not(None)).order_by(rooms.c.id)
        return [Room(**row._asdict()) for row in self._db.execute(query)]

    def cards(self, segment: str, items: Iterable[str]) -> Sequence[Card]:
        """Everybody's open cards on some items in a segment."""
        query = select(cards).where(
            cards.c.segment == segment, cards.c.item.in_(sorted(items)), cards.c.closed.is_(None)
        )
        return [Card(**row._asdict()) for row in self._db.execute(query.order_by(cards.c.rep, cards.c.item))]

    def _snapshot(self, query: Select[Any]) -> Snapshot | None:
        row = self._db.execute(query).first()
        if row is None:
            return None
        found = self._db.execute(select(snapshot_texts).where(snapshot_texts.c.sha.in_(set(row.files.values()))))
        texts = {text.sha: text.text for text in found}
        files = {path: texts[sha] for path, sha in row.files.items()}
        return Snapshot(row.hash, row.script, row.version, row.plan, files, row.seal)


class SqlPilots:
    """`bot.store.versions.contract.Pilots` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def log(self, visit: Visit) -> None:
        """Write down a visit."""
        self._db.execute(insert(pilot_visits).values(**asdict(visit)))

    def visits(self, script: str, version: str) -> Sequence[Visit]:
        """The visits made by a version, the oldest first."""
        of_version = select(pilot_visits).where(pilot_visits.c.script == script, pilot_visits.c.version == version)
        names = Visit.__dataclass_fields__
        rows = self._db.execute(of_version.order_by(pilot_visits.c.id))
        return [Visit(**{name: getattr(row, name) for name in names}) for row in rows]

    def suggest(self, suggestion: NewSuggestion) -> Suggestion:
        """Write down a suggestion; it gets its number."""
        adding = insert(pilot_suggestions).values(**asdict(suggestion)).returning(pilot_suggestions.c.id)
        return Suggestion(self._db.execute(adding).scalar_one(), **asdict(suggestion))

    def suggestion(self, number: int) -> Suggestion | None:
        """The suggestion of that number, or None."""
        return next(iter(self._suggestions(select(pilot_suggestions).where(pilot_suggestions.c.id == number))), None)

    def suggestions(self, script: str, version: str) -> Sequence[Suggestion]:
        """A version's suggestions, those with most votes first, then the oldest first."""
        of_version = select(pilot_suggestions).where(
            pilot_suggestions.c.script == script, pilot_suggestions.c.version == version
        )
        return sorted(self._suggestions(of_version), key=lambda one: (-len(one.votes), one.id))

    def vote(self, suggestion: int, rep: int) -> bool:
        """Vote for a suggestion once; False if he already has."""
        row = {"suggestion": suggestion, "rep": rep}
        return insert_all_new(self._db, pilot_votes, [row], unique=("suggestion", "rep")) == 1

    def ask(self, rep: int, asked: Json | None) -> None:
        """Remember what a person was asked and has yet to answer; None once he has."""
        if asked is None:
            self._db.execute(delete(pilot_questions).where(pilot_questions.c.rep == rep))
        else:
            upsert(self._db, pilot_questions, {"rep": rep, "asked": asked}, unique=("rep",), replacing=("asked",))

    def asked(self, rep: int) -> Json | None:
        """What he was asked and has yet to answer, or None."""
        row = self._db.execute(_ASKED, {"rep": rep}).first()
        return None if row is None else row.asked

    def _suggestions(self, query: Select[Any]) -> list[Suggestion]:
        found = self._db.execute(query).all()
        given = select(pilot_votes).where(pilot_votes.c.suggestion.in_([row.id for row in found]))
        votes: dict[int, list[int]] = {row.id: [] for row in found}
        for vote in self._db.execute(given.order_by(pilot_votes.c.rep)):
            votes[vote.suggestion].append(vote.rep)
        return [Suggestion(**row._asdict(), votes=tuple(votes[row.id])) for row in found]


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _move(row: Row[Any]) -> Move:
    audience = Audience(tuple(row.audience["branches"]), tuple(row.audience["people"]))
    signed = Signed(row.by, row.why, row.at)
    return Move(row.script, row.version, row.snapshot, State(row.before), State(row.after), signed, audience)
