"""Voice notes before they are handled: fetched from Telegram and made text, outside any transaction.

What became of a note stands in the update under `HEARD`, for the handler; nothing of it is kept.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

import httpx

from bot.voice.recognising import EMPTY, LONGEST_SECONDS, MOST_BYTES, TOO_LONG, UnheardError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.voice.recognising import Recogniser

    Update = Mapping[str, Any]

HEARD = "duilian_heard"
"""Under this key the update carries {"text"} or {"why"}."""
SECONDS_TO_FETCH = 20.0
LOST = "这段语音没下载下来。请再发一次，或者打字。"


class VoiceNotes:
    """Fetches and hears voice notes; gives every other update back as it came."""

    def __init__(self, recogniser: Recogniser, base_url: str, token: str, proxy: str | None = None) -> None:
        self._recogniser = recogniser
        self._methods = f"{base_url}/bot{token}"
        self._files = f"{base_url}/file/bot{token}"
        self._proxy = proxy

    def prepare(self, update: Update) -> Update:
        """The update, with what was heard in its voice note if it has one; never raises for what came in."""
        message = update.get("message") or {}
        voice = message.get("voice")
        if voice is None or message["chat"]["type"] != "private":
            return update
        try:
            heard = {"text": self._heard(voice)}
        except UnheardError as error:
            heard = {"why": str(error)}
        return {**update, HEARD: heard}

    def _heard(self, voice: Mapping[str, Any]) -> str:
        if voice.get("duration", 0) > LONGEST_SECONDS or voice.get("file_size", 0) > MOST_BYTES:
            raise UnheardError(TOO_LONG)
        if voice.get("duration", 1) == 0 or voice.get("file_size", 1) == 0:
            raise UnheardError(EMPTY)
        try:
            audio = self._fetched(str(voice["file_id"]))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError):
            raise UnheardError(LOST) from None
        return self._recogniser.recognise(audio)

    def _fetched(self, file_id: str) -> bytes:
        """The recording's bytes. Raises httpx's errors, and ValueError and the like for answers that make no sense."""
        deadline = monotonic() + SECONDS_TO_FETCH
        with httpx.Client(proxy=self._proxy, timeout=SECONDS_TO_FETCH / 2) as client:
            told = client.post(f"{self._methods}/getFile", json={"file_id": file_id}).raise_for_status().json()
            path = told["result"]["file_path"]
            audio = b""
            with client.stream("GET", f"{self._files}/{path}") as answer:
                for piece in answer.raise_for_status().iter_bytes():
                    audio += piece
                    if len(audio) > MOST_BYTES:
                        raise UnheardError(TOO_LONG)
                    if monotonic() > deadline:
                        raise UnheardError(LOST)
        return audio
