"""Who a browser is: a session of our own in a cookie it can't read, and a word that only our own pages know."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.services.contests import doors
from bot.services.contests.records import NotHereError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from bot.services.contests.records import Participant, Session
    from bot.store.contract import UnitOfWork
    from bot.web.desk import Desk

COOKIE = "duilian_session"
WORD = "X-Duilian-Word"
"""The header in which our pages say their word; it follows from the session's token."""

NOBODY = "还没有登录。请在机器人里点“打开答题页”，或者打开主办的人发给您的链接。"


class WrongWordError(Exception):
    """A change was asked for by somebody who doesn't know the session's word."""


def token_of(request: Request) -> str:
    """The session's token out of the cookie, or ""."""
    return request.cookies.get(COOKIE, "")


def word_of(token: str) -> str:
    """What our own pages say with every change."""
    return hmac.new(token.encode(), b"duilian page", sha256).hexdigest()[:32]


def check_word(request: Request) -> None:
    """Raise WrongWordError unless the request says its session's word."""
    token = token_of(request)
    if not token or not hmac.compare_digest(word_of(token).encode(), request.headers.get(WORD, "").encode()):
        raise WrongWordError


def visitor(uow: UnitOfWork, token: str) -> Participant:
    """Who it is; raises NotHereError in Chinese."""
    if not token:
        raise NotHereError(NOBODY)
    return doors.session(uow, token)


def remember(response: Response, session: Session, desk: Desk) -> None:
    """Give the browser its session."""
    response.set_cookie(
        COOKIE,
        session.token,
        max_age=max(0, int((session.expires - desk.store.now()).total_seconds())),
        path="/",
        secure=desk.is_secure,
        httponly=True,
        samesite="lax",
    )
