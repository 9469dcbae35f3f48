"""The outbox's delivering side: takes what may be sent now, within the rates, and writes down what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from bot.delivery import outcomes
from bot.delivery.rates import WHOLE_BOT, Rates
from bot.delivery.waiting import AHEAD, LONGEST, NOW, SET_BACK, may_go, times
from bot.store.database import Database
from bot.store.edits import is_edit
from bot.store.kinds import BROADCAST, KINDS, WhenUnknown, when_unknown
from bot.store.people import SqlChats
from bot.store.records import Attachment, Chat, Json
from bot.store.tables import chats, outbox, rates, slots
from bot.store.upsert import insert_all_new, upsert

UNORDERED = "answerCallbackQuery"
"""The method that counts for no rate and waits for nothing: the ring on a button, gone after seconds."""
GIVE_UP = timedelta(hours=24)
"""How long a message that certainly was not sent is tried again."""
MAYBE_LOST = "网络刚才断了一下，上一条消息可能没有送到。没看到的话，点下面的按钮再看一次。"
SHOW_AGAIN = "再看一次"
AGAIN = "again:"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One call on its way: claimed, and to be made at once."""

    id: int
    chat_id: int
    kind: str
    method: str
    params: Json
    file: Attachment | None
    slot: str | None
    created: datetime
    tries: int


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
_WHOLE = select(rates.c.full_at, rates.c.set_at).where(rates.c.chat_id == WHOLE_BOT).with_for_update()
_RATE = select(rates.c.full_at, rates.c.set_at).where(rates.c.chat_id == bindparam("chat"))
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
        with store.transaction() as connection:
            now = store.now()
            whole = {"chat_id": WHOLE_BOT, "full_at": now, "ready_at": now, "set_at": now}
            insert_all_new(connection, rates, [whole], unique=("chat_id",))

    def turn(
        self, holder: int, most: int, answers: Sequence[tuple[Parcel, outcomes.Outcome]] = ()
    ) -> tuple[Sequence[Parcel], datetime | None]:
        """In one transaction: write down what became of earlier calls, and claim up to `most` that may go now.

        Returns them, and when it is worth looking again if there is nothing new (None: only then).
        """
        with self._store.transaction() as connection:
            now = self._store.now()
            for parcel, outcome in answers:
                self._record(connection, holder, parcel, outcome, now)
            return self._claim(connection, holder, most) if most > 0 else ((), None)

    # ---- claiming

    def _claim(self, connection: Connection, holder: int, most: int) -> tuple[Sequence[Parcel], datetime | None]:
        if connection.scalar(_ANYTHING) is None:
            return (), None
        # Whoever holds the bot's own row claims alone; 25 messages a second leave time for that.
        rate = connection.execute(_WHOLE).one()
        now = self._store.now()  # not before: others may have claimed while this one waited for the row
        full_at = _valid(rate, now)
        room = min(most, self._limits.bot.room(full_at, now))
        chosen = list(connection.scalars(_AT_ONCE, {"most": most, **times(now)}))
        counted = connection.execute(_SENDABLE, {"most": room, **times(now)}).all() if room else []
        chosen += [row.id for row in counted]
        taken = update(outbox).where(outbox.c.id.in_(chosen), outbox.c.state == "queued")
        taken = taken.values(state="sending", holder=holder)
        rows: Sequence[Row[Any]] = connection.execute(taken.returning(outbox)).all() if chosen else ()
        for row in counted:
            self._use(connection, row.chat_id, now)
        if counted:
            full_at = self._limits.bot.after(full_at, now, len(counted))
            _set_rate(connection, WHOLE_BOT, full_at, now, now)
        rows = sorted(rows, key=lambda row: (row.priority, row.id))
        return [self._parcel(connection, row) for row in rows], self._look_again(connection, full_at, now)

    def _use(self, connection: Connection, chat_id: int, now: datetime) -> None:
        known = connection.execute(_RATE, {"chat": chat_id}).first()
        limit = self._limits.of_chat(chat_id)
        full_at = limit.after(now if known is None else _valid(known, now), now)
        _set_rate(connection, chat_id, full_at, limit.ready_at(full_at), now)

    def _look_again(self, connection: Connection, bot_full_at: datetime, now: datetime) -> datetime | None:
        """When something that waits may go; a little early does no harm."""
        if connection.scalar(_ANYTHING) is None:
            return None
        soon = [*connection.execute(_SOON, {"now": now}).one(), self._limits.bot.ready_at(bot_full_at)]
        return min((time for time in soon if time and time > now), default=None)

    def _parcel(self, connection: Connection, row: Row[Any]) -> Parcel:
        method, params = row.method, dict(row.params)
        if is_edit(method) and "message_id" not in params:
            place = select(slots.c.message_id).where(slots.c.chat_id == row.chat_id, slots.c.slot == row.slot)
            message_id = connection.scalar(place)
            if message_id is not None:
                params["message_id"] = message_id
            elif method == "editMessageText":
                method = "sendMessage"  # there is nothing to edit: it is said anew
                connection.execute(update(outbox).where(outbox.c.id == row.id).values(method=method))
        file = None if row.file_data is None else Attachment(row.file_field, row.file_name, row.file_data)
        return Parcel(row.id, row.chat_id, row.kind, method, params, file, row.slot, row.created, row.tries)

    # ---- what became of it

    def _record(
        self, connection: Connection, holder: int, parcel: Parcel, outcome: outcomes.Outcome, now: datetime
    ) -> None:
        mine = and_(outbox.c.id == parcel.id, outbox.c.holder == holder, outbox.c.state == "sending")
        match outcome:
            case outcomes.Done(result):
                self._sent(connection, mine, parcel, result, now)
            case outcomes.Harmless(why):
                _end(connection, mine, "sent", why, now)
            case outcomes.Gone(why):
                self._gone(connection, mine, parcel, why, now)
            case outcomes.TooMany(seconds):
                pause = now + timedelta(seconds=seconds)
                _set_rate(connection, parcel.chat_id, pause, pause, now)
                _queue(connection, mine, not_before=min(pause, now + LONGEST), reason=f"429, {seconds:g} s")
            case outcomes.Closed(why):
                self._close(connection, mine, parcel, why, now)
            case outcomes.Moved(to):
                _queue(connection, mine, reason=f"moved to {to}")
                SqlChats(connection).migrate(parcel.chat_id, to)
            case outcomes.Unknown(why):
                resolve_unknown(connection, mine, parcel, why, now)
            case outcomes.Refused(code, why) if code != outcomes.UNAUTHORIZED:
                _end(connection, mine, "failed", why, now)
            case outcomes.Unsent(why) | outcomes.Refused(_, why):
                _unsent(connection, mine, parcel, why, now)

    def _sent(self, connection: Connection, mine: Any, parcel: Parcel, result: Any, now: datetime) -> None:
        message_id = result.get("message_id") if isinstance(result, dict) else None
        if message_id is not None:
            connection.execute(update(outbox).where(mine).values(message_id=message_id))
        _end(connection, mine, "sent", None, now)
        if parcel.slot and message_id is not None and not is_edit(parcel.method):
            place = {"chat_id": parcel.chat_id, "slot": parcel.slot, "message_id": message_id}
            upsert(connection, slots, place, unique=("chat_id", "slot"), replacing=("message_id",))

    def _gone(self, connection: Connection, mine: Any, parcel: Parcel, why: str, now: datetime) -> None:
        """Somebody deleted the message. What a person waits for is said anew; anything else is left."""
        _forget_slot(connection, parcel)
        if parcel.method == "editMessageText" and KINDS[parcel.kind].priority < BROADCAST:
            params = {name: value for name, value in parcel.params.items() if name != "message_id"}
            _queue(connection, mine, reason=why, method="sendMessage", params=params)
        else:
            _end(connection, mine, "sent", why, now)

    def _close(self, connection: Connection, mine: Any, parcel: Parcel, why: str, now: datetime) -> None:
        _end(connection, mine, "dropped", why, now)
        waiting = and_(outbox.c.chat_id == parcel.chat_id, outbox.c.state == "queued")
        _end(connection, waiting, "dropped", why, now)
        kind = "private" if parcel.chat_id > 0 else "group"
        insert_all_new(connection, chats, [_new_chat(parcel.chat_id, kind)], unique=("chat_id",))
        connection.execute(update(chats).where(chats.c.chat_id == parcel.chat_id).values(closed=why))


