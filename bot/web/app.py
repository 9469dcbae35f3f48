"""The application: every route, what becomes of each error, and the guard before it all."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.services.contests.records import ContestError, NotHereError
from bot.store.errors import ClashError, StoreError
from bot.web.boards import Boards
from bot.web.doors import Doors
from bot.web.fonts import ROUTE as FONT
from bot.web.guard import TOO_LARGE, Guard
from bot.web.own import Own
from bot.web.pages import STATIC, Pages
from bot.web.paper import Paper
from bot.web.visitor import WrongWordError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

    from bot.web.desk import Desk
    from bot.web.reader import Reader

log = logging.getLogger(__name__)

KEPT_FOR_GOOD = "public, max-age=31536000, immutable"

NOT_FOUND = "没有这个页面。请从机器人的按钮，或者主办的人发给您的链接重新进来。"
BUSY = "系统这会儿有点忙，没有记上。页面会自动再试，答案留着。"
OUTDATED = "这个页面太旧了，请刷新一下再继续。答过的题都在。"
BROKEN = "出了意料之外的错，对不住。已经交上的答案都在，请刷新页面再试。"


def web_app(desk: Desk, pages: Pages, reader: Reader) -> Guard:
    """The whole application; `reader` feeds the open boards."""

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_request: Request) -> Response:
        try:
            await desk.look(lambda uow: uow.now)
        except StoreError:
            return JSONResponse({"database": False}, status_code=503)
        return JSONResponse({"database": True})

    async def refused(request: Request, error: Exception) -> Response:
        return pages.told(request, str(error), 401 if isinstance(error, NotHereError) else 409)

    async def busy(request: Request, error: Exception) -> Response:
        log.warning("%s could not be kept: %s", request.url.path, error)
        return pages.told(request, BUSY, 503)

    async def outdated(request: Request, _error: Exception) -> Response:
        return pages.told(request, OUTDATED, 403)

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return pages.told(request, TOO_LARGE if status == 413 else NOT_FOUND, status)  # noqa: PLR2004  (HTTP's number)

    async def broken(request: Request, _error: Exception) -> Response:
        return pages.told(request, BROKEN, 500)

    app = Starlette(
        routes=[
            Route("/healthz", healthz),
            Route("/readyz", readyz),
            FONT,
            Mount("/static", _Static(directory=STATIC), name="static"),
            *Doors(desk, pages).routes(),
            *Paper(desk, pages).routes(),
            *Own(desk, pages).routes(),
            *Boards(pages, reader).routes(),
        ],
        exception_handlers={
            ContestError: refused,
            StoreError: busy,
            ClashError: busy,
            WrongWordError: outdated,
            HTTPException: missing,
            Exception: broken,
        },
    )
    return Guard(app, desk.address)


class _Static(StaticFiles):
    """Files that are named with what they are, so that a browser may keep them for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file."""
        response = await super().get_response(path, scope)
        if scope["query_string"] and response.status_code == 200:  # noqa: PLR2004  (found)
            response.headers["Cache-Control"] = KEPT_FOR_GOOD
        return response
