"""What a person typed, made fit to be heard: no control characters, and not longer than anybody would listen to."""

from __future__ import annotations

import re
from unicodedata import category

LONGEST = 1000
"""Characters in one utterance; more than that is a pasted document, not a line of talk."""

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.?)", re.DOTALL)


def clean(text: str) -> str:
    """Take out terminal escapes and control characters and join lines into one; what is left may be empty."""
    without = _ESCAPES.sub("", text)
    spaced = "".join(" " if char in "\t\r\n\v\f\u2028\u2029" else char for char in without)
    return "".join(char for char in spaced if category(char) not in ("Cc", "Cs") and char != "\ufeff").strip()


def too_long(text: str) -> str:
    """Say in Chinese that an utterance is too long, or "" when it is not."""
    if len(text) <= LONGEST:
        return ""
    return f"这一段有 {len(text)} 个字，没有哪位客户听得完，就没有说给他听。请分成几句说，一句最多 {LONGEST} 个字。"
