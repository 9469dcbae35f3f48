"""Questions on channels and on putting the plan into practice: entries like `名字：甲、乙、丙` or `名字：怎么做`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scenarios.bank.alike import alike
from scenarios.bank.drafts import Draft, Topic
from scenarios.bank.generators.registry import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.bank.ground import Ground
    from scripts.source import Path

_FEWEST = 3
_LONGEST = 12
_LIST = re.compile(r"(?:记下|统计|带齐)(?P<list>[^，；：。]+、[^，；：。]+)")
_SPLIT = re.compile("[、和]")
_BRACKETS = re.compile(r"（[^）]*）")
_FORM = re.compile(r"^.*·")


@generator("channel", "渠道")
def channels(ground: Ground) -> Iterator[Draft]:
    """Which channels are main and which auxiliary; what is noted of a lead."""
    entries = _entries(ground.plan.channels)
    members = {head: _members(text) for head, text, _ in entries if head}
    for head, _, index in entries:
        if not head:
            continue
        right = members[head]
        wrong = [one for other, listed in members.items() if other != head for one in listed]
        facts = (("channels", index),)
        told = f"{ground.plan.channels[index]}。"
        if len(right) > 1:
            yield Topic(f"channel/{head}", "渠道", facts).several(f"方案里，{head}是哪几个？", right, wrong, told)
        else:
            others = [one for listed in members.values() for one in listed if one not in right]
            if len(others) >= _FEWEST:
                yield Topic(f"channel/{head}", "渠道", facts).single(
                    f"方案里，{head}是谁？", right[0], others[:_FEWEST], told
                )


@generator("lists", "几样要记全的")
def lists_to_remember(ground: Ground) -> Iterator[Draft]:
    """Lists within a sentence (记下姓名、电话、地址…): which of several belong to it, beside members of other lists."""
    plan = ground.plan
    texts: list[tuple[Path, str, str]] = [
        *((("channels", index), "渠道", text) for index, text in enumerate(plan.channels)),
        *((("execution", index), "执行", text) for index, text in enumerate(plan.execution)),
        *(
            (("ways-of-selling", name, "rules", index), "销售方式", f"{name}要{text}")
            for name, way in plan.ways_of_selling.items()
            for index, text in enumerate(way.rules)
        ),
    ]
    lists = [(path, skill, text, found) for path, skill, text in texts if (found := _LIST.search(text))]
    members = {path: _SPLIT.split(found["list"]) for path, _, _, found in lists}
    for path, skill, text, found in lists:
        right = members[path]
        wrong = [one for other, listed in members.items() if other != path for one in listed[:2] if one not in right]
        if len(right) >= _FEWEST and len(wrong) >= _FEWEST - 1:
            blanked = f"{text[: found.start('list')]}＿＿{text[found.end('list') :]}"
            yield Topic(f"lists/{text}", skill, (path,)).several(
                f"“{blanked}”——空格里该有哪几样？", right[:4], wrong[-_FEWEST:], f"{text}。"
            )


@generator("rollout", "推开的各项做法")
def rollout(ground: Ground) -> Iterator[Draft]:
    """What each part of putting the plan into practice means."""
    entries = [(head, text, index) for head, text, index in _entries(ground.plan.execution) if head]
    if len(entries) <= _FEWEST:
        return
    for head, text, index in entries:
        others = [(other, says) for other, says, _ in entries if other != head and not alike(says, text)]
        facts = (("execution", index),)
        told = f"{head}：{text}。"
        wrong = sorted(others, key=lambda other: abs(len(other[1]) - len(text)))[:_FEWEST]
        yield Topic(f"rollout/of/{head}", "执行", facts).single(
            f"“{_shown(text)}”——这说的是方案里的哪一项？", head, [name for name, _ in wrong], told
        )
        yield Topic(f"rollout/is/{head}", "执行", facts).single(
            f"方案里说的“{head}”，是怎么做的？", _shown(text), [_shown(says) for _, says in wrong], told
        )


@generator("trainings", "次序")
def sequences(ground: Ground) -> Iterator[Draft]:
    """Things that a sentence puts in an order: 依次讲甲、乙、丙."""
    for index, text in enumerate(ground.plan.execution):
        found = re.search(r"依次[讲做是]?([^，；。]+)", text)
        listed = found[1].split("、") if found else []
        if len(listed) >= _FEWEST:
            head = text.partition("：")[0]
            yield Topic(f"trainings/{index}", "执行", (("execution", index),)).order(
                f"方案里的“{head}”分几次做，把各次的内容按先后排好。", listed, f"{text}。"
            )


def _entries(texts: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Each text as (head, what follows, index); the head is "" where there is none."""
    found = []
    for index, text in enumerate(texts):
        head, colon, rest = text.partition("：")
        short = bool(colon) and len(head) <= _LONGEST
        found.append((_FORM.sub("", head), rest, index) if short else ("", text, index))
    return found


def _members(text: str) -> list[str]:
    """What a list names, without what describes it: 各市负责商企客户的客户经理 is 客户经理."""
    return [member.rpartition("的")[2] for member in text.split("、")]


def _shown(text: str) -> str:
    """What is told first of a part, up to its semicolon, without what stands in brackets."""
    return _BRACKETS.sub("", text.partition("；")[0])
