"""Step 3b: tie each amount to what it is about and to whose it is: prices, discounts, savings, gifts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scoring.listening import clauses as clause_step
from scoring.listening import numerals
from scoring.listening.amounts import Amount
from scoring.listening.catalogue import BROADBAND, VOICE, Catalogue
from scoring.listening.clauses import Clause
from scoring.listening.frames import clause_of
from scoring.listening.negation import negator

StatementKind = Literal["price", "discount", "gift", "saving", "bandwidth", "duration", "count"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A number (or gift) said: text[start:end], about a product, by its owner; `months` is the period a price is for.

    `stopped` says why it is no offer; `referred` holds the words that leave it to a superior; `exact` is False for
    about so many, `count` the pieces a price is for.
    """

    kind: StatementKind
    value: float | None
    start: int
    end: int
    product: str = ""
    months: float = 1.0
    owner: Literal["ours", "rival", "customer"] = "ours"
    stopped: str = ""
    referred: str = ""
    exact: bool = True
    count: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A product named at text[start:end]."""

    start: int
    end: int
    product: str


@dataclass(frozen=True)
class Scene:
    """One utterance as the claim readers see it."""

    text: str
    clauses: Sequence[Clause]
    amounts: Sequence[Amount]
    mentions: Sequence[Mention]
    rivals: re.Pattern[str]
    asked: str = ""
    """The product whose price the customer just asked, `?` for a price of no product named."""

    asked_discount: bool = False


_ASKS_PRICE = re.compile(
    r"多少钱|什么价|怎么卖|怎么收|多贵|几多钱|啥价|报个价|价格|价钱|多少|怎么算|资费|费用呢|几块|贵不贵"
)
_ASKS_DISCOUNT = re.compile(r"几折|折|便宜点|优惠|再低|少点|让点|降")


def scene(
    text: str, clauses: Sequence[Clause], amounts: Sequence[Amount], catalogue: Catalogue, customer_said: str = ""
) -> Scene:
    """The utterance with its products found, and what the customer's last line asked."""
    from scoring.listening.amounts import find  # noqa: PLC0415

    before = customer_said[-80:]
    asked_products = mentions(before, find(before), catalogue) if before else []
    asked = ""
    if before and _ASKS_PRICE.search(before):
        asked = asked_products[-1].product if asked_products else "?"
    elif before and asked_products and re.search(r"[?？呢]$", before):
        asked = asked_products[-1].product
    return Scene(
        text,
        clauses,
        amounts,
        mentions(text, amounts, catalogue),
        catalogue.rivals,
        asked,
        asked_discount=bool(before and _ASKS_DISCOUNT.search(before)),
    )


_MONTHLY_FEE = re.compile(r"月租费?$")


def mentions(text: str, amounts: Sequence[Amount], catalogue: Catalogue) -> list[Mention]:
    """The speeds, services and lines named in the text."""
    found = [
        Mention(amount.start, amount.end, catalogue.speed(amount.value))
        for amount in amounts
        if amount.kind == "megabits"
    ]
    for match in catalogue.products.finditer(text):
        product = catalogue.service_names[match.group()] if match["service"] else VOICE if match["voice"] else BROADBAND
        found.append(Mention(match.start(), match.end(), product))
    return sorted(_speed_before_broadband(found, text), key=lambda mention: mention.start)


def _speed_before_broadband(found: list[Mention], text: str) -> list[Mention]:
    """2M宽带 and 宽带2M are one product, the speed."""
    speeds = [mention for mention in found if mention.product not in (BROADBAND, VOICE)]
    return [
        mention
        for mention in found
        if mention.product not in (BROADBAND, VOICE)
        or (
            mention.product == VOICE
            and not (
                _MONTHLY_FEE.match(text[mention.start : mention.end])
                and any(0 <= mention.start - speed.end <= 6 for speed in speeds)
            )
        )  # noqa: PLR2004  2M宽带月租费 is the speed's fee
        or mention.product == BROADBAND
        and not any(
            0 <= mention.start - speed.end <= 3
            or (0 <= speed.start - mention.end <= 4 and "," not in text[mention.end : speed.start])  # noqa: PLR2004
            for speed in speeds
        )
    ]


