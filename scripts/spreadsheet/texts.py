"""A cell's text as a person sees it: what Excel adds and what blanks hide is left out."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\u00a0\u3000\u200b\ufeff]")


def number_text(number: float) -> str:
    """A number as people write it: 128 for 128.0, 0.1 for what 0.30000000000000004 - 0.2 leaves."""
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    return repr(float(f"{number:.12g}"))


def clean(text: str) -> str:
    """The text without blanks around it or around its lines."""
    text = text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()
