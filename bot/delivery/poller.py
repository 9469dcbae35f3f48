"""Fetches updates by long polling. The offset moves only after what was fetched is committed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from enum import StrEnum
from typing import Any

from bot.delivery.bell import Bell
from bot.delivery.bot_api import Api
from bot.delivery.inbox import Inbox
from bot.delivery.outcomes import CONFLICT, NOT_FOUND, UNAUTHORIZED, Done, Outcome, Refused, TooMany, Unknown, Unsent
from bot.delivery.updates import WANTED, numbered
from bot.store.errors import StoreError

log = logging.getLogger(__name__)


class Line(StrEnum):
    """How the line to Telegram is, as health checks and people are told."""

    CLEAR = "通"
    STARTING = "正在连接"
    DOWN = "连不上 Telegram"
    SHARED = "另一个程序也在用这个令牌收消息"
    WEBHOOK = "这个机器人设了 webhook"


class TokenRefusedError(Exception):
    """Telegram does not know the token: nothing will ever come; the message is a Chinese sentence."""


class Poller:
    """The one that fetches. There must be only one for a token; a second one is told apart from a bad line."""

    def __init__(
        self,
        inbox: Inbox,
        api: Api,
        source: str,
        *,
        incoming: Bell,
        threads: Executor | None = None,
        hold: float = 25.0,
        sleep: Callable[[float], Any] = asyncio.sleep,
        told: Callable[[Line], None] = lambda _line: None,
        arrived: Callable[[str, int], None] = lambda _result, _count: None,
    ) -> None:
        self._inbox = inbox
        self._api = api
        self._source = source
        self._incoming = incoming
        self._threads = threads
        self._hold = hold
        self._sleep = sleep
        self._told = told
        self._arrived = arrived
        self._offset = 0
        self._failures = 0
        self.line = Line.STARTING
        told(self.line)

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch until `stop`; raises TokenRefusedError."""
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            fetching = asyncio.create_task(self.fetch())
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not fetching.done():
                fetching.cancel()  # an unanswered poll: what it would have brought is brought to the next one
                await asyncio.gather(fetching, return_exceptions=True)
                return
            await fetching

    async def fetch(self) -> int:
        """Poll once and keep what came; returns how many updates were new. Waits a little after a failure."""
        params = {"offset": self._offset, "timeout": int(self._hold), "allowed_updates": WANTED}
        outcome = await self._api.call("getUpdates", params, seconds=self._hold + 10)
        if not isinstance(outcome, Done) or not isinstance(outcome.result, list):
            await self._troubled(outcome)
            return 0
        updates = [update for update in map(numbered, outcome.result) if update is not None]
        if len(updates) < len(outcome.result):
            log.error("%s updates without a number were left out", len(outcome.result) - len(updates))
        try:
            # Not to be cancelled half-way: once it is begun the commit is waited for.
            new = await asyncio.shield(
                asyncio.get_running_loop().run_in_executor(self._threads, self._inbox.take_in, self._source, updates)
            )
        except StoreError as error:
            log.error("%s", error)  # noqa: TRY400  (a sentence for people, not a programmer's fault)
            await self._pause()
            return 0
        self._clear()
        if updates:
            self._offset = max(int(u["update_id"]) for u in updates) + 1
            self._incoming.ring()
            self._arrived("new", new)
            self._arrived("repeated", len(updates) - new)
        elif outcome.result:
            await self._pause()
        return new

    def _clear(self) -> None:
        self._failures = 0
        if self.line is not Line.CLEAR:
            self.line = Line.CLEAR
            self._told(self.line)
            log.info("the line to Telegram is clear")

    async def _troubled(self, outcome: Outcome) -> None:
        before = self.line
        match outcome:
            case Refused(code, why) if code in {UNAUTHORIZED, NOT_FOUND}:
                raise TokenRefusedError(f"Telegram 不认这个令牌（{why}）。请向 @BotFather 核对 TELEGRAM_TOKEN。")
            case Refused(code, why) if code == CONFLICT and "webhook" in why.lower():
                self.line = Line.WEBHOOK
                await self._api.call("deleteWebhook", {})
            case Refused(code, _) if code == CONFLICT:
                self.line = Line.SHARED
            case Unsent(why) | Unknown(why):
                self.line = Line.DOWN
                log.debug("%s", why)
            case TooMany(seconds):
                await self._sleep(seconds)
            case _:
                log.error("getUpdates: %s", type(outcome).__name__)
        if self.line is not before:
            self._told(self.line)
            log.warning("%s", self.line.value)
        await self._pause()

    async def _pause(self) -> None:
        self._failures += 1
        await self._sleep(min(15.0, 0.1 * 2.0 ** min(self._failures, 8)))