def read(here: Scene) -> list[Statement]:
    """All statements of the utterance, in order."""
    statements = [*_bargains(here), *_prices(here), *_discounts(here), *_savings(here), *_gifts(here)]
    judged = _stopped_together([_with_stop(here, statement) for statement in statements])
    return sorted([*judged, *compared(judged)], key=lambda s: (s.start, s.end))


# --- whose, and whether it is meant -----------------------------------------------------------------------------------

_ESCALATION = re.compile(
    r"(?:得|要|须|需|等)[^,。]{0,8}(?:主任|经理|领导|上级|省公司|分公司|总部|头儿|老总|上头|上面)(?!级)|(?:求|问|找|叫|请|报到?|跟)(?:一下)?(?:我们)?(?:的)?(?:主任|经理|领导|分公司|省公司|省里|上面|上头|总部|头儿|老总)|往省里|申请(?!表|单)|审批|特批|报批|批(?![发评量次])|请示|上报|往上[报递]|递(?:报告|上去)|报(?:给)?(?:上级|领导|省|公司|总部|主任|经理|我们)|oa|签字才|点头|同意(?:才|了|后)|核准|核批|"
    r"做不了主|说了不算|没(?:有)?(?:这个)?权|权限(?:不够|以外|外|之外|够不着|不在)|超出|是[^,。]{0,12}的权限|够不着|问(?:一下|问|过)?(?:我们)?(?:领导|主任|经理|总经理|上面|上级)|(?:主任|经理|领导|省公司|上面|上级)[^,。]{0,6}(?:定|点头|同意|批|签|说了算|才能|才行)|不敢(?:乱|随便)?答应|不能(?:先)?答应|回去(?:问|申请|请)"
)
_NO_ESCALATION = re.compile(
    r"不用(?:报|请示|申请|审批|问)|不需要(?:报|请示|申请|审批)|无需|(?:已经|都)批(?:了|好|下来)"
)
_PROMISE = re.compile(
    r"没问题|我做主|我说了算|我点头|包在我|我拍板|拍胸脯|我定|直接给|我(?:这级|自己)?就能批|我能批|我这儿能|不用[^,。]{0,4}(?:批|请示)"
)
_LOWER_THAN = re.compile(r"(?:还)?(?:以下|往下(?!走)|都不够)")
_WANTED = re.compile(
    r"(?:您|你)(?!看|放心|签)[^,。我]{0,5}(?:想要|要的?|想|说的?|讲的?|提的?|张嘴|开口|张口|非要|希望|问的?|指望|听说|以为|老想|盯着|觉得)(?:打|个|的是|的|是|就|能|给|有)*$|谁(?:跟|给|说|讲|告诉)"
)
_REFUSED = re.compile(
    r"做梦|谣传|谣言|哪敢|给不[了出起]|批不[了下]|打不[了出起]|骂死|要我(?:的)?命|不可能|不干|免谈|没门|想都别想|休想|开玩笑|没有这|没有的|没有过|我们没有|办不到|做不[了到]|拿不[出到]|不敢|不能给|不给|没戏|不行(?!的话)|(?:这个)?(?:礼拜|星期|月)没了|取消了|已经没|早没|"
    r"过期|那是(?!我|咱|没|肯|一定)|要是(?:敢|给)|我(?:要)?敢|才可以|才能|才有|才给|不是我|我(?:们)?(?:真|可|也)?(?:没|不)(?:办法|答应|同意|敢)|是上个|从来不|没这个|没听说|不存在|亏本|亏死|赔死|喝西北风|吃不消|为难我"
)
_LOWER_STILL = re.compile(r"再(?:低|往下|少|便宜|让|降|要)|更低|往下|以下|低于|要是|如果|您(?:要|想)|想要")
_PAST = re.compile(r"以前|原来|原先|过去|去年|前年|早先|之前|从前|当年|老价|早年")
_CUSTOMER_PAYS = re.compile(
    r"(?:您|你|贵公司|咱公司)[^,。我]{0,10}(?:交|付|花|掏|出|消费|账单|单子|话费|费用)(?![^,。]{0,3}(?:就|只|才))|(?:账单|单子|开销|消费)[^,。]{0,4}$"
)


