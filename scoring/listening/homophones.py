"""Step 2: read a word that is none as the domain term it sounds like (通心费用 → 通信费用), and say so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from scoring.listening.lexicon import COMPOUNDS
from scoring.listening.normalise import Script
from scoring.listening.terms import DIALECT, ONLY_WITH, SLIPS, TERMS, word_table

_NEIGHBOURS = word_table(
    """
    广告 广告词 办公室 总公司 分公司 公司 手机号 总部 版本 收费 收的 照您 那张 小礼品 换网 企视通 白了 看您
    找您 用不 业务 宽敞 电梯 电脑 经常 小祁 以后 可以 来以
    """
)
"""Everyday words that stand beside terms and sound like parts of them."""

_TELLING = 4
_CHINESE = re.compile(r"[一-鿿]+")
_GRAMMAR = frozenset(
    "的了是在有就都也和给说我您你他她它这那个不没吗呢吧啊呀哦着过把被让对跟为到从很太再又还要会能可想去来上下里大多少几一二三四五六七八九十百千两"
)
"""Characters that carry a sentence; one of them in place of another is a word of its own, not a slip."""

_UNIT_SLIPS = (
    (re.compile(r"(?<=[\d一二两三四五六七八九十百])[照召赵罩造](?=[的宽光专网一每是多带,。的款口!?]|$|\d)"), "兆"),
    (re.compile(r"(?<=[\d一二三四五六七八九半])[拆哲着辙者](?!急)(?=[吧的,。!?优给收走]|$|行|怎|够|没)"), "折"),
    (re.compile(r"(?<=[\d一二两三四五六七八九十百千])[快筷](?=[钱一每,。!?]|$)"), "块"),
)
"""A unit misheard after a numeral: 两照 is 两兆, 打八五拆 is 打八五折."""


@dataclass(frozen=True, slots=True)
class Repair:
    """`heard` at text[start:end] was read as `meant`."""

    start: int
    end: int
    heard: str
    meant: str


@dataclass(frozen=True, slots=True)
class Homophones:
    """The domain's terms by their sound (no tones; zh = z, n = l, ng = n), and words that must stay as they are."""

    by_sound: dict[tuple[str, ...], tuple[str, ...]]
    terms: frozenset[str]
    lengths: tuple[int, ...] = field(default=(4, 3, 2))

    @classmethod
    def of(cls, names: Iterable[str], listed: Iterable[str] = ()) -> Homophones:
        """A table of the trade's terms, the plan's names, and the authors' words long enough to be told by sound."""
        terms = [*TERMS, *names, *(word for word in listed if len(word) >= _TELLING)]
        known = frozenset(term for term in terms if 2 <= len(term) <= 4 and _CHINESE.fullmatch(term))  # noqa: PLR2004
        by_sound: dict[tuple[str, ...], tuple[str, ...]] = {}
        for term in sorted(known):
            if not _GRAMMAR.issuperset(term):
                sound = tuple(map(_sound, term))
                by_sound[sound] = (*by_sound.get(sound, ()), term)
        return cls(by_sound, known)

    def repair(self, script: Script) -> tuple[Script, tuple[Repair, ...]]:
        """The script with its slips read as meant, and what was read how."""
        repairs = [*_known_slips(script.text)]
        taken = {index for repair in repairs for index in range(repair.start, repair.end)}
        for run in _CHINESE.finditer(script.text):
            repairs.extend(self._in_run(script.text, run.start(), run.end(), taken))
        if not repairs:
            return script, ()
        text = script.text
        for repair in repairs:
            text = text[: repair.start] + repair.meant + text[repair.end :]
        return script.with_text(text), tuple(sorted(repairs, key=lambda repair: repair.start))

    def _in_run(self, text: str, first: int, last: int, taken: set[int]) -> Iterable[Repair]:
        sounds = [_sound(letter) for letter in text[first:last]]
        for length in self.lengths:
            for start in range(first, last - length + 1):
                terms = self.by_sound.get(tuple(sounds[start - first : start - first + length]))
                if terms is None:
                    continue
                window = text[start : start + length]
                if window in self.terms or window in _words() or not taken.isdisjoint(range(start, start + length)):
                    continue
                meant = next((term for term in terms if _is_slip(text, start, window, term)), None)
                if meant is not None:
                    taken.update(range(start, start + length))
                    yield Repair(start, start + length, window, meant)


def _known_slips(text: str) -> Iterable[Repair]:
    for pattern, meant in _UNIT_SLIPS:
        for found in pattern.finditer(text):
            yield Repair(found.start(), found.end(), found.group(), meant)
    for found in _slip_pattern().finditer(text):
        heard = found.group()
        company = ONLY_WITH.get(heard)
        if company is None or re.search(company, text[: found.start()] + text[found.end() :]):
            yield Repair(found.start(), found.end(), heard, SLIPS[heard])


@cache
def _slip_pattern() -> re.Pattern[str]:
    same_length = [slip for slip, meant in SLIPS.items() if len(slip) == len(meant)]
    return re.compile("|".join(sorted(same_length, key=len, reverse=True)))


def in_standard_words(text: str) -> str:
    """The text with its dialect words read as the everyday words of the same length."""
    return _dialect_pattern().sub(lambda found: DIALECT[found.group()], text)


@cache
def _dialect_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(DIALECT, key=len, reverse=True)))


def _is_slip(text: str, start: int, window: str, term: str) -> bool:
    """Whether the window is the term mistyped: one character at least the same, the others no words of grammar.

    A changed character that makes a word with its neighbour outside the window (每月组织 is no 月租) stays.
    """
    changed = [index for index, (heard, meant) in enumerate(zip(window, term, strict=True)) if heard != meant]
    if len(changed) == len(window) or any(window[index] in _GRAMMAR for index in changed):
        return False
    before, after = text[start - 1 : start + 1], text[start + len(window) - 1 : start + len(window) + 1]
    words = _words()
    wider = {text[max(0, start - 1) : start + len(window)], text[start : start + len(window) + 1]}
    if not words.isdisjoint(wider):
        return False
    return not (0 in changed and before in words) and not (len(window) - 1 in changed and after in words)


@cache
def _words() -> frozenset[str]:
    from pypinyin.phrases_dict import phrases_dict  # noqa: PLC0415  loads in 0.15 s, only when first needed

    return frozenset(phrases_dict) | COMPOUNDS | TERMS | _NEIGHBOURS


@cache
def _sound(letter: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  as above

    sound = lazy_pinyin(letter)[0]
    for spelled, heard in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if sound.startswith(spelled):
            sound = heard + sound[2:]
    if sound.startswith("n"):
        sound = "l" + sound[1:]
    return sound[:-1] if sound.endswith("ng") else sound
