"""Step 3a: what each number of an utterance counts: yuan, 折, a share, megabits, months, a clock time, a phone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.listening import numerals
from scoring.listening.numerals import Numeral

AmountKind = Literal[
    "yuan", "discount", "share", "megabits", "months", "days", "minutes", "count", "time", "phone", "bare"
]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: text[start:end], `value` in the kind's unit.

    Yuan; 折 as 8.5; a share as 0.2; megabits; months, days, minutes. `about` marks 不到, 多, 来, 左右: not the exact
    number. `unit` is the word of the unit as it was said.
    """

    kind: AmountKind
    value: float
    start: int
    end: int
    unit: str = ""
    about: bool = False


_PHONE = re.compile(
    r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{6,7})(?!\d)|"
    r"[幺零一二三四五六七八九]{7,14}(?![十百千万])|\d{3}[xX×*]{4}\d{4}"
)
_HOTLINE = re.compile(r"(?<!\d)(?:10060|10000号|10086|10010|10050|114|110|119)(?!\d)|一零零六零|幺零零六零")
_CLOCK = re.compile(
    r"(?:\d{1,2}:\d{2})|(?:[一二两三四五六七八九十]{1,3}|(?<!\d)[012]?\d)点(?:钟|半|整|一刻|三刻|"
    r"[一二三四五]十[一二三四五六七八九]?分?|"
    r"[012345]\d分?)?(?![零一二三四五六七八九]*[折兆]|[\d半]*折|\d|[一二三四五六七八九](?!楼))"
)
_DAY = re.compile(
    r"(?:下下?|这|本|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天1-6末](?!定|年)|(?<!\d)\d{1,2}月\d{1,2}[号日]?|"
    r"(?<![\d\-])[0-3]?\d[号日](?!线|楼|院|机|文|店|房)|[一二三十]{1,3}号(?!线|楼|院|机|文|码)|"
    r"明天|明儿|明早|明晚|后天|后儿|大后天|今晚|改天|改日|下下?(?:周|星期|礼拜|个月|月)|月底|月初|周末|"
    r"过(?:几|两|三|些)天|回头|过阵子|过段时间|节后|年后|下次|下回|晚上|"
    r"晚些时候|晚点(?:儿)?|待会儿?|一会儿"
)
_HALF_PRICE = re.compile(
    r"对折|对半(?:砍|折|收|价|打)?(?!导)|拦腰砍|半卖半送|减半|砍半|半价(?!票)|打对开|腰斩|half price"
)
_BARE_DISCOUNT = re.compile(
    r"(?:打|按)(?:个|到|了|成|您)?([5-9五六七八九](?:点|\.)?[1-9一二三四五六七八九])(?=[,。!?;吧的呢了啊呀]|"
    r"给|收|走|算|结|$)|(?:给到|让到|做到|"
    r"降到)([七八九][一二三四五六七八九])(?![折十百块元])"
)
_FRACTION = re.compile(r"([二三四五六七八九十])分之([一二两三四五六七八九])")
_PERCENT = re.compile(
    r"百分之([一二两三四五六七八九十百]+|\d+(?:\.\d+)?)|(?<![\d.])(\d+(?:\.\d+)?)(?:%|个百分点|个点)|"
    r"([一二两三四五六七八九十]+)个(?:百分)?点(?![钟半])"
)
_TENTHS = re.compile(
    r"([一二两三四五六七八九\d])成(?!本|交|功|员|套|为|立|果|绩|熟|长|就(?!行|好|可|成|够)|是(?!的)|得|会|新|"
    r"年)([半一二三四五六七八九](?!个))?"
)
_HALF = re.compile(r"一半|一大半|半数")
_COEFFICIENT = re.compile(r"(?<![\d.])(0\.\d{1,2})(?!折|\d|元|块|毛|角)|零点([一二三四五六七八九]{1,2})(?!折)")
_LESS_THAN = re.compile(r"(?:块钱?|元)?(?:还)?[差少](?:您)?$")
_LESS_FIRST = re.compile(r"(?:块钱?|元)(?:就|到|满|整)?$")
_YUAN_SIGN = re.compile(r"[¥￥]\s?$")

