"""Style: enough variants of every customer line, enough objections, lines short enough for a chat, open 待办."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.checks.registry import of_plan, of_script
from scripts.checks.subject import Lines, spoken
from scripts.codes import problem
from scripts.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.checks.subject import PlanSubject, ScriptSubject
    from scripts.problems import Problem
    from scripts.source import Source

FEWEST_VARIANTS = 3
FEWEST_OBJECTIONS = 6
LONGEST_LINE = 120
LARGEST_SHARE = 0.4
OUTCOMES = {"won": "成交", "follow-up": "约下次", "lost": "被拒"}
_WRAPPED = re.compile("^(?:“[^“”]*”|「[^「」]*」)$")
_TO_DO = re.compile("待办|TODO")


def _all_lines(folder: PlanSubject) -> Iterator[tuple[Source, Lines]]:
    yield from folder.lines()
    for subject in folder.scripts:
        for lines in subject.lines():
            yield subject.source, lines


@of_plan("few-variants")
def customers_vary_their_words(folder: PlanSubject) -> Iterator[Problem]:
    """A customer has at least three ways of saying each thing, so that he does not repeat himself."""
    for source, lines in _all_lines(folder):
        if lines.is_customer and 0 < len(lines.variants) < FEWEST_VARIANTS:
            message = f"客户的这句话只有 {len(lines.variants)} 种说法，练两遍就听熟了。"
            hint = f"写到 {FEWEST_VARIANTS} 种以上，意思一样，口气不一样。"
            yield problem("few-variants", source.place(lines.path), message, hint)


@of_plan("long-line", "wrapped-in-quotes")
def lines_fit_a_chat(folder: PlanSubject) -> Iterator[Problem]:
    """A line is short enough for a chat and stands without quotes around it."""
    for source, lines in _all_lines(folder):
        for line in spoken(source, lines):
            if len(line.text) > LONGEST_LINE:
                message = f"这句话有 {len(line.text)} 个字，手机上要占满一屏。"
                yield problem("long-line", line.place, message, f"拆短，{LONGEST_LINE} 个字以内。")
            if _WRAPPED.match(line.text):
                message = "整句话套着引号，练习时引号会照样显示出来。"
                yield problem("wrapped-in-quotes", line.place, message, "把两头的引号去掉。")


@of_script("few-objections", "unused-objection")
def objections_are_used(subject: ScriptSubject) -> Iterator[Problem]:
    """A customer holds at least six things against it, and every objection written for him is used."""
    script = subject.script
    used = {name for stage in script.stages.values() for name in stage.objections}
    if not used <= set(subject.objections):
        return
    if len(used) < FEWEST_OBJECTIONS:
        stage = max(script.stages.values(), key=lambda stage: len(stage.objections), default=None)
        place = subject.source.place(("stages", stage.name, "objections") if stage else ("stages",))
        message = f"这位客户只提 {len(used)} 个异议。"
        hint = f"写到 {FEWEST_OBJECTIONS} 个以上：嫌贵、有合同、怕麻烦、做不了主、别家报价、再想想……"
        yield problem("few-objections", place, message, hint)
    for name in script.objections:
        if name not in used:
            message = f"异议「{name}」写了，但没有哪个环节会提。"
            hint = "加进某个环节的 objections，或者删掉。"
            yield problem("unused-objection", subject.source.place(("objections", name)), message, hint)


@of_script("missing-opening", "missing-outcome")
def every_way_begins_and_ends(subject: ScriptSubject) -> Iterator[Problem]:
    """There is an opening for every way of selling, and an ending for won, next time and lost."""
    script, source = subject.script, subject.source
    ways = subject.shelf.plan.ways_of_selling
    absent = [name for name in ways if name not in script.openings]
    if absent and all(name in ways for name in script.openings):
        message = f"没有{'、'.join(absent)}的开场，这个脚本不能这样练。"
        yield problem("missing-opening", source.place(("openings",)), message, "在 openings 下面补上。")
    outcomes = {ending.outcome for ending in script.endings.values()}
    for outcome, name in OUTCOMES.items():
        if outcome not in outcomes:
            message = f"没有「{name}」（outcome: {outcome}）这种结局。"
            yield problem("missing-outcome", source.place(("endings",)), message, "在 endings 下面补上。")


@of_script("unbalanced-weight")
def no_stage_outweighs_the_others(subject: ScriptSubject) -> Iterator[Problem]:
    """No single stage holds more than two fifths of all weight: the score would hang on it alone."""
    stages = subject.script.stages
    weights = {name: sum(use.weight for use in stage.points.values()) for name, stage in stages.items()}
    total = sum(weights.values())
    for name, weight in weights.items():
        if weight > total * LARGEST_SHARE:
            message = f"「{name}」占了全部分值的 {weight / total:.0%}，总分差不多只看这一个环节。"
            place = subject.source.place(("stages", name, "points"))
            yield problem("unbalanced-weight", place, message, "减一些 weight，或者给别的环节加要点。")


@of_plan("to-do")
def open_work_is_listed(folder: PlanSubject) -> Iterator[Problem]:
    """Every 待办 that an author has left in his files is listed."""
    for source in folder.sources:
        if not _TO_DO.search(source.text):
            continue
        for number, line in enumerate(source.text.split("\n"), 1):
            if found := _TO_DO.search(line):
                said = line[found.start() :].strip("】］] ")
                message = f"留着：{said}"
                place = Place(source.file, number, found.start() + 1)
                yield problem("to-do", place, message, "发布之前写完，再把这个记号删掉。")
