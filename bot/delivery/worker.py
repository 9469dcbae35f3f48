"""Handles letters: one transaction each for all that follows from it, chats side by side, each chat in order."""

from __future__ import annotations

import logging
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from bot.delivery.alarms import timer_in
from bot.delivery.bell import Bell
from bot.delivery.endings import AGAIN
from bot.delivery.inbox import FROM_TIMER, SORRY, Inbox, Letter, LostLeaseError
from bot.delivery.leases import Lease
from bot.delivery.updates import migration_of, tapped
from bot.store.contract import UnitOfWork
from bot.store.database import Database, SqlUnitOfWork
from bot.store.errors import ClashError, StoreError
from bot.store.records import Json, Timer

log = logging.getLogger(__name__)

OnUpdate = Callable[[Json, UnitOfWork], None]
"""Handles one update: reads and writes through the unit of work, queues its answers in `uow.outbox`, never commits."""
Prepare = Callable[[Json], Json]
"""Does what takes long and needs no store, before the transaction: gives the update that is handled then."""
OnTimer = Callable[[Timer, UnitOfWork], None]
"""Handles one timer, likewise."""

SHOWN_BEFORE = "这条消息已经重发过了，请往上翻一翻。"
_CLASHES = 5


class Worker:
    """Claims letters and handles them, in as many threads as call `run`.

    `idle` is how long to wait without a ring before looking again: rings from other programs don't get here on SQLite.
    """

    def __init__(
        self,
        store: Database,
        lease: Lease,
        *,
        on_update: OnUpdate,
        on_timer: OnTimer,
        incoming: Bell,
        outgoing: Bell,
        at_once: int = 8,
        idle: float = 0.25,
        handled: Callable[[Letter, float], None] = lambda _letter, _seconds: None,
        prepare: Prepare = lambda update: update,
    ) -> None:
        self._store = store
        self._inbox = Inbox(store)
        self._lease = lease
        self._on_update = on_update
        self._on_timer = on_timer
        self._outgoing = outgoing
        self._at_once = at_once
        self._idle = idle
        self._handled = handled
        self._prepare = prepare
        self._claimed: deque[tuple[Letter, int]] = deque()
        self._claiming = threading.Lock()
        self._news = threading.Condition()
        self._rung = 0
        incoming.listen(self._wake)

    def run(self, stop: threading.Event) -> None:
        """Handle letters until `stop`; what is in hand then is finished."""
        while not stop.is_set():
            rung = self._rung
            try:
                busy = self.step()
            except Exception as error:  # noqa: BLE001  (a worker does not die of what it meets)
                log.warning("%s", error if isinstance(error, StoreError) else repr(error))
                stop.wait(1.0)
                continue
            if not busy:
                with self._news:
                    self._news.wait_for(lambda: self._rung != rung or stop.is_set(), self._idle)  # noqa: B023  (called now)

    def step(self) -> bool:
        """Handle one letter; False if there is none to handle now."""
        taken = self._take()
        if taken is None:
            return False
        letter, holder = taken
        began = monotonic()
        try:
            self._handle(letter, holder)
        except Exception:
            with self._claiming:
                self._claimed.appendleft(taken)  # the surroundings failed, not the letter: it stays in hand
            raise
        self._handled(letter, monotonic() - began)
        return True

    def hand_back(self) -> None:
        """Give back what was claimed and not begun."""
        with self._claiming:
            waiting = list(self._claimed)
            self._claimed.clear()
        for letter, holder in waiting:
            self._inbox.hand_back([letter], holder)

    def wake(self) -> None:
        """Let waiting threads look at once, as when they are to stop."""
        self._wake()

    def _wake(self) -> None:
        with self._news:
            self._rung += 1
            self._news.notify_all()

    def _take(self) -> tuple[Letter, int] | None:
        with self._claiming:
            if not self._claimed:
                holder = self._lease.holder
                self._claimed.extend((letter, holder) for letter in self._inbox.claim(holder, self._at_once))
            return self._claimed.popleft() if self._claimed else None

    def _handle(self, letter: Letter, holder: int) -> None:
        prepared: Letter | None = None
        for clash in range(_CLASHES):
            try:
                prepared = prepared or self._prepared(letter)
                with self._store.begin() as uow:
                    self._effects(prepared, uow)
                    self._inbox.finish(uow.connection, letter, holder)
                self._outgoing.ring()
                self._wake()  # the next letter of this chat may be handled now
            except LostLeaseError as error:
                log.warning("%s", error)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001  (a handler may fail in any way, and must not stop the others)
                if clash + 1 < _CLASHES and isinstance(error, ClashError):
                    continue
                self._failed(letter, holder, error)
            return

    def _prepared(self, letter: Letter) -> Letter:
        return letter if letter.source == FROM_TIMER else replace(letter, payload=self._prepare(letter.payload))

    def _effects(self, letter: Letter, uow: SqlUnitOfWork) -> None:
        if letter.source == FROM_TIMER:
            self._on_timer(timer_in(letter.payload), uow)
            return
        if "message" in letter.payload and letter.chat_id is not None:
            uow.chats.reopen(letter.chat_id)
        moved, tap = migration_of(letter.payload), tapped(letter.payload)
        if moved is not None:
            uow.chats.migrate(*moved)
        if tap is not None and letter.chat_id is not None and tap[1].startswith(AGAIN):
            _show_again(letter.chat_id, *tap, uow)
        else:
            self._on_update(letter.payload, uow)

    def _failed(self, letter: Letter, holder: int, error: Exception) -> None:
        where = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__} at {where.name} ({where.filename.rpartition('/')[2]}:{where.lineno})"
        aside = self._inbox.put_back(letter, holder, why)
        log.error("letter %s of chat %s failed: %s", letter.seq, letter.chat_id, why, exc_info=error)
        if aside and letter.chat_id is not None and letter.source != FROM_TIMER:
            with self._store.begin() as uow:
                uow.outbox.reply(letter.chat_id, "notice", "sendMessage", {"text": SORRY})
            self._outgoing.ring()


def _show_again(chat_id: int, query: str, data: str, uow: UnitOfWork) -> None:
    """A tap on the button under "perhaps you did not get this"."""
    number = data.removeprefix(AGAIN)
    known = number.isascii() and number.isdigit() and len(number) < 19 and uow.outbox.again(chat_id, int(number))  # noqa: PLR2004  (fits a BIGINT)
    answer = {"callback_query_id": query} if known else {"callback_query_id": query, "text": SHOWN_BEFORE}
    uow.outbox.reply(chat_id, "notice", "answerCallbackQuery", answer)
