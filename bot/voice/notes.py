"""Voice notes before they are handled: fetched from Telegram and made text, outside any transaction.

What became of a note stands in the update under `HEARD`, for the handler; nothing of it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.delivery.files import NotFetchedError, TooBigError
from bot.voice.recognising import EMPTY, LONGEST_SECONDS, MOST_BYTES, TOO_LONG, UnheardError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.delivery.files import Files
    from bot.voice.recognising import Recogniser

    Update = Mapping[str, Any]

HEARD = "duilian_heard"
"""Under this key the update carries {"text"} or {"why"}."""
LOST = "这段语音没下载下来。请再发一次，或者打字。"


class VoiceNotes:
    """Fetches and hears voice notes; gives every other update back as it came."""

    def __init__(self, recogniser: Recogniser, files: Files) -> None:
        self._recogniser = recogniser
        self._files = files

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
            audio = self._files.fetch(str(voice["file_id"]), MOST_BYTES)
        except TooBigError:
            raise UnheardError(TOO_LONG) from None
        except (NotFetchedError, KeyError):
            raise UnheardError(LOST) from None
        return self._recogniser.recognise(audio)
