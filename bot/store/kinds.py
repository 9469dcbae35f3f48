"""The kinds of outgoing messages: which goes first, and what to do when nobody knows whether one arrived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class WhenUnknown(StrEnum):
    """What follows when the answer to a send was lost, so that it may or may not stand in the chat."""

    OFFER = "offer"
    """Do not say it twice: say that something may be missing, with a button that shows it again."""
    DROP = "drop"
    """Leave it: seen twice it would be worse than not at all, and nobody waits for it."""
    REPEAT = "repeat"
    """Send it again: seen twice it does no harm."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message; a smaller `priority` is sent before a larger one, whatever was queued first."""

    name: str
    priority: int
    when_unknown: WhenUnknown
    meaning: str


REPLY, LATER, BROADCAST = 0, 5, 9

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("line", REPLY, WhenUnknown.OFFER, "对话里的一句话或一道题"),
        Kind("menu", REPLY, WhenUnknown.REPEAT, "按钮菜单、说明、提示"),
        Kind("report", REPLY, WhenUnknown.OFFER, "一份报告"),
        Kind("notice", REPLY, WhenUnknown.DROP, "一句提醒"),
        Kind("reminder", LATER, WhenUnknown.DROP, "到点的提醒"),
        Kind("broadcast", BROADCAST, WhenUnknown.DROP, "群发"),
    )
}

IDEMPOTENT_METHODS = ("edit", "answer", "set", "delete", "pin", "unpin")
"""Beginnings of Bot API methods that may be called twice with the same effect as once."""


def when_unknown(kind: str, method: str) -> WhenUnknown:
    """The rule for a send of this kind by this method."""
    if method.startswith(IDEMPOTENT_METHODS):
        return WhenUnknown.REPEAT
    return KINDS[kind].when_unknown
