"""One's own pages: the answers one gave, with the key once the contest has closed, and one's place on the board."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bot.services.contests.appeals import appeal
from bot.services.contests.boards import phone
from bot.services.contests.own_page import own_page
from bot.web.choices import text, whole
from bot.web.visitor import check_word, token_of, visitor

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from bot.services.contests.hall import Hall
    from bot.services.contests.records import Participant
    from bot.store.contract import UnitOfWork
    from bot.web.desk import Desk
    from bot.web.pages import Pages

T = TypeVar("T")


class Own:
    """The pages only their person may see."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages
        self._one_look = asyncio.Lock()

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/mine", self.mine),
            Route("/mine/appeal", self.appeal, methods=["POST"]),
            Route("/place", self.place),
            Route("/place/now", self.place_now),
        ]

    async def mine(self, request: Request) -> Response:
        """His answers."""
        page = await self._look(request, own_page)
        return self._pages.whole(request, "mine.html", page=page)

    async def appeal(self, request: Request) -> Response:
        """He objects to the key of a question."""
        check_word(request)
        form = await request.form()
        position, words = whole(form, "position"), text(form, "words")
        await self._desk.do(lambda uow: appeal(uow, self._desk.hall, _who(uow, request), position, words))
        page = await self._look(request, own_page)
        one = next(answer for answer in page.answers if answer.position == position)
        return HTMLResponse(self._pages.html("_answer.html", one=one, page=page))

    async def place(self, request: Request) -> Response:
        """His place and his neighbours'."""
        return self._pages.whole(request, "place.html", page=await self._look(request, phone))

    async def place_now(self, request: Request) -> Response:
        """The same, to be put in place when the board has changed."""
        return HTMLResponse(self._pages.html("_place.html", page=await self._look(request, phone)))

    async def _look(self, request: Request, look: Callable[[UnitOfWork, Hall, Participant], T]) -> T:
        async with self._one_look:  # so that a thousand phones woken by one update make one table, not a thousand
            return await self._desk.look(lambda uow: look(uow, self._desk.hall, _who(uow, request)))


def _who(uow: UnitOfWork, request: Request) -> Participant:
    return visitor(uow, token_of(request))
