"""Chinese text in columns: how wide it stands on a terminal, and where its lines may break."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

_CLOSING = "，。！？；：、”’）】》」』…"
_OPENING = "“‘（【《「『"
_UNITS = re.compile(rf"[{_OPENING}]*(?:[\x21-\x7e]+|.)[{_CLOSING}]*", re.DOTALL)


def columns(text: str) -> int:
    """Count the columns a text takes: two for a wide character, none for a combining one."""
    return sum(_column(char) for char in text)


def wrapped(text: str, width: int, hang: int = 0) -> str:
    """Break a text into lines of at most `width` columns; all but the first are indented by `hang`.

    Latin words and numbers stay whole, and no line begins with a comma or ends with an opening quote.
    """
    parts = f"\n{' ' * hang}".join(text.splitlines()).split("\n")
    return "\n".join(line for part in parts for line in _lines(part, width, hang))


def _column(char: str) -> int:
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _lines(text: str, width: int, hang: int) -> list[str]:
    lines, line, used = [], "", 0
    for unit in _UNITS.findall(text):
        size = columns(unit)
        if line.strip() and used + size > width:
            lines.append(line.rstrip())
            line, used = " " * hang, hang
            unit = unit.lstrip()  # noqa: PLW2901 - a space at a break is swallowed by the break
            size = columns(unit)
        line += unit
        used += size
    return [*lines, line]
