"""How right an answer is, in thousandths, for each kind of question. A malformed answer earns nothing and never raises.

Options are counted from 0 in canonical order. Once half of an answer is wrong nothing is left, so that guessing one's
way through the parts of an answer doesn't pay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import Literal

Kind = Literal["single", "several", "order", "number", "match"]
Key = int | tuple[int, ...] | Decimal

FULL = 1000
"""The credit of a wholly right answer. Credits are integers: they are stored, compared and added without loss."""


def credit(kind: Kind, key: Key, answer: object, options: int, tolerance: Decimal = Decimal(0)) -> int:
    """The credit of an answer, 0 to `FULL`.

    `options` is how many there are to choose from (match: how many rights). Only a number has a `tolerance`. Lists
    count as tuples. Where a question has several accepted keys, the best credit counts.
    """
    if kind == "number":
        return _number(key, answer, tolerance)
    return _BY_KIND[kind](key, answer, options)


def _number(key: Key, answer: object, tolerance: Decimal) -> int:
    """Full within the tolerance, its bounds included."""
    if not isinstance(key, Decimal | int) or not (type(answer) is int or isinstance(answer, Decimal)):
        return 0
    number = Decimal(answer)  # compared, not reckoned with: a number of a million digits must not raise
    return FULL if number.is_finite() and key - tolerance <= number <= key + tolerance else 0


def _single(key: Key, answer: object, options: int) -> int:
    return FULL if _is_index(answer, options) and answer == key else 0


def _several(key: Key, answer: object, options: int) -> int:
    """`1 - 2·(options ticked wrongly or left out)/options`; ticking all or none says nothing and earns nothing."""
    right, ticked = _indices(key, options), _indices(answer, options)
    if ticked == right:
        return FULL if right else 0
    if not right or len(ticked) in {0, options} or len(set(ticked)) < len(ticked):
        return 0
    return _less(len(set(right) ^ set(ticked)), options)


def _order(key: Key, answer: object, options: int) -> int:
    """`1 - 2·(pairs the wrong way round)/(all pairs)`; every option has to be placed."""
    right, given = _indices(key, options), _indices(answer, options)
    if not right or sorted(given) != sorted(right):
        return 0
    place = {option: n for n, option in enumerate(right)}
    pairs = [place[first] > place[second] for first, second in combinations(given, 2)]
    return _less(sum(pairs), max(1, len(pairs)))


def _match(key: Key, answer: object, options: int) -> int:
    """`1 - 2·(lefts with a wrong right)/lefts`; every left has to have one."""
    rights, given = _indices(key, options), _indices(answer, options)
    if not rights or len(given) != len(rights):
        return 0
    return _less(sum(one != other for one, other in zip(rights, given, strict=True)), len(rights))


_BY_KIND: Mapping[str, Callable[[Key, object, int], int]] = {
    "single": _single,
    "several": _several,
    "order": _order,
    "match": _match,
}


def _less(wrong: int, of: int) -> int:
    """`FULL·(1 - 2·wrong/of)`, not below 0, rounded half up to a whole thousandth."""
    return max(0, (2 * FULL * (of - 2 * wrong) + of) // (2 * of))


def _is_index(value: object, options: int) -> bool:
    return type(value) is int and 0 <= value < options


def _indices(value: object, options: int) -> tuple[int, ...]:
    """The options an answer names, or nothing when any of them is none."""
    if isinstance(value, tuple | list) and all(_is_index(one, options) for one in value):
        return tuple(value)
    return ()
