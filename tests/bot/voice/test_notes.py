"""Voice notes are fetched and heard before they are handled; what goes wrong becomes a sentence, never an error."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.files import Files as Telegram
from bot.voice.notes import HEARD, VoiceNotes
from bot.voice.recognising import MOST_BYTES, UNREADABLE, UnheardError

if TYPE_CHECKING:
    from collections.abc import Iterator

AUDIO = b"OggS and some sound"


class Files(ThreadingHTTPServer):
    """Telegram's files: what `getFile` says, and what stands at the path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.told: bytes = json.dumps({"ok": True, "result": {"file_path": "voice/file_1.oga"}}).encode()
        self.content = AUDIO
        self.paths: list[str] = []


class Answer(BaseHTTPRequestHandler):
    server: Files

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(self.server.told)

    def do_GET(self) -> None:
        self.answer(self.server.content)

    def answer(self, body: bytes) -> None:
        self.server.paths.append(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return  # who fetched has had enough

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name in the library)
        """Say nothing."""


@contextmanager
def files() -> Iterator[Files]:
    with Files() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class Ears:
    """Hears the same in everything it is given."""

    def __init__(self, text: str | UnheardError = "您好王总") -> None:
        self.text = text
        self.audio: list[bytes] = []

    def recognise(self, audio: bytes) -> str:
        self.audio.append(audio)
        if isinstance(self.text, UnheardError):
            raise self.text
        return self.text


def note(**voice: Any) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    return {"update_id": 1, "message": {"chat": chat, "voice": {"file_id": "f", "duration": 3, **voice}}}


def prepared(server: Files, ears: Ears, **voice: Any) -> dict[str, str]:
    notes = VoiceNotes(ears, Telegram(f"http://127.0.0.1:{server.server_port}", "4242:token"))
    heard: dict[str, str] = notes.prepare(note(**voice))[HEARD]
    return heard


def test_a_note_is_fetched_by_its_path_and_heard() -> None:
    ears = Ears()
    with files() as server:
        assert prepared(server, ears) == {"text": "您好王总"}
    assert ears.audio == [AUDIO]
    assert server.paths == ["/bot4242:token/getFile", "/file/bot4242:token/voice/file_1.oga"]


def test_everything_else_comes_back_as_it_came() -> None:
    notes = VoiceNotes(Ears(), Telegram("http://127.0.0.1:1", "4242:token"))
    group = note()
    group["message"]["chat"]["type"] = "group"
    callback: dict[str, Any] = {"update_id": 1, "callback_query": {}}
    for update in ({"update_id": 1, "message": {"text": "您好"}}, callback, group):
        assert notes.prepare(update) is update


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ({"duration": 61}, "超过 60 秒"),
        ({"file_size": MOST_BYTES + 1}, "超过 60 秒"),
        ({"duration": 0}, "没听到说话"),
        ({"file_size": 0}, "没听到说话"),
    ],
)
def test_a_note_too_long_or_empty_is_not_even_fetched(voice: dict[str, int], said: str) -> None:
    with files() as server:
        assert said in prepared(server, Ears(), **voice)["why"]
    assert server.paths == []


def test_a_note_longer_than_it_claims_is_not_fetched_to_its_end() -> None:
    ears = Ears()
    with files() as server:
        server.content = b"x" * (MOST_BYTES + 100_000)
        assert "超过 60 秒" in prepared(server, ears)["why"]
    assert ears.audio == []


def test_what_cannot_be_heard_says_why() -> None:
    with files() as server:
        assert prepared(server, Ears(UnheardError(UNREADABLE))) == {"why": UNREADABLE}


@pytest.mark.parametrize("told", [b"", b"<html>", b'{"ok": true}', b"[]", b'{"result": {"file_path": 7}}'])
def test_a_note_that_cannot_be_fetched_is_asked_for_again(told: bytes) -> None:
    with files() as server:
        server.told = told
        server.content = b""
        assert "没下载下来" in prepared(server, Ears())["why"]


def test_a_dead_line_is_no_error_either() -> None:
    with files() as server:
        pass
    assert "没下载下来" in prepared(server, Ears())["why"]
