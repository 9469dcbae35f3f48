"""The customer's choice of words: a fresh variant each time, never one sentence twice in a talk."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

REP_NAME = "〔姓名〕"
"""What authors write where the rep's name goes; full-width, because half-width brackets mean something to YAML."""

_SMALL_WORD = 2  # 行，嗯，好，那倒，: longer beginnings carry meaning

# When all variants are used up, one of these goes before the line, so that he still does not repeat himself.
_AGAIN = (
    "我还是那句话，",
    "再说一遍，",
    "话说回来，",
    "我刚才就讲了，",
    "你听我说，",
    "讲到底，",
    "说句实在的，",
    "我也不瞒你，",
)


class Speech:
    """One turn's tongue: picks lines by the seeded `rng` and remembers what was `spoken`."""

    def __init__(self, spoken: Iterable[str], rng: Random, rep: str) -> None:
        """`rep` is the name that stands where a line says 〔姓名〕."""
        self.spoken = list(spoken)
        self._rng = rng
        self._rep = rep

    def pick(self, lines: Sequence[str]) -> str:
        """A variant not yet spoken in this talk, or "" when there is none to choose from."""
        fresh = [line for line in lines if line not in self.spoken]
        if not fresh:
            fresh = [again + line for again in _AGAIN for line in lines if again + line not in self.spoken]
        if not fresh:
            return ""
        line = fresh[self._rng.randrange(len(fresh))]
        self.spoken.append(line)
        return fill(line, self._rep)

    def chance(self, share: float) -> bool:
        """True in that share of cases; always draws, so that a talk's later choices do not hang on levels."""
        return self._rng.random() < share


def fill(line: str, rep: str) -> str:
    """Put the rep's own name into a line."""
    return line.replace(REP_NAME, rep)


def joined(pieces: Sequence[str]) -> str:
    """His pieces as one speech: a small word that begins two of them in a row ("行，…行，…") is said once."""
    text = ""
    before = ""
    for piece in pieces:
        word, comma, rest = piece.partition("，")
        text += rest if comma and len(word) <= _SMALL_WORD and before == word else piece
        before = word if comma else ""
    return text
