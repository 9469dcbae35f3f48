"""Buttons as data: what stands on one, and the short handle that comes back when it is tapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

LONGEST_HANDLE = 64
"""Bytes of `callback_data` that Telegram carries."""

_HANDLE = re.compile(r"[a-z]{1,12}(?::[A-Za-z0-9-]{1,16}){0,4}")


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label, and its handle, made by `handle`, or the address it opens, in a browser or as Mini App."""

    label: str
    handle: str = ""
    url: str = ""
    app: str = ""


Rows = tuple[tuple[Button, ...], ...]


def handle(verb: str, *parts: str | int) -> str:
    """Make a handle out of a verb and what it is about; raises ValueError for what would not come back whole."""
    made = ":".join((verb, *map(str, parts)))
    if not _HANDLE.fullmatch(made) or len(made) > LONGEST_HANDLE or made.count(":") != len(parts):
        raise ValueError(f"not fit for a handle: {made!r}")
    return made


def read_handle(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Read a handle that came back: (verb, parts), or None for anything we did not make."""
    if len(text) > LONGEST_HANDLE or not _HANDLE.fullmatch(text):
        return None
    verb, *parts = text.split(":")
    return verb, tuple(parts)


def mark_of(name: str) -> str:
    """Stand in for a Chinese name in a handle: short, ASCII, and the same in every process."""
    return sha256(name.encode()).hexdigest()[:8]


def rows(*buttons: Button, width: int = 1) -> Rows:
    """Set buttons in rows of `width`."""
    return tuple(buttons[start : start + width] for start in range(0, len(buttons), width))


def ticked(label: str, *, on: bool) -> str:
    """Tick a label that stands for something chosen."""
    return f"✓ {label}" if on else label
