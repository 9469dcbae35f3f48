"""Step 1: bring an utterance into one spelling, with a map from every character back to the words as they were said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

LONGEST = 1_200
"""Characters heard of one utterance; more is a pasted text (at 250 characters a minute, five minutes of speech)."""

_CJK = re.compile(r"[\u3400-\u9fff]")
_GAP = re.compile(r"\s+")
_FILLERS = re.compile(
    r"[呃嗯唔噢喔]+|那个(?=那个|[呃嗯])|(?:(?<=[呃嗯])|(?<=的话)|(?<=是)|(?<=个)|(?<=,))那个(?=[^\s,。!?;])|"
    r"就是说(?=[^,。!?;])"
)
_STUTTER = re.compile(r"([^\W\d_a-z零〇一幺二两三四五六七八九十百千万])\1+")
_ELLIPSIS = re.compile(r"\.{2,}|[—–~～]+|…+")
_REAL_DOUBLES = frozenset(
    "谢看聊谈试想讲说听问问等刚常天慢好拜刷嗖唰妈爸哥姐弟妹叔爷奶嘿哈哎呵嗨早往仅稍多少满渐偏白足整统通明暗久远深轻静悄默处时人家户个件条样步"
    "层层字句点走算查写签用坐歇逛练管改帮比抱转呼噜噌蹭哗滴嘟喂对行是来去熟团宝星蛐瞧尝碰商研清楚踏实实在在痛快大小高低理"
)
"""Characters that are doubled on purpose (谢谢, 刚刚); any other double is a slip of tongue or keyboard."""
_DOUBLED_ONLY_BY_SLIP = frozenset("是理实在清楚高低小大")
_PROTECTED = str.maketrans({"資": "资"})  # 資料 means 资料 here; the Taiwanese table would make it 数据


@dataclass(frozen=True, slots=True)
class Script:
    """An utterance in one spelling.

    `text` is what the later steps read, `origins[i]` the (start, end) in `raw` of its i-th character.
    """

    raw: str
    text: str
    origins: tuple[tuple[int, int], ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the raw words."""
        if start >= end or not self.origins:
            return 0, 0
        return self.origins[start][0], self.origins[end - 1][1]

    def quote(self, start: int, end: int) -> str:
        """The raw words of text[start:end]."""
        first, last = self.span(start, end)
        return self.raw[first:last]

    def with_text(self, text: str) -> Script:
        """The same utterance, some characters of it read otherwise (a homophone); the length stays."""
        return Script(self.raw, text, self.origins)


def normalise(raw: str) -> Script:
    """NFKC, simplified, lower case, one kind of punctuation; fillers, stutters, emoji and invisible signs out."""
    letters: list[str] = []
    origins: list[tuple[int, int]] = []
    for index, sign in enumerate(raw[:LONGEST]):
        for letter in _letters(sign):
            letters.append(letter)
            origins.append((index, index + 1))
    text = _simplified("".join(letters))
    return Script(raw, *_without_noise(text, origins))


@cache
def _letters(sign: str) -> str:
    """What one character becomes: nothing for an emoji or an invisible sign, a blank for a control character."""
    if sign.isascii():
        return sign.lower() if sign.isprintable() else ("\n" if sign in "\r\n" else " ")
    plain = unicodedata.normalize("NFKC", sign).lower()
    kept = []
    for letter in plain:
        category = unicodedata.category(letter)
        if category in ("Cf", "Mn", "Me", "Cs", "Co", "Cn", "So", "Sk"):
            continue
        kept.append(" " if category in ("Cc", "Zs", "Zl", "Zp") else letter)
    return "".join(kept)


@cache
def _converters() -> tuple[Any, Any]:
    from opencc import OpenCC  # noqa: PLC0415  its tables load on first use, not on import

    return OpenCC("t2s"), OpenCC("tw2sp")


def _simplified(text: str) -> str:
    """Traditional to simplified; Taiwanese words too (寬頻 → 宽带) where they are of the same length."""
    characters, words = _converters()
    simplified = str(characters.convert(text))
    if simplified == text or len(simplified) != len(text):
        return text if len(simplified) != len(text) else simplified
    worded = str(words.convert(text.translate(_PROTECTED)))
    return worded if len(worded) == len(text) else simplified


def _once(stutter: re.Match[str]) -> str:
    """A stutter said once; 谢谢 stays, 谢谢谢 becomes 谢谢."""
    letter = stutter.group()[0]
    return letter * 2 if letter in _REAL_DOUBLES - _DOUBLED_ONLY_BY_SLIP else letter


def _without_noise(text: str, origins: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    for noise, substitute in _NOISES:
        text, origins = _replace(noise, substitute, text, origins)
    return _without_gaps(text, origins)


_NOISES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_ELLIPSIS, lambda _: ","),
    (_GAP, lambda _: " "),
    (_FILLERS, lambda _: ""),
    (_STUTTER, _once),
)


def _replace(
    noise: re.Pattern[str], substitute: Callable[[re.Match[str]], str], text: str, origins: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Replace what the pattern finds by something no longer; its last character answers for all that went."""
    if not noise.search(text):
        return text, origins
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in noise.finditer(text):
        letters.append(text[at : found.start()])
        places.extend(origins[at : found.start()])
        kept = substitute(found)
        if kept:
            first, last = found.start(), found.start() + len(kept) - 1
            letters.append(kept)
            places.extend(origins[first:last])
            places.append((origins[last][0], origins[found.end() - 1][1]))
        at = found.end()
    letters.append(text[at:])
    places.extend(origins[at:])
    return "".join(letters), places


def _without_gaps(text: str, origins: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A blank between Chinese words is a pause, unless the speech was cut into single words: then it is nothing."""
    if " " not in text:
        return text, tuple(origins)
    pieces = [piece for piece in text.split(" ") if piece]
    chopped = sum(map(len, pieces)) < 3 * len(pieces)
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for index, sign in enumerate(text):
        letter = sign
        if sign == " ":
            between = text[index - 1 : index] + text[index + 1 : index + 2]
            if len(_CJK.findall(between)) == 2:  # noqa: PLR2004  a Chinese character on both sides
                if chopped:
                    continue
                letter = ","
        letters.append(letter)
        places.append(origins[index])
    return "".join(letters), tuple(places)
