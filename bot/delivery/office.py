"""Puts the parts to work in one program and lets them go home in order: fetch, handle, send, keep house."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.delivery.bell import Bell
from bot.delivery.bot_api import BotApi
from bot.delivery.housekeeping import Housekeeper
from bot.delivery.inbox import Inbox
from bot.delivery.leases import Lease
from bot.delivery.outbox import Outbox
from bot.delivery.poller import Poller
from bot.delivery.rates import Rates
from bot.delivery.sender import Sender
from bot.delivery.worker import OnTimer, OnUpdate, Worker
from bot.settings import Settings
from bot.store.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duties:
    """What one program does: `duilian bot` all of it; with a webhook, fetching is Telegram's."""

    fetch: bool = True
    handle: bool = True
    send: bool = True


class Office:
    """One program's share of the delivery. `patience` is how many seconds a call may take."""

    def __init__(
        self,
        settings: Settings,
        store: Database,
        *,
        on_update: OnUpdate,
        on_timer: OnTimer,
        duties: Duties,
        patience: float = 15.0,
    ) -> None:
        settings.require("TELEGRAM_TOKEN")
        self._settings = settings
        self._store = store
        self._duties = duties
        self._patience = patience
        self.incoming, self.outgoing = Bell(), Bell()
        self.lease = Lease(store, seconds=settings.duilian_lease)
        self.inbox = Inbox(store)
        self._keeper = Housekeeper(store, self.lease, incoming=self.incoming, outgoing=self.outgoing)
        self._worker = Worker(
            store,
            self.lease,
            on_update=on_update,
            on_timer=on_timer,
            incoming=self.incoming,
            outgoing=self.outgoing,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`; then finish what is in hand and hand back the rest. Raises TokenRefusedError."""
        halt, rest = threading.Event(), threading.Event()
        threads = ThreadPoolExecutor(8, thread_name_prefix="store")
        handling = [threading.Thread(target=self._worker.run, args=(halt,), name=f"worker-{n}") for n in self._hands()]
        keeping = threading.Thread(target=self._keeper.run, args=(rest,), name="housekeeper")
        async with AsyncExitStack() as stack:
            api = await stack.enter_async_context(_bot_api(self._settings))
            sender, sending_stop = self._sender(api, threads), asyncio.Event()
            for thread in (*handling, keeping):
                thread.start()
            sending = asyncio.create_task(sender.run(sending_stop)) if self._duties.send else None
            try:
                await self._fetch(api, threads, stop)
            finally:
                halt.set()
                self._worker.wake()
                for thread in handling:
                    await asyncio.to_thread(thread.join)
                self._worker.hand_back()
                sending_stop.set()
                if sending is not None:
                    await sending
                rest.set()
                await asyncio.to_thread(keeping.join)
                threads.shutdown()
                self.lease.end()
        log.info("stopped in order")

    def _hands(self) -> range:
        if not self._duties.handle:
            return range(0)
        return range(1 if self._store.is_sqlite else self._settings.duilian_threads)

    def _sender(self, api: BotApi, threads: ThreadPoolExecutor) -> Sender:
        outbox = Outbox(self._store, rates_of(self._settings))
        return Sender(
            outbox,
            api,
            self.lease,
            clock=self._store.now,
            outgoing=self.outgoing,
            threads=threads,
            patience=self._patience,
        )

    async def _fetch(self, api: BotApi, threads: ThreadPoolExecutor, stop: asyncio.Event) -> None:
        if not self._duties.fetch:
            await stop.wait()
            return
        poller = Poller(self.inbox, api, source_of(self._settings), incoming=self.incoming, threads=threads)
        await poller.run(stop)


def run_office(
    settings: Settings, store: Database, *, on_update: OnUpdate, on_timer: OnTimer, duties: Duties | None = None
) -> None:
    """Run until SIGTERM or SIGINT; the second one ends it at once. Raises TokenRefusedError, StoreError."""

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()

        def asked() -> None:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked)
        office = Office(settings, store, on_update=on_update, on_timer=on_timer, duties=duties or Duties())
        await office.run(stop)

    asyncio.run(run())


def rates_of(settings: Settings) -> Rates:
    """The limits as they are set."""
    return Rates.of(
        bot=settings.duilian_rate_bot, private=settings.duilian_rate_private, group=settings.duilian_rate_group
    )


def source_of(settings: Settings) -> str:
    """The name under which this bot's updates are kept: its number, so that two bots' updates are never confused."""
    return f"telegram:{(settings.telegram_token or '').partition(':')[0]}"


def _bot_api(settings: Settings) -> BotApi:
    return BotApi(settings.telegram_base_url, settings.telegram_token or "", proxy=settings.telegram_proxy)
