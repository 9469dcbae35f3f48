"""Step 3c: prices: which number prices which product, for how long, and whose price it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scoring.listening.amounts import Amount
from scoring.listening.catalogue import BROADBAND, VOICE
from scoring.listening.offers import corrected
from scoring.listening.scene import Mention, Party, Scene, Statement

_PAST = re.compile(r"以前|原来|原先|过去|去年|前年|早先|之前|从前|当年|老价|早年")
_CUSTOMER_PAYS = re.compile(
    r"(?:您|你|贵公司|咱公司)[^,。我]{0,10}(?:交|付|花|掏|出|消费|账单|单子|话费|费用)(?![^,。]{0,3}(?:就|只|"
    r"才))|(?:账单|单子|开销|消费)[^,。]{0,4}$"
)
_PER_YEAR_BEFORE = re.compile(r"(?:一年|每年|包年|年付|全年|整年|年费)(?:是|就|才|只要|下来|也就|一共|收|付|要)*$")
_PER_YEAR_AFTER = re.compile(r"(?:元|块|块钱)?(?:包一年|用一年|管一年|一年|每年|/年|包年|年付|全年|一整年)")
_PER_MONTH_BEFORE = re.compile(
    r"(?:一个月|每个月|每月|一月|按月|月付|月租|包月|单月|月费)(?:是|就|才|只要|只收|也就|正好|收|付|要|的)*$"
)
_PER_MONTH_AFTER = re.compile(r"(?:元|块|块钱)?(?:一个月|每个月|每月|一月|/月|包月|月付|个月|封顶)")
_PER_DAY = re.compile(r"(?:一天|每天|一日)[^,。]{0,6}$")
_PRICED_BY = re.compile(
    r"(?:是|就是|只要|才|只收|收|卖|报|要|价|价格|资费|仅|只需|每月|一个月|月付|统共|就|按|付|给您)(?:您|你|个|的是)*$"
)
_DENIED_BEFORE = re.compile(r"(?:不是|没有|不卖|不到|没)(?:这个|那个|什么)?$")
_DIFFERENCE = re.compile(
    r"(?:省|少|便宜|差|多|贵|节约|优惠|减|返|赔|罚|降|赚|让|抠|高|低|立减|抵|送|剩|亏|扣|添|再加|外加|加上|小|"
    r"押金|初装费|安装费|手续费|定金|违约金|补)(?:了|掉|下|出|"
    r"您|你|下来|得|个|到|交|付|花|掏|将近|大概|至少|不止|收)*$"
)
_TOTAL = re.compile(
    r"一共|合计|总共|加起来|合起来|拢共|全套|总价|满打满算|统共|两样|几样|三样|全部|算下来|折后|打完|折下来|"
    r"优惠后|折完|下来(?!每月)"
)
_JOINS = re.compile(r"和|、|或|还有|跟|我们|咱|如今|现在|现价|摊|折合|等于|也就是|每月|每个月|一个月|一年|包年|年付|/")
_OF_AFTER = re.compile(r"^(?:元|块钱?)?(?:的|那个|这个|那档|这档|那种|档|一个月的|每月的)*(?:那个|那档|这档)?$")
_RENT = re.compile(r"房|办公室月租|车位|店面|铺面|仓库|写字间")
_BY_SPEND = re.compile(
    r"(?:达到|凑到|凑够|满|超过|消费[到过]?|过了?|[^,。来给打让]到|上了?|不到|够)$|(?:按|您|你)(?:这个|您|你|"
    r"每月|一个月|消费)+$|几$|比(?:您|你|咱)?(?:现在|原来|目前|以前|这会儿)?的?$"
)
_SPEND = re.compile(
    r"(?:块钱?|元)?(?:[^,。]{0,2}(?:能给|给到|这个量|的盘子)|的?(?:消费|账单|单子|话费|开销|花费|用量|量|客户|营业额|"
    r"预算|租金|房租|工资)|以上|以下|以内)"
)
_ROUGHLY = re.compile(r"[^,。]{0,2}几|多|来(?!显)")
_NAMES_A_PRICE = re.compile(r"价|卖|只要|资费|那就|不对|错|不到|将近")
_SMALL_WORDS = re.compile(r"[\s,。!?;吧呢啊呀的哦嘛呗]|每个?月|一个月|元|块钱?|就是?|只要|才|我们|这个|包月|是")
_YUAN = re.compile(r"元|块钱?")
_PIECES = "部门条台号"

_BEFORE = 12
_SHORTEST = 5
"""Yuan: a bare digit below this is no price."""
_CHEAPEST_LINE = 100
_FAR = 24
_JOINT = 14
_AFTER = 10
_OF_IT = 6
_NEAR = 4


def prices(here: Scene) -> Iterator[Statement]:
    """Every price said, with its product and period."""
    paired = _respectively(here)
    used: dict[int, int] = {}
    last = 0
    for amount in here.amounts:
        if not _may_be_price(here, amount):
            continue
        mention = paired.get(amount.start) or _priced(here, amount, used, last)
        if mention is None:
            if product := _answered(here, amount):
                yield _price(here, amount, product)
                last = amount.end
            continue
        if amount.start not in paired and not _is_its_price(here, amount, mention):
            continue
        price = _price(here, amount, _named_speed(here, mention))
        if price.exact and not _DENIED_BEFORE.search(here.text[: amount.start]):
            used[mention.start] = last = amount.end
        yield price


def _may_be_price(here: Scene, amount: Amount) -> bool:
    """Whether the number can be a price at all: no difference, no spend, no slip taken back."""
    if amount.kind not in ("yuan", "bare") or amount.value <= 0 or (amount.kind == "bare" and amount.value < _SHORTEST):
        return False
    before = here.text[max(0, amount.start - _BEFORE) : amount.start]
    return not (
        _BY_SPEND.search(before)
        or _DIFFERENCE.search(before)
        or _PER_DAY.search(before)
        or _ROUGHLY.match(here.text, amount.end)
        or _SPEND.match(here.text, amount.end)
        or corrected(here.text, amount.end)
    )


def _is_its_price(here: Scene, amount: Amount, mention: Mention) -> bool:
    """Whether the number prices the product named: no rent, no total, and a bare number only where a price stands."""
    if mention.product == VOICE and _RENT.search(here.text):
        return False
    if amount.kind == "bare" and not _looks_like_price(here, amount, mention):
        return False
    between = here.text[min(mention.end, amount.end) : max(mention.start, amount.start)]
    return not (_TOTAL.search(between) or _TOTAL.search(here.head(amount.start)))


# --- which product ----------------------------------------------------------------------------------------------------


def _respectively(here: Scene) -> dict[int, Mention]:
    """2M和10M分别是128和998: the amounts' places, each with its product."""
    at = here.text.find("分别")
    if at < 0:
        return {}
    named = [mention for mention in here.mentions if mention.end <= at]
    priced = [amount for amount in here.amounts if amount.start > at and amount.kind in ("yuan", "bare")]
    return {a.start: m for m, a in zip(named, priced, strict=False)} if len(named) == len(priced) else {}


