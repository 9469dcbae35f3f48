"""What every page needs: the store, the contests in use, who the bot is, and the address people know us by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from bot.services.contests.hall import Hall
from bot.store.contract import UnitOfWork
from bot.store.database import Database
from bot.store.errors import ClashError
from bot.store.together import Together

T = TypeVar("T")

TRIES = 3
"""How often something is done anew when another got in its way."""


@dataclass(frozen=True)
class Desk:
    """Hands out units of work to pages. `token` is the bot's, None without one; `address` has no slash at its end.

    `lasts` is how old a Mini App's word may be; `limit` how many units of work may be open at once.
    """

    store: Database
    hall: Hall
    token: str | None
    address: str
    lasts: timedelta
    limit: CapacityLimiter

    @property
    def is_secure(self) -> bool:
        """Whether people reach us by https only."""
        return self.address.startswith("https://")

    async def do(self, act: Callable[[UnitOfWork], T], *, durable: bool = True) -> T:
        """Do something in a unit of work of its own; it is durable when this returns. Raises what `act` raises.

        Without `durable`: what may be done anew after a power cut (`bot.store.together`).
        """
        return await run_sync(self._done, act, durable, limiter=self.limit)

    async def look(self, act: Callable[[UnitOfWork], T]) -> T:
        """Look at the store beside all writers; `act` must not change anything, nor lock an attempt."""
        return await run_sync(self._seen, act, limiter=self.limit)

    @cached_property
    def _together(self) -> Together:
        return Together(self.store)

    def _done(self, act: Callable[[UnitOfWork], T], durable: bool) -> T:  # noqa: FBT001  (run_sync takes no keywords)
        for left in reversed(range(TRIES)):
            try:
                return self._together.do(act, durable=durable)
            except ClashError:
                if not left:
                    raise
        raise AssertionError  # pragma: no cover - the last try returns or raises

    def _seen(self, act: Callable[[UnitOfWork], T]) -> T:
        with self.store.looking() as uow:
            return act(uow)
