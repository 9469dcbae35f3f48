"""The web side: updates that Telegram pushes, committed before they are acknowledged; health; metrics."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Executor
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.delivery.bell import Bell
from bot.delivery.inbox import Inbox
from bot.delivery.metrics import Metrics
from bot.delivery.updates import WANTED, numbered
from bot.settings import SettingsError
from bot.store.errors import StoreError
from bot.store.records import Json

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the header's name)
LARGEST_UPDATE = 1_000_000


class Intake:
    """Commits updates that arrive at the same time together: one durable commit serves them all."""

    def __init__(
        self, inbox: Inbox, source: str, *, incoming: Bell, metrics: Metrics, threads: Executor | None = None
    ) -> None:
        self._inbox = inbox
        self._source = source
        self._incoming = incoming
        self._metrics = metrics
        self._threads = threads
        self._waiting: list[tuple[Json, asyncio.Future[None]]] = []
        self._committing: asyncio.Task[None] | None = None

    async def take(self, update: Json) -> None:
        """Returns when the update is committed; raises StoreError if it can't be."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, done))
        if self._committing is None:
            self._committing = asyncio.create_task(self._commit())
        await done

    async def _commit(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            updates = [update for update, _ in batch]
            try:
                new = await loop.run_in_executor(self._threads, self._inbox.take_in, self._source, updates)
            except Exception as error:  # noqa: BLE001  (whoever waits is told, whatever it was)
                for _, done in batch:
                    done.set_exception(error)
                continue
            for _, done in batch:
                done.set_result(None)
            self._metrics.arrived("new", new)
            self._metrics.arrived("repeated", len(batch) - new)
            self._incoming.ring()
        self._committing = None


def web_app(
    *, intake: Intake | None, path: str, secret: str, metrics: Metrics, ready: Callable[[], dict[str, bool]]
) -> Starlette:
    """The web application; without an `intake` only health and metrics.

    `ready` says by name what is needed and whether it is there; it may take as long as a look at the database.
    """

    async def update(request: Request) -> Response:
        assert intake is not None  # noqa: S101  (the route is there only with one)
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            metrics.arrived("refused")
            return PlainTextResponse("", status_code=401)
        content = _update(await request.body())
        if content is None or not any(kind in content for kind in WANTED):
            # Acknowledged all the same: Telegram would bring it again and again.
            metrics.arrived("broken" if content is None else "unknown")
            return PlainTextResponse("")
        try:
            await intake.take(content)
        except Exception as error:  # noqa: BLE001  (whatever it was: what is not kept is not acknowledged)
            log.warning("an update could not be kept: %s", error if isinstance(error, StoreError) else repr(error))
            metrics.arrived("postponed")
            return PlainTextResponse("", status_code=503)
        return PlainTextResponse("")

    async def healthz(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_request: Request) -> Response:
        parts = await asyncio.to_thread(ready)
        return JSONResponse(parts, status_code=200 if all(parts.values()) else 503)

    async def figures(_request: Request) -> Response:
        try:
            page = await asyncio.to_thread(metrics.page)
        except StoreError as error:
            return PlainTextResponse(str(error), status_code=503)
        return Response(page, media_type="text/plain; version=0.0.4; charset=utf-8")

    routes = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]
    if intake is not None:
        routes.insert(0, Route(path or "/", update, methods=["POST"]))
    return Starlette(routes=routes)


@asynccontextmanager
async def served(app: ASGIApp, listen: tuple[str, int], setting: str = "DUILIAN_LISTEN") -> AsyncIterator[int]:
    """Serve inside the block, on the port given back; requests in hand are finished.

    `setting` is what a port that is taken is told of. Raises SettingsError.
    """
    sock = _bound(listen, setting)
    server = _Server(
        uvicorn.Config(app, log_config=None, lifespan="off", access_log=False, timeout_graceful_shutdown=5)
    )
    serving = asyncio.create_task(server.serve(sockets=[sock]))
    try:
        await server.listening.wait()
        yield int(sock.getsockname()[1])
    finally:
        server.should_exit = True
        await serving
        sock.close()


def path_of(webhook_url: str) -> str:
    """The path of the address that Telegram is told."""
    return urlsplit(webhook_url).path or "/"


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say when it listens."""
        await super().startup(sockets)
        self.listening.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the office."""
        yield


def _bound(listen: tuple[str, int], setting: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in listen[0] else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(listen)
    except OSError as error:
        sock.close()
        where = f"{listen[0]}:{listen[1]}"
        raise SettingsError(
            [f"{setting} 设的 {where} 用不了（{error.strerror}）：可能已被别的程序占用，请换一个端口。"]
        ) from error
    return sock


def _update(body: bytes) -> Json | None:
    """The update in a request's body; None if it is none."""
    if len(body) > LARGEST_UPDATE:
        return None
    try:
        return numbered(json.loads(body))
    except (ValueError, RecursionError):
        return None
