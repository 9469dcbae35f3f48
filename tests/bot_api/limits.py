"""Telegram's limits on messages, as its documentation and its error texts give them."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from html.parser import HTMLParser
from typing import Any

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_CALLBACK_DATA = 64
MOST_ANSWER = 200
MOST_BUTTONS = 100

_TAGS = {
    "b",
    "strong",
    "i",
    "em",
    "u",
    "ins",
    "s",
    "strike",
    "del",
    "span",
    "tg-spoiler",
    "a",
    "code",
    "pre",
    "blockquote",
}
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")


class ApiError(Exception):
    """An answer with `ok: false`."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class _Tags(HTMLParser):
    """Reads Telegram's HTML strictly: known tags, properly nested and closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        if tag not in _TAGS:
            raise ApiError(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}" at byte offset 0')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise ApiError(400, f'Bad Request: can\'t parse entities: Unexpected end tag "{tag}" at byte offset 0')

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def visible(text: str, parse_mode: str | None) -> str:
    """The text as the chat shows it; raises ApiError if its HTML is not Telegram's."""
    if parse_mode is None:
        return text
    if parse_mode.upper() != "HTML":
        raise ApiError(400, "Bad Request: unsupported parse_mode")
    if _ENTITY.search(text):
        # Telegram shows a bare ampersand as it is, but text that was not escaped is a mistake of the program.
        raise ApiError(400, "Bad Request: can't parse entities: a bare & was not escaped")
    if re.search(r"<(?![a-zA-Z/])", text):
        raise ApiError(400, 'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 0')
    reader = _Tags()
    reader.feed(text)
    reader.close()
    if reader.open:
        raise ApiError(
            400, f"Bad Request: can't parse entities: Can't find end tag corresponding to \"{reader.open[-1]}\""
        )
    return "".join(reader.text)


def checked_text(params: dict[str, Any], field: str = "text", most: int = MOST_TEXT) -> str:
    """The visible text of a message within its limit, counted as Telegram does (UTF-16 code units)."""
    text = visible(str(params.get(field, "")), params.get("parse_mode"))
    if not text.strip() and field == "text":
        raise ApiError(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > most:
        raise ApiError(
            400, "Bad Request: message is too long" if field == "text" else "Bad Request: message caption is too long"
        )
    return text


def checked_markup(params: dict[str, Any]) -> dict[str, Any] | None:
    """The keyboard of a message, every button within the limits."""
    markup = params.get("reply_markup")
    if isinstance(markup, str):
        markup = json.loads(markup)
    if not markup:
        return None
    buttons = [button for row in markup.get("inline_keyboard", ()) for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise ApiError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.get("text"):
            raise ApiError(
                400,
                "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
            )
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= MOST_CALLBACK_DATA:
            raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
    return dict(markup)


class Rates:
    """Counts messages as Telegram limits them: 30 a second in all, about one a second per chat, 20 a minute a group."""

    def __init__(self) -> None:
        self.refused = 0
        self.sent: list[float] = []
        self._bot: deque[float] = deque()
        self._chats: dict[int, deque[float]] = defaultdict(deque)

    def take(self, chat_id: int, now: float) -> None:
        """Count one message; raises 429 when it is one too many."""
        window, most = (60.0, 20) if chat_id < 0 else (6.0, 9)  # a private chat bears a short burst
        for counted, span, limit in ((self._bot, 1.0, 30), (self._chats[chat_id], window, most)):
            while counted and counted[0] <= now - span:
                counted.popleft()
            if len(counted) >= limit:
                self.refused += 1
                wait = int(counted[0] + span - now) + 1
                raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        self._bot.append(now)
        self._chats[chat_id].append(now)
        self.sent.append(now)

    def busiest_second(self) -> int:
        """The most messages in any rolling second so far."""
        most, first = 0, 0
        for last, at in enumerate(self.sent):
            while self.sent[first] <= at - 1.0:
                first += 1
            most = max(most, last - first + 1)
        return most
