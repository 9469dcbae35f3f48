"""Files that people send: fetched from Telegram, within limits of size and time, before anything is made of them."""

from __future__ import annotations

from time import monotonic

import httpx

SECONDS_TO_FETCH = 20.0


class NotFetchedError(Exception):
    """The file could not be had: the line, or an answer that makes no sense."""


class TooBigError(Exception):
    """The file is larger than was asked for, whatever its size was said to be."""


class Files:
    """Telegram's files for one bot, at the address that is configured."""

    def __init__(self, base_url: str, token: str, proxy: str | None = None) -> None:
        self._methods = f"{base_url}/bot{token}"
        self._files = f"{base_url}/file/bot{token}"
        self._proxy = proxy

    def fetch(self, file_id: str, most: int) -> bytes:
        """The file's bytes, at most so many. Raises NotFetchedError and TooBigError."""
        try:
            return self._fetched(file_id, most)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, LookupError, TypeError) as error:
            raise NotFetchedError(type(error).__name__) from None  # the address in its text has the token in it

    def _fetched(self, file_id: str, most: int) -> bytes:
        deadline = monotonic() + SECONDS_TO_FETCH
        with httpx.Client(proxy=self._proxy, timeout=SECONDS_TO_FETCH / 2) as client:
            told = client.post(f"{self._methods}/getFile", json={"file_id": file_id}).raise_for_status().json()
            path = told["result"]["file_path"]
            content = b""
            with client.stream("GET", f"{self._files}/{path}") as answer:
                for piece in answer.raise_for_status().iter_bytes():
                    content += piece
                    if len(content) > most:
                        raise TooBigError
                    if monotonic() > deadline:
                        raise NotFetchedError
        return content
