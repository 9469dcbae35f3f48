"""Calls of the Bot API over HTTP. Says of every call whether it was carried out, was not, or nobody knows."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any, Protocol, Self

import httpx

from bot.delivery.outcomes import Outcome, Unknown, Unsent, judged
from bot.store.records import Attachment, Json

# What fails before a request has left: it was certainly not carried out.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)


class Api(Protocol):
    """Whoever carries out calls; tests put something else in its place."""

    async def call(
        self, method: str, params: Json, *, file: Attachment | None = None, seconds: float = 15.0
    ) -> Outcome:
        """Make one call, wait at most so many seconds for its answer, and say what became of it; never raises."""


class BotApi:
    """The Bot API at `base_url` for one bot. Used as `async with`."""

    def __init__(self, base_url: str, token: str, *, proxy: str | None = None, connections: int = 64) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections)
        # The token stands in the address: no log line of httpx may show it (see bot.delivery.logs).
        self._client = httpx.AsyncClient(base_url=f"{base_url}/bot{token}/", proxy=proxy, limits=limits)

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.__aexit__(kind, error, trace)

    async def call(
        self, method: str, params: Json, *, file: Attachment | None = None, seconds: float = 15.0
    ) -> Outcome:
        """Make one call, wait at most so many seconds for its answer, and say what became of it; never raises."""
        timeout = httpx.Timeout(seconds, connect=10.0)
        try:
            if file is None:
                body = json.dumps(params, ensure_ascii=False).encode()
                headers = {"Content-Type": "application/json"}
                answer = await self._client.post(method, content=body, headers=headers, timeout=timeout)
            else:
                form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
                files = {file.field: (file.name, file.data)}
                answer = await self._client.post(method, data=form, files=files, timeout=timeout)
        except _NEVER_LEFT as error:
            return Unsent(_name(error))
        except httpx.HTTPError as error:
            return Unknown(_name(error))
        return judged(answer.status_code, _decoded(answer.content))


def _name(error: httpx.HTTPError) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def _decoded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None
