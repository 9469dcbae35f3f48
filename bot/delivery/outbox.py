"""The outbox's delivering side: what may be sent now, within the rates, replies first and each chat in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from bot.delivery.endings import Endings
from bot.delivery.outcomes import Outcome
from bot.delivery.pace import Pace, begin_pace
from bot.delivery.parcels import UNORDERED, Parcel, parcel_of
from bot.delivery.rates import Rates
from bot.delivery.waiting import AHEAD, NOW, may_go, times
from bot.store.database import Database
from bot.store.edits import is_edit
from bot.store.outgoing import SqlOutbox
from bot.store.tables import outbox, rates

_same_chat = outbox.alias()
_HEAD = (
    # The first of its chat: what is on its way before what waits, replies before broadcasts, older before newer.
    select(_same_chat.c.id)
    .where(
        _same_chat.c.chat_id == outbox.c.chat_id,
        _same_chat.c.state.in_(("queued", "sending")),
        _same_chat.c.method != UNORDERED,
    )
    .order_by(_same_chat.c.state.desc(), _same_chat.c.priority, _same_chat.c.id)
    .limit(1)
    .scalar_subquery()
)
_WITH_RATE = outbox.outerjoin(rates, rates.c.chat_id == outbox.c.chat_id)
_SENDABLE = (
    select(outbox.c.id, outbox.c.chat_id)
    .select_from(_WITH_RATE)
    .where(
        outbox.c.state == "queued",
        outbox.c.method != UNORDERED,
        may_go(outbox.c.not_before),
        # What was set later than now was set by a clock that has since been set back.
        or_(rates.c.ready_at.is_(None), rates.c.ready_at <= NOW, rates.c.set_at > AHEAD),
        outbox.c.id == _HEAD,
    )
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(bindparam("most"))
)
_AT_ONCE = (
    select(outbox.c.id)
    .where(outbox.c.state == "queued", outbox.c.method == UNORDERED, may_go(outbox.c.not_before))
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_ANYTHING = select(outbox.c.id).where(outbox.c.state == "queued").limit(1)
_SOON = (
    select(
        func.min(outbox.c.not_before).filter(outbox.c.not_before > NOW),
        func.min(rates.c.ready_at).filter(rates.c.ready_at > NOW),
    )
    .select_from(_WITH_RATE)
    .where(outbox.c.state == "queued")
)


class Outbox:
    """The outbox of one store, for those who send."""

    def __init__(self, store: Database, limits: Rates) -> None:
        self._store = store
        self._limits = limits
        begin_pace(store)

    def turn(
        self, holder: int, most: int, answers: Sequence[tuple[Parcel, Outcome]] = ()
    ) -> tuple[Sequence[Parcel], datetime | None]:
        """In one transaction: write down what became of earlier calls, and claim up to `most` that may go now.

        Returns them, and when it is worth looking again if there is nothing new (None: only then).
        """
        with self._store.transaction() as connection:
            endings = Endings(connection, self._store.now())
            for parcel, outcome in answers:
                endings.record(parcel, outcome)
            return self._claim(connection, holder, most) if most > 0 else ((), None)

    def _claim(self, connection: Connection, holder: int, most: int) -> tuple[Sequence[Parcel], datetime | None]:
        if connection.scalar(_ANYTHING) is None:
            return (), None
        pace = Pace(connection, self._limits, self._store.now)
        at = times(pace.now)
        chosen = list(connection.scalars(_AT_ONCE, {"most": most, **at}))
        room = min(most, pace.room)
        for row in connection.execute(_SENDABLE, {"most": room, **at}).all() if room else ():
            chosen.append(row.id)
            pace.use(row.chat_id)
        look_again = self._look_again(connection, pace)
        if not chosen:
            return (), look_again
        pace.save()
        taken = update(outbox).where(outbox.c.id.in_(chosen), outbox.c.state == "queued")
        rows = connection.execute(taken.values(state="sending", holder=holder).returning(outbox)).all()
        first_come = sorted(rows, key=lambda row: (row.priority, row.id))
        return [self._addressed(connection, row) for row in first_come], look_again

    def _look_again(self, connection: Connection, pace: Pace) -> datetime | None:
        """When something that waits may go; a little early does no harm."""
        if not pace.room:
            return pace.room_again
        soon = connection.execute(_SOON, {"now": pace.now}).one()
        return min((time for time in soon if time is not None), default=None)

    def _addressed(self, connection: Connection, row: Row[Any]) -> Parcel:
        """The parcel, with the message it is to edit; without one it becomes a new message."""
        parcel = parcel_of(row)
        if not is_edit(parcel.method) or "message_id" in parcel.params:
            return parcel
        message_id = SqlOutbox(connection, parcel.created).message_id(parcel.chat_id, parcel.slot or "")
        if message_id is not None:
            return replace(parcel, params={**parcel.params, "message_id": message_id})
        if parcel.method != "editMessageText":
            return parcel
        connection.execute(update(outbox).where(outbox.c.id == parcel.id).values(method="sendMessage"))
        return replace(parcel, method="sendMessage")
