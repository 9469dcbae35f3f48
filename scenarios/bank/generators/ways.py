"""Questions on ways of selling: whose rule it is, and the figures in the rules."""

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

SKILL = "销售方式"
_FEWEST = 3
_COUNT = re.compile(r"(?<![\d:.])(\d+)(?=个)")
_HOURS = re.compile(r"(\d{1,2}):(\d\d)到(\d{1,2}):(\d\d)")


@generator("way", "这是哪种销售方式")
def way_of_a_rule(ground: Ground) -> Iterator[Draft]:
    """Which way of selling a rule belongs to, and which rule belongs to a way."""
    ways = ground.plan.ways_of_selling
    for name, way in ways.items():
        others = [other for other in ways if other != name]
        theirs = [rule for other in others for rule in ways[other].rules]
        for index, rule in enumerate(way.rules):
            figures = _COUNT.search(rule) or _HOURS.search(rule)  # asked about below, and these tell the way themselves
            if figures or any(alike(rule, other) for other in theirs) or _names(rule, name):
                continue
            path: Path = ("ways-of-selling", name, "rules", index)
            told = f"这是{name}的做法：{rule}。"
            if len(others) + 1 >= _FEWEST:
                yield Topic(f"way/of/{name}/{index}", SKILL, (path,)).single(
                    f"“{rule}”——说的是哪种销售方式？", name, others, told
                )
            wrong = [one for one in theirs if not any(alike(one, own) for own in way.rules)]
            if len(wrong) >= _FEWEST:
                yield Topic(f"way/rule/{name}/{index}", SKILL, (path,)).single(
                    f"下面哪一条是{name}的做法？", rule, _of_like_length(rule, wrong), told
                )


@generator("count", "做法里的数")
def counts_in_rules(ground: Ground) -> Iterator[Draft]:
    """A number that a rule sets, left out to be filled in."""
    for name, way in ground.plan.ways_of_selling.items():
        for index, rule in enumerate(way.rules):
            path: Path = ("ways-of-selling", name, "rules", index)
            if found := _COUNT.search(rule):
                number = int(found[1])
                near = [f"{one}个" for one in (number // 2, number - 2, number + 5, number * 2) if one > 0][:_FEWEST]
                yield Topic(f"count/{name}/{index}", SKILL, (path,)).single(
                    f"{name}的要求：“{_blanked(rule, found, '个')}”。空格里该填多少？", f"{number}个", near,
                    f"{name}：{rule}。",
                )  # fmt: skip
            if hours := _HOURS.search(rule):
                yield Topic(f"hours/{name}/{index}", SKILL, (path,)).single(
                    f"{name}的要求：“{_blanked(rule, hours, '')}”。空格里该填什么时间？", hours[0], _shifted(hours),
                    f"{name}：{rule}。",
                )  # fmt: skip


def _names(rule: str, name: str) -> bool:
    """Whether a rule gives its way of selling away by naming it."""
    return any(name[start : start + 2] in rule for start in range(len(name) - 1))


def _of_like_length(rule: str, others: list[str]) -> list[str]:
    return sorted(others, key=lambda other: abs(len(other) - len(rule)))[:_FEWEST]


def _blanked(rule: str, found: re.Match[str], unit: str) -> str:
    end = found.end() + len(unit)
    return f"{rule[: found.start()]}＿＿{rule[end:]}"


def _shifted(hours: re.Match[str]) -> list[str]:
    """The same length of time an hour and more away: what a rep would mix it up with."""
    start, first, end, last = (int(part) for part in hours.groups())
    return [f"{(start + shift) % 24}:{first:02d}到{(end + shift) % 24}:{last:02d}" for shift in (1, 2, 6)]
