"""What has to be done now and then: the beat of the lease, timers that come due, old rows that go."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from time import monotonic

from sqlalchemy import and_, delete

from bot.delivery.alarms import next_due, ring_due
from bot.delivery.bell import Bell
from bot.delivery.leases import Lease
from bot.store.database import Database
from bot.store.errors import ClashError, StoreError
from bot.store.tables import inbox, outbox

log = logging.getLogger(__name__)

KEPT = timedelta(days=3)
"""How long done rows stay; Telegram offers an update again for at most a day."""
_SWEEP_EVERY = 600.0
_LONGEST_NAP = 0.5


class Housekeeper:
    """The clockwork of one program, in a thread of its own."""

    def __init__(
        self, store: Database, lease: Lease, *, incoming: Bell, outgoing: Bell, tick: Callable[[], float] = monotonic
    ) -> None:
        self._store = store
        self._lease = lease
        self._incoming = incoming
        self._outgoing = outgoing
        self._tick = tick
        self._next_beat = tick() + lease.beat_every
        self._next_sweep = tick()

    def run(self, stop: threading.Event) -> None:
        """Keep house until `stop`."""
        while not stop.is_set():
            try:
                nap = self.round()
            except (StoreError, ClashError) as error:
                log.warning("%s", error)
                nap = _LONGEST_NAP
            stop.wait(nap)

    def round(self) -> float:
        """Do what is due; returns how long to rest, in seconds."""
        if self._tick() >= self._next_beat:
            self._next_beat = self._tick() + self._lease.beat_every
            self._lease.beat()
            self._incoming.ring()  # what the dead left may be handled now
            self._outgoing.ring()
        due = next_due(self._store)
        if due is not None and due <= self._store.now() and ring_due(self._store):
            self._incoming.ring()
            return 0.0
        if self._tick() >= self._next_sweep:
            self._next_sweep = self._tick() + _SWEEP_EVERY
            sweep(self._store)
        until_due = (due - self._store.now()).total_seconds() if due is not None else _LONGEST_NAP
        return max(0.0, min(_LONGEST_NAP, until_due, self._next_beat - self._tick()))


def sweep(store: Database) -> int:
    """Take away what was done long ago; returns how many rows went. What went wrong stays to be seen."""
    old = store.now() - KEPT
    with store.transaction() as connection:
        gone = connection.execute(delete(inbox).where(and_(inbox.c.state == "done", inbox.c.done < old))).rowcount
        return (
            gone
            + connection.execute(delete(outbox).where(and_(outbox.c.state == "sent", outbox.c.answered < old))).rowcount
        )
