"""Step 3d: is what was said meant as an offer? Denied, asked, quoted, wanted by the customer, left to a superior."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scoring.listening.clauses import Clause
from scoring.listening.negation import negator
from scoring.listening.scene import Scene, Statement

_ESCALATION = re.compile(
    r"(?:得|要|须|需|等)[^,。]{0,8}(?:主任|经理|领导|上级|省公司|分公司|总部|头儿|老总|上头|上面)(?!级)|(?:求|"
    r"问|找|叫|请|报到?|"
    r"跟)(?:一下)?(?:我们)?(?:的)?(?:主任|经理|领导|分公司|省公司|省里|上面|上头|总部|头儿|老总)|往省里|"
    r"申请(?!表|单)|审批|特批|报批|批(?![发评量次])|请示|上报|"
    r"往上[报递]|递(?:报告|上去)|报(?:给)?(?:上级|领导|省|公司|总部|主任|经理|我们)|oa|签字才|点头|同意(?:才|"
    r"了|后)|核准|核批|"
    r"做不了主|说了不算|没(?:有)?(?:这个)?权|权限(?:不够|以外|外|之外|够不着|不在)|超出|是(?!我)[^,。]{0,12}的权限|"
    r"够不着|问(?:一下|问|过)?(?:我们)?(?:领导|主任|经理|"
    r"总经理|上面|上级)|(?:主任|经理|领导|省公司|上面|上级)[^,。]{0,6}(?:定|点头|同意|批|签|说了算|才能|才行)|"
    r"不敢(?:乱|随便)?答应|不能(?:先)?答应|回去(?:问|申请|"
    r"请)"
)
_NO_ESCALATION = re.compile(
    r"不用(?:报|请示|申请|审批|问)|不需要(?:报|请示|申请|审批)|无需|(?:已经|都)批(?:了|好|下来)"
)
_PROMISE = re.compile(
    r"没问题|我做主|我说了算|我点头|包在我|我拍板|拍胸脯|我定|直接给|我(?:这级|自己)?就能批|我能批|批得了|我来批|我这儿能|"
    r"不用[^,。]{0,4}(?:批|请示)"
)
_LOWER_THAN = re.compile(r"(?:还)?(?:以下|往下(?!走)|都不够)")
_WANTED = re.compile(
    r"(?:您|你)(?!看|放心|签)[^,。我]{0,5}(?:想要|要的?|想|说的?|讲的?|提的?|张嘴|开口|张口|非要|希望|问的?|"
    r"指望|听说|以为|老想|盯着|觉得)(?:打|个|的是|的|是|"
    r"就|能|给|有)*$|谁(?:跟|给|说|讲|告诉)"
)
_REFUSED = re.compile(
    r"做梦|谣传|谣言|哪敢|给不[了出起]|批不[了下]|打不[了出起]|骂死|要我(?:的)?命|不可能|不干|免谈|没门|"
    r"想都别想|休想|开玩笑|没有这|没有的|没有过|我们没有|办不到|做不[了到]|"
    r"拿不[出到]|不敢|不能给|不给|没戏|(?<!行)不行(?!的话)|(?:这个)?(?:礼拜|星期|月)没了|取消了|已经没|早没|"
    r"过期|那是(?!我|咱|没|肯|一定)|要是(?:敢|给)|我(?:要)?敢|才可以|才能|才有|才给|不是我|我(?:们)?(?:真|可|"
    r"也)?(?:没|不)(?:办法|答应|同意|敢)|是上个|从来不|"
    r"没这个|没听说|不存在|亏本|亏死|赔死|喝西北风|吃不消|为难我"
)
_LOWER_STILL = re.compile(r"再(?:低|往下|少|多|便宜|让|降|要)|更低|往下|以下|低于|要是|如果|您(?:要|想)|想要")
_CORRECTED = re.compile(
    r"(?:块钱?|元|个月|一个月|每月)?[,。!? ]{0,2}(?:哦|啊|呃|哎呀?|噢|诶)?[,]?(?:不对|错了|说错|讲错|报错|"
    r"不是不是|口误|记错)"
)
_LEADS_ON = re.compile(r"就|可以|能|都|给您|的话|才")


def with_stop(here: Scene, statement: Statement) -> Statement:
    """The statement with the reason why it is no offer, if there is one, in Chinese."""
    clause = here.clause(statement.start)
    stopped = _stopped(here.text, statement, clause)
    if stopped or statement.kind != "discount":
        return replace(statement, stopped=stopped)
    if referred := _escalated(here, statement, clause):
        return replace(statement, stopped=f"要上级批（{referred}）", referred=referred)
    return replace(statement, stopped=_not_granted(here, statement, clause))


def stopped_together(statements: Sequence[Statement]) -> list[Statement]:
    """八折啊八折我要去问领导: what is said twice is stopped twice."""
    stopped = {one.value: one for one in statements if one.kind == "discount" and one.stopped and one.owner == "ours"}
    return [
        replace(one, stopped=stopped[one.value].stopped, referred=stopped[one.value].referred)
        if one.kind == "discount" and not one.stopped and one.value in stopped
        else one
        for one in statements
    ]


def corrected(text: str, end: int) -> bool:
    """Whether the speaker takes the number back at once: 一百二，呃不对."""
    return bool(_CORRECTED.match(text, end))


def _stopped(text: str, statement: Statement, clause: Clause) -> str:
    """What in its clause stops any statement."""
    word = negator(text, clause, ((statement.start, statement.end),))
    supposed = clause.condition and _in_condition(text, clause, statement.start)
    reasons = (
        (clause.attributed, "转述的话"),
        (word, "否定的话"),
        (clause.question, "问句"),
        (clause.condition if supposed else "", "只是假设"),
        (clause.denied, "后面又推开了"),
        (clause.irony, "反话"),
    )
    return next((f"{reason}（{found}）" for found, reason in reasons if found), "")


def _in_condition(text: str, clause: Clause, at: int) -> bool:
    start = text.find(clause.condition, clause.start, clause.end)
    return start <= at and not _LEADS_ON.search(text[start + len(clause.condition) : at])


def _escalated(here: Scene, statement: Statement, clause: Clause) -> str:
    """Whether what is said around the number, or right after it, is that a superior must approve."""
    if _LOWER_THAN.match(here.text, statement.end):
        return ""
    first, last = _about(here, statement, clause)
    words = here.text[first:last]
    if _PROMISE.search(words) or _NO_ESCALATION.search(words):
        return ""
    if found := _ESCALATION.search(words):
        return found.group()
    following = here.breath(clause.breath + 1)
    if following is None or last < following[0] - 2 or here.discounts(*following):
        return ""
    words = here.text[following[0] : following[1]]
    found = _ESCALATION.search(words)
    doubted = _LOWER_STILL.search(words) or _NO_ESCALATION.search(words) or _PROMISE.search(words)
    return found.group() if found and not doubted else ""


def _not_granted(here: Scene, statement: Statement, clause: Clause) -> str:
    """Whether the number was taken back, is a bound, is what the customer wants, or cannot be: 您想要六折，那不可能."""
    if corrected(here.text, statement.end):
        return "随口说错，改口了"
    if _LOWER_THAN.match(here.text, statement.end):
        return "说的是更低的折扣"
    first, last = _about(here, statement, clause)
    before = here.text[first : statement.start]
    following = here.breath(clause.breath + 1)
    if following and last >= following[0] - 2 and not here.discounts(*following):
        last = following[1]
    found = _WANTED.search(before) or _REFUSED.search(here.text[statement.end : last]) or _REFUSED.search(before)
    return f"没有答应（{found.group()}）" if found else ""


def _about(here: Scene, statement: Statement, clause: Clause) -> tuple[int, int]:
    """The words around a number that speak of it: its breath, from the number before to the next or to 再低."""
    first, last = here.breath(clause.breath) or (clause.start, clause.end)
    for amount in here.discounts(first, last):
        if amount.end <= statement.start:
            first = amount.end
        elif statement.end <= amount.start < last:
            last = amount.start
    lower = _LOWER_STILL.search(here.text, statement.end, last)
    return first, lower.start() if lower else last
