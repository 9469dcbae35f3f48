"""The web program: put together, served until it is told to stop, every open board let go in order."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from contextlib import asynccontextmanager
from datetime import date, timedelta
from threading import Thread
from typing import TYPE_CHECKING

from anyio import CapacityLimiter

from bot.delivery.logs import start_logging
from bot.delivery.webhook import served
from bot.services.contests.boards import contests
from bot.services.contests.hall import Hall
from bot.services.contests.records import ContestError
from bot.store.errors import StoreError
from bot.web.app import web_app
from bot.web.boards import board_message
from bot.web.desk import Desk
from bot.web.pages import Pages
from bot.web.reader import Reader
from scenarios.contest.office import OVER

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.services.contests.hall import Cases
    from bot.settings import Settings
    from bot.store.database import Database

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Units of work open at the same time: as many as the database's pool holds."""


def run_web(settings: Settings, store: Database, cases: Cases) -> None:
    """Serve until SIGTERM or Ctrl-C. Raises SettingsError when the port is taken."""
    start_logging(texts=settings.duilian_log_texts, secrets=(settings.telegram_token or "",))

    Thread(target=_warm_up, args=(store, cases), name="warm-up", daemon=True).start()

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        async with at_work(settings, store, cases):
            await stop.wait()

    asyncio.run(run())


@asynccontextmanager
async def at_work(settings: Settings, store: Database, cases: Cases) -> AsyncIterator[int]:
    """Serve inside the block, on the port given back."""
    desk = Desk(
        store=store,
        hall=Hall(cases),
        token=settings.telegram_token,
        address=settings.duilian_web_url or "",
        lasts=timedelta(seconds=settings.duilian_web_app_age),
        limit=CapacityLimiter(AT_ONCE),
    )
    pages = Pages()
    reader = Reader(desk, Hall(cases, fresh=timedelta(0)), lambda page: board_message(pages, page))
    gc.freeze()  # a board makes so many small things that the collector would walk everything loaded each second
    app = web_app(desk, pages, reader)
    async with served(app, settings.duilian_web_listen, "DUILIAN_WEB_LISTEN") as port, reader.running():
        yield port


def _warm_up(store: Database, cases: Cases) -> None:
    """Read and train what the cases of contests that are not over need, before anybody speaks his first line."""
    try:
        with store.looking() as uow:
            going_on = [one for one in contests(uow, Hall(cases)) if one.phase not in OVER]
            plans = {row.plan for row in uow.contests.all() if row.id in {one.contest for one in going_on}}
        for plan in plans:
            for play in cases(plan).values():
                play.hear(play.open(0)[0], "您好。", date(2000, 1, 1))
    except (ContestError, StoreError) as error:
        log.warning("not warmed up: %s", error)
    gc.freeze()
