"""The boards that anybody may look at: the projector's page, its stream of changes, its picture for a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from bot.services.contests.records import NotHereError
from bot.views.contest.board import board_view
from bot.views.contest.board_picture import board_png
from bot.web.channel import EventStream, message

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.web.channel import Message
    from bot.web.pages import Pages
    from bot.web.reader import Reader
    from scenarios.contest.board import BoardPage


class Boards:
    """The projector's page of every contest."""

    def __init__(self, pages: Pages, reader: Reader) -> None:
        self._pages = pages
        self._reader = reader

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/board/{contest:int}", self.board),
            Route("/board/{contest:int}/events", self.events),
            Route("/board/{contest:int}/picture.png", self.picture),
        ]

    async def board(self, request: Request) -> Response:
        """The whole page."""
        page = await self._page(request)
        return self._pages.whole(request, "board.html", view=board_view(page), now=page.now)

    async def events(self, request: Request) -> EventStream:
        """Every change of it from now on."""
        await self._page(request)
        channel = await self._reader.channel(request.path_params["contest"])
        return EventStream(channel, request.headers.get("last-event-id", ""), self._reader.now())

    async def picture(self, request: Request) -> Response:
        """The same as a picture."""
        page = await self._page(request)
        return Response(await run_sync(board_png, page), media_type="image/png")

    async def _page(self, request: Request) -> BoardPage:
        try:
            return await self._reader.page(request.path_params["contest"])
        except NotHereError:
            raise HTTPException(404) from None


def board_message(pages: Pages, page: BoardPage) -> Message:
    """What the stream says of a board, in one line: a thousand browsers take it in."""
    written = pages.html("_board.html", view=board_view(page))
    return message("board", "".join(line.strip() for line in written.splitlines()))
