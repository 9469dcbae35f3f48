"""Who is at work: every worker keeps one lease alive, and what a dead one had in hand is taken over by the others."""

from __future__ import annotations

import logging
import os
import socket
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, or_, select, union, update

from bot.delivery.endings import Endings
from bot.delivery.inbox import SORRY, release_all
from bot.store.database import Database
from bot.store.outgoing import SqlOutbox
from bot.store.tables import inbox, outbox, workers

log = logging.getLogger(__name__)

_AT_WORK = select(workers.c.id)
_HELD_BY_NOBODY = union(
    select(outbox.c.holder).where(outbox.c.state == "sending", outbox.c.holder.not_in(_AT_WORK)),
    select(inbox.c.holder).where(inbox.c.state == "waiting", inbox.c.holder.not_in(_AT_WORK)),
)
"""The numbers under which something is in hand although no worker has them."""


class Lease:
    """One worker's place among the workers of a store; `holder` is the number its claims carry.

    A worker that was taken for dead gets a new number at its next beat. What it did under the old one can't be
    finished any more, so that nothing is ever done twice.
    """

    def __init__(self, store: Database, *, seconds: float = 5.0, name: str | None = None) -> None:
        self._store = store
        self._seconds = seconds
        self._name = name or f"{socket.gethostname()}:{os.getpid()}"
        self.holder = self._register()

    @property
    def beat_every(self) -> float:
        """Seconds between two beats: a third of the lease."""
        return self._seconds / 3

    def beat(self) -> None:
        """Stay alive for another lease, and take over what the dead left."""
        until = self._store.now() + timedelta(seconds=self._seconds)
        with self._store.transaction(durable=False) as connection:
            alive = update(workers).where(workers.c.id == self.holder).values(lease_until=until)
            lost = connection.execute(alive).rowcount != 1
        if lost:
            log.warning("worker %s had lost its lease", self.holder)
            self.holder = self._register()
        self.bury_the_dead()

    def bury_the_dead(self) -> int:
        """Take over what workers without a lease had in hand; returns how many workers that were.

        So is what somebody took in hand who had been buried and did not know it yet: nobody is there to bury for it.
        """
        now = self._store.now()
        with self._store.reading() as connection:
            # A lease that ends absurdly late was given by a clock that has since been set back.
            absurd = now + timedelta(seconds=60 + 10 * self._seconds)
            dead = select(workers.c.id).where(or_(workers.c.lease_until < now, workers.c.lease_until > absurd))
            numbers = connection.scalars(dead).all()
            left_behind = connection.scalars(_HELD_BY_NOBODY).all()
        for number in left_behind:
            self._take_over(number)
        return sum(self._bury(number) for number in numbers if number != self.holder)

    def end(self) -> None:
        """Leave in order: nothing is in hand any more."""
        self._bury(self.holder)

    def _bury(self, number: int) -> bool:
        with self._store.transaction() as connection:
            if connection.execute(delete(workers).where(workers.c.id == number)).rowcount != 1:
                return False
            unknown = self._inherit(connection, number)
        if number != self.holder or unknown:
            log.warning("took over from worker %s; sends of unknown end: %s", number, unknown)
        return True

    def _take_over(self, number: int) -> None:
        with self._store.transaction() as connection:
            unknown = self._inherit(connection, number)
        log.warning("took over what worker %s took in hand too late; sends of unknown end: %s", number, unknown)

    def _inherit(self, connection: Connection, number: int) -> int:
        """Free all that is held under a number; returns how many sends of unknown end there were."""
        now = self._store.now()
        for chat in release_all(connection, number, now):
            SqlOutbox(connection, now).reply(chat, "notice", "sendMessage", {"text": SORRY})
        return Endings(connection, now).sender_died(number)

    def _register(self) -> int:
        now = self._store.now()
        until = now + timedelta(seconds=self._seconds)
        with self._store.transaction() as connection:
            me = insert(workers).values(name=self._name, started=now, lease_until=until).returning(workers.c.id)
            return int(connection.execute(me).scalar_one())
