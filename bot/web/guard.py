"""What every answer carries and every request must: headers, a bounded body, and for a change our own origin."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 65_536
SAFE = frozenset({"GET", "HEAD"})

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Everything comes from ourselves, nothing is written into the page, nobody frames it."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
NO_STORE = "no-store"

ELSEWHERE = "这个请求不是从我们的页面发出来的，没有处理。请回到答题页再试。"
TOO_LARGE = "发来的内容太长了，没有处理。"


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, address: str) -> None:
        self._app = app
        self._address = address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answering = _with_headers(send)
        if scope["method"] not in SAFE and not self._ours(Headers(scope=scope)):
            await PlainTextResponse(ELSEWHERE, status_code=403)(scope, receive, answering)
            return
        await self._app(scope, _bounded(receive), answering)

    def _ours(self, headers: Headers) -> bool:
        """Whether a browser says that the request comes from a page of ours; without its word it doesn't."""
        if "sec-fetch-site" in headers and headers["sec-fetch-site"] != "same-origin":
            return False
        origin = headers.get("origin", "")
        if not origin:
            return headers.get("sec-fetch-site") == "same-origin"
        return origin == self._address or urlsplit(origin).netloc == headers.get("host", "")


def _with_headers(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", NO_STORE)
        await send(message)

    return answer


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise HTTPException(413, TOO_LARGE)
        return message

    return bounded