def _with_stop(here: Scene, statement: Statement) -> Statement:
    clause = here.clauses[clause_of(here.clauses, len(here.text))[statement.start]]
    reason, referred = "", ""
    if clause.attributed:
        reason = f"转述的话（{clause.attributed}）"
    elif word := negator(here.text, clause, ((statement.start, statement.end),)):
        reason = f"否定的话（{word}）"
    elif clause.question:
        reason = f"问句（{clause.question}）"
    elif clause.condition and _in_condition(here.text, clause, statement.start):
        reason = f"只是假设（{clause.condition}）"
    elif clause.denied:
        reason = f"后面又推开了（{clause.denied}）"
    elif clause.irony:
        reason = f"反话（{clause.irony}）"
    elif statement.kind == "discount" and _CORRECTED.match(here.text, statement.end):
        reason = "随口说错，改口了"
    elif statement.kind == "discount" and _LOWER_THAN.match(here.text, statement.end):
        reason = "说的是更低的折扣"
    elif statement.kind == "discount" and (word := _escalated(here, statement, clause)):
        reason, referred = f"要上级批（{word}）", word
    elif statement.kind == "discount" and (word := _refused(here, statement, clause)):
        reason = f"没有答应（{word}）"
    return replace(statement, stopped=reason, referred=referred)


def _in_condition(text: str, clause: Clause, at: int) -> bool:
    start = text.find(clause.condition, clause.start, clause.end)
    return start <= at and not re.search(r"就|可以|能|都|给您|的话|才", text[start + len(clause.condition) : at])


def _escalated(here: Scene, statement: Statement, clause: Clause) -> str:
    """Whether what is said around the number (to the next number, or to 再低…) is that a superior must approve."""
    first, last = _about(here, statement, clause)
    words = here.text[first:last]
    if _PROMISE.search(words) or _NO_ESCALATION.search(words):
        return ""
    if found := _ESCALATION.search(words):
        return found.group()
    following = [
        other for other in here.clauses if other.breath == clause.breath + 1 and other.sentence - clause.sentence <= 1
    ]
    if following and last >= following[0].start - 2:
        words = here.text[following[0].start : following[-1].end]
        found = _ESCALATION.search(words)
        named = any(a.kind == "discount" and following[0].start <= a.start < following[-1].end for a in here.amounts)
        doubted = _LOWER_STILL.search(words) or _NO_ESCALATION.search(words) or _PROMISE.search(words)
        if found and not named and not doubted:
            return found.group()
    return ""


def _refused(here: Scene, statement: Statement, clause: Clause) -> str:
    """Whether the number is what the customer wants or what cannot be: 您想要六折，那不可能."""
    first, last = _about(here, statement, clause)
    if found := _WANTED.search(here.text[first : statement.start]):
        return found.group()
    following = [other for other in here.clauses if other.breath == clause.breath + 1]
    end = last
    if following and last >= following[0].start - 2:
        named = any(a.kind == "discount" and following[0].start <= a.start < following[-1].end for a in here.amounts)
        end = last if named else following[-1].end
    found = _REFUSED.search(here.text[statement.end : end]) or _REFUSED.search(here.text[first : statement.start])
    return found.group() if found else ""


def _about(here: Scene, statement: Statement, clause: Clause) -> tuple[int, int]:
    """The words around a number that speak of it: its breath, from the number before to the next or to 再低."""
    breath = [other for other in here.clauses if other.breath == clause.breath]
    first, last = breath[0].start, breath[-1].end
    for amount in here.amounts:
        if amount.kind == "discount" and first < amount.end <= statement.start:
            first = amount.end
        if amount.kind == "discount" and statement.end <= amount.start < last:
            last = amount.start
    if lower := _LOWER_STILL.search(here.text, statement.end, last):
        last = lower.start()
    return first, last


def _owner(here: Scene, at: int) -> Literal["ours", "rival", "customer"]:
    """Whose the number at a place is: of the one last spoken of in the sentence before it."""
    clause = here.clauses[clause_of(here.clauses, len(here.text))[at]]
    first = next(other.start for other in here.clauses if other.sentence == clause.sentence)
    spoken_of = clause_step.owners(here.text[first:at], here.rivals)
    if spoken_of:
        return spoken_of[-1][2]  # type: ignore[return-value]
    if clause.owner in ("rival", "customer"):
        return clause.owner  # type: ignore[return-value]
    return "ours"


