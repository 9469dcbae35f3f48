"""The one reader of a process: sees that a board has changed, and tells all who have it open with the same bytes."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.services.contests.boards import board
from bot.services.contests.records import ContestError
from bot.services.contests.revision import revision
from bot.store.errors import StoreError
from bot.web.channel import Channel, Message, beat
from scenarios.contest.board import same

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.services.contests.hall import Hall
    from bot.services.contests.revision import Revision
    from bot.store.contract import UnitOfWork
    from bot.web.desk import Desk
    from scenarios.contest.board import BoardPage

log = logging.getLogger(__name__)

LOOK_EVERY = 0.25
KEPT = 60.0
"""How long a board is looked at after the last one who had it open has left."""
BEAT_EVERY = 15.0
"""So that a browser notices a dead line, and no proxy takes a quiet one for dead."""


@dataclass
class Watched:
    """One board that somebody has open."""

    channel: Channel = field(default_factory=Channel)
    revision: Revision | None = None
    page: BoardPage | None = None
    asked: float = 0.0


class Reader:
    """Feeds the channels of all boards that are open. `hall` is its own, so that no board it makes is an old one.

    `render` makes the message of a board.
    """

    def __init__(self, desk: Desk, hall: Hall, render: Callable[[BoardPage], Message]) -> None:
        self._desk = desk
        self._hall = hall
        self._render = render
        self._watched: dict[int, Watched] = {}
        self._opening = asyncio.Lock()

    async def channel(self, contest: int) -> Channel:
        """The channel of a board, its newest message ready; raises NotHereError."""
        return (await self._ready(contest)).channel

    async def page(self, contest: int) -> BoardPage:
        """The board as it stands; raises NotHereError."""
        page = (await self._ready(contest)).page
        assert page is not None  # noqa: S101  (made when it was first watched)
        return page

    def now(self) -> Message:
        """The server's clock, for the clocks on the boards."""
        return beat("clock", str(int(self._desk.store.now().timestamp() * 1000)))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look and tell inside the block; at its end everybody is let go."""
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            for watched in self._watched.values():
                watched.channel.end()

    async def look(self) -> None:
        """Look once at every board that is open, and forget those that nobody has had open for a while."""
        now = asyncio.get_running_loop().time()
        for contest, watched in list(self._watched.items()):
            if watched.channel.listeners:
                watched.asked = now
            elif now - watched.asked > KEPT:
                del self._watched[contest]
                continue
            await self._look_at(contest, watched)

    async def _ready(self, contest: int) -> Watched:
        async with self._opening:  # many who come at once are served by one look
            watched = self._watched.get(contest)
            if watched is None:
                watched = Watched()
                await self._look_at(contest, watched)
                self._watched[contest] = watched
        watched.asked = asyncio.get_running_loop().time()
        return watched

    async def _look_at(self, contest: int, watched: Watched) -> None:
        def changed(uow: UnitOfWork) -> tuple[Revision, BoardPage | None]:
            found = revision(uow, self._hall, contest)
            return found, None if found == watched.revision else board(uow, self._hall, contest)

        found, page = await self._desk.look(changed)
        watched.revision = found
        if page is not None and (watched.page is None or not same(page, watched.page)):
            watched.page = page
            watched.channel.publish(self._render(page), self.now())

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        beaten = loop.time()
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look()
            except (StoreError, ContestError) as error:
                log.warning("the boards could not be looked at: %s", error)
            if loop.time() - beaten >= BEAT_EVERY:
                beaten = loop.time()
                for watched in self._watched.values():
                    watched.channel.publish(None, self.now())
