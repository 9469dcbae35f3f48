"""Step 3a: what each number of an utterance counts: yuan, 折, a share, megabits, months, a clock time, a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scoring.listening import numerals
from scoring.listening.numerals import Numeral

AmountKind = Literal["yuan", "discount", "share", "megabits", "months", "days", "minutes", "count", "time", "phone", "bare"]


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


_NUM = numerals.NUMERAL.pattern
_N = f"({_NUM})"

_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|[2-8]\d{6,7})(?!\d)|[幺零一二三四五六七八九]{7,14}(?![十百千万])|\d{3}[xX×*]{4}\d{4}")
_HOTLINE = re.compile(r"(?<!\d)(?:10060|10000号|10086|10010|10050|114|110|119)(?!\d)|一零零六零|幺零零六零")
_CLOCK = re.compile(
    rf"(?:\d{{1,2}}:\d{{2}})|(?:[一二两三四五六七八九十]{{1,3}}|(?<!\d)[012]?\d)点(?:钟|半|整|一刻|三刻|[一二三四五]十[一二三四五六七八九]?分?|[012345]\d分?)?(?![零一二三四五六七八九]*[折兆]|[\d半]*折|\d|[一二三四五六七八九](?!楼))"
)
_DAY = re.compile(
    r"(?:下下?|这|本|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天1-6末](?!定|年)|(?<!\d)\d{1,2}月\d{1,2}[号日]?|(?<![\d\-])[0-3]?\d[号日](?!线|楼|院|机|文|店|房)|[一二三十]{1,3}号(?!线|楼|院|机|文|码)|"
    r"明天|明儿|明早|明晚|后天|后儿|大后天|今晚|改天|改日|下下?(?:周|星期|礼拜|个月|月)|月底|月初|周末|过(?:几|两|三|些)天|回头|过阵子|过段时间|节后|年后|下次|下回|晚上|晚些时候|晚点(?:儿)?|待会儿?|一会儿"
)
_SPECIAL_DISCOUNT = re.compile(r"对折|对半砍|对半折|拦腰砍|半价(?!票)|打对开|腰斩")
_DISCOUNT = re.compile(rf"(?:{_N})个?(?:点({_NUM}))?折(?!腾|旧|合|返|叠|页|回来|成(?![本交])|扣率)(半)?")
_DISCOUNT_CUT = re.compile(rf"{_N}扣(?!除|款|费|钱|押|下|掉|分|的?费)")
_DISCOUNT_BARE = re.compile(r"(?:打|按)(?:个|到|了|成|您)?([5-9五六七八九](?:点|\.)?[1-9一二三四五六七八九])(?=[,。!?;吧的呢了啊呀,]|给|收|走|算|$)")
_FRACTION = re.compile(rf"{_N}分之{_N}")
_PERCENT = re.compile(rf"百分之{_N}|(?<![\d.])(\d+(?:\.\d+)?)(?:%|个百分点|个点)|([一二两三四五六七八九十]+)个(?:百分)?点(?![钟半])")
_TENTHS = re.compile(r"([一二两三四五六七八九\d])成(?!本|交|功|员|套|为|立|果|绩|熟|长|就(?!行|好|可|成|够)|是(?!的)|得|会|新|年)([半一二三四五六七八九](?!个))?")
_HALF = re.compile(r"一半|一大半|半数")
_COEFFICIENT = re.compile(r"(?<![\d.])(0\.\d{1,2})(?!折|\d)|零点([一二三四五六七八九]{1,2})(?!折)")
_LESS = re.compile(rf"{_N}(?:块钱?|元)?[差少]{_N}(?:块钱?|元)?(?!点)|差{_N}(?:块钱?|元)(?:就|到|满|整)?{_N}(?:块钱?|元)?")
_MONEY = re.compile(rf"(?:[¥￥]\s?)?{_N}((?:多|来|几|好几)?(?:块钱?|元钱?|圆|大洋|rmb|人民币)(?!儿)(?!办|上|走|装|说|弄|用|给|打包|地|屏|牌|做|签|搭|捆|算|来|合)([1-9一二三四五六七八九](?![一-鿿\d]*[兆m个年月天部]))?)|[¥￥]\s?(\d+(?:\.\d+)?)")
_MEGABITS = re.compile(rf"{_N}个?(mbps|mb|m(?![a-z])|兆|g(?![a-z])|k(?![a-z]))|(百|千)兆")
_TIME_SPAN = re.compile(rf"{_N}(?:多|来|几)?(个半|个)?(年(?!底|初|前|货|会|轻|度)|(?:(?<=个)月|月)(?!租|费|消|底|初|付|卡)|星期|礼拜|周|天|小时|钟头|工作日|分钟|秒钟?|日)|(半)(年|天|小时|个月|个小时)")
_COUNT = re.compile(rf"{_N}(?:多|来|几)?(部|门|台|家|位|个(?!月|半|兆|折|点)|张|项|人|次|楼|层|倍|遍|趟|份|种|样(?!子)|户|号楼|栋|间|页|款|档|盆|把|件|盘|条|路|根|线|毫秒|米|公里|平|岁|号|g|度|级)")
_ABOUT_AFTER = re.compile(r"多|来|几|出头|左右|上下|不到|以内|以下|以上|以外|开外|这样|的样子")
_ABOUT_BEFORE = re.compile(r"(?:大概|大约|约|差不多|将近|接近|快|不到|近|至少|最少|起码|最多|顶多|超过|不过|才|只要)?$")
_UNDER = re.compile(r"不到|将近|接近|快到|近|低于|超过|大约|大概|差不多|约(?!您)|估计")
_DAYS_OF = {"天": 1, "日": 1, "工作日": 1, "周": 7, "星期": 7, "礼拜": 7}
_MINUTES_OF = {"分钟": 1.0, "秒": 1 / 60, "秒钟": 1 / 60, "小时": 60.0, "钟头": 60.0}


def find(text: str) -> list[Amount]:
    """Every amount of the text, left to right, none overlapping; numbers without a unit come as `bare`."""
    taken: list[Amount] = []
    if not _ANY.search(text):
        return taken
    free = [True] * (len(text) + 1)
    for reader in _READERS:
        for amount in reader(text):
            if all(free[amount.start : amount.end]):
                taken.append(amount)
                free[amount.start : amount.end] = [False] * (amount.end - amount.start)
    for number in numerals.find(text):
        if all(free[number.start : number.end]):
            taken.append(_bare(text, number))
    return sorted(taken, key=lambda amount: amount.start)


def _value(spoken: str) -> float:
    return numerals.read(spoken) or 0.0


def _phones(text: str) -> Iterator[Amount]:
    for found in _PHONE.finditer(text):
        if not re.fullmatch(r"[一二三四五六七八九]{7,8}", found.group()) or "幺" in found.group():
            yield Amount("phone", 0.0, *found.span())


def _hotlines(text: str) -> Iterator[Amount]:
    for found in _HOTLINE.finditer(text):
        yield Amount("phone", 0.0, *found.span(), unit="hotline")


def _times(text: str) -> Iterator[Amount]:
    for pattern in (_DAY, _CLOCK):
        for found in pattern.finditer(text):
            if found.group() != "一点" or text[: found.start()].endswith(("午", "天", "晚", "在", "约")):
                yield Amount("time", 0.0, *found.span())


def _discounts(text: str) -> Iterator[Amount]:
    for found in _SPECIAL_DISCOUNT.finditer(text):
        yield Amount("discount", 5.0, *found.span())
    for found in _DISCOUNT.finditer(text):
        value = _fold(_value(found[1]))
        if found[2]:
            value = _fold(_value(found[1])) + _value(found[2]) / 10
        if value is not None and not _idiom(text, found.start()):
            yield Amount("discount", value + (0.5 if found[3] else 0.0), *found.span(), about=_is_about(text, *found.span()))
    for found in _DISCOUNT_CUT.finditer(text):
        yield Amount("discount", _fold(_value(found[1])), *found.span())
    for found in _DISCOUNT_BARE.finditer(text):
        yield Amount("discount", _fold(_value(found[1])), *found.span(1))


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


def _differences(text: str) -> Iterator[Amount]:
    """一千差两块 and 差两块一千 are 998."""
    for found in _LESS.finditer(text):
        whole, less = (found[1], found[2]) if found[1] else (found[4], found[3])
        if _value(whole) > _value(less):
            yield Amount("yuan", _value(whole) - _value(less), *found.span(), unit="块")


def _money(text: str) -> Iterator[Amount]:
    for found in _MONEY.finditer(text):
        if found[4]:
            yield Amount("yuan", float(found[4]), *found.span(), unit="元")
            continue
        value = _value(found[1])
        if found[3]:
            value += _value(found[3]) / 10
        about = found[2][:1] in "多来几好" or bool(numerals.ROUGH.match(found[1])) or _is_about(text, *found.span())
        if found[1] in {"一", "1"} and re.match(r"块(?:$|[,。!?]|儿)", text[found.end(1) :]):
            continue
        yield Amount("yuan", value, *found.span(), unit=found[2], about=about)


def _megabits(text: str) -> Iterator[Amount]:
    for found in _MEGABITS.finditer(text):
        if found[3]:
            yield Amount("megabits", {"百": 100.0, "千": 1000.0}[found[3]], *found.span(), unit="兆")
            continue
        scale = {"g": 1000.0, "k": 0.001}.get(found[2], 1.0)
        yield Amount("megabits", _value(found[1]) * scale, *found.span(), unit=found[2])


def _time_spans(text: str) -> Iterator[Amount]:
    for found in _TIME_SPAN.finditer(text):
        unit = found[3] or found[5].removeprefix("个")
        value = 0.5 if found[4] else _value(found[1]) + (0.5 if found[2] == "个半" else 0.0)
        if unit in ("年", "月"):
            yield Amount("months", value * (12 if unit == "年" else 1), *found.span(), unit=unit)
        elif unit in _DAYS_OF:
            yield Amount("days", value * _DAYS_OF[unit], *found.span(), unit=unit)
        else:
            yield Amount("minutes", value * _MINUTES_OF[unit], *found.span(), unit=unit)


def _counts(text: str) -> Iterator[Amount]:
    for found in _COUNT.finditer(text):
        yield Amount("count", _value(found[1]), *found.span(), unit=found[2])


def _bare(text: str, number: Numeral) -> Amount:
    return Amount("bare", number.value, number.start, number.end, about=_is_about(text, number.start, number.end))


def _is_about(text: str, start: int, end: int) -> bool:
    return bool(numerals.ROUGH.match(text[start:end]) or _ABOUT_AFTER.match(text, end) or _UNDER.search(text, max(0, start - 3), start))


_ANY = re.compile(r"[\d零〇一二两三四五六七八九十百千万幺半明后改下回晚月周节过待对腰]")
_READERS = (_phones, _hotlines, _discounts, _shares, _differences, _times, _megabits, _money, _time_spans, _counts)
