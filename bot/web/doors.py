"""Coming in: by a one-time code, or through the Mini App."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.services.contests import doors
from bot.services.contests.records import ContestError, NotHereError
from bot.web.choices import text
from bot.web.init_data import InitDataError, proved
from bot.web.visitor import remember, token_of, visitor
from scenarios.contest.office import OVER, WINDOW

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request

    from bot.services.contests.records import Invitation, Participant, Session
    from bot.store.contract import UnitOfWork
    from bot.web.desk import Desk
    from bot.web.pages import Pages

NOT_DRAWN = "您还没有可以参加的竞赛。收到邀请码的，先在机器人里发给它；没有抽到的，这次不用答。"
NO_BOT = "这里没有接机器人，不能从小程序进来。请用主办的人发给您的链接。"
WHICH = "contest"
"""The parameter of the Mini App's address, or the beginning of its start parameter, that names a contest."""


class Doors:
    """The pages by which one comes in."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/", self.welcome),
            Route("/in/{code}", self.ask),
            Route("/in", self.use_code, methods=["POST"]),
            Route("/app", self.app_page, methods=["GET"]),
            Route("/app", self.use_app, methods=["POST"]),
        ]

    async def welcome(self, request: Request) -> Response:
        """The way on for whoever is known, a word of welcome for anybody else."""
        try:
            await self._desk.look(lambda uow: visitor(uow, token_of(request)))
        except NotHereError:
            return self._pages.whole(request, "welcome.html")
        return RedirectResponse("/paper", status_code=303)

    async def ask(self, request: Request) -> Response:
        """Ask before a code is used up: chats open the links in them to draw a preview."""
        return self._pages.whole(request, "code.html", code=request.path_params["code"])

    async def use_code(self, request: Request) -> Response:
        """A one-time code for a session."""
        code = text(await request.form(), "code").strip()
        return await self._entered(request, lambda uow: doors.open_session(uow, self._desk.hall, code))

    async def app_page(self, request: Request) -> Response:
        """The Mini App: its script finds what Telegram says of the person in the address."""
        return self._pages.whole(request, "app.html", contest=request.query_params.get(WHICH, ""))

    async def use_app(self, request: Request) -> Response:
        """Telegram's word for a session."""
        desk, form = self._desk, await request.form()
        if desk.token is None:
            return self._pages.told(request, NO_BOT, status=404)
        try:
            opened = proved(text(form, "init_data"), desk.token, now=desk.store.now(), lasts=desk.lasts)
        except InitDataError as wrong:
            return self._pages.told(request, str(wrong), status=401)
        wanted = text(form, WHICH) or opened.start.removeprefix(WHICH)

        def enter(uow: UnitOfWork) -> Session:
            return doors.session_for(uow, chosen(doors.invitations(uow, desk.hall, opened.rep), wanted))

        return await self._entered(request, enter)

    async def _entered(self, request: Request, enter: Callable[[UnitOfWork], Session]) -> Response:
        try:
            session = await self._desk.do(enter)
        except ContestError as refused:
            return self._pages.told(request, str(refused), status=401)
        response = Response(status_code=204, headers={"HX-Redirect": "/paper"})
        remember(response, session, self._desk)
        return response


def chosen(invited: Sequence[Invitation], wanted: str) -> Participant:
    """The contest that was asked for, else the one to be answered now, else the newest; raises NotHereError."""
    if not invited:
        raise NotHereError(NOT_DRAWN)
    if wanted.isascii() and wanted.isdigit():
        named = [one for one in invited if one.who.contest == int(wanted)]
        if not named:
            raise NotHereError(NOT_DRAWN)
        return named[0].who
    return min(invited, key=_urgency).who


def _urgency(invitation: Invitation) -> tuple[bool, bool]:
    return (invitation.phase not in WINDOW or invitation.handed_in, invitation.phase in OVER)