# --- prices ---------------------------------------------------------------------------------------------------------

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
_CORRECTED = re.compile(
    r"(?:块钱?|元|个月|一个月|每月)?[,。!? ]{0,2}(?:哦|啊|呃|哎呀?|噢|诶)?[,]?(?:不对|错了|说错|讲错|报错|不是不是|口误|记错)"
)
_DENIED_BEFORE = re.compile(r"(?:不是|没有|不卖|不到|没)(?:这个|那个|什么)?$")
_DIFFERENCE = re.compile(
    r"(?:省|少|便宜|差|多|贵|节约|优惠|减|返|赔|罚|降|赚|让|抠|高|低|立减|抵|送|剩|亏|扣|添|再加|外加|加上|小|押金|初装费|安装费|手续费|定金|违约金|补)(?:了|掉|下|出|您|你|下来|得|个|到|交|付|花|掏|将近|大概|至少|不止|收)*$"
)
_TOTAL = re.compile(
    r"一共|合计|总共|加起来|合起来|拢共|全套|总价|满打满算|统共|两样|几样|三样|全部|算下来|折后|打完|折下来|优惠后|折完|下来(?!每月)"
)
_JOINS = re.compile(r"和|、|或|还有|跟|我们|咱|如今|现在|现价|摊|折合|等于|也就是|每月|每个月|一个月|一年|包年|年付|/")
_OF_AFTER = re.compile(r"^(?:元|块钱?)?(?:的|那个|这个|那档|这档|那种|档|一个月的|每月的)*(?:那个|那档|这档)?$")
_RENT = re.compile(r"房|办公室月租|车位|店面|铺面|仓库|写字间")
_BY_SPEND = re.compile(
    r"(?:达到|凑到|凑够|满|超过|消费[到过]?|过了?|[^,。来给打让]到|上了?|不到|够)$|(?:按|您|你)(?:这个|您|你|每月|一个月|消费)+$|几$"
)
_SPEND = re.compile(
    r"(?:块|元)?[^,。]{0,2}(?:能给|给到|这个量|的盘子)|消费|账单|话费|开销|的量|以上|以下|以内|的客户|的单子|营业额|预算|租金|房租|工资"
)


def _respectively(here: Scene) -> dict[int, Mention]:
    """2M和10M分别是128和998: the amounts' places, each with its product."""
    at = here.text.find("分别")
    if at < 0:
        return {}
    named = [mention for mention in here.mentions if mention.end <= at]
    priced = [amount for amount in here.amounts if amount.start > at and amount.kind in ("yuan", "bare")]
    return {a.start: m for m, a in zip(named, priced, strict=False)} if len(named) == len(priced) else {}


def _prices(here: Scene) -> Iterator[Statement]:
    paired = _respectively(here)
    used: dict[int, int] = {}
    last_end = 0
    for index, amount in enumerate(here.amounts):
        if amount.kind not in ("yuan", "bare") or amount.value <= 0:
            continue
        before = here.text[max(0, amount.start - 12) : amount.start]
        if (
            (amount.kind == "bare" and amount.value < 5)
            or _BY_SPEND.search(before)
            or re.match(r"[^,。]{0,2}几|多|来(?!显)", here.text[amount.end :])
        ):  # noqa: PLR2004  no price is a bare digit
            continue
        if _CORRECTED.match(here.text, amount.end):
            continue
        if _DIFFERENCE.search(before) or _PER_DAY.search(before) or _SPEND.match(here.text, amount.end):
            continue
        mention = paired.get(amount.start) or _priced(here, amount, used, last_end)
        bare = amount.kind == "bare"
        if mention is None:
            product = _answered(here, amount)
            if product is None:
                continue
            yield _price(here, index, product)
            last_end = amount.end
            continue
        if mention.product == VOICE and _RENT.search(here.text):
            continue
        if bare and amount.start not in paired and not _looks_like_price(here, amount, mention):
            continue
        between = here.text[min(mention.end, amount.end) : max(mention.start, amount.start)]
        if _TOTAL.search(between) or _TOTAL.search(here.text[_clause_start(here, amount.start) : amount.start]):
            continue
        price = _price(here, index, _named_speed(here, mention))
        if price.exact and not _DENIED_BEFORE.search(before):
            used[mention.start] = last_end = amount.end
        yield price