def _priced(here: Scene, amount: Amount, used: dict[int, int], last: int) -> Mention | None:
    """The product an amount prices: 128的2M, else the last product named before it in the sentence."""
    for mention in here.mentions:
        between = here.text[amount.end : mention.start]
        near = 0 <= mention.start - amount.end <= _OF_IT and mention.start not in used
        if near and ("的" in between or "那" in between) and _OF_AFTER.match(between):
            return mention
    sentence = here.clause(amount.start).sentence
    earlier = [m for m in here.mentions if m.end <= amount.start and here.clause(m.start).sentence == sentence]
    if not earlier:
        return _named_after(here, amount, sentence) or _named_just_before(here, amount, sentence, used)
    mention = earlier[-1]
    if mention.start in used or last > mention.end:
        joint = here.text[used.get(mention.start, last) : amount.start]
        if len(joint) > _JOINT or not _JOINS.search(joint) or _TOTAL.search(joint):
            return None
    return mention if amount.start - mention.end <= _FAR else None


def _named_after(here: Scene, amount: Amount, sentence: int) -> Mention | None:
    """998元，给您开10M: a price before the only speed of its sentence."""
    later = [m for m in here.mentions if m.start >= amount.end and here.clause(m.start).sentence == sentence]
    speeds = [m for m in later if _is_speed(m)]
    if len(speeds) != 1 or speeds[0].start - amount.end > _AFTER:
        return None
    between = here.text[amount.end : speeds[0].start]
    another = any(a.kind in ("yuan", "bare") and a.start > speeds[0].end and a.value >= _SHORTEST for a in here.amounts)
    return None if re.search(r"[不没]", between) or (another and "," in between) else speeds[0]


