"""One question to an OpenAI-compatible endpoint, with a deadline for all of it and a limit to its size."""

from __future__ import annotations

import asyncio
import json
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 64 * 1024
"""A longer answer is no answer to what was asked."""
MOST_TOKENS = 400
REST = 30.0
"""Seconds without a question after one that got no answer: a dead endpoint must not slow every utterance down."""
_OK = 200


class NoAnswerError(Exception):
    """The endpoint gave nothing to go by; `str()` says in Chinese what it did instead (没有在 3 秒内答复)."""


class Endpoint:
    """An endpoint with its model. `url` is its base, as http://127.0.0.1:8000/v1; `seconds` bounds a whole question."""

    def __init__(
        self, url: str, model: str, key: str | None, *, seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._url = f"{url}/chat/completions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._seconds = seconds
        self._clock = clock
        self._rests_until = float("-inf")
        self._tls = httpx.create_ssl_context()

    def ask(self, rules: str, question: str) -> str:
        """What the model says. Raises NoAnswerError, within `seconds` whatever the other side does."""
        if self._clock() < self._rests_until:
            raise NoAnswerError("刚才没有答上来，先不问")
        try:
            content = asyncio.run(asyncio.wait_for(self._answer(rules, question), self._seconds))
        except TimeoutError:
            self._rest()
            raise NoAnswerError(f"没有在 {self._seconds:g} 秒内答复") from None
        except (httpx.HTTPError, OSError):
            self._rest()
            raise NoAnswerError("连不上") from None
        return _said(content)

    def _rest(self) -> None:
        self._rests_until = self._clock() + REST

    async def _answer(self, rules: str, question: str) -> bytes:
        """The body of the answer; the deadline is the caller's, so that trickling bytes can't stretch it."""
        body = {
            "model": self._model,
            "messages": [{"role": "system", "content": rules}, {"role": "user", "content": question}],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
        }
        async with (
            httpx.AsyncClient(verify=self._tls, headers=self._headers, timeout=None) as client,  # noqa: S113  see above
            client.stream("POST", self._url, content=json.dumps(body).encode()) as answer,
        ):
            if answer.status_code != _OK:
                raise NoAnswerError(f"答复了错误 {answer.status_code}")
            content = b""
            async for piece in answer.aiter_raw():  # never unpacked: a small archive can hold gigabytes
                content += piece
                if len(content) > MOST_BYTES:
                    raise NoAnswerError("答得太长")
            return content


def _said(content: bytes) -> str:
    """The text in an answer of the endpoint."""
    try:
        data: Any = json.loads(content)
        text = data["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise NoAnswerError("答得不合格式") from None
    if not isinstance(text, str):
        raise NoAnswerError("答得不合格式")
    return text
