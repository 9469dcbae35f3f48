"""The report as a rep reads it, in full or in short for a small screen. It speaks of lines, never of the person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.views.days import day_in_words
from bot.views.page import Line, Page, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from scoring.report import Gap, Proof, Report, StageScore, Unevaluable, Violation


def full_report(report: Report, today: date) -> Page:
    """Give everything: score, stages with each item and its quote, violations, best lines, gaps, next drill."""
    parts = (
        Section("练习报告", tuple(_head(report))),
        Section("分环节", tuple(line for stage in report.stages for line in _stage(stage))),
        Section("违规", tuple(line for broken in report.violations for line in _violation(broken))),
        _best(report),
        _gaps(report),
        _suspected(report),
        Section("说明", tuple(Line(note, "quiet") for note in report.notes)),
        *next_practice(report, today),
    )
    return tuple(part for part in parts if part.lines)


def short_report(report: Report, today: date) -> Page:
    """Give what fits one small screen: score, ending, what was broken, the gaps, the next drill."""
    broken = tuple(Line(f"✗ {_rule(one)}：“{one.quote}”", "bad") for one in report.violations)
    parts = (
        Section("练习报告", tuple(_head(report))),
        Section("违规", broken),
        _gaps(report),
        *next_practice(report, today),
    )
    return tuple(part for part in parts if part.lines)


def stage_pages(report: Report) -> tuple[tuple[str, Page], ...]:
    """Give one page a stage (its name, its items), then one for violations, best lines and suspicions."""
    pages = [(stage.name, (Section("", tuple(_stage(stage))),)) for stage in report.stages]
    rest = (
        Section("违规", tuple(line for broken in report.violations for line in _violation(broken))),
        _best(report),
        _suspected(report),
        Section("说明", tuple(Line(note, "quiet") for note in report.notes)),
    )
    return (*pages, ("亮点和违规", tuple(part for part in rest if part.lines)))


def next_practice(report: Report, today: date) -> Page:
    """Give what to practise next and when; nothing when the report names nothing."""
    drill = report.next_drill
    if drill is None:
        return ()
    why = f"：{drill.why}" if drill.why else ""
    words = f"{day_in_words(drill.due, today)}，练「{plain_name(drill.what)}」{why}"
    return (Section("下一个练习", (Line(words, "strong"),)),)


def plain_name(name: str) -> str:
    """Give an item's name as it stands under a heading that says already that it is a rule."""
    return name.removeprefix("违规：")


def _head(report: Report) -> Iterator[Line]:
    yield Line(f"{report.score} 分（满分 100）　结果：{report.ending}", "strong")
    yield Line(f"脚本 {report.script}，评分规则 {report.rules}", "quiet")
    for cap in report.caps:
        yield Line(f"封顶 {cap.limit} 分：{cap.why}", "bad")
    if report.hints:
        yield Line(f"用了 {report.hints} 次提示，已从分数里扣除。", "quiet")
    if report.raw != report.score:
        yield Line(f"封顶和扣分之前是 {report.raw} 分。", "quiet")


def _stage(stage: StageScore) -> Iterator[Line]:
    score = "不计分" if stage.score is None else f"{stage.score} 分"
    yield Line(f"{stage.name}　{score}", "strong")
    for met in stage.met:
        yield Line(f"✓ {met.name}：“{met.quote}”（第 {met.turn} 轮）", "good", inner=True)
    for better, missed in groupby(stage.missed, lambda one: one.better):
        together = "、".join(one.name for one in missed)
        say = f"可以说：“{better}”" if better else ""
        yield Line(f"✗ {together}：没有说到。{say}", "bad", inner=True)
    for why, names in _by_reason(stage.not_evaluable).items():
        yield Line(f"○ 不计分{why}：{'、'.join(names)}", "quiet", inner=True)


def _by_reason(items: Iterable[Unevaluable]) -> dict[str, list[str]]:
    """Gather what could not come up by its reason, so that a stage never reached takes one line."""
    reasons: dict[str, list[str]] = {}
    for one in items:
        reasons.setdefault(f"（{one.why.rstrip('。')}）" if one.why else "", []).append(one.name)
    return reasons


def _rule(broken: Violation) -> str:
    name = plain_name(broken.name)
    return f"{name}（严重）" if broken.severe else name


def _violation(broken: Violation) -> Iterator[Line]:
    yield Line(f"✗ {_rule(broken)}：“{broken.quote}”（第 {broken.turn} 轮）", "bad")
    if broken.why:
        yield Line(f"为什么：{broken.why}", inner=True)
    if broken.instead:
        yield Line(f"应该说：“{broken.instead}”", "good", inner=True)


def _best(report: Report) -> Section:
    return Section("最好的几句", tuple(Line(f"“{_quoted(one)}", "good") for one in report.best))


def _quoted(one: Proof) -> str:
    return f"{one.quote}”　{one.name}（第 {one.turn} 轮）"


def _gaps(report: Report) -> Section:
    return Section("最该补的几处", tuple(line for n, gap in enumerate(report.gaps, 1) for line in _gap(n, gap)))


def _gap(number: int, gap: Gap) -> Iterator[Line]:
    yield Line(f"{number}. {plain_name(gap.name)}" + (f"：{gap.why}" if gap.why else ""))
    if gap.better:
        yield Line(f"更好的说法：“{gap.better}”", "good", inner=True)


def _suspected(report: Report) -> Section:
    return Section("疑似，不计分", tuple(Line(f"？ {one.name}：“{_bare(one)}", "quiet") for one in report.suspected))


def _bare(one: Proof) -> str:
    return f"{one.quote}”（第 {one.turn} 轮）"
