"""For `duilian evaluate --extra voice`: what listening hears when each utterance is spoken by espeak-ng and recognised.

espeak-ng's Mandarin is far from a person's, so the figures are a floor; time and memory are true.
"""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from pypinyin import Style, lazy_pinyin

from bot.voice.recognising import UnheardError
from scripts.heard import Context, Heard

if TYPE_CHECKING:
    from bot.voice.recognising import Recogniser
    from scoring.listening import Listener

SPEAKER = "espeak-ng"
UNKNOWN = Context()
_VOICE = ("-v", "cmn-latn-pinyin", "-s", "150", "--stdout")
_SECONDS = 30


def can_speak() -> bool:
    """Whether the speaker is installed."""
    return shutil.which(SPEAKER) is not None


def speak(text: str) -> bytes:
    """The text as a WAV file; numbers and Latin letters are read as espeak-ng pleases."""
    syllables = " ".join(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))
    command = [shutil.which(SPEAKER) or SPEAKER, *_VOICE]
    spoken = subprocess.run(command, input=syllables.encode(), capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603  a fixed program; the text goes in by a pipe
    return spoken.stdout


class SpokenListener:
    """Hears an utterance as another listener does after it was spoken and recognised."""

    def __init__(self, inner: Listener, recogniser: Recogniser) -> None:
        self._inner = inner
        self._recogniser = recogniser

    def hear(self, utterance: str, context: Context = UNKNOWN) -> Heard:
        """Everything the recognised words say; of silence, nothing."""
        try:
            return self._inner.hear(self._recogniser.recognise(speak(utterance)), context)
        except UnheardError:
            return self._inner.hear("", context)