def resolve_unknown(connection: Connection, which: Any, parcel: Parcel, why: str, now: datetime) -> None:
    """Nobody knows whether it was sent: follow the rule of its kind."""
    rule = when_unknown(parcel.kind, parcel.method)
    if rule is WhenUnknown.REPEAT:
        _unsent(connection, which, parcel, why, now)
        return
    changed = update(outbox).where(which).values(state="unknown", holder=None, reason=why, sent=now)
    if connection.execute(changed).rowcount != 1:
        return
    _forget_slot(connection, parcel)
    if rule is WhenUnknown.OFFER:
        button = {"text": SHOW_AGAIN, "callback_data": f"{AGAIN}{parcel.id}"}
        params = {"text": MAYBE_LOST, "reply_markup": {"inline_keyboard": [[button]]}}
        notice = {"chat_id": parcel.chat_id, "kind": "notice", "method": "sendMessage", "params": params}
        queued = {"priority": KINDS["notice"].priority, "state": "queued", "tries": 0}
        connection.execute(insert(outbox).values(**notice, **queued, created=now))


def resolve_all(connection: Connection, holder: int, now: datetime) -> int:
    """A sender died: nobody knows of any of its calls whether they were carried out. Returns how many there were."""
    rows = connection.execute(select(outbox).where(outbox.c.holder == holder, outbox.c.state == "sending")).all()
    for row in rows:
        parcel = Parcel(row.id, row.chat_id, row.kind, row.method, row.params, None, row.slot, row.created, row.tries)
        which = and_(outbox.c.id == row.id, outbox.c.holder == holder)
        resolve_unknown(connection, which, parcel, "the sender died", now)
    return len(rows)