def _named_speed(here: Scene, mention: Mention) -> str:
    """宽带 after a speed was named (2M宽带一起上，宽带128) is that speed."""
    speeds = {
        m.product
        for m in here.mentions
        if m.start < mention.start and m.product not in (BROADBAND, VOICE) and m.product[0].isdigit()
    }
    return speeds.pop() if mention.product == BROADBAND and len(speeds) == 1 else mention.product


def _clause_start(here: Scene, at: int) -> int:
    return here.clauses[clause_of(here.clauses, len(here.text))[at]].start


def _price(here: Scene, index: int, product: str) -> Statement:
    amount = here.amounts[index]
    months, start, end = _period(here.text, amount)
    owner = _owner(here, amount.start)
    head = here.text[_clause_start(here, amount.start) : amount.start]
    if owner == "ours" and _CUSTOMER_PAYS.search(head):
        owner = "customer"
    if owner == "ours" and _PAST.search(head):
        owner = "customer"
    count = next(
        (
            a.value
            for a in here.amounts
            if a.kind == "count" and a.unit in "部门条台号" and 0 <= amount.start - a.end <= 6
        ),
        1.0,  # noqa: PLR2004
    )
    return Statement("price", amount.value, start, end, product, months, owner, exact=not amount.about, count=count)


def _period(text: str, amount: Amount) -> tuple[float, int, int]:
    """Months the price is for, and the quote's bounds with the period's words."""
    before = text[max(0, amount.start - 8) : amount.start]
    if found := _PER_YEAR_AFTER.match(text, amount.end):
        return 12.0, amount.start, found.end()
    if found := _PER_MONTH_AFTER.match(text, amount.end):
        return 1.0, amount.start, found.end()
    if _PER_YEAR_BEFORE.search(before):
        return 12.0, amount.start, amount.end
    return 1.0, amount.start, amount.end


def _priced(here: Scene, amount: Amount, used: dict[int, int], last_end: int) -> Mention | None:
    """The product an amount prices: 128的2M, else the last product named before it in the sentence."""
    place = clause_of(here.clauses, len(here.text))
    sentence = here.clauses[place[amount.start]].sentence
    for mention in here.mentions:
        if 0 <= mention.start - amount.end <= 6 and _OF_AFTER.match(here.text[amount.end : mention.start]):  # noqa: PLR2004
            if mention.start not in used and (
                "的" in here.text[amount.end : mention.start] or "那" in here.text[amount.end : mention.start]
            ):
                return mention
    earlier = [m for m in here.mentions if m.end <= amount.start and here.clauses[place[m.start]].sentence == sentence]
    if not earlier:
        return _named_after(here, amount, place) or _named_just_before(here, amount, sentence, place, used)
    mention = earlier[-1]
    if mention.start in used or last_end > mention.end:
        joint = here.text[used.get(mention.start, last_end) : amount.start]
        if len(joint) > 14 or not _JOINS.search(joint) or _TOTAL.search(joint):  # noqa: PLR2004
            return None
    return mention if amount.start - mention.end <= 24 else None  # noqa: PLR2004


def _named_after(here: Scene, amount: Amount, place: Sequence[int]) -> Mention | None:
    """998元，给您开10M: a price before the only speed of its sentence."""
    sentence = here.clauses[place[amount.start]].sentence
    later = [m for m in here.mentions if m.start >= amount.end and here.clauses[place[m.start]].sentence == sentence]
    speeds = [m for m in later if m.product[:1].isdigit()]
    if len(speeds) != 1 or speeds[0].start - amount.end > 10:  # noqa: PLR2004  too far to be said of it
        return None
    if re.search(r"[不没]", here.text[amount.end : speeds[0].start]):
        return None
    rest = [a for a in here.amounts if a.kind in ("yuan", "bare") and a.start > speeds[0].end and a.value > 9]  # noqa: PLR2004
    return None if rest and "," in here.text[amount.end : speeds[0].start] else speeds[0]


def _named_just_before(
    here: Scene, amount: Amount, sentence: int, place: Sequence[int], used: dict[int, int]
) -> Mention | None:
    """要10M啊？那就是九百九十八: the only product of the sentence before, if that sentence priced nothing."""
    before = [m for m in here.mentions if here.clauses[place[m.start]].sentence == sentence - 1]
    if len(before) != 1 or before[0].start in used or not before[0].product[:1].isdigit():
        return None
    return before[0] if amount.start - before[0].end <= 14 else None  # noqa: PLR2004  near enough to be meant


