"""What a store promises: one unit of work is one transaction over these repositories.

Two stores keep the promise and pass the same contract tests: the database (`bot.store.database`) and the in-memory
twin (`bot.store.memory`). Nothing below is saved until the `with store.begin()` block ends without an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.store.contests.contract import Attempts, ContestDoors, ContestLogs, Contests
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
from bot.store.versions.contract import Pilots, Versions


class People(Protocol):
    """Who practises here."""

    def get(self, rep: int) -> Person | None:
        """The person, or None if he has not introduced himself."""

    def save(self, person: Person) -> None:
        """Add the person, or replace what was known of him; when he was first seen stays."""

    def branches(self) -> Sequence[str]:
        """The names of all branches, sorted."""

    def of_branch(self, branch: str) -> Sequence[Person]:
        """The people of one branch, by id."""


class Chats(Protocol):
    """Where the bot has been."""

    def get(self, chat_id: int) -> Chat | None:
        """The chat, or None if it was never seen."""

    def save(self, chat: Chat) -> None:
        """Add the chat, or replace what was known of it."""

    def reopen(self, chat_id: int) -> None:
        """Somebody wrote from there: whatever closed the chat is over."""

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: its new id takes the old one's place everywhere. Doing it twice is once."""


class Rooms(Protocol):
    """Talks, in progress and ended."""

    def add(self, room: NewRoom) -> Room:
        """Begin a talk; it gets its id and revision 1."""

    def get(self, room: int, *, to_change: bool = False) -> Room | None:
        """The room, or None. With `to_change` others who want to change it wait until this unit of work has ended."""

    def save(self, room: Room) -> Room:
        """Save a changed copy; returns it with its new revision. Raises StaleRoomError if it changed meanwhile."""

    def open_of(self, owner: int, kind: str | None = None, limit: int = 20) -> Sequence[Room]:
        """His talks that have not ended, the newest first."""

    def of(self, owner: int, limit: int = 20) -> Sequence[Room]:
        """His talks, the newest first."""

    def of_chat(self, chat_id: int, kind: str, limit: int = 20) -> Sequence[Room]:
        """The rooms of a kind in a chat, running and ended, the newest first."""


class Turns(Protocol):
    """What was said: append-only."""

    def append(self, turns: Iterable[Turn]) -> None:
        """Add turns; raises TurnTakenError if a room already has a turn of that number."""

    def of(self, room: int) -> Sequence[Turn]:
        """All turns of a room in order."""


class Reports(Protocol):
    """Reports with their marks: append-only."""

    def add(self, report: NewReport) -> Report:
        """Keep a report; it gets its id."""

    def of(self, room: int) -> Sequence[Report]:
        """All reports of a room, the oldest first."""

    def by(self, owner: int, limit: int = 20) -> Sequence[Report]:
        """The reports on a person's talks, the newest first."""


class EvidenceLog(Protocol):
    """Signs of mastery: append-only."""

    def add(self, evidence: Iterable[Evidence]) -> None:
        """Add rows."""

    def of(self, rep: int, *, item: str | None = None, since: datetime | None = None) -> Sequence[Evidence]:
        """A rep's rows, the oldest first."""


class Cards(Protocol):
    """Weak points under repetition."""

    def get(self, rep: int, item: str, segment: str) -> Card | None:
        """The card, open or closed, or None."""

    def save(self, card: Card) -> None:
        """Add or replace the card of (rep, item, segment)."""

    def due(self, rep: int, now: datetime, limit: int = 5) -> Sequence[Card]:
        """Open cards that are due, the longest due first."""

    def open_of(self, rep: int) -> Sequence[Card]:
        """All open cards of a rep, by due time."""


class Drills(Protocol):
    """Who played what in drills, and what raters gave: for fair rotation, and to know the raters."""

    def running_with(self, person: int, kind: str) -> Sequence[int]:
        """The rooms of a kind that have not ended and in which he has a part, the newest first."""

    def enrol(self, people: Iterable[Part]) -> None:
        """Add parts, or replace what (room, person) had."""

    def parts_in(self, chat_id: int, rooms: int = 60) -> Sequence[Part]:
        """Who played what in a chat's latest ended rooms, the oldest room first."""

    def keep_marks(self, marks: Iterable[RaterMark]) -> None:
        """Add marks, or replace what (room, rater) had."""

    def marks_in(self, chat_id: int, rooms: int = 60) -> Sequence[RaterMark]:
        """The marks given in a chat's latest ended rooms, the oldest room first."""


class Outbox(Protocol):
    """Everything that is to be sent. Nothing is sent from anywhere else."""

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
        """Queue one Bot API call for a chat; returns the row's number.

        `kind` is a name in `bot.store.kinds`; `params` leave out chat_id. With `slot`, a send names its message so that
        later edits (`editMessageText` … with the same slot and no message_id) find it; an edit that comes before the
        message left, or before an earlier edit left, takes its place. An edit of a slot that has no message is sent as
        a new message. Calls without a chat (answerCallbackQuery) still name the chat they belong to.
        """

    def message_id(self, chat_id: int, slot: str) -> int | None:
        """The message that stands in the slot, once it was sent."""

    def sent_at(self, number: int) -> datetime | None:
        """When Telegram took the call of this row; None while it has not, and when nobody knows."""

    def again(self, chat_id: int, number: int) -> bool:
        """Queue once more, once, a message of which nobody knows whether it arrived; False if there is no such."""


class Timers(Protocol):
    """Things to happen later."""

    def set(self, timer: Timer) -> None:
        """Set the timer; one of the same key that has not fired is moved."""

    def get(self, key: str) -> Timer | None:
        """The waiting timer of that key, or None."""

    def cancel(self, key: str) -> bool:
        """Take a waiting timer away; False if there was none."""


class UnitOfWork(Protocol):
    """One transaction."""

    @property
    def people(self) -> People:
        """Who practises here."""

    @property
    def chats(self) -> Chats:
        """Where the bot has been."""

    @property
    def rooms(self) -> Rooms:
        """Talks."""

    @property
    def turns(self) -> Turns:
        """What was said in them."""

    @property
    def reports(self) -> Reports:
        """What came of them."""

    @property
    def evidence(self) -> EvidenceLog:
        """Signs of mastery."""

    @property
    def cards(self) -> Cards:
        """Weak points."""

    @property
    def drills(self) -> Drills:
        """Who took part in drills, and how."""

    @property
    def versions(self) -> Versions:
        """Script versions: snapshots and the steps of their lives."""

    @property
    def pilots(self) -> Pilots:
        """What those who try a version out report."""

    @property
    def contests(self) -> Contests:
        """Competitions with their rosters and items."""

    @property
    def contest_logs(self) -> ContestLogs:
        """What happened in them."""

    @property
    def attempts(self) -> Attempts:
        """Where everybody who takes part stands."""

    @property
    def contest_doors(self) -> ContestDoors:
        """Codes and sessions of the web page."""

    @property
    def outbox(self) -> Outbox:
        """What is to be sent."""

    @property
    def timers(self) -> Timers:
        """What is to happen later."""

    @property
    def now(self) -> datetime:
        """When this unit of work began, in UTC: the one `now` of everything it does."""


class Store(Protocol):
    """Where units of work come from."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open a unit of work: committed at the end of the block, undone if the block raises."""

    def close(self) -> None:
        """Let go of every connection."""
