"""Branches: conditions of the closed vocabulary with arguments that fit, and one clear way out at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.checks.references import unknown_name
from scripts.checks.registry import of_script
from scripts.codes import problem
from scripts.conditions import ANY, CONDITIONS, NONE
from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from scripts.checks.subject import ScriptSubject
    from scripts.conditions import Argument, Names
    from scripts.problems import Problem
    from scripts.source import Path

_UNKNOWN: dict[Names, str] = {
    "points": "unknown-point",
    "violations": "unknown-point",
    "facts": "unknown-fact",
    "promises": "unknown-promise",
}


@of_script("unknown-condition", "wrong-argument", "unknown-point", "unknown-fact", "unknown-promise", guards=True)
def conditions_fit(subject: ScriptSubject) -> Iterator[Problem]:
    """Every condition is known, can read its argument, and names what exists."""
    for _, path, branch in subject.branches():
        for key, argument in branch.when.items():
            where = (*path, "when", key)
            if key not in CONDITIONS:
                place = subject.source.place(where)
                yield problem("unknown-condition", place, f"没有这个条件：「{key}」。", did_you_mean(key, CONDITIONS))
                continue
            yield from _argument(subject, where, key, argument)


def _argument(subject: ScriptSubject, path: Path, key: str, argument: Argument) -> Iterator[Problem]:
    condition = CONDITIONS[key]
    try:
        condition.parse(argument)
    except ValueError as error:
        shown = "、".join(argument) if isinstance(argument, tuple) else argument
        message = f"「{key}」后面写的「{shown}」不对：{error}。"
        yield problem("wrong-argument", subject.source.value_place(path), message, f"{key}：{condition.about}。")
        return
    if condition.names is None:
        return
    names = _names(subject, condition.names)
    for index, name in enumerate(argument if isinstance(argument, tuple) else (str(argument),)):
        if name not in names:
            place = subject.source.value_place((*path, index))
            yield unknown_name(_UNKNOWN[condition.names], place, name, names)


def _names(subject: ScriptSubject, kind: Names) -> Collection[str]:
    if kind == "facts":
        return subject.script.customer.facts
    if kind == "promises":
        return {ANY, NONE, *(branch.promise for _, _, branch in subject.branches() if branch.promise)}
    if kind == "violations":
        broken = [point for point in subject.points.values() if point.kind == "violation"]
        return [*(point.name for point in broken), *(point.code for point in broken), ANY]
    return subject.points


@of_script("always-true")
def conditions_can_fail(subject: ScriptSubject) -> Iterator[Problem]:
    """The condition about required points stands in a stage that has some."""
    for name, path, branch in subject.branches():
        stage = subject.script.stages.get(name or "")
        if stage is None:
            continue
        if "all-required" in branch.when and not any(use.required for use in stage.points.values()):
            message = f"「{name}」没有必说的要点，all-required 一进来就成立，这个环节等于跳过。"
            hint = "给至少一个要点写上 required: yes。"
            yield problem("always-true", subject.source.place((*path, "when")), message, hint)


@of_script("missing-otherwise", "two-unconditional", "two-targets", guards=True)
def one_way_out_at_the_end(subject: ScriptSubject) -> Iterator[Problem]:
    """A stage's branches end in the one that needs no condition; those of `always` all need one."""
    for name, stage in subject.script.stages.items():
        path = ("stages", name, "next")
        if not stage.next or stage.next[-1].when:
            free = any(not branch.when for branch in stage.next)
            if not free:
                message = f"「{name}」的分支没有写 otherwise：条件都不满足时，不知道该去哪里。"
                last = (*path, len(stage.next) - 1) if stage.next else path
                place = subject.source.place(last)
                yield problem("missing-otherwise", place, message, "在这一条后面加一行 - otherwise: stay。")
        free_at = [index for index, branch in enumerate(stage.next) if not branch.when]
        if free_at and free_at[0] < len(stage.next) - 1:
            message = "前面已经有一条没有条件的分支，这一条永远走不到。"
            place = subject.source.place((*path, free_at[0] + 1))
            yield problem("two-unconditional", place, message, "删掉多余的一条，或者给前面那一条写上 when。")
    for owner, where, branch in subject.branches():
        if owner is None and not branch.when:
            message = "always 里的分支没有写 when，每个环节一进来就会走掉。"
            yield problem("two-unconditional", subject.source.place(where), message, "给它写上 when。")
        if branch.otherwise and (branch.to or branch.when):
            message = "一条分支里又有 otherwise，又有 when 或 to。"
            hint = "有条件的写 when 和 to，都不满足时的写 otherwise，分成两条。"
            yield problem("two-targets", subject.source.place((*where, "otherwise")), message, hint)