def _looks_like_price(here: Scene, amount: Amount, mention: Mention) -> bool:
    """Whether a number without 元 is a price: right after its product, or by its period or verb."""
    before = here.text[max(0, amount.start - 8) : amount.start]
    if _PER_MONTH_AFTER.match(here.text, amount.end) or _PER_YEAR_AFTER.match(here.text, amount.end):
        return True
    if _PER_MONTH_BEFORE.search(before) or _PER_YEAR_BEFORE.search(before):
        return True
    between = (
        here.text[mention.end : amount.start] if mention.end <= amount.start else here.text[amount.end : mention.start]
    )
    if amount.value < 10:  # noqa: PLR2004  a single digit needs its 元
        return bool(_PRICED_BY.search(before)) and amount.value in (5.0, 6.0)
    if re.search(r"价|卖|只要|资费|那就|不对|错|不到|将近", between):
        return True
    return len(between.strip(" ,:的是")) <= 4 or bool(_PRICED_BY.search(before)) or bool(_JOINS.search(between[-4:]))  # noqa: PLR2004


def _answered(here: Scene, amount: Amount) -> str | None:
    """The product of the customer's question, when this number alone answers it."""
    if not here.asked:
        return None
    rest = re.sub(r"[\s,。!?;吧呢啊呀的哦嘛呗]|每个?月|一个月|元|块钱?|就是?|只要|才|我们|这个|包月|是", "", here.text)
    spoken = here.text[amount.start : amount.end]
    short = len(rest) - len(re.sub(r"元|块钱?", "", spoken)) <= 6  # noqa: PLR2004
    if not short or _CUSTOMER_PAYS.search(here.text):
        return None
    if here.asked == "?":
        return BROADBAND if short and amount.value >= 100 else None  # noqa: PLR2004
    return here.asked


# --- discounts ------------------------------------------------------------------------------------------------------

_KEEP_BEFORE = re.compile(r"(?:按|照|收|付|算|只收|只付)[^,。!?省优便]{0,9}$")
_KEEP_AFTER = re.compile(
    r"^的价(?:钱|格)?(?=[,。!?]|$|给)|^(?:的?(?:价|价格|价钱|标准|资费))?(?:来)?(?:收|算|付|走|结|计|缴)"
)
_OFF_BEFORE = re.compile(
    r"(?:优惠|让利|让|减免?|下调|砍掉?|便宜|少收|折让|返还?|下浮|降价?|打掉|抹掉|去掉|免(?:掉|去)?)(?:您|你|了|个|到|掉|给您|再)*$"
)
_OFF_AFTER = re.compile(r"^(?:的)?(?:优惠|折让|让利|减免|off|返还)")
_SAVE_BEFORE = re.compile(
    r"(?:省|节省|节约|少花|少掏|少付|少交|降低|下降|压缩|压|降|缩减|减少|低|便宜)(?:了|下|掉|下来|您|出|到|得|个|将近|至少|差不多|大概|不止|近)*$"
)
_COMPARES = re.compile(r"比(?!较|如|方|例)|相比|跟[^,。]{1,8}比|同样|他们|人家|别家|现在的|原来的")
_COSTS = re.compile(r"话费|费用|成本|开支|开销|账单|支出|长途费|电话费|网费")
_GIVING = re.compile(r"给您|给你|我给|再|我(?:能|可以)|优惠|申请|就")


_ELSEWHERE = re.compile(
    r"商场|超市|苏宁|国美|打印机|空调|机票|车票|票|衣服|鞋|酒店|饭店|餐|楼盘|房子|书店|手机|电视|家电|商店|菜|水果|健身|影院|电影|理发|淘宝|咖啡|汽车|加油|家具|沙发"
)
_OF_A_HUNDRED = re.compile(
    r"(?:一百|100)(?:块钱?|元)?(?:的(?:东西|单子|账|费用|话费)?)?[,]?(?:我|咱|就|只|们|给您)*(?:收|算|付|要)(?:您|你)?(\d{2}(?:\.\d)?|[五六七八九]十[一二三四五六七八九]?)(?:块|元)?"
)
_TWELVE_FOR_TEN = re.compile(
    r"(?:交|付|收|缴)(?:您)?(\d{1,2}|[一二两三四五六七八九十]{1,3})个月(?:的?(?:钱|费))?[,]?(?:用|给您用|可以用|开)(\d{1,2}|[一二两三四五六七八九十]{1,3})个月"
)
_TEN_OF_TWELVE = re.compile(
    r"(?:用|做|给|开)(\d{1,2}|[一二两三四五六七八九十]{1,3})个月[^。!?]{0,6}(?:收|付|交|算|要)(?:您|你)?(\d{1,2}|[一二两三四五六七八九十]{1,3})个月"
)


