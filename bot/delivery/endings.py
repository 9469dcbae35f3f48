"""How calls ended: writes down what became of a parcel, and what follows from it for its chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, select, update

from bot.delivery import outcomes
from bot.delivery.pace import pause
from bot.delivery.parcels import Parcel, parcel_of
from bot.delivery.waiting import LONGEST
from bot.store.edits import is_edit
from bot.store.kinds import BROADCAST, KINDS, WhenUnknown, when_unknown
from bot.store.outgoing import SqlOutbox
from bot.store.people import SqlChats
from bot.store.records import Chat
from bot.store.tables import outbox, slots
from bot.store.upsert import upsert

GIVE_UP = timedelta(hours=24)
"""How long a message that certainly was not sent is tried again."""
MAYBE_LOST = "网络刚才断了一下，上一条消息可能没有送到。没看到的话，点下面的按钮再看一次。"
SHOW_AGAIN = "再看一次"
AGAIN = "again:"
"""What the data of that button begins with; the number of the row follows."""


def backoff(tries: int) -> float:
    """Seconds before the next try: a fifth of a second at first, a minute at most."""
    return min(LONGEST.total_seconds(), 0.2 * 2.0 ** min(tries, 10))


class Endings:
    """Writes down endings, in one transaction."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._db = connection
        self._now = now

    def record(self, parcel: Parcel, outcome: outcomes.Outcome) -> None:
        """A call ended so. Without effect if the parcel has been taken over in the meantime."""
        if self._db.execute(select(outbox.c.id).where(_held(parcel)).with_for_update()).first() is not None:
            self._follow(parcel, outcome)

    def _follow(self, parcel: Parcel, outcome: outcomes.Outcome) -> None:
        match outcome:
            case outcomes.Done(result):
                self._sent(parcel, result)
            case outcomes.Harmless(why):
                self._end(_held(parcel), "sent", why)
            case outcomes.Gone(why):
                self._gone(parcel, why)
            case outcomes.TooMany(seconds):
                until = self._now + timedelta(seconds=seconds)
                pause(self._db, parcel.chat_id, until, self._now)
                again = min(until, self._now + LONGEST)
                self._queue(parcel, not_before=again, reason=f"429, {seconds:g} s")
            case outcomes.Closed(why):
                self._close(parcel, why)
            case outcomes.Moved(to):
                self._queue(parcel, reason=f"moved to {to}")
                SqlChats(self._db).migrate(parcel.chat_id, to)
            case outcomes.Unknown(why):
                self._unknown(parcel, why)
            case outcomes.Refused(code, why) if code != outcomes.UNAUTHORIZED:
                self._end(_held(parcel), "failed", why)
            case outcomes.Unsent(why) | outcomes.Refused(_, why):
                self._unsent(parcel, why)

    def sender_died(self, holder: int) -> int:
        """Nobody knows of any of its calls whether they were carried out. Returns how many there were."""
        held = and_(outbox.c.holder == holder, outbox.c.state == "sending")
        rows = self._db.execute(select(outbox).where(held).with_for_update()).all()
        for row in rows:
            self._unknown(parcel_of(row), "the sender died")
        return len(rows)

    def _sent(self, parcel: Parcel, result: Any) -> None:
        message_id = result.get("message_id") if isinstance(result, dict) else None
        self._end(_held(parcel), "sent", None, message_id=message_id)
        if parcel.slot and message_id is not None and not is_edit(parcel.method):
            place = {"chat_id": parcel.chat_id, "slot": parcel.slot, "message_id": message_id}
            upsert(self._db, slots, place, unique=("chat_id", "slot"), replacing=("message_id",))

    def _gone(self, parcel: Parcel, why: str) -> None:
        """Somebody deleted the message. What a person waits for is said anew; anything else is left."""
        self._forget_slot(parcel)
        if parcel.method == "editMessageText" and KINDS[parcel.kind].priority < BROADCAST:
            params = {name: value for name, value in parcel.params.items() if name != "message_id"}
            self._queue(parcel, reason=why, method="sendMessage", params=params)
        else:
            self._end(_held(parcel), "sent", why)

    def _close(self, parcel: Parcel, why: str) -> None:
        self._end(_held(parcel), "dropped", why)
        self._end(and_(outbox.c.chat_id == parcel.chat_id, outbox.c.state == "queued"), "dropped", why)
        chats = SqlChats(self._db)
        known = chats.get(parcel.chat_id) or Chat(parcel.chat_id, "private" if parcel.chat_id > 0 else "group")
        chats.save(replace(known, closed=why))

    def _unknown(self, parcel: Parcel, why: str) -> None:
        """Nobody knows whether it was sent: follow the rule of its kind."""
        rule = when_unknown(parcel.kind, parcel.method)
        if rule is WhenUnknown.REPEAT:
            self._unsent(parcel, why)
            return
        lost = {"state": "unknown", "holder": None, "reason": why, "answered": self._now}
        self._db.execute(update(outbox).where(_held(parcel)).values(**lost))
        self._forget_slot(parcel)
        if rule is WhenUnknown.OFFER:
            button = {"text": SHOW_AGAIN, "callback_data": f"{AGAIN}{parcel.id}"}
            params = {"text": MAYBE_LOST, "reply_markup": {"inline_keyboard": [[button]]}}
            SqlOutbox(self._db, self._now).reply(parcel.chat_id, "notice", "sendMessage", params)

    def _unsent(self, parcel: Parcel, why: str) -> None:
        """It will be tried again, ever more rarely, until it is a day old."""
        if self._now - parcel.created > GIVE_UP:
            self._end(_held(parcel), "failed", why)
        else:
            later = self._now + timedelta(seconds=backoff(parcel.tries))
            self._queue(parcel, not_before=later, reason=why, tries=parcel.tries + 1)

    def _queue(self, parcel: Parcel, **values: Any) -> None:
        again = {"state": "queued", "holder": None, "answered": self._now, **values}
        self._db.execute(update(outbox).where(_held(parcel)).values(**again))

    def _end(self, which: ColumnElement[bool], state: str, why: str | None, message_id: int | None = None) -> None:
        """The end of a row; what it said is not kept here."""
        ended = {"state": state, "holder": None, "reason": why, "answered": self._now, "message_id": message_id}
        self._db.execute(update(outbox).where(which).values(**ended, params=None, file_data=None))

    def _forget_slot(self, parcel: Parcel) -> None:
        if parcel.slot:
            place = and_(slots.c.chat_id == parcel.chat_id, slots.c.slot == parcel.slot)
            self._db.execute(delete(slots).where(place))


def _held(parcel: Parcel) -> ColumnElement[bool]:
    """Its row, while it is still held under the number it was claimed by: a sender may have got a new one since."""
    return and_(outbox.c.id == parcel.id, outbox.c.holder == parcel.holder, outbox.c.state == "sending")