def backoff(tries: int) -> float:
    """Seconds before the next try: a fifth of a second at first, a minute at most."""
    return min(LONGEST.total_seconds(), 0.2 * 2.0 ** min(tries, 10))


def _valid(rate: Any, now: datetime) -> datetime:
    """`full_at`, unless it was set by a clock that has since been set back."""
    full_at: datetime = rate.full_at
    return full_at if rate.set_at <= now + SET_BACK else now


def _set_rate(connection: Connection, chat_id: int, full_at: datetime, ready_at: datetime, now: datetime) -> None:
    values = {"chat_id": chat_id, "full_at": full_at, "ready_at": ready_at, "set_at": now}
    upsert(connection, rates, values, unique=("chat_id",), replacing=("full_at", "ready_at", "set_at"))


def _unsent(connection: Connection, which: Any, parcel: Parcel, why: str, now: datetime) -> None:
    """It will be tried again, ever more rarely, until it is a day old."""
    if now - parcel.created > GIVE_UP:
        _end(connection, which, "failed", why, now)
    else:
        later = now + timedelta(seconds=backoff(parcel.tries))
        _queue(connection, which, not_before=later, reason=why, tries=parcel.tries + 1)


def _queue(connection: Connection, which: Any, **values: Any) -> None:
    connection.execute(update(outbox).where(which).values(state="queued", holder=None, **values))


def _end(connection: Connection, which: Any, state: str, why: str | None, now: datetime) -> None:
    """The end of a row; what it said is not kept here."""
    values = {"state": state, "holder": None, "reason": why, "sent": now, "params": None, "file_data": None}
    connection.execute(update(outbox).where(which).values(**values))


def _forget_slot(connection: Connection, parcel: Parcel) -> None:
    if parcel.slot:
        place = and_(slots.c.chat_id == parcel.chat_id, slots.c.slot == parcel.slot)
        connection.execute(delete(slots).where(place))


def _new_chat(chat_id: int, kind: str) -> dict[str, Any]:
    chat = Chat(chat_id, kind)
    return {"chat_id": chat_id, "kind": kind, "title": chat.title, "closed": None, "moved_to": None}
