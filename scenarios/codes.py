"""Problem codes of scenarios, with severity and Chinese title; `docs/problems/scenarios/` has a page for each.

What can be wrong in any document (its writing, its shape, a point that does not exist) has its code in `scripts.codes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codes import CODES as SHARED
from scripts.codes import Code
from scripts.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR, WARNING, ADVICE, _ = Severity

CODES: Mapping[str, Code] = {
    # Any scenario.
    "unknown-kind": Code(ERROR, "没有这种对练"),
    "unknown-scenario": Code(ERROR, "没有这个场景"),
    "unknown-seat": Code(ERROR, "桌上没有这一家"),
    "duplicate-scenario": Code(ERROR, "两个场景同名"),
    # 一对多 (panel).
    "unknown-person": Code(ERROR, "在座没有这个人"),
    "unknown-concern": Code(ERROR, "没有这个问题"),
    "duplicate-concern": Code(ERROR, "两个人的问题同名"),
    "ambiguous-call": Code(WARNING, "一个称呼指两个人"),
    "missing-lines": Code(ERROR, "没有话说"),
    "unmeetable-concern": Code(ERROR, "说什么都答不上的问题"),
    "dead-interrupt": Code(WARNING, "永远插不上的话"),
    "line-out-of-reach": Code(ERROR, "怎么说都通不过"),
    "line-given": Code(WARNING, "不开口也通过"),
    "line-order": Code(ERROR, "再议的线比通过的高"),
    # 多对一 (rivals).
    "unknown-need": Code(ERROR, "客户没有这个需求"),
    "point-in-two-needs": Code(ERROR, "一个要点算在两个需求上"),
    "seat-count": Code(ERROR, "座位太少或太多"),
    "unknown-operator": Code(ERROR, "没有这家运营商"),
    "seat-without-facts": Code(ERROR, "座位没有事实表"),
    "need-without-fact": Code(ERROR, "有一问这家没话可答"),
    "unknown-product": Code(ERROR, "资费表里没有这种产品"),
    "missing-price": Code(ERROR, "缺一种产品的价"),
    "price-in-two-places": Code(ERROR, "本网的价又写了一遍"),
    "round-order": Code(ERROR, "轮次不对"),
    "missing-tie-rule": Code(ERROR, "分数一样分不出一家"),
    "unknown-tie-rule": Code(ERROR, "没有这种比法"),
    "budget-order": Code(ERROR, "心里价写反了"),
    "out-of-budget": Code(WARNING, "打到底也超出底线"),
    "uneven-seats": Code(WARNING, "座位之间不公平"),
    "unknown-slot": Code(ERROR, "空格没有东西可填"),
    "offer-without-numbers": Code(ERROR, "报价里没有数"),
    "too-long-to-say": Code(WARNING, "话太长，说不完"),
    "line-misheard": Code(ERROR, "台词听岔了"),
    # 题库 (bank).
    "duplicate-item": Code(ERROR, "两道题同名"),
    "duplicate-stem": Code(ERROR, "两道题的题干一样"),
    "near-duplicate": Code(WARNING, "两道题差不多"),
    "too-few-options": Code(ERROR, "选项太少或太多"),
    "wrong-key": Code(ERROR, "答案写得不对"),
    "equal-options": Code(ERROR, "两个选项一个意思"),
    "catch-all": Code(ERROR, "用了“以上都对”"),
    "give-away-length": Code(WARNING, "答案长得显眼"),
    "no-source": Code(ERROR, "没有写依据"),
    "unknown-source": Code(ERROR, "依据的地方不存在"),
    "stale-source": Code(ERROR, "依据的原话改过了"),
    "number-outside-plan": Code(ERROR, "答案里的数不在方案里"),
    "two-right-answers": Code(WARNING, "可能有两个对的答案"),
    "doubtful-item": Code(ERROR, "题目碰到没有说清的地方"),
    # 案例 (cases).
    "duplicate-case": Code(ERROR, "两个案例同名"),
    "no-turn-limit": Code(ERROR, "案例没有写谈几轮"),
    "nothing-counts": Code(ERROR, "谁都拿不到的一分"),
    "bill-changed": Code(ERROR, "月消费和脚本对不上"),
}


def problem(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Make a problem of a known code, of scenarios or shared with scripts; its severity is the code's."""
    known = CODES.get(code) or SHARED[code]
    return Problem(code, known.severity, place, message, hint)
