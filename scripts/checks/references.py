"""Names that must exist: points, objections, segments, ways of selling, levels, situations, gifts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.checks.registry import of_plan, of_script
from scripts.codes import CODES, problem
from scripts.nearest import did_you_mean
from scripts.shape import QUOTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from scripts.checks.subject import PlanSubject, ScriptSubject
    from scripts.model import Objection
    from scripts.problems import Place, Problem
    from scripts.source import Path, Source

_WIDE_SEPARATORS = re.compile("[，、；]")


def unknown_name(code: str, place: Place, name: str, names: Collection[str]) -> Problem:
    """Make the problem of a name that is not among `names`: a keyboard slip if it is one, else the code given."""
    bare = name.strip(QUOTES)
    if bare != name and bare in names:
        return problem(
            "fullwidth-quote", place, f"「{bare}」两边的引号成了名字的一部分。", f"去掉引号，直接写 {bare}。"
        )
    parts = [part.strip() for part in _WIDE_SEPARATORS.split(name)]
    if len(parts) > 1 and all(part in names for part in parts):
        message = f"「{name}」中间的逗号或顿号不是半角的，几个名字连成了一个。"
        return problem("fullwidth-comma", place, message, "换成半角逗号「,」，后面留一个空格。")
    return problem(code, place, f"{CODES[code].title}：「{name}」。", did_you_mean(name, names))


def unknown_names(
    code: str, source: Source, path: Path, written: Iterable[str], names: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each of a list of names that is not among `names`."""
    for index, name in enumerate(written):
        if name not in names:
            yield unknown_name(code, source.value_place((*path, index)), name, names)


def unknown_keys(
    code: str, source: Source, path: Path, written: Iterable[str], names: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each key of a mapping that is not among `names`."""
    for name in written:
        if name not in names:
            yield unknown_name(code, source.place((*path, name)), name, names)


@of_script("unknown-point", guards=True)
def points_exist(subject: ScriptSubject) -> Iterator[Problem]:
    """Facts are asked for, benefits cared about, stages marked and objections answered by points that exist."""
    script, source, names = subject.script, subject.source, subject.points
    for name, fact in script.customer.facts.items():
        yield from unknown_names("unknown-point", source, ("customer", "facts", name, "asked"), fact.asked, names)
    yield from unknown_keys("unknown-point", source, ("customer", "cares"), script.customer.cares, names)
    for name, stage in script.stages.items():
        yield from unknown_keys("unknown-point", source, ("stages", name, "points"), stage.points, names)
        yield from unknown_keys("unknown-point", source, ("stages", name, "asks"), stage.asks, names)
    for name, objection in script.objections.items():
        yield from _points_of(objection, source, ("objections", name), names)


@of_plan("unknown-point", guards=True)
def answers_exist(folder: PlanSubject) -> Iterator[Problem]:
    """The bank's objections are answered by points of the plan."""
    for name, objection in folder.bank.objections.items():
        yield from _points_of(objection, folder.bank_source, ("objections", name), folder.shelf.points)


def _points_of(objection: Objection, source: Source, path: Path, names: Collection[str]) -> Iterator[Problem]:
    """What an objection says of points: what answers it, and what brings it up."""
    listed = (
        ("answered-by", objection.answered_by),
        ("after", objection.after),
        ("after-empty", objection.after_empty),
    )
    for key, points in listed:
        yield from unknown_names("unknown-point", source, (*path, key), points, names)


@of_script("unknown-objection", guards=True)
def objections_exist(subject: ScriptSubject) -> Iterator[Problem]:
    """Stages use objections of the script or of the bank."""
    for name, stage in subject.script.stages.items():
        path = ("stages", name, "objections")
        yield from unknown_names("unknown-objection", subject.source, path, stage.objections, subject.objections)


@of_script("unknown-segment", "unknown-level", "unknown-way", "unknown-situation", guards=True)
def plan_has_them(subject: ScriptSubject) -> Iterator[Problem]:
    """The segment, the rep's level, the ways of selling and the voice's situations are those of the plan."""
    script, source, plan = subject.script, subject.source, subject.shelf.plan
    segments = {name: segment.id for name, segment in plan.segments.items()}
    if script.segment not in {*segments, *segments.values()}:
        yield unknown_name("unknown-segment", source.value_place(("segment",)), script.segment, [*segments.values()])
    if script.rep_level not in plan.levels:
        yield unknown_name("unknown-level", source.value_place(("rep-level",)), script.rep_level, plan.levels)
    yield from unknown_keys("unknown-way", source, ("openings",), script.openings, plan.ways_of_selling)
    path = ("customer", "voice")
    yield from unknown_keys("unknown-situation", source, path, script.customer.voice, subject.shelf.voice)


@of_plan("unknown-level", "unknown-gift", "unknown-segment", "missing-limit", guards=True)
def plan_agrees_with_itself(folder: PlanSubject) -> Iterator[Problem]:
    """Bands speak of levels and gifts that the plan names, and every level has its limit where any has."""
    plan, source = folder.shelf.plan, folder.plan_source
    for name, band in plan.bands.items():
        yield from unknown_keys("unknown-level", source, ("bands", name, "limits"), band.limits, plan.levels)
        if plan.gift_names:
            yield from unknown_names("unknown-gift", source, ("bands", name, "gifts"), band.gifts, plan.gift_names)
        absent = [level for level in plan.levels if level not in band.limits]
        if band.limits and absent and all(level in plan.levels for level in band.limits):
            message = f"「{name}」这一档没有写{'、'.join(absent)}最低能打几折，等于一折都不能打。"
            yield problem(
                "missing-limit", source.place(("bands", name, "limits")), message, "补上，或者确认就是不能打折。"
            )
    path = ("approval", "confirmed-by")
    yield from unknown_keys("unknown-level", source, path, plan.approval.confirmed_by, plan.levels)
    yield from unknown_keys("unknown-segment", source, ("selling-points",), plan.selling_points, plan.segments)


@of_plan("wrong-plan", guards=True)
def documents_belong_to_the_plan(folder: PlanSubject) -> Iterator[Problem]:
    """Every file of the folder says the same plan."""
    plan = folder.shelf.plan.plan
    named = [
        (folder.points.plan, folder.points_source),
        (folder.bank.plan, folder.bank_source),
        (folder.voices.plan, folder.voices_source),
        *((subject.script.plan, subject.source) for subject in folder.scripts),
    ]
    others = {written for written, _ in named}
    if len(others) == 1 and others != {plan} and len(named) > 1:
        other = others.pop()
        message = f"这个文件写的方案是「{plan}」，同一个文件夹里别的文件写的都是「{other}」。"
        yield problem("wrong-plan", folder.plan_source.value_place(("plan",)), message, f"改成 plan: {other}。")
        return
    for written, source in named:
        if written != plan:
            message = f"这个文件写的方案是「{written}」，它所在的文件夹是「{plan}」的。"
            hint = f"改成 plan: {plan}，或者把文件挪到那个方案的文件夹。"
            yield problem("wrong-plan", source.value_place(("plan",)), message, hint)
