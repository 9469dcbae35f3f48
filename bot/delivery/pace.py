"""The rates as all programs on one store share them: rows that say when a chat, and the bot, will be free again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from bot.delivery.parcels import UNORDERED
from bot.delivery.rates import WHOLE_BOT, Rates
from bot.delivery.waiting import SET_BACK
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.tables import outbox, rates
from bot.store.upsert import insert_all_new, upsert

_WHOLE = select(rates.c.full_at, rates.c.set_at).where(rates.c.chat_id == WHOLE_BOT).with_for_update()
_OF_CHAT = select(rates.c.full_at, rates.c.set_at).where(rates.c.chat_id == bindparam("chat"))
_ON_THE_WAY = select(func.count()).where(outbox.c.state == "sending", outbox.c.method != UNORDERED)
_JUST_ANSWERED = select(func.count()).where(outbox.c.answered > bindparam("since"), outbox.c.method != UNORDERED)


class Pace:
    """The pace within one transaction, from the moment it is this program's turn.

    Whoever holds the bot's own row claims alone; 25 messages a second leave time for that. The time is taken after the
    row is held, not before: others may have claimed while this one waited.
    """

    def __init__(self, connection: Connection, limits: Rates, clock: Clock) -> None:
        self._db = connection
        self._limits = limits
        rate = connection.execute(_WHOLE).one()
        self.now = clock()
        self._full_at = _valid(rate, self.now)
        second = {"since": self.now - timedelta(seconds=1)}
        in_second = (connection.scalar(_ON_THE_WAY) or 0) + (connection.scalar(_JUST_ANSWERED, second) or 0)
        self._left_in_second = max(0, limits.busiest_second - in_second)

    @property
    def room(self) -> int:
        """How many messages may go now."""
        return min(self._limits.bot.room(self._full_at, self.now), self._left_in_second)

    @property
    def room_again(self) -> datetime:
        """When there may be room for one more, if there is none now."""
        soonest = self.now + timedelta(seconds=self._limits.bot.interval)
        return max(soonest, self._limits.bot.ready_at(self._full_at))

    def use(self, chat_id: int) -> None:
        """Count one message to a chat."""
        known = self._db.execute(_OF_CHAT, {"chat": chat_id}).first()
        limit = self._limits.of_chat(chat_id)
        full_at = limit.after(self.now if known is None else _valid(known, self.now), self.now)
        _set(self._db, chat_id, full_at, limit.ready_at(full_at), self.now)
        self._full_at = self._limits.bot.after(self._full_at, self.now)
        self._left_in_second -= 1

    def save(self) -> None:
        """Write down what was used of the bot's rate."""
        _set(self._db, WHOLE_BOT, self._full_at, self.now, self.now)


def begin_pace(store: Database) -> None:
    """See to it that the bot's own row is there."""
    now = store.now()
    whole = {"chat_id": WHOLE_BOT, "full_at": now, "ready_at": now, "set_at": now}
    with store.transaction() as connection:
        insert_all_new(connection, rates, [whole], unique=("chat_id",))


def pause(connection: Connection, chat_id: int, until: datetime, now: datetime) -> None:
    """Telegram asked for it: nothing more to this chat until then."""
    _set(connection, chat_id, until, until, now)


def _valid(rate: Any, now: datetime) -> datetime:
    """`full_at`, unless it was set by a clock that has since been set back."""
    full_at: datetime = rate.full_at
    return full_at if rate.set_at <= now + SET_BACK else now


def _set(connection: Connection, chat_id: int, full_at: datetime, ready_at: datetime, now: datetime) -> None:
    values = {"chat_id": chat_id, "full_at": full_at, "ready_at": ready_at, "set_at": now}
    upsert(connection, rates, values, unique=("chat_id",), replacing=("full_at", "ready_at", "set_at"))
