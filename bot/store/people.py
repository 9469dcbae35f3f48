"""People and chats in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from bot.store.records import Chat, Person
from bot.store.tables import chats, metadata, people, rates, slots
from bot.store.types import ChatId
from bot.store.upsert import upsert

_PERSON = select(people).where(people.c.rep == bindparam("rep"))
_CHAT = select(chats).where(chats.c.chat_id == bindparam("chat"))
_REOPEN = update(chats).where(chats.c.chat_id == bindparam("chat"), chats.c.closed.is_not(None)).values(closed=None)


class SqlPeople:
    """`bot.store.contract.People` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, rep: int) -> Person | None:
        """The person, or None if he has not introduced himself."""
        row = self._db.execute(_PERSON, {"rep": rep}).first()
        return None if row is None else _person(row)

    def save(self, person: Person) -> None:
        """Add the person, or replace what was known of him; when he was first seen stays."""
        values = {"rep": person.rep, "name": person.name, "branch": person.branch, "created": person.created}
        upsert(self._db, people, values, unique=("rep",), replacing=("name", "branch"))

    def branches(self) -> Sequence[str]:
        """The names of all branches, sorted."""
        return sorted(self._db.scalars(select(people.c.branch).distinct()))

    def of_branch(self, branch: str) -> Sequence[Person]:
        """The people of one branch, by id."""
        rows = self._db.execute(select(people).where(people.c.branch == branch).order_by(people.c.rep))
        return [_person(row) for row in rows]


class SqlChats:
    """`bot.store.contract.Chats` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def get(self, chat_id: int) -> Chat | None:
        """The chat, or None if it was never seen."""
        row = self._db.execute(_CHAT, {"chat": chat_id}).first()
        return None if row is None else Chat(**row._asdict())

    def save(self, chat: Chat) -> None:
        """Add the chat, or replace what was known of it."""
        values = {
            "chat_id": chat.chat_id,
            "kind": chat.kind,
            "title": chat.title,
            "closed": chat.closed,
            "moved_to": chat.moved_to,
            "hears": chat.hears,
        }
        upsert(self._db, chats, values, unique=("chat_id",), replacing=("kind", "title", "closed", "moved_to", "hears"))

    def reopen(self, chat_id: int) -> None:
        """Somebody wrote from there: whatever closed the chat is over."""
        self._db.execute(_REOPEN, {"chat": chat_id})

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup: its new id takes the old one's place everywhere. Doing it twice is once."""
        known = self.get(old)
        title = known.title if known else ""
        self.save(Chat(old, known.kind if known else "group", title, closed=None, moved_to=new))
        if self.get(new) is None:
            self.save(Chat(new, "supergroup", title, hears=known.hears if known else False))
        # Messages of the old group can't be edited in the new one, and the new one has a rate of its own.
        for table in (slots, rates):
            self._db.execute(delete(table).where(table.c.chat_id == old))
        for table in metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, ChatId):
                    self._db.execute(update(table).where(column == old).values({column: new}))


def _person(row: Row[Any]) -> Person:
    return Person(**row._asdict())