_DISCOUNT_UNIT = re.compile(r"个?折(?!腾|旧|合|返|叠|页|回来|成(?![本交])|扣率)(半)?|扣(?!除|款|费|钱|押|下|掉|分)")
_MEGABITS_UNIT = re.compile(r"个?(mbps|mb|m(?![a-z])|兆|g(?![a-z])|k(?![a-z]))")
_MONEY_UNIT = re.compile(
    r"((?:多|来|几|好几)?(?:块钱?|元钱?|圆|大洋|rmb|人民币|毛钱?|角钱?)(?!儿)(?!办|上|走|装|说|弄|用|给|打包|"
    r"地|屏|牌|做|签|搭|捆|算|"
    r"合))([1-9一二三四五六七八九](?![一-鿿\d]*[兆m个年月天部]))?"
)
_TIME_UNIT = re.compile(
    r"(?:多|来|几)?(个半|个)?(年(?!底|初|前|货|会|轻|度)|(?:(?<=个)月|月)(?!租|费|消|底|初|付|卡)|星期|礼拜|"
    r"周|天|小时|钟头|工作日|分钟|秒钟?|日)"
)
_HALF_TIME = re.compile(r"半(年|天|小时|个月|个小时)")
_COUNT_UNIT = re.compile(
    r"(?:多|来|几)?(部|门|台|家|位|个(?!月|半|兆|折|点)|张|项|人|次|楼|层|倍|遍|趟|份|种|样(?!子)|户|号楼|栋|"
    r"间|页|款|档|盆|把|件|盘|条|路|根|线|毫秒|米|公里|"
    r"平|岁|号|g|度|级)"
)
_ABOUT_AFTER = re.compile(r"多|来|几|出头|左右|上下|不到|以内|以下|以上|以外|开外|这样|的样子")
_UNDER = re.compile(r"(?:不到|将近|接近|快到|近|低于|超过|大约|大概|差不多|约(?!您)|估计)(?:有|要|是|得)?$")
_DAYS_OF = {"天": 1, "日": 1, "工作日": 1, "周": 7, "星期": 7, "礼拜": 7}
_MINUTES_OF = {"分钟": 1.0, "秒": 1 / 60, "秒钟": 1 / 60, "小时": 60.0, "钟头": 60.0}


def find(text: str) -> list[Amount]:
    """Every amount of the text, left to right, none overlapping; numbers without a unit come as `bare`."""
    if not _ANY.search(text):
        return []
    taken: list[Amount] = []
    free = [True] * (len(text) + 1)
    numbers = numerals.find(text)
    readers = (
        _phones(text),
        _half_prices(text),
        _shares(text),
        _differences(text, numbers),
        _times(text),
        _counted(text, numbers),
    )
    for reader in readers:
        for amount in reader:
            if all(free[amount.start : amount.end]):
                taken.append(amount)
                free[amount.start : amount.end] = [False] * (amount.end - amount.start)
    return sorted(taken, key=lambda amount: amount.start)


def _value(spoken: str) -> float:
    return numerals.read(spoken) or 0.0


def _phones(text: str) -> Iterator[Amount]:
    for found in _PHONE.finditer(text):
        if not re.fullmatch(r"[一二三四五六七八九]{7,8}", found.group()) or "幺" in found.group():
            yield Amount("phone", 0.0, *found.span())
    for found in _HOTLINE.finditer(text):
        yield Amount("phone", 0.0, *found.span(), unit="hotline")


def _times(text: str) -> Iterator[Amount]:
    for pattern in (_DAY, _CLOCK):
        for found in pattern.finditer(text):
            if found.group() != "一点" or text[: found.start()].endswith(("午", "天", "晚", "在", "约")):
                yield Amount("time", 0.0, *found.span())


def _half_prices(text: str) -> Iterator[Amount]:
    for found in _HALF_PRICE.finditer(text):
        yield Amount("discount", 5.0, *found.span())
    for found in _BARE_DISCOUNT.finditer(text):
        group = 1 if found[1] else 2
        yield Amount("discount", _fold(_value(found[group])), *found.span(group))


def _idiom(text: str, start: int) -> bool:
    return text[start - 1 : start] in {"波", "曲"}


def _fold(value: float) -> float:
    """八五 = 85 = 8.5 = 0.85 折."""
    if 0 < value < 1:
        return value * 10
    while value > 10:  # noqa: PLR2004  折 runs from 0 to 10
        value /= 10
    return round(value, 3)


def _shares(text: str) -> Iterator[Amount]:
    for found in _FRACTION.finditer(text):
        if found[1] != "百" and _value(found[1]):
            yield Amount("share", _value(found[2]) / _value(found[1]), *found.span())
    for found in _PERCENT.finditer(text):
        spoken = found[1] or found[2] or found[3]
        yield Amount("share", _value(spoken) / 100, *found.span())
    for found in _TENTHS.finditer(text):
        rest = 0.05 if found[2] == "半" else (_value(found[2]) / 100 if found[2] else 0.0)
        yield Amount("share", _value(found[1]) / 10 + rest, *found.span())
    for found in _HALF.finditer(text):
        yield Amount("share", 0.5, *found.span())
    for found in _COEFFICIENT.finditer(text):
        share = float(found[1]) if found[1] else float("0." + "".join(str(int(_value(d))) for d in found[2]))
        yield Amount("share", share, *found.span(), unit="coefficient")