def _discounts(here: Scene) -> Iterator[Statement]:
    if _ELSEWHERE.search(here.text) and not re.search(r"宽带|电话|兆|话费|月租|网", here.text):
        return
    for found in _OF_A_HUNDRED.finditer(here.text):
        yield Statement(
            "discount", round((numerals.read(found[1]) or 0) / 10, 2), *found.span(), owner=_owner(here, found.start())
        )
    for found in _TEN_OF_TWELVE.finditer(here.text):
        used, paid = numerals.read(found[1]) or 0, numerals.read(found[2]) or 0
        if 0 < paid < used:
            yield Statement("discount", round(10 * paid / used, 2), *found.span(), owner=_owner(here, found.start()))
    for found in _TWELVE_FOR_TEN.finditer(here.text):
        paid, used = numerals.read(found[1]) or 0, numerals.read(found[2]) or 0
        if 0 < paid < used:
            yield Statement("discount", round(10 * paid / used, 2), *found.span(), owner=_owner(here, found.start()))
    for amount in here.amounts:
        if amount.kind == "discount":
            value = (
                amount.value - 0.1
                if amount.about and "不到" in here.text[amount.end : amount.end + 2]
                else amount.value
            )
            yield Statement(
                "discount",
                round(value, 3),
                *_discount_span(here, amount),
                owner=_owner(here, amount.start),
                exact=not amount.about,
            )
        elif amount.kind == "share" and 0 < amount.value < 1:
            value = _by_share(here, amount)
            if value is not None:
                yield Statement(
                    "discount", round(value, 3), *_discount_span(here, amount), owner=_owner(here, amount.start)
                )
    if found := re.search(r"买一送一|充一送一|交一(?:年)?送一|存一送一", here.text):
        if not any(a.kind == "months" and found.start() <= a.start < found.end() + 2 for a in here.amounts):
            yield Statement("discount", 5.0, *found.span(), owner=_owner(here, found.start()))


def _discount_span(here: Scene, amount: Amount) -> tuple[int, int]:
    """The words of a discount with their verb: 打八折, 优惠15%, 便宜两成."""
    lead = re.search(
        r"(?:打|按|优惠|便宜|让|降|减|砍掉?|少收|照)(?:个|您|到|了)?$",
        here.text[max(0, amount.start - 4) : amount.start],
    )
    return amount.start - (len(lead.group()) if lead else 0), amount.end


def _by_share(here: Scene, amount: Amount) -> float | None:
    """The 折 a share means: 优惠15% is 8.5, 按九成收 is 9; None for a saving or any other share."""
    before = here.text[_clause_start(here, amount.start) : amount.start]
    after = here.text[amount.end : amount.end + 8]
    if _OFF_AFTER.match(after):
        return 10 * (1 - amount.value)
    if _OFF_BEFORE.search(before):
        if _COMPARES.search(before) or _COSTS.search(before):
            return None
        if re.search(r"便宜|降$", before) and amount.value > 0.3 and not _GIVING.search(before):  # noqa: PLR2004  a boast, not an offer
            return None
        return 10 * (1 - amount.value)
    if amount.unit == "coefficient" or _KEEP_BEFORE.search(before) or _KEEP_AFTER.match(after):
        if _SAVE_BEFORE.search(before):
            return None
        if _KEEP_BEFORE.search(before) or (_KEEP_AFTER.match(after) and amount.value >= 0.5):  # noqa: PLR2004
            return 10 * amount.value
    return None


_BUYS = re.compile(r"(?:买|交|付|预存|存|签|办|充|缴|预交|预付|用|订)(?:满|够|上|您)?$")
_GIVES = re.compile(r"^[^。!?]{0,6}?(?:送|赠|返|免|白用|免费用)(?:给)?(?:您|你)?(?:再)?$")


