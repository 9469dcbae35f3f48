"""Who knows nothing wins nothing: ways of guessing that people really use, tried on every shipped question."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import mean, median

import pytest

from scenarios.bank.alike import likeness, plain
from scenarios.bank.item import Item
from scoring.contest.credit import credit
from tests.banks import HOTEL, OFFICE, loaded

EVERY = {plan: list(loaded(plan).bank.items.values()) for plan in (OFFICE, HOTEL)}
SINGLES = {plan: [item for item in items if item.kind == "single"] for plan, items in EVERY.items()}
WRITTEN = [item for items in SINGLES.values() for item in items if item.id.startswith("written-")]
SEEN = Counter(option for items in SINGLES.values() for item in items for option in item.options)

OVER_CHANCE = 0.08
"""By how much of all singles a way of guessing may beat blind chance."""
OVER_CHANCE_WRITTEN = 0.15
"""The same over the written ones: they are few, so that luck alone (two standard errors) comes to 0.14."""
OVER_CHANCE_KIND = 0.45
"""The same over the singles of one generator that has at least six."""

Liking = Callable[[Item, str], float]
"""How much a guesser likes an option; he takes one of those he likes most."""


def figure(option: str) -> float | None:
    found = re.search(r"\d+(?:\.\d+)?", option)
    return float(found[0]) if found else None


def shared(item: Item, option: str) -> int:
    return len(set(plain(option)) & set(plain(item.stem)))


def by_size(place: int) -> Liking:
    """The figure at this place by size."""

    def liking(item: Item, option: str) -> float:
        figures = sorted(one for one in map(figure, item.options) if one is not None)
        return float(bool(figures) and figure(option) == figures[min(place, len(figures) - 1)])

    return liking


GUESSES: Mapping[str, Liking] = {
    "最长的": lambda _, option: len(option),
    "最短的": lambda _, option: -len(option),
    "不长不短的": lambda item, option: -abs(len(option) - median(map(len, item.options))),
    "和题干像的": shared,
    "和题干最不像的": lambda item, option: -shared(item, option),
    "和别的选项像的": lambda item, option: sum(likeness(option, one) for one in item.options if one != option),
    "和别的选项不像的": lambda item, option: -sum(likeness(option, one) for one in item.options if one != option),
    "常见的": lambda _, option: SEEN[option],
    "少见的": lambda _, option: -SEEN[option],
    "有数字的": lambda _, option: float(bool(re.search(r"\d", option))),
    "标点多的": lambda _, option: len(re.findall("[，；。、？]", option)),
    "说您多的": lambda _, option: option.count("您"),
    "不打包票的": lambda _, option: -len(re.findall("保证|肯定|一定|百分之百|放心|做主|先签", option)),
    "最小的数": by_size(0),
    "第二小的数": by_size(1),
    "第三小的数": by_size(2),
    "最大的数": by_size(99),
}


def gained(items: Sequence[Item], liking: Liking) -> float:
    """The share of singles that the guesser gets, above what blind chance would give him."""
    return mean(_chance(item, liking) - 1 / len(item.options) for item in items)


def _chance(item: Item, liking: Liking) -> float:
    likings = [liking(item, option) for option in item.options]
    best = [index for index, liked in enumerate(likings) if liked == max(likings)]
    return (item.key in best) / len(best)


@pytest.mark.parametrize("guess", GUESSES)
def test_no_way_of_guessing_pays_over_a_whole_bank(guess: str) -> None:
    for plan, items in SINGLES.items():
        assert gained(items, GUESSES[guess]) < OVER_CHANCE, plan


@pytest.mark.parametrize("guess", GUESSES)
def test_no_way_of_guessing_pays_over_what_trainers_wrote(guess: str) -> None:
    assert gained(WRITTEN, GUESSES[guess]) < OVER_CHANCE_WRITTEN


@pytest.mark.parametrize("guess", GUESSES)
def test_no_way_of_guessing_solves_a_whole_kind_of_question(guess: str) -> None:
    for plan, items in SINGLES.items():
        kinds: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            kinds[item.id.partition("-")[0]].append(item)
        for kind, alike in kinds.items():
            if len(alike) >= 6:
                assert gained(alike, GUESSES[guess]) < OVER_CHANCE_KIND, (plan, kind)


def test_a_guesser_would_be_found_out_if_the_longest_were_right() -> None:
    told = [item for item in SINGLES[OFFICE] if len(item.options[int(item.key)]) == max(map(len, item.options))]  # type: ignore[arg-type]
    assert gained(told, GUESSES["最长的"]) > OVER_CHANCE_WRITTEN


HALVES: Mapping[str, Liking] = {name: GUESSES[name] for name in ("最长的", "最短的", "和题干像的", "常见的", "少见的")}


@pytest.mark.parametrize("guess", [*HALVES, "数大的", "全选"])
def test_ticking_half_or_all_of_several_answers_earns_little(guess: str) -> None:
    liking = {**HALVES, "数大的": lambda _, option: figure(option) or 0.0}.get(guess)
    for plan, items in EVERY.items():
        several = [item for item in items if item.kind == "several"]
        earned = []
        for item in several:
            ranked = sorted(range(len(item.options)), key=lambda one: -liking(item, item.options[one]) if liking else 0)
            ticked = ranked if liking is None else ranked[: (len(ranked) + 1) // 2]
            earned.append(credit("several", item.key, tuple(sorted(ticked)), len(item.options), item.tolerance) / 1000)
        assert mean(earned) < 0.4, plan


@pytest.mark.parametrize("plan", EVERY)
def test_sorting_both_sides_by_size_pairs_few(plan: str) -> None:
    """Both sides that rise together would be paired by who knows nothing; hence the rights that belong to no left."""
    numeric = [
        item
        for item in EVERY[plan]
        if item.kind == "match" and all(figure(one) is not None for one in (*item.lefts, *item.options))
    ]
    assert numeric
    for turned in (False, True):
        solved = [item for item in numeric if item.key == _sorted_pairs(item, turned=turned)]
        assert len(solved) <= len(numeric) / 2


def test_nothing_is_put_in_order_by_figures_that_stand_in_it() -> None:
    orders = [item for items in EVERY.values() for item in items if item.kind == "order"]
    assert orders
    assert not [item.stem for item in orders if all(figure(option) is not None for option in item.options)]


def _sorted_pairs(item: Item, *, turned: bool) -> tuple[int, ...]:
    """The smallest left with the smallest right and so on; turned: with the largest."""
    rights = _by_figure(item.options)
    paired = dict(zip(_by_figure(item.lefts), rights[::-1] if turned else rights, strict=False))
    return tuple(paired[left] for left in range(len(item.lefts)))


def _by_figure(texts: Sequence[str]) -> list[int]:
    return sorted(range(len(texts)), key=lambda one: figure(texts[one]) or 0)
