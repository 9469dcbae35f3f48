"""What a person typed outside a talk (a name, an answer, a control word), without what no keyboard types."""

from __future__ import annotations

from unicodedata import category


def clean(text: str) -> str:
    """Take out control characters and join lines into one; what is left may be empty."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    return "".join(char for char in spaced if category(char) not in ("Cc", "Cs")).strip()