def _bargains(here: Scene) -> Iterator[Statement]:
    """买一年送一个月 is a discount: 12 of 13 months are paid."""
    for paid, given in zip(here.amounts, here.amounts[1:], strict=False):
        same = paid.kind == given.kind and paid.kind in ("months", "yuan", "bare")
        if same and _BUYS.search(here.text[: paid.start]) and _GIVES.match(here.text[paid.end : given.start]):
            start = paid.start - len(_BUYS.search(here.text[: paid.start]).group())  # type: ignore[union-attr]
            value = 10 * paid.value / (paid.value + given.value)
            yield Statement("discount", round(value, 2), start, given.end, owner=_owner(here, paid.start))


# --- savings and gifts -------------------------------------------------------------------------------------------------


def _savings(here: Scene) -> Iterator[Statement]:
    for amount in here.amounts:
        before = here.text[max(0, amount.start - 14) : amount.start]
        if amount.kind == "share" and 0 < amount.value < 1 and _by_share(here, amount) is None:
            if _SAVE_BEFORE.search(before) or _COMPARES.search(before):
                lead = _SAVE_BEFORE.search(before)
                start = amount.start - (len(lead.group()) if lead else 0)
                yield Statement("saving", amount.value, start, amount.end, owner=_saving_owner(here, amount))
        elif amount.kind in ("yuan", "bare") and amount.value >= 5:  # noqa: PLR2004  less than 5 yuan is no saving
            lead = re.search(
                r"(?:省|节省|节约|少花|少掏|少付|少交|便宜|低)(?:了|下|掉|下来|您|出|到|得|个|将近|至少|差不多|大概|不止|近|上)*$",
                before,
            )
            unit = amount.kind == "yuan" or re.match(r"[,。!?]|$|多|来|呢|吧|一个月|一年", here.text[amount.end :])
            if lead and unit:
                yield Statement(
                    "saving", None, amount.start - len(lead.group()), amount.end, owner=_saving_owner(here, amount)
                )


def _stopped_together(statements: list[Statement]) -> list[Statement]:
    """八折啊八折我要去问领导: what is said twice is stopped twice."""
    stopped = {one.value: one for one in statements if one.kind == "discount" and one.stopped and one.owner == "ours"}
    return [
        replace(one, stopped=stopped[one.value].stopped, referred=stopped[one.value].referred)
        if one.kind == "discount" and not one.stopped and one.value in stopped and len(statements) > 1
        else one
        for one in statements
    ]


def compared(statements: Sequence[Statement]) -> Iterator[Statement]:
    """电信收168，我们收128: two prices of one product that show a saving."""
    for ours in statements:
        if ours.kind == "price" and ours.owner == "ours" and not ours.stopped and ours.value is not None:
            theirs = [
                other.value
                for other in statements
                if other.kind == "price" and other.owner != "ours" and other.product == ours.product and other.value
            ]
            if any(value > ours.value for value in theirs):
                yield replace(ours, kind="saving", value=None)


def _saving_owner(here: Scene, amount: Amount) -> Literal["ours", "rival", "customer"]:
    owner = _owner(here, amount.start)
    return "ours" if owner == "customer" else owner


_GIVE = re.compile(
    r"(?<!发)(?<!递)(?<!护)送(?!货|别|达|到|上|过|件|来(?!显)|去)|赠|免费|白给|白用|不要钱|不收钱|不收费|不另收|不另外收|不花钱|一分钱(?:都|也)?不|免单|奉送|不加钱|不额外收"
)


def _gifts(here: Scene) -> Iterator[Statement]:
    for mention in here.mentions:
        if mention.product in (VOICE, BROADBAND) or mention.product[-1:] == "M":
            continue
        breath = here.clauses[clause_of(here.clauses, len(here.text))[mention.start]].breath
        near = [clause for clause in here.clauses if clause.breath == breath]
        words = here.text[near[0].start : near[-1].end]
        following = here.text[near[-1].end : near[-1].end + 10]
        if _GIVE.search(words) or _GIVE.match(following.lstrip(",、 都也是")):
            yield Statement(
                "gift", None, mention.start, mention.end, mention.product, owner=_owner(here, mention.start)
            )
