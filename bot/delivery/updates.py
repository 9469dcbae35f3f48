"""What delivery itself needs to know of an update: whose queue it stands in, and whether a group got a new id."""

from __future__ import annotations

from typing import Any

from bot.store.records import Json

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
"""The kinds of updates the bot asks Telegram for."""


def numbered(content: Any) -> Json | None:
    """The content if it is an update: an object with a number that can be kept."""
    number = content.get("update_id") if isinstance(content, dict) else None
    return content if _fits(number) else None


def chat_of(update: Json) -> int | None:
    """The chat an update belongs to; a person's own id when it has none, None when it has neither."""
    for name, content in update.items():
        if name == "update_id" or not isinstance(content, dict):
            continue
        message = content.get("message")
        for place in (content, message if isinstance(message, dict) else {}):
            chat = _number(place.get("chat"))
            if chat is not None:
                return chat
        return _number(content.get("from")) or _number(content.get("user"))
    return None


def migration_of(update: Json) -> tuple[int, int] | None:
    """(old id, new id) if this update tells that a group became a supergroup."""
    message = update.get("message")
    if not isinstance(message, dict):
        return None
    chat, new = _number(message.get("chat")), message.get("migrate_to_chat_id")
    return (chat, new) if chat is not None and isinstance(new, int) else None


def tapped(update: Json) -> tuple[str, str] | None:
    """(query id, data) of a tap on a button."""
    query = update.get("callback_query")
    if not isinstance(query, dict) or not isinstance(query.get("data"), str):
        return None
    return str(query.get("id", "")), query["data"]


def _number(place: Any) -> int | None:
    number = place.get("id") if isinstance(place, dict) else None
    return number if _fits(number) else None


def _fits(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) < 2**63
