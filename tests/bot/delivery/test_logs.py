"""The log says what happened and where, never what anybody wrote, and never a secret."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.delivery.logs import start_logging


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def logged(*, texts: bool) -> list[dict[str, str]]:
    """The lines of a program that fails over what somebody wrote."""
    stream = io.StringIO()
    start_logging(texts=texts, secrets=("123:geheim", ""), stream=stream)
    log = logging.getLogger("bot.x")
    log.info("POST https://api.telegram.org/bot123:geheim/getMe")
    try:
        int("客户的电话 025-1234567")
    except ValueError:
        log.exception("letter 7 failed")
    logging.getLogger("httpx").info("HTTP Request: POST …")
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_every_line_is_one_json_object_without_secrets_and_texts() -> None:
    request, failure = logged(texts=False)
    assert request["event"] == "POST https://api.telegram.org/bot***/getMe"
    assert failure["exception"] == "ValueError"
    assert "025" not in json.dumps(failure, ensure_ascii=False)
    assert set(request) == {"at", "level", "logger", "event"}


def test_texts_are_there_when_they_are_asked_for() -> None:
    assert "025-1234567" in logged(texts=True)[1]["exception"]
