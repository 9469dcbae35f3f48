"""The graph of stages: all seven there and in order, every branch leads somewhere, every stage can end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.checks.references import unknown_name
from scripts.checks.registry import of_script
from scripts.codes import problem
from scripts.model.script import NEXT_OBJECTION, STAGES, STAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from scripts.checks.subject import ScriptSubject
    from scripts.model import Script
    from scripts.problems import Problem

Ways = dict[str, frozenset[str]]
"""Stage → the stages and endings that its own branches lead to."""


@of_script("unknown-stage", "missing-stage", "stage-order", guards=True)
def seven_stages_in_order(subject: ScriptSubject) -> Iterator[Problem]:
    """A talk has the seven stages, in their order."""
    written = list(subject.script.stages)
    strange = [name for name in written if name not in STAGES]
    absent = [name for name in STAGES if name not in written]
    for name in strange:
        yield unknown_name("unknown-stage", subject.source.place(("stages", name)), name, absent or STAGES)
    if strange:
        return
    for name in absent:
        message = f"缺少「{name}」环节。"
        hint = f"七个环节都要有，依次是：{'、'.join(STAGES)}。"
        yield problem("missing-stage", subject.source.place(("stages",)), message, hint)
    order = [name for name in STAGES if name in written]
    if written != order:
        name = next(name for name, due in zip(written, order, strict=True) if name != due)
        message = f"「{name}」的位置不对。"
        hint = f"七个环节依次是：{'、'.join(STAGES)}。"
        yield problem("stage-order", subject.source.place(("stages", name)), message, hint)


@of_script("unknown-target", "no-objections-here", guards=True)
def targets_exist(subject: ScriptSubject) -> Iterator[Problem]:
    """Every branch leads to a stage, an ending, `stay` or, where there are objections, to the next of them.

    A branch to one of the seven stages that is not there is not told: the missing stage is.
    """
    script = subject.script
    targets = [*script.stages, *script.endings, STAY, NEXT_OBJECTION]
    for name, path, branch in subject.branches():
        place = subject.source.value_place((*path, "otherwise" if branch.otherwise else "to"))
        if branch.target not in {*targets, *STAGES}:
            yield unknown_name("unknown-target", place, branch.target, targets)
        elif branch.target == NEXT_OBJECTION and name and not script.stages[name].objections:
            message = f"「{name}」没有写 objections，没有异议可提。"
            yield problem("no-objections-here", place, message, "写上这个环节要提的异议，或者改成 stay。")


@of_script("dead-end", "endless-loop", "unreachable-stage", "unreachable-ending", guards=True)
def every_talk_can_end(subject: ScriptSubject) -> Iterator[Problem]:
    """From the first stage every other can be reached, and from every stage an ending.

    `always` is left out: that the customer may throw the rep out is no way through the talk. What follows from an
    unknown target, a dead end or a loop is not told as a fault of its own.
    """
    script, source = subject.script, subject.source
    ways = _ways(script)
    if any(not (targets <= {*script.stages, *script.endings}) for targets in ways.values()):
        return
    reached = _reachable(next(iter(script.stages), ""), ways)
    stuck = [name for name in script.stages if name in reached and not ways[name] - {name}]
    for name in stuck:
        message = f"「{name}」的分支都留在本环节，谈话到这里就出不去了。"
        yield problem("dead-end", source.place(("stages", name)), message, "写一条去下一个环节或结局的分支。")
    looping = [name for name in script.stages if name in reached and _is_closed(name, ways, script.endings, stuck)]
    if looping:
        message = f"从「{looping[0]}」起，只在{'、'.join(looping)}之间来回，到不了任何结局。"
        yield problem(
            "endless-loop", source.place(("stages", looping[0])), message, "让其中一个环节有路去往后面的环节或结局。"
        )
    if stuck or looping:
        return
    for name in script.stages:
        if name not in reached:
            message = f"没有哪条分支走到「{name}」。"
            hint = "在前面的环节里加一条去这里的分支。"
            yield problem("unreachable-stage", source.place(("stages", name)), message, hint)
    ended = reached.union(branch.target for branch in script.always)
    for name in script.endings:
        if name not in ended and set(script.stages) <= reached:
            message = f"没有哪条分支走到结局「{name}」。"
            yield problem(
                "unreachable-ending", source.place(("endings", name)), message, "加一条去这里的分支，或者删掉它。"
            )


@of_script("unasked-skip")
def no_stage_is_skipped_unasked(subject: ScriptSubject) -> Iterator[Problem]:
    """A branch may pass over a stage only under a condition that the author has written."""
    order = {name: index for index, name in enumerate(STAGES)}
    for name, path, branch in subject.branches():
        if branch.when or name not in order or branch.target not in order:
            continue
        skipped = STAGES[order[name] + 1 : order[branch.target]]
        if skipped:
            place = subject.source.value_place((*path, "otherwise" if branch.otherwise else "to"))
            message = f"这条分支没有条件，却跳过了{'、'.join(skipped)}。"
            yield problem("unasked-skip", place, message, "要跳环节就写明 when；不然改成去下一个环节。")


def _ways(script: Script) -> Ways:
    return {
        name: frozenset(branch.target for branch in stage.next) - {STAY, NEXT_OBJECTION}
        for name, stage in script.stages.items()
    }


def _reachable(start: str, ways: Mapping[str, Collection[str]]) -> set[str]:
    """Everything a talk can come to from `start`, itself included."""
    reached, open_ends = {start}, [start]
    while open_ends:
        for target in ways.get(open_ends.pop(), ()):
            if target not in reached:
                reached.add(target)
                open_ends.append(target)
    return reached


def _is_closed(name: str, ways: Ways, endings: Collection[str], stuck: Collection[str]) -> bool:
    """Whether a stage leads back to itself and neither to an ending nor into a dead end, which is told by itself."""
    onward = set().union(*(_reachable(target, ways) for target in ways[name] - {name}))
    return name in onward and not onward & {*endings, *stuck}
