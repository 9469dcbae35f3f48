"""Reads Chinese and Arabic numerals as people say them: 128, 一百二十八, 一二八, 百二八, 三千五, 八点五, 1千2."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "幺": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_BANK = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟俩仨", "一二三四五六七八九十百千两三")
_CHINESE = "零〇一幺二两三四五六七八九十百千万"

_LAST_ONE = r"(?!一(?:个?月|年|部|条|台|家|天|位|门|路|号|套|次|样|[块起]))"
_Q = "[一二两三四五六七八九]"
_TAIL = f"{_LAST_ONE}{_Q}"
_TENS = f"{_Q}?十(?:{_TAIL})?"
_HUNDREDS = f"{_Q}?百(?:零{_TAIL}|{_Q}?十(?:{_TAIL})?|{_Q}{_TAIL}(?![十百千万])|{_TAIL})?"
_THOUSANDS = (
    f"{_Q}?千(?:零(?:{_TENS}|{_TAIL})|{_Q}百(?:零{_TAIL}|{_Q}?十(?:{_TAIL})?|{_TAIL})?|{_Q}{{2}}{_TAIL}|{_TAIL})?"
)
_MYRIADS = f"(?:{_Q}?百{_Q}?十?|{_Q}?十{_Q}?|{_Q})万(?:零?(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS})|{_TAIL})?"
NUMERAL = re.compile(
    r"\d{1,2}(?:,\d{3})+(?![\dm兆])(?:\.\d+)?|\d+(?:\.\d+)?(?:[万千百](?!兆|m)\d?)?"
    rf"|{_Q}{{2}}[百千万](?!{_Q})|{_MYRIADS}|{_THOUSANDS}|{_HUNDREDS}|{_TENS}(?:点[零〇一二三四五六七八九]+(?!十))?"
    rf"|[零〇一幺二两三四五六七八九](?:{_LAST_ONE}[零〇一幺二两三四五六七八九](?!十|百|千(?!兆)|"
    rf"万)){{0,13}}(?:点[零〇一二三四五六七八九]+(?!十))?"
)
"""A numeral wherever it stands: 一百二十八|十兆 are two, 百二八 ends before 一个月; `find` says which are numbers."""

ROUGH = re.compile(f"{_Q}{{2}}[百千万]$")
"""三四百: about so many."""

_LONGEST = 12
_NOT_NUMBERS = re.compile(
    r"万一|千万(?!元|块)|一[般起直定样些下点共旦切律步会时边面向致旁流概再味手口块儿]|十分(?=[的感满重清理抱])|百分之?|"
    r"[三一]天两头|[千万]方百计|一五一十|三番五次|七上八下|乱七八糟|八成(?=是|得|会)|统一|唯一|第一|单一|之一|"
    r"周一|专一|不二|万分|三心二意|"
    r"三更半夜|三言两语|七七八八|五花八门|一来二去|五一|十一(?=长假|放假)|万事|万能|百货|百姓"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: text[start:end] says `value`; `spoken` keeps the words."""

    start: int
    end: int
    value: float
    spoken: str


def standard_digits(text: str) -> str:
    """The text with the numerals of cheques and dialect (壹, 俩) in their everyday form; the length stays."""
    return text.translate(_BANK)


def find(text: str) -> list[Numeral]:
    """Every number in the text, left to right; idioms (一起, 千万别, 万一) are none."""
    idioms = [found.span() for found in _NOT_NUMBERS.finditer(text)]
    numbers: list[Numeral] = []
    for found in NUMERAL.finditer(text):
        start, end = found.span()
        if any(first <= start < last for first, last in idioms):
            start = max(last for first, last in idioms if first <= start < last)
            if start >= end:
                continue
        spoken = text[start:end]
        value = read(spoken)
        if value is not None:
            numbers.append(Numeral(start, end, value, spoken))
    return numbers


def read(spoken: str) -> float | None:
    """The value of one numeral, or None when it is none (a run of 400 digits is noise, not a number)."""
    if len(spoken) > _LONGEST:
        return None
    if spoken[0].isdigit():
        return _arabic(spoken)
    whole, point, fraction = spoken.partition("点")
    value = _chinese(whole)
    if value is None or not point:
        return value
    return value + float("0." + "".join(str(_DIGITS[digit]) for digit in fraction))


def _arabic(spoken: str) -> float | None:
    found = re.fullmatch(r"([\d,]+(?:\.\d+)?)([万千百])?(\d)?", spoken)
    if found is None:
        return None
    value = float(found[1].replace(",", ""))
    unit = _UNITS.get(found[2] or "", 1)
    return value * unit + int(found[3] or 0) * unit / 10


def _chinese(spoken: str) -> float | None:
    if not any(letter in _UNITS for letter in spoken):
        return float("".join(str(_DIGITS[letter]) for letter in spoken))
    total, section, pending, last_unit = 0, 0, "", 1
    for letter in spoken:
        if letter in _DIGITS:
            pending += str(_DIGITS[letter])
            continue
        unit = _UNITS[letter]
        if unit == 10_000:  # noqa: PLR2004  万 closes a section
            total = (total + section + int(pending or 0) or 1) * unit
            section = 0
        else:
            section += (_mean(pending) if pending else 1) * unit
        pending, last_unit = "", unit
    return float(total + section + _tail(pending, last_unit, spoken))


def _mean(digits: str) -> int:
    """The 三 of 三百, the middle of the 三四 of 三四百."""
    if digits.startswith("0"):
        return int(digits)
    return sum(int(digit) for digit in digits) // len(digits)


def _tail(pending: str, last_unit: int, spoken: str) -> int:
    """The digits after the last unit: 一百二 = 120, 百二八 = 128, 一百零二 = 102, 十八 = 18."""
    if not pending:
        return 0
    number = int(pending)
    if pending.startswith("0") or "零" in spoken[-len(pending) - 1 :] or last_unit == 10:  # noqa: PLR2004
        return number
    return number * last_unit // int(10 ** len(pending))
