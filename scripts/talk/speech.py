"""The customer's choice of words: a fresh variant each time, never one sentence twice in a talk."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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

    def __init__(self, spoken: Iterable[str], rng: Random, names: Mapping[str, str]) -> None:
        """`names` are put in for `{rep}` and the like."""
        self.spoken = list(spoken)
        self._rng = rng
        self._names = names

    def pick(self, lines: Sequence[str]) -> str:
        """A variant not yet spoken in this talk, or "" when there is none to choose from."""
        fresh = [line for line in lines if line not in self.spoken]
        if not fresh:
            fresh = [again + line for again in _AGAIN for line in lines if again + line not in self.spoken]
        if not fresh:
            return ""
        line = fresh[self._rng.randrange(len(fresh))]
        self.spoken.append(line)
        return fill(line, self._names)

    def chance(self, share: float) -> bool:
        """True in that share of cases; always draws, so that a talk's later choices do not hang on levels."""
        return self._rng.random() < share


def fill(line: str, names: Mapping[str, str]) -> str:
    """Put names in for the `{placeholders}` of a line; anything else in braces stays as written."""
    for key, name in names.items():
        line = line.replace("{" + key + "}", name)
    return line
