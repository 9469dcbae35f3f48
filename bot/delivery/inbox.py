"""The inbox: updates and ripe timers, kept before they are acknowledged, handed out one chat's head at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select, update

from bot.delivery.updates import chat_of
from bot.delivery.waiting import may_go, times
from bot.store.database import Database
from bot.store.records import Json
from bot.store.tables import inbox
from bot.store.upsert import insert_all_new

TRIES = 3
"""How often a handler may fail on one update before it is set aside."""
CLAIMS = 10
"""How often an update may be taken in hand without an end (the program died over it) before it is set aside."""
APART = timedelta(seconds=0.3)
"""How far apart letters come back that programs died over more than once, so that the deadly one is alone next time."""
FROM_TIMER = "timer"


_same_chat = inbox.alias()
_head = (
    # A subquery of one row, and not "no earlier one exists": so that no planner reads the whole queue for it.
    select(func.min(_same_chat.c.seq))
    .where(_same_chat.c.chat_id == inbox.c.chat_id, _same_chat.c.state == "waiting")
    .scalar_subquery()
)
_is_head = or_(inbox.c.chat_id.is_(None), inbox.c.seq == _head)
_HEADS = (
    select(inbox.c.seq)
    .where(inbox.c.state == "waiting", inbox.c.holder.is_(None), may_go(inbox.c.not_before), _is_head)
    .order_by(inbox.c.seq)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte()
)
_CLAIM = (
    update(inbox)
    .where(inbox.c.seq.in_(select(_HEADS.c.seq)))
    .values(holder=bindparam("by"), claims=inbox.c.claims + 1)
    .returning(inbox)
)
_IN_HAND = update(inbox).where(
    inbox.c.seq == bindparam("letter"), inbox.c.holder == bindparam("held_by"), inbox.c.state == "waiting"
)


SORRY = "这条消息我没能处理好，已经记下来请管理员看。您可以换个说法再发，或者发 /start 重新开始。"
"""What a person is told whose update was set aside."""


class LostLeaseError(Exception):
    """Another worker has taken this over in the meantime: whatever was done here must be undone."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to handle: an update of `source` (a bot), or a timer (`source` is FROM_TIMER)."""

    seq: int
    source: str
    number: int
    chat_id: int | None
    payload: Json
    received: datetime
    tries: int
    claims: int


@dataclass(frozen=True, slots=True)
class Aside:
    """An update that was set aside, as the operator sees it: no text, only why."""

    seq: int
    source: str
    number: int
    chat_id: int | None
    received: datetime
    reason: str


class Inbox:
    """The inbox of one store."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def take_in(self, source: str, updates: Iterable[Json]) -> int:
        """Keep updates, durably, in their order; returns how many were new. What was kept before has no effect."""
        now = self._store.now()
        rows = [arrived(source, int(u["update_id"]), chat_of(u), u, now) for u in updates]
        if not rows:
            return 0
        with self._store.transaction() as connection:
            return insert_all_new(connection, inbox, rows, unique=("source", "number"))

    def claim(self, holder: int, most: int) -> Sequence[Letter]:
        """Take the heads of up to `most` chats' queues in hand, the oldest first.

        A chat whose head is in hand, or waits for another try, gives out nothing: its order is kept.
        """
        given = {"by": holder, "most": most, **times(self._store.now())}
        # Losing this commit with the machine's power only means that the letters are claimed once more.
        with self._store.transaction(durable=False) as connection:
            rows = connection.execute(_CLAIM, given).all()
        return sorted((_letter(row) for row in rows), key=lambda letter: letter.seq)

    def finish(self, connection: Connection, letter: Letter, holder: int) -> None:
        """Mark a letter done, in the transaction of its effects; raises LostLeaseError if it is no longer in hand."""
        done = {"state": "done", "holder": None, "done": self._store.now(), "payload": None}
        if connection.execute(_IN_HAND, done | _key(letter, holder)).rowcount != 1:
            raise LostLeaseError(f"letter {letter.seq} is no longer held by worker {holder}")

    def put_back(self, letter: Letter, holder: int, why: str) -> bool:
        """Note a failure. The letter is tried again a little later, or set aside; returns whether it was set aside."""
        tries = letter.tries + 1
        aside = tries >= TRIES
        again = self._store.now() + timedelta(seconds=0.2 * 4**tries)
        values = {"state": "aside" if aside else "waiting", "tries": tries, "not_before": again}
        with self._store.transaction() as connection:
            connection.execute(_IN_HAND, values | {"holder": None, "reason": why} | _key(letter, holder))
        return aside

    def hand_back(self, letters: Sequence[Letter], holder: int) -> None:
        """Give back what was claimed and not begun, as if it had not been claimed."""
        mine = and_(inbox.c.seq.in_([letter.seq for letter in letters]), inbox.c.holder == holder)
        with self._store.transaction(durable=False) as connection:
            connection.execute(update(inbox).where(mine).values(holder=None, claims=inbox.c.claims - 1))

    def set_aside(self) -> Sequence[Aside]:
        """What could not be handled, the oldest first."""
        with self._store.reading() as connection:
            rows = connection.execute(select(inbox).where(inbox.c.state == "aside").order_by(inbox.c.seq)).all()
        return [Aside(r.seq, r.source, r.number, r.chat_id, r.received, r.reason or "") for r in rows]

    def try_again(self, seq: int) -> bool:
        """Put a letter that was set aside back in its chat's queue; False if there is no such letter."""
        again = update(inbox).where(inbox.c.seq == seq, inbox.c.state == "aside")
        with self._store.transaction() as connection:
            return (
                connection.execute(
                    again.values(state="waiting", tries=0, claims=0, reason=None, not_before=None)
                ).rowcount
                == 1
            )


def arrived(source: str, number: int, chat_id: int | None, payload: Json, now: datetime) -> dict[str, Any]:
    """The row of something that has just arrived."""
    return {
        "source": source,
        "number": number,
        "chat_id": chat_id,
        "payload": dict(payload),
        "state": "waiting",
        "claims": 0,
        "tries": 0,
        "received": now,
    }


def release_all(connection: Connection, holder: int, now: datetime) -> Sequence[int]:
    """Let go of everything a dead worker had in hand; what it died over too often is set aside.

    Returns the chats whose updates were set aside.
    """
    held = and_(inbox.c.holder == holder, inbox.c.state == "waiting")
    deadly = update(inbox).where(held, inbox.c.claims >= CLAIMS).returning(inbox.c.chat_id, inbox.c.source)
    aside = connection.execute(deadly.values(state="aside", holder=None, reason="处理它的时候程序一再中断")).all()
    suspects = connection.scalars(select(inbox.c.seq).where(held, inbox.c.claims > 1).order_by(inbox.c.seq)).all()
    for place, seq in enumerate(suspects):
        connection.execute(update(inbox).where(inbox.c.seq == seq).values(not_before=now + place * APART))
    connection.execute(update(inbox).where(held).values(holder=None))
    return [row.chat_id for row in aside if row.chat_id is not None and row.source != FROM_TIMER]


def _key(letter: Letter, holder: int) -> dict[str, int]:
    return {"letter": letter.seq, "held_by": holder}


def _letter(row: Row[Any]) -> Letter:
    return Letter(row.seq, row.source, row.number, row.chat_id, row.payload, row.received, row.tries, row.claims)
