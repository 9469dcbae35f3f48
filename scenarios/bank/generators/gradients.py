"""Questions on the product ladder: what a step holds, what a step adds, in which order the steps come."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.bank.ground import Ground

SKILL = "产品梯度"
_PLUS = "+"
_FEWEST = 3
_COLUMNS = {"voice": "语音", "broadband": "宽带", "offer": "产品"}


@generator("step", "梯度里有什么")
def what_a_step_holds(ground: Ground) -> Iterator[Draft]:
    """What a step of a column holds and which step holds it; steps that read alike are passed over."""
    for key, column, steps in _columns(ground):
        listed = list(dict.fromkeys(steps.values()))
        for name, offer in steps.items():
            if list(steps.values()).count(offer) > 1 or not ground.clear(column, name, offer):
                continue
            facts = (("gradients", name, key),)
            told = f"{column}的{name}是{offer}。"
            others = sorted((one for one in listed if one != offer), key=lambda one: abs(len(one) - len(offer)))[:3]
            if len(others) < _FEWEST - 1 or "/" in offer:  # a list of techniques among sums is seen at a glance
                continue
            yield Topic(f"step/{key}/{name}", SKILL, facts).single(
                f"产品梯度表里，{column}的{name}是哪一种搭配？", offer, others, told
            )
            if _PLUS in offer:
                clear = [one for one in steps if one != name and ground.clear(column, one, offer)]
                yield Topic(f"step/of/{key}/{name}", SKILL, facts).single(
                    f"给客户配的是“{offer}”。在产品梯度表的{column}这一列，这是第几梯度？", name, clear[:3], told
                )


@generator("rung", "上一梯度多了什么")
def what_a_step_adds(ground: Ground) -> Iterator[Draft]:
    """The one thing that a step adds to the one below."""
    for key, column, steps in _columns(ground):
        parts = {name: offer.split(_PLUS) for name, offer in steps.items()}
        every = list(dict.fromkeys(part for listed in parts.values() for part in listed))
        for (lower, below), (upper, above) in pairwise(parts.items()):
            added = [part for part in above if part not in below]
            clear = ground.clear(column, lower, steps[lower]) and ground.clear(column, upper, steps[upper])
            if len(added) != 1 or len(above) != len(below) + 1 or not clear:
                continue
            facts = (("gradients", upper, key), ("gradients", lower, key))
            wrong = [part for part in every if part != added[0] and "/" not in part and part not in below]
            wrong += [part for part in below if "/" not in part]
            topic = Topic(f"rung/{key}/{upper}", SKILL, facts, steps=2)
            yield topic.single(
                f"{column}从{lower}升到{upper}，多卖了什么？", added[0], wrong[:3],
                f"{column}的{lower}是{steps[lower]}，{upper}是{steps[upper]}。",
            )  # fmt: skip


@generator("ladder", "梯度的次序")
def the_ladder(ground: Ground) -> Iterator[Draft]:
    """The steps of a column in their order, and steps and offers to be paired."""
    for key, column, steps in _columns(ground):
        single = {n: o for n, o in steps.items() if list(steps.values()).count(o) == 1 and ground.clear(column, n, o)}
        if len(single) < _FEWEST:
            continue
        facts = tuple(("gradients", name, key) for name in single)
        told = "，".join(f"{name}是{offer}" for name, offer in single.items()) + "。"
        yield Topic(f"ladder/order/{key}", SKILL, facts).order(
            f"{column}这一列的产品梯度，从低到高排好。", list(single.values()), told
        )
        yield Topic(f"ladder/match/{key}", SKILL, facts).match(
            f"{column}这一列，各梯度是哪一种搭配？配上对。", list(single.items()), told
        )


@generator("access", "第一梯度有哪些接入方式")
def first_step_of_many(ground: Ground) -> Iterator[Draft]:
    """What the lowest step offers to choose from, told apart from the other column's."""
    choices = {
        key: (column, name, _choices(offer))
        for key, column, steps in _columns(ground)
        for name, offer in list(steps.items())[:1]
        if "/" in offer
    }
    for key, (column, name, listed) in choices.items():
        wrong = [one for other, (_, _, theirs) in choices.items() if other != key for one in theirs]
        if wrong:
            yield Topic(f"access/{key}", SKILL, (("gradients", name, key),)).several(
                f"产品梯度表里，{column}{name}写了哪几种？", listed, wrong[:3], f"{column}{name}：{'、'.join(listed)}。"
            )


def _columns(ground: Ground) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Each column of the ladder: its key, its Chinese name, its steps. What all columns share belongs to none."""
    gradients = ground.plan.gradients
    for key, column in _COLUMNS.items():
        yield key, column, {
            name: offer
            for name, step in gradients.items()
            if (offer := getattr(step, key)) and not (key != "offer" and step.voice == step.broadband)
        }  # fmt: skip


def _choices(offer: str) -> list[str]:
    inner = offer.partition("（")[2].rstrip("）") or offer
    return [one.strip() for one in inner.split("/")]
