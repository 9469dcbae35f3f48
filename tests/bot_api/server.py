"""The HTTP side of the stand-in: reads calls, orders faults, keeps long polls waiting, pushes to a webhook."""

from __future__ import annotations

import email.parser
import email.policy
import http.client
import json
import socket
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.bot_api.faults import Fault, Faults
from tests.bot_api.limits import ApiError, Rates
from tests.bot_api.methods import Methods
from tests.bot_api.world import PATIENCE, Call, ChatRoom, Group, User, World

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class BotApi:
    """The stand-in: `with BotApi() as api:` starts it; `api.url` is what TELEGRAM_BASE_URL is set to."""

    def __init__(self, token: str = "4242:test-token") -> None:  # noqa: S107  (no secret: the stand-in knows this one)
        self.token = token
        self.world = World(int(token.partition(":")[0]))
        self.methods = Methods(self.world)
        self.faults = Faults()
        self.latency = 0.0  # seconds between carrying out a call and answering it
        self._poll = 0
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.api = self
        self._threads: list[threading.Thread] = []
        self._closing = threading.Event()

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def calls(self) -> list[Call]:
        """Every call carried out but getUpdates, in order."""
        with self.world.changed:
            return list(self.world.calls)

    def user(self, number: int = 101, name: str = "小陈") -> User:
        """A person with his private chat."""
        chat = self.world.chats.setdefault(number, ChatRoom(number, "private", name))
        return User(self.world, chat)

    def group(self, number: int = -4001, title: str = "城东分公司") -> Group:
        """A group the bot is in."""
        chat = self.world.chats.setdefault(number, ChatRoom(number, "group", title))
        return Group(self.world, chat)

    def migrate(self, old: int, new: int) -> None:
        """The group becomes a supergroup; from now on the old id is refused with the new one."""
        self.world.chats[new] = ChatRoom(new, "supergroup", self.world.chats[old].title)
        self.world.chats[old].moved_to = new

    def fault(self, what: Any, **more: Any) -> None:
        """Order a fault; see `Fault`."""
        self.faults.order(Fault(what, **more))

    def enforce_rates(self) -> Rates:
        """Refuse from now on with 429 what goes beyond Telegram's limits; returns the counters."""
        self.methods.rates = Rates()
        return self.methods.rates

    def note_failed(self, method: str, params: dict[str, Any]) -> None:
        """Remember a call that came to nothing by an ordered fault."""
        with self.world.changed:
            self.world.calls.append(Call(method, params, time.monotonic(), ok=False))
            self.world.changed.notify_all()

    def wait_for(self, happened: Any, seconds: float = PATIENCE) -> bool:
        """Wait until `happened()` is true."""
        return self.world.wait_for(happened, seconds)

    def __enter__(self) -> Self:
        for work in (lambda: self._server.serve_forever(0.05), self._push_to_webhook):
            thread = threading.Thread(target=work, daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with self.world.changed:
            self.world.changed.notify_all()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join(5)

    def answer(self, method: str, params: dict[str, Any]) -> Any:
        """Carry out a call; raises ApiError."""
        if method == "getUpdates":
            return self._get_updates(params)
        with self.world.changed:
            try:
                result = self.methods.carry_out(method, params)
            except ApiError:
                self.world.calls.append(Call(method, params, time.monotonic(), ok=False))
                raise
            finally:
                self.world.changed.notify_all()
            self.world.calls.append(Call(method, params, time.monotonic(), ok=True, result=result))
            return result

    def _get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        with self.world.changed:
            if self.methods.webhook.get("url"):
                raise ApiError(409, WEBHOOK_ACTIVE)
            self._poll += 1
            mine = self._poll
            self.world.changed.notify_all()
            self.world.confirm_before(int(params.get("offset") or 0))
            until = time.monotonic() + float(params.get("timeout") or 0)
            while not self.world.updates and time.monotonic() < until and not self._closing.is_set():
                self.world.changed.wait(0.1)
                if mine != self._poll:
                    raise ApiError(409, CONFLICT)
            limit = int(params.get("limit") or 100)
            return [self.world.updates[number] for number in sorted(self.world.updates)][:limit]

    def _push_to_webhook(self) -> None:
        """Deliver updates as Telegram does: in order per chat, chats side by side, again until there is a 200."""
        with ThreadPoolExecutor(8) as pool:
            while not self._closing.is_set():
                with self.world.changed:
                    self.world.changed.wait(0.05)
                    url = self.methods.webhook.get("url")
                    waiting = sorted(self.world.updates.items()) if url else []
                lanes: dict[int, list[tuple[int, dict[str, Any]]]] = defaultdict(list)
                for number, update in waiting:
                    lanes[_chat_of(update)].append((number, update))
                for done in [pool.submit(self._push_lane, str(url), lane) for lane in lanes.values()]:
                    done.result()

    def _push_lane(self, url: str, lane: list[tuple[int, dict[str, Any]]]) -> None:
        parts = urlsplit(url)
        headers = {"Content-Type": "application/json"}
        if secret := self.methods.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = str(secret)
        try:
            connection = http.client.HTTPConnection(str(parts.hostname), parts.port or 80, timeout=5)
            for number, update in lane:
                connection.request("POST", parts.path or "/", json.dumps(update), headers)
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    break
                with self.world.changed:
                    self.world.updates.pop(number, None)
            connection.close()
        except (OSError, http.client.HTTPException):
            self._closing.wait(0.05)


def _chat_of(update: dict[str, Any]) -> int:
    content = next(value for name, value in update.items() if name != "update_id")
    message = content.get("message", content) if isinstance(content, dict) else {}
    return int(message.get("chat", {}).get("id", 0)) if isinstance(message, dict) else 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    api: BotApi

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        api = self.server.api
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _, bot, method = [*urlsplit(self.path).path.split("/"), "", ""][:3]
        params = _params(self.headers, body, self.path)
        if bot != f"bot{api.token}":
            self._reply(401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        fault = api.faults.next(method, params)
        if fault is not None:
            self._fail(fault, method, params)
            return
        try:
            result = {"ok": True, "result": api.answer(method, params)}
            if method != "getUpdates":
                time.sleep(api.latency)
            self._reply(200, result)
        except ApiError as error:
            self._refuse(error)

    def do_GET(self) -> None:
        prefix = f"/file/bot{self.server.api.token}/documents/"
        if not self.path.startswith("/file/"):
            self.do_POST()
        elif (content := self.server.api.world.files.get(self.path.removeprefix(prefix))) is not None:
            self._write(200, content, "application/octet-stream")
        else:
            self._write(404, b"Not Found", "text/plain")

    def _fail(self, fault: Fault, method: str, params: dict[str, Any]) -> None:
        """Let the fault happen."""
        self.server.api.note_failed(method, params)
        if fault.what == "429":
            self._refuse(ApiError(429, f"Too Many Requests: retry after {fault.seconds:g}", retry_after=fault.seconds))
        elif fault.what == "409":
            self._refuse(ApiError(409, CONFLICT))
        elif fault.what == "502":
            self._write(502, b"<html><h1>502 Bad Gateway</h1></html>", "text/html")
        elif fault.what == "odd":
            self._write(200, "这不是答案".encode(), "text/plain; charset=utf-8")
        elif fault.what == "blocked":
            self._refuse(ApiError(403, "Forbidden: bot was blocked by the user"))
        else:
            if fault.what == "cut-after":
                self.server.api.answer(method, params)
            if fault.what == "hang":
                time.sleep(fault.seconds)
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def _refuse(self, error: ApiError) -> None:
        answer: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
        if error.parameters:
            answer["parameters"] = error.parameters
        self._reply(error.code, answer)

    def _reply(self, status: int, answer: dict[str, Any]) -> None:
        self._write(status, json.dumps(answer, ensure_ascii=False).encode(), "application/json")

    def _write(self, status: int, body: bytes, kind: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the standard library's name)
        """Silent: the test says what went wrong."""


def _params(headers: Any, body: bytes, path: str) -> dict[str, Any]:
    """The parameters of a call, from JSON, a form, a multipart form or the query."""
    kind = str(headers.get("Content-Type") or "")
    params: dict[str, Any] = {name: values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    if kind.startswith("application/json") and body:
        params |= json.loads(body)
    elif kind.startswith("application/x-www-form-urlencoded"):
        params |= {name: values[0] for name, values in parse_qs(body.decode()).items()}
    elif kind.startswith("multipart/form-data"):
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        for part in email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body).iter_parts():  # type: ignore[attr-defined]
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            params[name] = (part.get_filename(), content) if part.get_filename() else content.decode()
    return params
