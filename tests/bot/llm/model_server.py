"""A stand-in for a language model's endpoint on this machine: it answers as a test tells it, well or badly."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Manner = Callable[["Call"], None]


class Call(BaseHTTPRequestHandler):
    """One question that came in."""

    server: ModelServer

    def do_POST(self) -> None:
        self.asked: dict[str, Any] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.calls.append(self)
        try:
            self.server.manner(self)
        except (BrokenPipeError, ConnectionResetError):
            return  # who asked has stopped waiting

    @property
    def question(self) -> dict[str, Any]:
        """The object that the model was shown."""
        shown: dict[str, Any] = json.loads(self.asked["messages"][-1]["content"])
        return shown

    def answers(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def says(self, text: object) -> None:
        self.answers(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())

    def confirms(self, **quotes: str) -> None:
        self.says(json.dumps({"answers": [{"code": code, "quote": quote} for code, quote in quotes.items()]}))

    def trickles(self) -> None:
        """Send a byte now and then, for as long as somebody listens."""
        self.send_response(200)
        self.end_headers()
        while not self.server.closing.wait(0.02):
            self.wfile.write(b" ")
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name in the library)
        """Say nothing."""


class ModelServer(ThreadingHTTPServer):
    """Listens on a free port of this machine; `manner` says how each question is answered."""

    daemon_threads = True

    def __init__(self, manner: Manner) -> None:
        super().__init__(("127.0.0.1", 0), Call)
        self.manner = manner
        self.calls: list[Call] = []
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def answering(manner: Manner) -> Iterator[ModelServer]:
    """A server at work."""
    with ModelServer(manner) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