def _differences(text: str, numbers: list[Numeral]) -> Iterator[Amount]:
    """一千差两块 and 差两块一千 are 998."""
    for one, two in itertools.pairwise(numbers):
        between = text[one.end : two.start]
        unit = re.match(r"块钱?|元|(?=[,。!?的]|$|一个月|每月)", text[two.end :])
        end = two.end + (unit.end() if unit else 0)
        if one.value > two.value and _LESS_THAN.fullmatch(between) and unit:
            yield Amount("yuan", one.value - two.value, one.start, end, unit="块")
        elif one.value < two.value and text[one.start - 1 : one.start] == "差" and _LESS_FIRST.fullmatch(between):
            yield Amount("yuan", two.value - one.value, one.start - 1, end, unit="块")


def _counted(text: str, numbers: list[Numeral]) -> Iterator[Amount]:
    """Each number with the unit that follows it."""
    for number in numbers:
        yield (
            _discount(text, number)
            or _megabits(text, number)
            or _money(text, number)
            or _time_span(text, number)
            or _count(text, number)
            or Amount("bare", number.value, number.start, number.end, about=_is_about(text, number.start, number.end))
        )
    for found in _HALF_TIME.finditer(text):
        unit = found[1].removeprefix("个")
        yield _span_of(0.5, unit, *found.span())


def _discount(text: str, number: Numeral) -> Amount | None:
    unit = _DISCOUNT_UNIT.match(text, number.end)
    if unit is None or _idiom(text, number.start):
        return None
    value = _fold(number.value) + (0.5 if unit[1] else 0.0)
    return Amount("discount", value, number.start, unit.end(), about=_is_about(text, number.start, unit.end()))


def _megabits(text: str, number: Numeral) -> Amount | None:
    unit = _MEGABITS_UNIT.match(text, number.end)
    if unit is None:
        return None
    scale = {"g": 1000.0, "k": 0.001}.get(unit[1], 1.0)
    return Amount("megabits", number.value * scale, number.start, unit.end(), unit=unit[1])


def _money(text: str, number: Numeral) -> Amount | None:
    unit = _MONEY_UNIT.match(text, number.end)
    if unit is None:
        sign = _YUAN_SIGN.search(text, 0, number.start)
        return Amount("yuan", number.value, sign.start(), number.end, unit="元") if sign else None
    if number.value == 1 and re.match(r"块(?:$|[,。!?]|儿)", text[number.end :]):
        return None
    value = number.value * (0.1 if unit[1][0] in "毛角" else 1.0) + (_value(unit[2]) / 10 if unit[2] else 0.0)
    about = (
        unit[1][0] in "多来几好"
        or _is_about(text, number.start, unit.end())
        or bool(numerals.ROUGH.match(number.spoken))
    )
    return Amount("yuan", value, number.start, unit.end(), unit=unit[1], about=about)


def _time_span(text: str, number: Numeral) -> Amount | None:
    unit = _TIME_UNIT.match(text, number.end)
    if unit is None:
        return None
    value = number.value + (0.5 if unit[1] == "个半" else 0.0)
    return _span_of(value, unit[2], number.start, unit.end())


def _span_of(value: float, unit: str, start: int, end: int) -> Amount:
    if unit in ("年", "月"):
        return Amount("months", value * (12 if unit == "年" else 1), start, end, unit=unit)
    if unit in _DAYS_OF:
        return Amount("days", value * _DAYS_OF[unit], start, end, unit=unit)
    return Amount("minutes", value * _MINUTES_OF[unit], start, end, unit=unit)


def _count(text: str, number: Numeral) -> Amount | None:
    unit = _COUNT_UNIT.match(text, number.end)
    return Amount("count", number.value, number.start, unit.end(), unit=unit[1]) if unit else None


def _is_about(text: str, start: int, end: int) -> bool:
    return bool(
        numerals.ROUGH.match(text[start:end])
        or _ABOUT_AFTER.match(text, end)
        or _UNDER.search(text[max(0, start - 4) : start])
    )


_ANY = re.compile(r"[\d零〇一二两三四五六七八九十百千万幺半明后改下回晚月周节过待对腰h]")
