"""A question can be answered in one way only, and not without knowing: stems, options, keys, lengths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from scenarios.bank.alike import likeness, plain
from scenarios.bank.answers import LETTERS
from scenarios.bank.checks.registry import of_items
from scenarios.bank.written import key_of
from scenarios.codes import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.checks.subject import Books, Entry
    from scenarios.bank.documents import WrittenItem
    from scripts.problems import Problem

NEARLY_THE_SAME = 0.85
LONG, FAR_LONGER = 12, 1.6
"""An answer of at least so many characters, and so many times as long as the longest wrong one, gives itself away."""
FEWEST = {"single": 3, "several": 4, "order": 3, "match": 3, "number": 0}
_CATCH_ALL = re.compile("以上|上述|上面.{0,3}都|都对|都不对|都正确|都不正确|都不是|全对|全选|皆是|均可|均正确|均不")
_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_CHINESE_FOLD = re.compile("([一二三四五六七八九])([一二三四五六七八九])?折(半)?")
_TWO_DIGIT_FOLD = re.compile(r"(?<![\d.])([1-9])([1-9])折")


@of_items("duplicate-item")
def names_are_unique(books: Books) -> Iterator[Problem]:
    """A question's name stands once in all files."""
    first: dict[str, Entry] = {}
    for entry in books:
        before = first.setdefault(entry.item.name, entry)
        if before is not entry:
            message = f"「{entry.item.name}」在 {_file(before)} 里已经有一道了。"
            yield problem("duplicate-item", entry.place(), message, "换一个名字。")


@of_items("duplicate-stem", "near-duplicate")
def stems_differ(books: Books) -> Iterator[Problem]:
    """No two questions ask the same, be it in other words; nor what the plan's facts give already."""
    seen: list[tuple[str, str, frozenset[str]]] = [
        (stem, f"自动出的题 {code}", frozenset()) for code, stem in books.generated.items()
    ]
    for entry in books:
        stem, options = entry.item.stem, frozenset(map(plain, entry.item.options))
        for other, where, others in seen:
            if plain(stem) == plain(other):
                if others and options and likeness("".join(sorted(options)), "".join(sorted(others))) < NEARLY_THE_SAME:
                    continue
                message = f"题干和{where}一样。"
                yield problem("duplicate-stem", entry.place("stem"), message, "删掉一道，或者换一个情境问。")
                break
            if others and likeness(stem, other) >= NEARLY_THE_SAME:
                message = f"题干和{where}差不多。"
                yield problem("near-duplicate", entry.place("stem"), message, "看看是不是同一道题换了几个字。")
                break
        seen.append((stem, f"「{entry.item.name}」", options))


@of_items("too-few-options")
def options_are_enough(books: Books) -> Iterator[Problem]:
    """There is something to choose from, and a letter for each."""
    for entry in books:
        item, fewest = entry.item, FEWEST[entry.item.kind]
        listed = item.lefts if item.kind == "match" else item.options
        if len(listed) < fewest or (item.kind == "match" and len(item.options) < len(item.lefts)):
            what = "左边至少三个，右边不能比左边少" if item.kind == "match" else f"至少要 {fewest} 个选项"
            yield problem("too-few-options", entry.place("options"), f"选项太少：{what}。", "补上看着像、其实不对的。")
        elif len(item.options) > len(LETTERS):
            message = f"有 {len(item.options)} 个选项，最多 {len(LETTERS)} 个。"
            yield problem("too-few-options", entry.place("options"), message, "留下最容易混的几个。")


@of_items("wrong-key")
def keys_can_be_read(books: Books) -> Iterator[Problem]:
    """The key names options that are there, in the way of its kind."""
    for entry in books:
        try:
            key_of(entry.item)
        except ValueError as why:
            hint = "写选项的字母：单选 B，多选 AC，排序 BDAC，配对按左边的先后写字母；填数题写数字。"
            yield problem("wrong-key", entry.place("key"), str(why), hint)


@of_items("equal-options")
def options_differ(books: Books) -> Iterator[Problem]:
    """No two options say the same, be it in other figures: 8.5折, 八五折 and 85折."""
    for entry in books:
        first: dict[str, str] = {}
        for index, option in enumerate(entry.item.options):
            before = first.setdefault(_meaning(option), option)
            if before is not option:
                message = f"选项「{option}」和「{before}」是一个意思，选哪个都对。"
                yield problem("equal-options", entry.place("options", index), message, "改掉一个。")


@of_items("catch-all")
def nothing_is_all_of_the_above(books: Books) -> Iterator[Problem]:
    """No option speaks of the others: 以上都对 is guessed, and means nothing once options are shuffled."""
    for entry in books:
        for index, option in enumerate(entry.item.options):
            if found := _CATCH_ALL.search(option):
                message = f"选项里写了「{found[0]}」：选项的次序每个人不一样，这样的选项读不通，也容易蒙对。"
                yield problem("catch-all", entry.place("options", index), message, "改成多选题，或者换一个具体的选项。")


@of_items("give-away-length")
def length_tells_nothing(books: Books) -> Iterator[Problem]:
    """The right answer is not by far the longest."""
    for entry in books:
        item = entry.item
        if item.kind not in ("single", "several") or not _readable(item):
            continue
        right = right_options(item)
        wrong = [option for option in item.options if option not in right]
        longest = max(map(len, wrong), default=0)
        if wrong and min(map(len, right)) >= max(LONG, FAR_LONGER * longest):
            message = "对的选项比别的都长一大截，不看题也猜得到。"
            yield problem("give-away-length", entry.place("options"), message, "把错的选项也写得一样具体。")


def right_options(item: WrittenItem) -> list[str]:
    """What is right of a single or several; the key must be readable."""
    key = key_of(item)
    indices = key if isinstance(key, tuple) else (key,)
    return [item.options[int(index)] for index in indices]


def _readable(item: WrittenItem) -> bool:
    try:
        key_of(item)
    except ValueError:
        return False
    return True


def _meaning(option: str) -> str:
    """The option with its discounts and figures written in one way, and without punctuation."""
    text = normalize("NFKC", option)
    text = _CHINESE_FOLD.sub(lambda found: f"{_DIGITS[found[1]]}.{_fraction(found)}折", text)
    text = _TWO_DIGIT_FOLD.sub(r"\1.\2折", text)
    text = re.sub(r"\.0折", "折", text)
    return re.sub(r"[\s，。；！？“”「」、,]+", "", text.replace("块钱", "元").replace("块", "元"))


def _fraction(found: re.Match[str]) -> str:
    return "5" if found[3] else _DIGITS.get(found[2] or "", "0")


def _file(entry: Entry) -> str:
    return entry.source.file.replace("\\", "/").rpartition("/")[2]
