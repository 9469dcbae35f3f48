"""Puts the parts to work in one program and lets them go home in order: receive, handle, send, keep house."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Literal

from bot.delivery.bell import Bell
from bot.delivery.bot_api import BotApi
from bot.delivery.exchange import Exchange
from bot.delivery.housekeeping import Housekeeper
from bot.delivery.inbox import Inbox
from bot.delivery.leases import Lease
from bot.delivery.metrics import Metrics
from bot.delivery.outbox import Outbox
from bot.delivery.outcomes import Done
from bot.delivery.poller import Line, Poller
from bot.delivery.rates import Rates
from bot.delivery.sender import Sender
from bot.delivery.updates import WANTED
from bot.delivery.webhook import Intake, path_of, served, web_app
from bot.delivery.worker import OnTimer, OnUpdate, Prepare, Worker
from bot.settings import Settings
from bot.store.database import Database
from bot.store.errors import StoreError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Duties:
    """What one program does. `duilian bot` polls and does the rest; with a webhook Telegram comes by itself."""

    receive: Literal["poll", "webhook"] | None = "poll"
    handle: bool = True
    send: bool = True


BOT = Duties()
WEBHOOK = Duties(receive="webhook")
FRONT = Duties(receive="webhook", handle=False, send=False)
WORKER = Duties(receive=None)


class Office:
    """One program's share of the delivery. `patience` is how many seconds a call may take."""

    def __init__(
        self,
        settings: Settings,
        store: Database,
        *,
        on_update: OnUpdate,
        on_timer: OnTimer,
        duties: Duties = BOT,
        patience: float = 15.0,
        prepare: Prepare = lambda update: update,
    ) -> None:
        settings.require("TELEGRAM_TOKEN")
        if duties.receive == "webhook":
            settings.require("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET")
        self._settings = settings
        self._store = store
        self.duties = duties
        self._patience = patience
        self._line = Line.CLEAR
        self.incoming, self.outgoing = Bell(), Bell()
        self.metrics = Metrics(store)
        self.inbox = Inbox(store)
        self.lease = Lease(store, seconds=settings.duilian_lease)
        self._keeper = Housekeeper(store, self.lease, incoming=self.incoming, outgoing=self.outgoing)
        self._worker = Worker(
            store,
            self.lease,
            on_update=on_update,
            on_timer=on_timer,
            incoming=self.incoming,
            outgoing=self.outgoing,
            handled=self.metrics.handled,
            prepare=prepare,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop`, then finish what is in hand and hand back the rest.

        Raises TokenRefusedError when Telegram does not know the token, SettingsError when the port is taken.
        """
        threads = ThreadPoolExecutor(8, thread_name_prefix="store")
        try:
            async with AsyncExitStack() as stack:
                api = await stack.enter_async_context(_bot_api(self._settings))
                stack.enter_context(self._keeping_house())
                stack.enter_context(self._hearing_others())
                sending = await stack.enter_async_context(self._sending(api, threads))
                await stack.enter_async_context(self._handling())
                await self._receive(api, threads, stop, sending)
        finally:
            threads.shutdown()
            self.lease.end()
        log.info("stopped in order")

    # ---- each part from its beginning to its end; they end in the opposite order

    @contextmanager
    def _keeping_house(self) -> Iterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=self._keeper.run, args=(stop,), name="housekeeper")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()

    @contextmanager
    def _hearing_others(self) -> Iterator[None]:
        if self._store.is_sqlite:
            yield
            return
        passing = {"incoming": not self.duties.handle, "outgoing": not self.duties.send}
        bells = {"incoming": self.incoming, "outgoing": self.outgoing}
        exchange = Exchange(self._store, bells, passing=frozenset(name for name, yes in passing.items() if yes))
        exchange.start()
        try:
            yield
        finally:
            exchange.end()

    @asynccontextmanager
    async def _sending(self, api: BotApi, threads: ThreadPoolExecutor) -> AsyncIterator[asyncio.Task[None] | None]:
        if not self.duties.send:
            yield None
            return
        sender = Sender(
            Outbox(self._store, rates_of(self._settings)),
            api,
            self.lease,
            clock=self._store.now,
            outgoing=self.outgoing,
            threads=threads,
            patience=self._patience,
            told=self.metrics.sent,
        )
        stop = asyncio.Event()
        sending = asyncio.create_task(sender.run(stop))
        try:
            yield sending
        finally:
            stop.set()
            await sending

    @asynccontextmanager
    async def _handling(self) -> AsyncIterator[None]:
        many = 0 if not self.duties.handle else 1 if self._store.is_sqlite else self._settings.duilian_threads
        stop = threading.Event()
        threads = [threading.Thread(target=self._worker.run, args=(stop,), name=f"worker-{n}") for n in range(many)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            self._worker.wake()
            for thread in threads:
                await asyncio.to_thread(thread.join)
            self._worker.hand_back()

    async def _receive(
        self, api: BotApi, threads: ThreadPoolExecutor, stop: asyncio.Event, sending: asyncio.Task[None] | None
    ) -> None:
        """Receive until `stop`, or until something that must not end has ended."""
        async with self._web(api, threads):
            if self.duties.receive == "poll":
                poller = Poller(
                    self.inbox,
                    api,
                    source_of(self._settings),
                    incoming=self.incoming,
                    threads=threads,
                    told=self._line_is,
                    arrived=self.metrics.arrived,
                )
                receiving = asyncio.create_task(poller.run(stop))
            else:
                receiving = asyncio.create_task(_until(stop))
            await asyncio.wait({receiving, *([sending] if sending else ())}, return_when=asyncio.FIRST_COMPLETED)
            stop.set()
            await receiving

    @asynccontextmanager
    async def _web(self, api: BotApi, threads: ThreadPoolExecutor) -> AsyncIterator[None]:
        """The web side: always with a webhook, otherwise only if somebody has set where to listen."""
        pushed = self.duties.receive == "webhook"
        if not pushed and self._settings.sources["DUILIAN_LISTEN"] == "默认值":
            yield
            return
        source = source_of(self._settings)
        intake = Intake(self.inbox, source, incoming=self.incoming, metrics=self.metrics, threads=threads)
        app = web_app(
            intake=intake if pushed else None,
            path=path_of(self._settings.telegram_webhook_url or ""),
            secret=self._settings.telegram_webhook_secret or "",
            metrics=self.metrics,
            ready=self.ready,
        )
        async with served(app, self._settings.duilian_listen):
            if pushed:
                await self._set_webhook(api)
            yield

    async def _set_webhook(self, api: BotApi) -> None:
        address = {
            "url": self._settings.telegram_webhook_url,
            "secret_token": self._settings.telegram_webhook_secret,
            "allowed_updates": WANTED,
        }
        outcome = await api.call("setWebhook", address)
        if not isinstance(outcome, Done):
            log.error("setWebhook: %s; what was set before stays", outcome)

    def _line_is(self, line: Line) -> None:
        self._line = line

    def ready(self) -> dict[str, bool]:
        """What is needed, by name, and whether it is there."""
        try:
            with self._store.reading() as connection:
                connection.exec_driver_sql("SELECT 1")
            database = True
        except StoreError:
            database = False
        return {"database": database, "telegram": self._line is Line.CLEAR}


def run_office(
    settings: Settings,
    store: Database,
    *,
    on_update: OnUpdate,
    on_timer: OnTimer,
    duties: Duties = BOT,
    prepare: Prepare = lambda update: update,
) -> None:
    """Run until SIGTERM or SIGINT; a second one ends it at once. Raises as `Office.run` does, and StoreError."""

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()

        def asked() -> None:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, asked)
        office = Office(settings, store, on_update=on_update, on_timer=on_timer, duties=duties, prepare=prepare)
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


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()