def _named_just_before(here: Scene, amount: Amount, sentence: int, used: dict[int, int]) -> Mention | None:
    """要10M啊？那就是九百九十八: the only product of the sentence before, if that sentence priced nothing."""
    before = [m for m in here.mentions if here.clause(m.start).sentence == sentence - 1]
    if len(before) != 1 or before[0].start in used or not _is_speed(before[0]):
        return None
    return before[0] if amount.start - before[0].end <= _JOINT else None


def _named_speed(here: Scene, mention: Mention) -> str:
    """宽带 after a speed was named (2M宽带一起上，宽带128) is that speed."""
    speeds = {m.product for m in here.mentions if m.start < mention.start and _is_speed(m)}
    return speeds.pop() if mention.product == BROADBAND and len(speeds) == 1 else mention.product


def _is_speed(mention: Mention) -> bool:
    return mention.product[:1].isdigit()


def _looks_like_price(here: Scene, amount: Amount, mention: Mention) -> bool:
    """Whether a number without 元 is a price: right after its product, or by its period or verb."""
    before = here.text[max(0, amount.start - _BEFORE) : amount.start]
    after = (_PER_MONTH_AFTER, _PER_YEAR_AFTER)
    if any(period.match(here.text, amount.end) for period in after):
        return True
    if _PER_MONTH_BEFORE.search(before) or _PER_YEAR_BEFORE.search(before):
        return True
    between = here.text[min(mention.end, amount.end) : max(mention.start, amount.start)]
    if len(between.strip(" ,:的是")) <= _NEAR or _NAMES_A_PRICE.search(between):
        return True
    return bool(_PRICED_BY.search(before) or _JOINS.search(between[-_NEAR:]))


def _answered(here: Scene, amount: Amount) -> str:
    """The product of the customer's question, when this number alone answers it; nothing when it does not."""
    spoken = _YUAN.sub("", here.text[amount.start : amount.end])
    short = len(_SMALL_WORDS.sub("", here.text)) - len(spoken) <= _OF_IT
    if not here.asked or not short or _CUSTOMER_PAYS.search(here.text):
        return ""
    if here.asked == "?":
        return BROADBAND if amount.value >= _CHEAPEST_LINE else ""
    return here.asked


# --- for how long, and whose ------------------------------------------------------------------------------------------


def _price(here: Scene, amount: Amount, product: str) -> Statement:
    months, end = _period(here.text, amount)
    return Statement(
        kind="price",
        value=amount.value,
        start=amount.start,
        end=end,
        product=product,
        months=months,
        owner=_owner(here, amount.start),
        exact=not amount.about,
        count=_pieces(here, amount),
    )


def _owner(here: Scene, at: int) -> Party:
    """Whose price it is; what the customer pays, or what was paid once, is not ours."""
    head = here.head(at)
    owner = here.owner(at)
    return "customer" if owner == "ours" and (_CUSTOMER_PAYS.search(head) or _PAST.search(head)) else owner


def _pieces(here: Scene, amount: Amount) -> float:
    """How many pieces the price is for: 三部座机九十."""
    counted = (a for a in here.amounts if a.kind == "count" and a.unit in _PIECES)
    return next((a.value for a in counted if 0 <= amount.start - a.end <= _OF_IT), 1.0)


def _period(text: str, amount: Amount) -> tuple[float, int]:
    """Months the price is for, and where the quote ends with the period's words."""
    if found := _PER_YEAR_AFTER.match(text, amount.end):
        return 12.0, found.end()
    if found := _PER_MONTH_AFTER.match(text, amount.end):
        return 1.0, found.end()
    if _PER_YEAR_BEFORE.search(text[max(0, amount.start - _BEFORE) : amount.start]):
        return 12.0, amount.end
    return 1.0, amount.end
