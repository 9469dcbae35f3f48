"""Sends what is in the outbox: claims what may go now, calls side by side, writes down what became of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import datetime

from bot.delivery.bell import Bell
from bot.delivery.bot_api import Api
from bot.delivery.leases import Lease
from bot.delivery.outbox import Outbox
from bot.delivery.outcomes import Outcome, TooMany, Unknown
from bot.delivery.parcels import Parcel
from bot.store.clock import Clock
from bot.store.errors import ClashError, StoreError

log = logging.getLogger(__name__)

Told = Callable[[Parcel, Outcome], None]


class Sender:
    """The sending side of one program; several may share one outbox."""

    def __init__(
        self,
        outbox: Outbox,
        api: Api,
        lease: Lease,
        *,
        clock: Clock,
        outgoing: Bell,
        threads: Executor | None = None,
        at_once: int = 40,
        idle: float = 0.5,
        patience: float = 15.0,
        told: Told = lambda _parcel, _outcome: None,
    ) -> None:
        self._outbox = outbox
        self._api = api
        self._lease = lease
        self._clock = clock
        self._threads = threads
        self._at_once = at_once
        self._idle = idle
        self._patience = patience
        self._told = told
        self._answers: list[tuple[Parcel, Outcome]] = []
        self._on_the_way: set[asyncio.Task[None]] = set()
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        outgoing.listen(self._rung)

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`; then wait for the calls that are on their way and write down how they ended."""
        self._loop = asyncio.get_running_loop()
        stopping = asyncio.create_task(stop.wait())
        stopping.add_done_callback(lambda _: self._news.set())
        while not stop.is_set():
            self._news.clear()
            look_again = await self._turn(self._at_once - len(self._on_the_way))
            if not self._answers:
                await self._wait(look_again)
        if self._on_the_way:
            await asyncio.wait(self._on_the_way)
        await self._turn(0)

    async def _turn(self, most: int) -> datetime | None:
        """Write down, claim and set out once; returns when to look again."""
        answers, self._answers = self._answers, []
        loop = asyncio.get_running_loop()
        holder = self._lease.holder
        try:
            parcels, again = await loop.run_in_executor(self._threads, self._outbox.turn, holder, most, answers)
        except (StoreError, ClashError) as error:
            log.warning("%s", error)
            self._answers = answers + self._answers
            await asyncio.sleep(1.0)
            return None
        for parcel in parcels:
            task = asyncio.create_task(self._send(parcel))
            self._on_the_way.add(task)
            task.add_done_callback(self._on_the_way.discard)
        return again

    async def _send(self, parcel: Parcel) -> None:
        params = parcel.params if "callback_query_id" in parcel.params else {"chat_id": parcel.chat_id, **parcel.params}
        try:
            outcome = await self._api.call(parcel.method, params, file=parcel.file, seconds=self._patience)
        except Exception as error:  # a parcel must never stay on its way for ever
            outcome = Unknown(f"{type(error).__name__}: {error}")
            log.exception("sending %s failed in an unforeseen way", parcel.id)
        if isinstance(outcome, TooMany):
            log.warning("chat %s: Telegram asks for %s s", parcel.chat_id, outcome.seconds)
        self._told(parcel, outcome)
        self._answers.append((parcel, outcome))
        self._news.set()

    async def _wait(self, until: datetime | None) -> None:
        """Wait for news, but not beyond `until`."""
        seconds = self._idle
        if until is not None:
            seconds = min(seconds, max(0.0, (until - self._clock()).total_seconds()))
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return

    def _rung(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)
