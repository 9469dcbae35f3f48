"""How edits of one message collapse: the last one counts, and one that finds its message unsent takes its place."""

from __future__ import annotations

from bot.store.records import Json

# What editMessageText says anew; everything else of a message (whom it answers, whether it sounds) stays as sent.
_SAID_BY_EDIT = frozenset({"text", "parse_mode", "entities", "link_preview_options", "reply_markup"})


def is_edit(method: str) -> bool:
    """Whether the method changes a message that stands in the chat."""
    return method.startswith("editMessage")


def own_slot(params: Json) -> str | None:
    """The name under which edits of a message given by its number are known to be edits of one message."""
    number = params.get("message_id")
    return None if number is None else f"#{number}"


def collapsed(method: str, params: Json, later: str, change: Json) -> Json | None:
    """The parameters of a waiting call after a later edit of the same message; None if the two can't be one."""
    if later == "editMessageReplyMarkup" and (method == "sendMessage" or is_edit(method)):
        kept = {name: value for name, value in params.items() if name != "reply_markup"}
        return {**kept, **change}
    if later == "editMessageText" and method in {"sendMessage", "editMessageText"}:
        kept = {name: value for name, value in params.items() if name not in _SAID_BY_EDIT}
        return {**kept, **change}
    return change if later == method else None
