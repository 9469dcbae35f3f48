"""What came of a plan's stories, as trainers read it and as JSON: failures with their talk, walks, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section
from bot.views.scenario_stories import coverage_json, difference_json, place_in_words, scenario_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scenarios.stories.coverage import Coverage, Part
    from scenarios.stories.held import Held
    from scenarios.stories.scenario_testing import ScenarioTested
    from scenarios.stories.testing import Tested, Walked
    from scenarios.stories.told import Told

_SHOWN = 8
"""Untouched parts of one kind that a page names; the rest are counted."""


def stories_page(tested: Sequence[Tested], acted: Sequence[ScenarioTested] = (), *, all_parts: bool = False) -> Page:
    """Give a section for each script and each scenario (`acted`) and one line that sums up.

    With `all_parts` every untouched part is named.
    """
    sections = [_script(one, all_parts=all_parts) for one in tested]
    sections += [scenario_section(one, coverage_lines(one.coverage, all_parts=all_parts)) for one in acted]
    return (*sections, Section("", (_summary(tested, acted),)))


def stories_json(tested: Sequence[Tested]) -> list[dict[str, object]]:
    """Give one object for each script."""
    return [
        {
            "script": one.script.script.script,
            "file": one.script.source.file,
            "passed": one.passed,
            "stories": [_told_json(told) for told in one.told],
            "walks": [
                {"ending": walk.ending, "arrived": walk.arrived, "lines": _lines_of(walk)} for walk in one.walked
            ],
            "coverage": coverage_json(one.coverage),
        }
        for one in tested
    ]


def _script(tested: Tested, *, all_parts: bool) -> Section:
    lines = [line for told in tested.told for line in _told(told)]
    if not tested.told:
        lines.append(Line("还没有对话测试。谈一场记下来：duilian practice --record 文件", "quiet"))
    lines.extend(line for walk in tested.walked for line in _walked(walk, tested))
    lines.extend(coverage_lines(tested.coverage, all_parts=all_parts))
    return Section(f"{tested.script.script.script}　{tested.script.source.file}", tuple(lines))


def _told(told: Told) -> Iterator[Line]:
    story, report = told.subject.story, told.held.report
    difference = told.difference
    if difference is None:
        yield Line(f"通过　{story.story}（{report.ending}，{report.score} 分）", "good")
        return
    yield Line(f"没过　{story.story}", "bad")
    customer = told.subject.script.script.customer.name if told.subject.script else "客户"
    yield from _talk(told.held, customer, difference.line, told)
    yield Line(f"→ {place_in_words(difference.place)}　{difference.message}", "bad", inner=True)
    if difference.script is not None:
        yield Line(f"　 脚本这边：{place_in_words(difference.script)}", "strong", inner=True)


def _talk(held: Held, customer: str, until: int, told: Told | None = None) -> Iterator[Line]:
    """The talk up to and with the rep's line of that number and what it brought."""
    for answer in held.opening:
        yield Line(f"{customer}：{answer}", "quiet", inner=True)
    for number, exchange in enumerate(held.exchanges[:until]):
        place = told.subject.source.place(("talk", number)) if told else None
        where = f"{place.line}　" if place else ""
        heard = "、".join((*exchange.heard, *exchange.violations))
        yield Line(f"{where}客户经理：{exchange.rep}" + (f"　〔{heard}〕" if heard else "　〔没听到要点〕"), inner=True)
        for answer in exchange.answers:
            yield Line(f"{customer}：{answer}", "quiet", inner=True)


def _walked(walk: Walked, tested: Tested) -> Iterator[Line]:
    if walk.arrived:
        yield Line(f"走到　「{walk.ending}」最少 {_lines_of(walk)} 句", "good")
        return
    yield Line(f"走不到　「{walk.ending}」：照着脚本的示范说法说，结果是「{walk.held.report.ending}」", "bad")
    yield from _talk(walk.held, tested.script.script.customer.name, len(walk.held.exchanges))


def _lines_of(walk: Walked) -> int:
    return len(walk.held.exchanges)


def coverage_lines(coverage: Coverage, *, all_parts: bool) -> Iterator[Line]:
    """Give how much was touched by kinds, and what was not; the first of each kind unless all are asked for."""
    shares = "，".join(f"{kind.name} {kind.touched}/{len(kind.parts)}" for kind in coverage.kinds if kind.parts)
    yield Line(f"覆盖　{shares}（共 {coverage.share:.0%}）", "strong")
    for kind in coverage.kinds:
        left = kind.untouched
        shown = left if all_parts else left[:_SHOWN]
        for part in shown:
            yield Line(_untouched(kind.name, part), "quiet", inner=True)
        if len(left) > len(shown):
            yield Line(f"没测到的{kind.name}还有 {len(left) - len(shown)} 处，加 --all 全列出来", "quiet", inner=True)


def _untouched(kind: str, part: Part) -> str:
    return f"第 {part.place.line} 行　没测到的{kind}：{part.name}"


def _summary(tested: Sequence[Tested], acted: Sequence[ScenarioTested]) -> Line:
    stories = [told.difference for one in tested for told in one.told]
    stories += [told.difference for one in acted for told in one.acted]
    failed = [difference for difference in stories if difference]
    lost = [walk for one in tested for walk in one.walked if not walk.arrived]
    what = [f"{len(tested)} 个脚本"] if tested or not acted else []
    what += [f"{len(acted)} 个场景"] if acted else []
    text = f"共 {'、'.join(what)}、{len(stories)} 个对话测试"
    if not failed and not lost:
        return Line(f"{text}，全部通过。", "good")
    parts = [f"{len(failed)} 个没过"] if failed else []
    parts += [f"{len(lost)} 个结局走不到"] if lost else []
    return Line(f"{text}，{'，'.join(parts)}。", "bad")


def _told_json(told: Told) -> dict[str, object]:
    difference = told.difference
    return {
        "story": told.subject.story.story,
        "file": told.subject.source.file,
        "passed": difference is None,
        "ending": told.held.report.ending,
        "score": told.held.report.score,
        "difference": difference_json(difference),
    }
