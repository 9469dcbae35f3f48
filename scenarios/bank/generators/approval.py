"""Questions on approval: who confirms whose discount, in which order, and what lies beyond the table."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.figures import bounds, fold, limited, spend_inside, yuan
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.source import Path

SKILL = "审批"
_FEWEST = 3
_CHAIN: Path = ("approval", "confirmed-by")


@generator("confirm", "谁确认谁打的折")
def confirmed_by(ground: Ground) -> Iterator[Draft]:
    """Who confirms a level's discount, and whose discount somebody confirms."""
    chain = ground.plan.approval.confirmed_by
    posts = list(dict.fromkeys((*chain, *chain.values())))
    if len(posts) < _FEWEST:
        return
    for level, by in chain.items():
        facts = ((*_CHAIN, level),)
        told = f"{level}打的折，由{by}确认。"
        yield Topic(f"confirm/{level}", SKILL, facts).single(
            f"{level}在自己权限里给客户打了折，按规定由谁确认？", by, [one for one in posts if one != by], told
        )
        yield Topic(f"confirms/{by}", SKILL, facts).single(
            f"{by}负责确认的，是哪一级打的折扣？", level, [one for one in posts if one not in (level, by)], told
        )
    told = "，".join(f"{level}打的折由{by}确认" for level, by in chain.items()) + "。"
    yield Topic("confirm/match", SKILL, (_CHAIN,)).match("哪一级打的折，由谁确认？配上对。", list(chain.items()), told)
    yield Topic("confirm/order", SKILL, (_CHAIN,)).order(
        "一级管一级：下一级打的折由上一级确认。从最低的一级往上排好。",
        posts, told,
    )  # fmt: skip
    yield Topic("levels/order", SKILL, (("levels",),)).order(
        "同一位客户，谁能打的折更低？按折扣权限从小到大排好。", list(ground.plan.levels),
        f"权限从小到大：{'、'.join(ground.plan.levels)}。",
    )  # fmt: skip


@generator("signs", "这一单谁确认")
def who_confirms_a_case(ground: Ground) -> Iterator[Draft]:
    """A spend and a discount: which level it needs, and who confirms that level's discount."""
    plan, chain = ground.plan, ground.plan.approval.confirmed_by
    posts = list(dict.fromkeys((*chain, *chain.values())))
    for band in limited(plan):
        for below, level in pairwise(plan.levels):
            if level not in chain or len(posts) <= _FEWEST or band.limits[level] >= band.limits[below]:
                continue
            spend = spend_inside(band, 0.4)
            limit = fold(band.limits[level])
            facts = (("bands", band.name, "limits"), _CHAIN, *bounds(band))
            yield Topic(f"signs/{band.name}/{level}", SKILL, facts, steps=3).single(
                f"月消费 {yuan(spend)} 元的客户要 {limit}，由权限刚好够的那一级来打。打完以后由谁确认？",
                chain[level], [post for post in posts if post != chain[level]],
                f"{limit} 在{level}的权限里，{level}打的折由{chain[level]}确认。",
            )  # fmt: skip


@generator("beyond", "比表里还低的折扣")
def beyond_the_table(ground: Ground) -> Iterator[Draft]:
    """What is done with a discount below every level's limit."""
    plan = ground.plan
    top = plan.levels[-1]
    fact = (("approval", "beyond"),)
    wrong = [
        f"{top}口头同意了就可以先给客户执行，手续月底之前补齐",
        "先按客户要的折扣把合同签下来，再一层一层往上补报",
        f"{plan.levels[0]}和客户谈好，由{plan.approval.confirmed_by.get(plan.levels[0], top)}签字就能执行",
    ]
    yield Topic("beyond/how", SKILL, fact).single(
        f"客户要的折扣，连{top}的权限也不够。怎么办才合规？",
        _action(plan.approval.beyond),
        wrong,
        f"{plan.approval.beyond}。",
    )


def _action(rule: str) -> str:
    """What a rule says is done, without the clause that names the case: the question names it already."""
    _, comma, action = rule.partition("，")
    return action if comma else rule
