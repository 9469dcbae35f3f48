"""Step 3c: discounts in every form (八五折, 优惠15%, 按九成收, 买一年送一个月) and savings, told apart."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from scoring.listening import numerals
from scoring.listening.amounts import Amount
from scoring.listening.scene import Party, Scene, Statement

_KEEP_BEFORE = re.compile(
    r"(?:按|照|收|付|算|只收|只付|给到|乘个?|打到|原价的?|标价的?|原来的?|只要)[^,。!?省优便]{0,9}$"
)
_KEEP_AFTER = re.compile(
    r"^的?价(?:钱|格)?(?=[,。!?就]|$|给)|^(?:的?(?:价|价格|价钱|标准|资费))?(?:来)?(?:收|算|付|走|结|计|缴)"
)
_OFF_BEFORE = re.compile(
    r"(?:优惠|让利|让|减免?|下调|砍掉?|便宜|少收|折让|返还?|下浮|降价?|打掉|抹掉|去掉|免(?:掉|去)?)(?:您|你|"
    r"了|个|到|掉|给您|再)*$"
)
_OFF_AFTER = re.compile(r"^(?:的)?(?:优惠|折扣|折让|让利|减免|off|返还)")
_SAVE_BEFORE = re.compile(
    r"(?:省|节省|节约|少花|少掏|少付|少交|降低|下降|压缩|压|降|缩减|减少|低|便宜)(?:了|下|掉|下来|您|出|到|得|"
    r"个|将近|至少|差不多|大概|不止|近)*$"
)
_COMPARES = re.compile(r"比(?!较|如|方|例)|相比|跟[^,。]{1,8}比|同样|他们|人家|别家|现在的|原来的")
_COSTS = re.compile(r"话费|费用|成本|开支|开销|账单|支出|长途费|电话费|网费")
_GIVING = re.compile(r"给您|给你|我给|再|我(?:能|可以)|优惠|申请|就")


_ELSEWHERE = re.compile(
    r"服装|外套|大衣|行李|甩卖|清仓|逛街|双十一|专柜|年卡|门票|化妆|(?:我|他|她)[^,。]{0,6}(?:买|抢|淘)|"
    r"商场|超市|苏宁|国美|打印机|空调|机票|车票|票|衣服|鞋|酒店|饭店|餐|楼盘|房子|书店|手机|电视|家电|商店|菜|"
    r"水果|健身|影院|电影|理发|淘宝|咖啡|汽车|加油|家具|沙发"
)
_OF_A_HUNDRED = re.compile(
    r"(?:一百|100)(?:块钱?|元)?(?:的(?:东西|单子|账|费用|话费)?)?[,]?(?:我|咱|就|只|们|给您)*(?:收|算|付|"
    r"要)(?:您|你)?(\d{2}(?:\.\d)?|"
    r"[五六七八九]十[一二三四五六七八九]?)(?:块|元)?"
)
_TWELVE_FOR_TEN = re.compile(
    r"(?:交|付|收|缴)(?:您)?(\d{1,2}|[一二两三四五六七八九十]{1,3})个月(?:的?(?:钱|费))?[,]?(?:用|给您用|"
    r"可以用|开)(\d{1,2}|[一二两三四五六七八九十]{1,3})个月"
)
_TEN_OF_TWELVE = re.compile(
    r"(?:用|做|给|开)(\d{1,2}|[一二两三四五六七八九十]{1,3})个月[^。!?]{0,6}(?:收|付|交|算|要)(?:您|"
    r"你)?(\d{1,2}|[一二两三四五六七八九十]{1,3})个月"
)
_MONTHS = r"(\d{1,2}|[一二两三四五六七八九十半]{1,3})(年|个月)"
_PRICE_OF = re.compile(rf"{_MONTHS}的(?:价钱|价|钱|费用?)[,]?(?:给您|您|可以|能|我让您)*用{_MONTHS}")
_PAYS_ONLY = re.compile(rf"{_MONTHS}[^。!?]{{0,4}}?(?:只|就|才)(?:收|付|交|算)(?:您)?{_MONTHS}的?(?:价钱|价|钱|费)")
_USES_LONGER = re.compile(rf"(?:交|付|买|签){_MONTHS}(?:的?(?:钱|费))?[,]?(?:能|可以|让您|给您)*用{_MONTHS}")
_MONTHS_MORE = re.compile(rf"(?:交|付|买|签|办){_MONTHS}[,]?(?:多|白|再)(?:给您|送您|让您)?用{_MONTHS}")
_REST_FREE = re.compile(rf"(?:交|付|买|签){_MONTHS}[,]?(?:剩下|其余|后面|另外)(?:的)?{_MONTHS}[^。!?]{{0,4}}(?:免|送)")
_FULL_PRICE = re.compile(
    r"(?:原价|标价|牌价|本来|该收)(?:是)?([\d.]+|[零一二两三四五六七八九十百千]+)(?:块钱?|"
    r"元)?[,]?[^。!?省]{0,8}?(?:收|付|给|给我|按|算)(?:您|你|"
    r"我)?([\d.]+|[零一二两三四五六七八九十百千]+)(?:块|元|收|就|,|。|$)"
)
_TELECOM = re.compile(r"宽带|电话|兆|话费|月租|网")
_ONE_FOR_ONE = re.compile(r"买一送一|充一送一|交一(?:年)?送一|存一送一")
_VERB = re.compile(r"(?:打|按|优惠|便宜|让|降|减|砍掉?|少收|照)(?:个|您|到|了)?$")
_LESS = re.compile(
    r"(?:省|节省|节约|少花|少掏|少付|少交|便宜|低|少)(?:了|下|掉|下来|您|出|到|得|个|将近|至少|差不多|大概|"
    r"不止|近|上)*$"
)
_AMOUNT_ENDS = re.compile(r"[,。!?]|$|多|来|呢|吧|一个月|一年")
_BUYS = re.compile(r"(?:买|交|付|预存|存|签|办|充|缴|预交|预付|用|订)(?:满|够|上|您)?$")
_GIVES = re.compile(r"^[^。!?]{0,6}?(?:送|赠|返|免|白用|免费用)(?:给)?(?:您|你)?(?:再)?$")

_WHOLE = 10
_BOAST = 0.3
"""便宜 by more than this without a word of giving is a boast, not an offer."""
_MOST_KEPT = 0.5
_BEFORE = 14
_LEAST_SAVED = 5
"""Yuan: less is no saving."""


def discounts(here: Scene) -> Iterator[Statement]:
    """Every discount said, as 折."""
    if _ELSEWHERE.search(here.text) and not _TELECOM.search(here.text):
        return
    yield from _by_amounts(here)
    yield from _by_bargains(here)


def _by_amounts(here: Scene) -> Iterator[Statement]:
    for amount in here.amounts:
        if amount.kind == "discount":
            under = amount.about and here.text.startswith("不到", amount.end)
            said = amount.value - 0.1 if under else amount.value
            yield replace(_discount(here, said, *_with_verb(here, amount)), exact=not amount.about)
        elif amount.kind == "share" and (value := _by_share(here, amount)):
            yield _discount(here, value, *_with_verb(here, amount))


def _by_bargains(here: Scene) -> Iterator[Statement]:
    """一百块收九十, 用十二个月收十个月, 买一年送一个月: what is paid of what is got."""
    for found in _OF_A_HUNDRED.finditer(here.text):
        yield _discount(here, (numerals.read(found[1]) or 0) / _WHOLE, *found.span())
    for pattern, used, paid in ((_TEN_OF_TWELVE, 1, 2), (_TWELVE_FOR_TEN, 2, 1)):
        for found in pattern.finditer(here.text):
            got, given = numerals.read(found[used]) or 0, numerals.read(found[paid]) or 0
            if 0 < given < got:
                yield _discount(here, _WHOLE * given / got, *found.span())
    yield from _by_terms(here)
    for paid_for, free in itertools.pairwise(here.amounts):
        same = paid_for.kind == free.kind and paid_for.kind in ("months", "yuan", "bare")
        buys = _BUYS.search(here.text, 0, paid_for.start)
        if same and buys and _GIVES.match(here.text[paid_for.end : free.start]):
            yield _discount(here, _WHOLE * paid_for.value / (paid_for.value + free.value), buys.start(), free.end)
    one = _ONE_FOR_ONE.search(here.text)
    if one and not any(a.kind == "months" and one.start() <= a.start < one.end() + 2 for a in here.amounts):
        yield _discount(here, _WHOLE / 2, *one.span())


def _by_terms(here: Scene) -> Iterator[Statement]:
    """两年的价钱用三年, 一年只收半年的钱, 交六个月剩下六个月免, 原价一千收八百五: what is paid of the whole."""
    for found in (*_PRICE_OF.finditer(here.text), *_USES_LONGER.finditer(here.text)):
        paid, got = _months(found[1], found[2]), _months(found[3], found[4])
        yield from _paid_of(here, paid, got, found)
    for found in _PAYS_ONLY.finditer(here.text):
        got, paid = _months(found[1], found[2]), _months(found[3], found[4])
        yield from _paid_of(here, paid, got, found)
    for found in (*_REST_FREE.finditer(here.text), *_MONTHS_MORE.finditer(here.text)):
        paid, free = _months(found[1], found[2]), _months(found[3], found[4])
        yield from _paid_of(here, paid, paid + free, found)
    for found in _FULL_PRICE.finditer(here.text):
        yield from _paid_of(here, numerals.read(found[2]) or 0, numerals.read(found[1]) or 0, found)


def _paid_of(here: Scene, paid: float, whole: float, found: re.Match[str]) -> Iterator[Statement]:
    if 0 < paid < whole:
        yield _discount(here, _WHOLE * paid / whole, *found.span())


def _months(spoken: str, unit: str) -> float:
    number = 0.5 if spoken == "半" else numerals.read(spoken.replace("半", "")) or 0
    return number * (12 if unit == "年" else 1)


def _discount(here: Scene, value: float, start: int, end: int) -> Statement:
    return Statement("discount", round(value, 2), start, end, owner=here.owner(start))


def _with_verb(here: Scene, amount: Amount) -> tuple[int, int]:
    """The words of a discount with their verb: 打八折, 优惠15%, 便宜两成."""
    lead = _VERB.search(here.text, max(0, amount.start - 4), amount.start)
    return (lead.start() if lead else amount.start), amount.end


def _by_share(here: Scene, amount: Amount) -> float | None:
    """The 折 a share means: 优惠15% is 8.5, 按九成收 is 9; None for a saving or any other share."""
    before, after = here.head(amount.start), here.text[amount.end : amount.end + 8]
    if not 0 < amount.value < 1:
        return None
    if _OFF_AFTER.match(after):
        return _WHOLE * (1 - amount.value)
    if _OFF_BEFORE.search(before):
        given = _GIVING.search(before) or _GIVING.match(after)
        boast = re.search(r"便宜|降$", before) and amount.value > _BOAST and not given
        return None if boast or _COMPARES.search(before) or _COSTS.search(before) else _WHOLE * (1 - amount.value)
    kept = _KEEP_BEFORE.search(before) or (_KEEP_AFTER.match(after) and amount.value >= _MOST_KEPT)
    return _WHOLE * amount.value if kept and not _SAVE_BEFORE.search(before) else None


# --- savings ----------------------------------------------------------------------------------------------------------


def savings(here: Scene) -> Iterator[Statement]:
    """Every saving said, as a share or as yuan (then without a value)."""
    for amount in here.amounts:
        before = here.text[max(0, amount.start - _BEFORE) : amount.start]
        if amount.kind == "share" and 0 < amount.value < 1 and _by_share(here, amount) is None:
            lead = _SAVE_BEFORE.search(before)
            if lead or _COMPARES.search(before):
                yield _saving(here, amount.value, amount, lead)
        elif amount.kind in ("yuan", "bare") and amount.value >= _LEAST_SAVED:
            less = _LESS.search(before)
            if less and (amount.kind == "yuan" or _AMOUNT_ENDS.match(here.text, amount.end)):
                yield _saving(here, None, amount, less)


def _saving(here: Scene, value: float | None, amount: Amount, lead: re.Match[str] | None) -> Statement:
    owner: Party = here.owner(amount.start)
    start = amount.start - (len(lead.group()) if lead else 0)
    return Statement("saving", value, start, amount.end, owner="ours" if owner == "customer" else owner)


def compared(statements: Sequence[Statement]) -> Iterator[Statement]:
    """电信收168，我们收128: two prices of one product that show a saving."""
    asked = [one for one in statements if one.kind == "price" and one.value]
    for ours in asked:
        theirs = [one.value for one in asked if one.owner != "ours" and one.product == ours.product]
        if ours.owner == "ours" and not ours.stopped and any((value or 0) > (ours.value or 0) for value in theirs):
            yield replace(ours, kind="saving", value=None)
