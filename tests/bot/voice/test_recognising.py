"""Speech becomes text, or a clear sentence; weights that are not the pinned ones are never loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.voice.recognising import (
    LONGEST_SECONDS,
    MOST_BYTES,
    PINNED,
    UnheardError,
    Whisper,
    checked,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def recognised(*pieces: str, seconds: float = 3.0, audio: bytes = b"OggS") -> str:
    return Whisper(lambda _: (seconds, iter(pieces))).recognise(audio)


def test_the_pieces_are_one_text_in_simplified_characters() -> None:
    assert recognised("您好，", "我是網通的客戶經理。 ") == "您好，我是网通的客户经理。"


@pytest.mark.parametrize("pieces", [(), (" ",), ("。。。", "……"), ("\n",)])
def test_silence_is_told_as_such(pieces: tuple[str, ...]) -> None:
    with pytest.raises(UnheardError, match="没听到说话"):
        recognised(*pieces)


def test_no_bytes_at_all_are_never_handed_to_the_model() -> None:
    with pytest.raises(UnheardError, match="没听到说话"):
        recognised("有字", audio=b"")


def test_what_is_too_long_is_refused_before_it_is_listened_to() -> None:
    def never_read() -> Iterator[str]:
        pytest.fail("it was listened to")
        yield ""

    with pytest.raises(UnheardError, match=f"超过 {LONGEST_SECONDS} 秒"):
        Whisper(lambda _: (LONGEST_SECONDS + 1, never_read())).recognise(b"OggS")
    with pytest.raises(UnheardError, match=f"超过 {LONGEST_SECONDS} 秒"):
        recognised("有字", audio=b"x" * (MOST_BYTES + 1))


@pytest.mark.parametrize("name", PINNED)
def test_a_file_of_the_model_that_is_not_the_pinned_one_is_refused(name: str) -> None:
    with pytest.raises(UnheardError, match="没有加载"):
        checked(name, b"other weights")
