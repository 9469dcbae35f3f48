"""A question stands on the plan: its words are still there, its figures are the plan's, it touches no open place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from scenarios.bank.alike import plain
from scenarios.bank.checks.items import right_options
from scenarios.bank.checks.registry import of_items
from scenarios.codes import problem
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.checks.subject import Books, Entry
    from scripts.problems import Problem

_PRICE = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?) *(?:元|块钱?)/? *(?:月|号)")
_FOLD = re.compile(r"(?<![\d.])(\d(?:\.\d)?) *折")
_NEGATED = re.compile("不|没|错|除了|别")
_SHORTEST = 2


@of_items("no-source", "unknown-source", "stale-source")
def items_stand_on_the_plan(books: Books) -> Iterator[Problem]:
    """Every question names the words it stands on, and they are still there."""
    for entry in books:
        if not entry.item.from_:
            hint = "加上 from:，下面写方案里的位置和那里的原话，例如 approval/beyond: 一律从OA上报。"
            yield problem("no-source", entry.place(), "没有写这道题依据方案的哪一句。", hint)
        for path, words in entry.item.from_.items():
            place = entry.place("from", path)
            if not books.sources.has(path):
                first = path.partition("/")[0]
                known = [*type(books.shelf.plan).model_fields, "points", "objections"]
                hint = did_you_mean(first, [name.replace("_", "-") for name in known], "开头能写：")
                yield problem("unknown-source", place, f"方案里没有「{path}」。", hint)
            elif not books.sources.says(path, words):
                message = f"「{path}」那里已经没有「{words}」这几个字：方案改过了，这道题先不用。"
                yield problem("stale-source", place, message, "对照方案改题，再把原话抄成现在的。")


@of_items("number-outside-plan")
def figures_are_the_plans(books: Books) -> Iterator[Problem]:
    """A price or discount in a right answer is one of the plan's."""
    prices = books.shelf.plan.tariff.prices
    limits = {limit for band in books.shelf.plan.bands.values() for limit in band.limits.values()}
    for entry, right in _choices(books):
        for option in right:
            text = normalize("NFKC", option)
            place = entry.place("options", entry.item.options.index(option))
            for found in _PRICE.finditer(text):
                if prices and float(found[1]) not in prices:
                    message = f"正确选项里的「{found[0]}」不是资费表里的价。"
                    yield problem("number-outside-plan", place, message, "对照 plan.yaml 的 tariff 改。")
            for found in _FOLD.finditer(text):
                if limits and float(found[1]) < min(limits):
                    message = f"正确选项里的「{found[0]}」比方案里最低的折扣还低。"
                    yield problem("number-outside-plan", place, message, "对照 plan.yaml 的 bands 改。")


@of_items("two-right-answers")
def wrong_answers_are_wrong(books: Books) -> Iterator[Problem]:
    """A wrong answer of a single does not stand in the very words that make the right one right."""
    for entry, right in _choices(books):
        item = entry.item
        if item.kind != "single" or _NEGATED.search(item.stem):
            continue
        for words in item.from_.values():
            if plain(right[0]) not in plain(words):
                continue
            for index, option in enumerate(item.options):
                bare = plain(option)
                if option != right[0] and len(bare) >= _SHORTEST and bare in plain(words):
                    message = f"「{option}」也在这道题依据的原话里，可能也对。"
                    yield problem("two-right-answers", entry.place("options", index), message, "改成多选，或者换掉它。")


@of_items("doubtful-item")
def items_keep_clear_of_doubts(books: Books) -> Iterator[Problem]:
    """No question hangs on what the plan itself leaves open."""
    for entry in books:
        item = entry.item
        doubt = books.doubts.touched(item.stem, (*item.lefts, *item.options))
        if doubt is not None:
            message = f"碰到了方案没有说清的地方「{doubt.name}」：{doubt.about}。"
            yield problem("doubtful-item", entry.place("stem"), message, "换一个问法，绕开它。")


def _choices(books: Books) -> Iterator[tuple[Entry, list[str]]]:
    """Every question with options to choose, and those that are right."""
    for entry in books:
        if entry.item.kind in ("single", "several"):
            try:
                yield entry, right_options(entry.item)
            except (ValueError, IndexError):  # told by wrong-key
                continue
