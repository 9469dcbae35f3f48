"""The writing side of outbox and timers: rows that a unit of work leaves behind for delivery."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.store.edits import collapsed, is_edit, own_slot
from bot.store.kinds import KINDS
from bot.store.records import Attachment, Json, Late, Timer
from bot.store.tables import outbox, slots, timers
from bot.store.upsert import upsert

_QUEUE = insert(outbox).returning(outbox.c.id)
_PLACE = select(slots.c.message_id).where(slots.c.chat_id == bindparam("chat"), slots.c.slot == bindparam("slot"))
_TAKEN = select(outbox.c.answered).where(outbox.c.id == bindparam("row"), outbox.c.state == "sent")
_WAITING = (
    select(outbox.c.id, outbox.c.method, outbox.c.params)
    .where(outbox.c.chat_id == bindparam("chat"), outbox.c.slot == bindparam("of_slot"), outbox.c.state == "queued")
    .order_by(outbox.c.id.desc())
    .limit(1)
)
# A sender may have taken the row since it was read; then the edit becomes a row of its own.
_MERGE = update(outbox).where(outbox.c.id == bindparam("row"), outbox.c.state == "queued")


class SqlOutbox:
    """`bot.store.contract.Outbox` over one connection."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._db = connection
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
        """Queue one Bot API call for a chat; see the contract."""
        priority = KINDS[kind].priority
        if is_edit(method):
            slot = slot or own_slot(params)
            merged = self._merge(chat_id, slot, method, params)
            if merged is not None:
                return merged
        values = {
            "chat_id": chat_id,
            "kind": kind,
            "method": method,
            "params": dict(params),
            "slot": slot,
            "priority": priority,
            "state": "queued",
            "tries": 0,
            "created": self._now,
        }
        if file is not None:
            values |= {"file_field": file.field, "file_name": file.name, "file_data": file.data}
        return int(self._db.execute(_QUEUE, values).scalar_one())

    def message_id(self, chat_id: int, slot: str) -> int | None:
        """The message that stands in the slot, once it was sent."""
        return self._db.scalar(_PLACE, {"chat": chat_id, "slot": slot})

    def sent_at(self, number: int) -> datetime | None:
        """When Telegram took the call of this row; None while it has not, and when nobody knows."""
        at: datetime | None = self._db.scalar(_TAKEN, {"row": number})
        return at

    def again(self, chat_id: int, number: int) -> bool:
        """Queue once more, once, a message of which nobody knows whether it arrived; False if there is no such."""
        lost = (outbox.c.id == number) & (outbox.c.chat_id == chat_id) & (outbox.c.state == "unknown")
        row = self._db.execute(update(outbox).where(lost).values(state="repeated").returning(outbox)).first()
        if row is None:
            return False
        file = None if row.file_data is None else Attachment(row.file_field, row.file_name, row.file_data)
        self.reply(chat_id, row.kind, row.method, row.params, slot=row.slot, file=file)
        return True

    def _merge(self, chat_id: int, slot: str | None, method: str, params: Json) -> int | None:
        """Put an edit in the place of what waits for the same message; returns that row, or None if nothing does."""
        waiting = self._db.execute(_WAITING, {"chat": chat_id, "of_slot": slot}).first()
        if waiting is None:
            return None
        merged = collapsed(waiting.method, waiting.params, method, params)
        if merged is None:
            return None
        changed = self._db.execute(_MERGE, {"row": waiting.id, "params": merged})
        return int(waiting.id) if changed.rowcount == 1 else None


class SqlTimers:
    """`bot.store.contract.Timers` over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def set(self, timer: Timer) -> None:
        """Set the timer; one of the same key that has not fired is moved."""
        values = asdict(timer) | {"late": timer.late.value}
        upsert(self._db, timers, values, unique=("key",), replacing=[name for name in values if name != "key"])

    def get(self, key: str) -> Timer | None:
        """The waiting timer of that key, or None."""
        row = self._db.execute(select(timers).where(timers.c.key == key)).first()
        if row is None:
            return None
        return Timer(row.key, row.kind, row.due, row.chat_id, row.payload, Late(row.late), row.grace)

    def cancel(self, key: str) -> bool:
        """Take a waiting timer away; False if there was none."""
        return self._db.execute(delete(timers).where(timers.c.key == key)).rowcount == 1
