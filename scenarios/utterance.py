"""What a person can have said in one breath: without control characters, and not longer than anybody speaks."""

from __future__ import annotations

import unicodedata

LONGEST_UTTERANCE = 1000
"""Characters of one utterance; nobody says more in one breath."""


def spoken(utterance: str) -> str:
    """Take out control characters and broken surrogates, and blanks at the ends."""
    kept = (" " if char in "\t\r\n" else char for char in utterance if _is_text(char) or char in "\t\r\n")
    return "".join(kept).strip()


def too_long(text: str) -> str:
    """The Chinese notice for an utterance that is too long, "" for one that is not."""
    if len(text) <= LONGEST_UTTERANCE:
        return ""
    return f"这一句有 {len(text)} 个字，太长了。请分开说，每句不超过 {LONGEST_UTTERANCE} 字。"


def _is_text(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs"}
