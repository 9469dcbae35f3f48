"""Papers: one question of each stratum of difficulty for each person, in his own order, with his own order of options.

A paper follows from the seed, the person's number and the items alone, so it is never stored: what is dealt here may
not change for a contest that is under way (see RULES in `scenarios.contest.settings`). What goes over the wire is the
place in the person's own order; only here is it turned into a canonical answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import accumulate, pairwise
from math import isqrt
from typing import TYPE_CHECKING

from scenarios.bank.written import CODE as WRITTEN
from scoring.contest.clock import time_limit
from scoring.contest.ranking import hardest_third

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenarios.bank import Answer, Item

Choice = int | list[int] | str
"""An answer as a person's page gives it, in the places (from 0) of his own order; a number as he typed it.

single: a place · several: places · order: places, first to last · match: for each left, as shown, the right's place.
"""

LONGEST_NUMBER = 12
_SMALL = 12
"""A skill with fewer items weighs no more per item than one of so many, or everybody would get the same few."""
_FEWEST = 4
"""Of how many a question is drawn at the least: variety gives way before everybody gets the same one."""
_UNIT = 10**12
"""Weights are whole numbers: the same on every machine."""


class UnreadableChoiceError(ValueError):
    """A choice that can't be an answer to this question: `str()` says so in Chinese."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One question on one person's paper. `options[shown]` is the canonical index of the option shown at that place.

    `hard`: it is in the paper's hardest third.
    """

    position: int
    item: str
    options: tuple[int, ...]
    lefts: tuple[int, ...]
    hard: bool


def strata(items: Sequence[Item], count: int) -> tuple[tuple[Item, ...], ...]:
    """The items in `count` groups from the easiest to the hardest, skills kept together.

    Groups are of nearly the same weight, and a skill weighs the square root of its items: one whose table yields a
    hundred questions is asked about more often than one with ten, not ten times as often. Raises ValueError when there
    are fewer items than groups.
    """
    if len(items) < count:
        raise ValueError(f"{count} strata need as many items, there are {len(items)}")
    ordered = sorted(items, key=lambda one: (one.difficulty, one.skill, one.id))
    sizes = Counter(one.skill for one in items)
    weighed = list(accumulate(isqrt(_UNIT // max(sizes[one.skill], _SMALL)) for one in ordered))
    bounds = [0]
    for number in range(1, count):
        end = bisect_left(weighed, weighed[-1] * number // count)
        bounds.append(max(bounds[-1] + 1, min(end, len(ordered) - count + number)))
    return tuple(tuple(ordered[start:end]) for start, end in pairwise((*bounds, len(ordered))))


def paper(seed: str, entry: int, groups: Sequence[Sequence[Item]]) -> tuple[Slip, ...]:
    """The paper of one person: one item of each group, no fact and no kind of question twice where it can be helped."""
    chosen: list[Item] = []
    for number, group in enumerate(groups):
        facts = {place for one in chosen for place in _facts(one)}
        new = [item for item in group if facts.isdisjoint(_facts(item))]
        kinds = {_kind(one) for one in chosen}
        other = [item for item in new if _kind(item) not in kinds]
        left = other if len(other) >= _FEWEST else new or group
        chosen.append(left[_number(seed, entry, f"stratum {number}") % len(left)])
    # By stratum, not by difficulty: everybody has as many hard ones, whichever of each stratum he got.
    hard = hardest_third(range(len(chosen)))
    order = _shuffled(seed, entry, "paper", len(chosen))
    return tuple(_slip(seed, entry, position, chosen[n], n in hard) for position, n in enumerate(order, 1))


def _facts(item: Item) -> tuple[str, str]:
    """What two questions on the same fact share: where it stands, be it together with other facts or alone."""
    return item.source.path, item.source.fingerprint


def _kind(item: Item) -> str:
    """What questions made in the same way share: the code their ids begin with. A trainer's are each of their own."""
    code, _, rest = item.id.partition("-")
    return item.id if code == WRITTEN else code if rest else item.id


def seconds_for(item: Item) -> int:
    """The seconds a question may take."""
    return time_limit(item.stem, (*item.lefts, *item.options))


def canonical_answer(slip: Slip, item: Item, choice: object) -> Answer:
    """What somebody chose in his own order, as a canonical answer; raises UnreadableChoiceError in Chinese."""
    match item.kind:
        case "number":
            return _typed_number(choice)
        case "single":
            return slip.options[_place(choice, slip.options)]
        case "several":
            ticked = {slip.options[_place(one, slip.options)] for one in _places(choice)}
            if not ticked:
                raise UnreadableChoiceError("一项也没有选，至少选一项。")
            return tuple(sorted(ticked))
        case "order":
            told = tuple(slip.options[_place(one, slip.options)] for one in _places(choice))
            if sorted(told) != list(range(len(slip.options))):
                raise UnreadableChoiceError("排序要把每一项都排进去，一项只排一次。")
            return told
        case "match":
            given = [slip.options[_place(one, slip.options)] for one in _places(choice)]
            if len(given) != len(slip.lefts):
                raise UnreadableChoiceError("配对要给左边每一项都选好右边的一项。")
            return tuple(right for _, right in sorted(zip(slip.lefts, given, strict=True)))


def choice_shown(slip: Slip, item: Item, answer: Answer) -> Choice:
    """A canonical answer in the places of a person's own order: the way back."""
    if isinstance(answer, Decimal):
        return format(answer, "f")
    shown = {canonical: place for place, canonical in enumerate(slip.options)}
    if isinstance(answer, int):
        return shown[answer]
    if item.kind == "match":
        return [shown[answer[left]] for left in slip.lefts]
    found = [shown[one] for one in answer]
    return sorted(found) if item.kind == "several" else found


def as_shown(slip: Slip, texts: Mapping[int, str] | Sequence[str]) -> tuple[str, ...]:
    """The options of a question in the order this person sees them."""
    return tuple(texts[one] for one in slip.options)


def _slip(seed: str, entry: int, position: int, item: Item, hard: bool) -> Slip:  # noqa: FBT001  (read out of a set)
    options = _shuffled(seed, entry, f"options {item.id}", len(item.options))
    lefts = _shuffled(seed, entry, f"lefts {item.id}", len(item.lefts))
    return Slip(position, item.id, options, lefts, hard)


def _shuffled(seed: str, entry: int, what: str, count: int) -> tuple[int, ...]:
    """The numbers below `count` in a seeded order, by their hashes: no library's generator decides it."""
    return tuple(sorted(range(count), key=lambda n: _number(seed, entry, f"{what} {n}")))


def _number(seed: str, entry: int, what: str) -> int:
    return int.from_bytes(sha256(f"{seed}:{entry}:{what}".encode()).digest()[:8], "big")


def _places(choice: object) -> list[object]:
    if not isinstance(choice, list | tuple):
        raise UnreadableChoiceError("没看懂您选了什么，请再选一次。")
    return list(choice)


def _place(choice: object, options: Sequence[int]) -> int:
    if isinstance(choice, bool) or not isinstance(choice, int) or not 0 <= choice < len(options):
        raise UnreadableChoiceError("没有这个选项，请在题目给出的选项里选。")
    return choice


_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－", "0123456789.-")


def _typed_number(choice: object) -> Decimal:
    typed = choice.strip().translate(_FULL_WIDTH) if isinstance(choice, str) else str(choice)
    if isinstance(choice, bool) or len(typed) > LONGEST_NUMBER or not _NUMBER.fullmatch(typed):
        raise UnreadableChoiceError("请只填一个数，例如 128 或 8.5，不用写单位。")
    return Decimal(typed)
