"""Taking part: the lobby, one question at a time, the case as a talk, the handing in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from bot.services.contests import answer as answers
from bot.services.contests import case as cases
from bot.services.contests.onward import refuse_unless_open
from bot.services.contests.records import (
    Acknowledged,
    CaseHeard,
    HandedIn,
    NotNowError,
    OpenCase,
    RefusedError,
    ServedItem,
)
from bot.services.contests.serve import serve
from bot.services.contests.shown import shown
from bot.web.choices import choice_of, text, whole
from bot.web.visitor import check_word, token_of, visitor

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from starlette.requests import Request

    from bot.services.contests.hall import Hall, Sitting
    from bot.services.contests.records import OnPaper, Participant
    from bot.store.contract import UnitOfWork
    from bot.web.desk import Desk
    from bot.web.pages import Pages

    Moved = OnPaper | Acknowledged | CaseHeard

LATE = "第 {} 题到得晚了：答案已经记下，按规则不计分。"

_PARTS = {ServedItem: "_question.html", OpenCase: "_case.html", HandedIn: "_handed_in.html"}


@dataclass(frozen=True, slots=True)
class Lobby:
    """What somebody reads before he begins; `told` says why he can't, "" when he can."""

    title: str
    name: str
    branch: str
    opens: datetime
    closes: datetime
    now: datetime
    questions: int
    has_case: bool
    timed: bool
    told: str


class Paper:
    """The pages by which one takes part."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        self._desk = desk
        self._pages = pages

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/paper", self.paper),
            Route("/paper/start", self.start, methods=["POST"]),
            Route("/paper/shown", self.shown, methods=["POST"]),
            Route("/paper/answer", self.answer, methods=["POST"]),
            Route("/paper/say", self.say, methods=["POST"]),
            Route("/paper/finish", self.finish, methods=["POST"]),
        ]

    async def paper(self, request: Request) -> Response:
        """Where somebody stands: whoever has begun finds the same question again, its clock running."""
        stand = await self._desk.do(lambda uow: stands(uow, self._desk.hall, _who(uow, request)))
        if isinstance(stand, Lobby):
            return self._pages.whole(request, "lobby.html", lobby=stand)
        return self._pages.whole(request, "paper.html", front=self._html(stand))

    async def start(self, request: Request) -> Response:
        """The first question, or whatever comes next."""
        return await self._moved(request, lambda uow, who: serve(uow, self._desk.hall, who, "web"))

    async def shown(self, request: Request) -> Response:
        """The question is on the screen: its clock starts; gives the seconds that are left."""
        check_word(request)
        position = whole(await request.form(), "position")
        left = await self._desk.do(
            lambda uow: _shown(uow, self._desk.hall, _who(uow, request), position),
            durable=False,  # should it be lost with the machine, the clock runs from serving
        )
        return JSONResponse(left)

    async def answer(self, request: Request) -> Response:
        """An answer; what comes next is shown only once it is kept."""
        form = await request.form()
        position, choice = whole(form, "position"), choice_of(form)
        return await self._moved(
            request, lambda uow, who: answers.answer(uow, self._desk.hall, who, position, choice, via="web")
        )

    async def say(self, request: Request) -> Response:
        """One line of the case."""
        form = await request.form()
        n, line = whole(form, "n"), text(form, "text")
        return await self._moved(request, lambda uow, who: cases.say(uow, self._desk.hall, who, n, line))

    async def finish(self, request: Request) -> Response:
        """The end of the case, by whoever plays it."""
        return await self._moved(request, lambda uow, who: cases.finish(uow, self._desk.hall, who))

    async def _moved(self, request: Request, move: Callable[[UnitOfWork, Participant], Moved]) -> Response:
        """Do something with the paper; what is refused is told above what he has in front of him."""
        check_word(request)
        try:
            moved = await self._desk.do(lambda uow: move(uow, _who(uow, request)))
        except RefusedError as refused:
            front = await self._desk.do(lambda uow: serve(uow, self._desk.hall, _who(uow, request), "web"))
            return HTMLResponse(self._html(front, str(refused)))
        if isinstance(moved, Acknowledged | CaseHeard):
            return HTMLResponse(self._html(moved.next, _notice(moved)))
        return HTMLResponse(self._html(moved))

    def _html(self, front: OnPaper, notice: str = "") -> str:
        left = _left(front, self._desk.store.now())
        return self._pages.html(_PARTS[type(front)], front=front, left=left, notice=notice)


def stands(uow: UnitOfWork, hall: Hall, who: Participant) -> Lobby | OnPaper:
    """The lobby before he has begun, afterwards what he has in front of him."""
    sitting = hall.sitting(uow, who)
    if sitting.attempt.started is None:
        return _lobby(sitting)
    return serve(uow, hall, who, "web")


def _lobby(sitting: Sitting) -> Lobby:
    settings, (opens, closes) = sitting.office.settings, sitting.office.window(sitting.attempt.entry)
    try:
        refuse_unless_open(sitting, "web")
        told = ""
    except NotNowError as not_now:
        told = str(not_now)
    return Lobby(
        title=settings.name,
        name=sitting.person.name,
        branch=sitting.person.branch,
        opens=opens,
        closes=closes,
        now=sitting.now,
        questions=len(sitting.paper),
        has_case=settings.case,
        timed=settings.timed,
        told=told,
    )


def _shown(uow: UnitOfWork, hall: Hall, who: Participant, position: int) -> dict[str, float | int]:
    shown(uow, hall, who, position)
    front = serve(uow, hall, who, "web")
    at = front.position if isinstance(front, ServedItem) else 0
    return {"position": at, "left": _left(front, uow.now)}


def _left(front: OnPaper, now: datetime) -> float:
    """The seconds left for a question, 0 where there is no clock."""
    if not isinstance(front, ServedItem):
        return 0
    return front.seconds if front.ends is None else round((front.ends - now).total_seconds(), 3)


def _notice(moved: Acknowledged | CaseHeard) -> str:
    """What is to be told beside what comes next: an answer that came late, a line that doesn't count."""
    if isinstance(moved, Acknowledged):
        return LATE.format(moved.position) if moved.late else ""
    front = moved.next
    if isinstance(front, HandedIn) or moved.again or front.lines[-len(moved.replies) :] == moved.replies:
        return ""
    return "".join(line.text for line in moved.replies)


def _who(uow: UnitOfWork, request: Request) -> Participant:
    return visitor(uow, token_of(request))
