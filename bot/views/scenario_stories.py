"""What came of the stories of panels and rivals, as trainers read it and as JSON; laid out like those of scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.stories.acted import Acted
    from scenarios.stories.coverage import Coverage
    from scenarios.stories.scenario_testing import ScenarioTested
    from scenarios.stories.told import Difference
    from scripts.problems import Place


def scenario_section(tested: ScenarioTested, coverage: Iterable[Line]) -> Section:
    """Give one scenario: its stories, the failing ones with their talk, then what they have touched."""
    lines = [line for one in tested.acted for line in _acted(one)]
    if not tested.acted:
        lines.append(Line("还没有对话测试。演一场记下来：duilian play 场景 --record 文件", "quiet"))
    document, file = tested.subject.document, tested.subject.source.file
    return Section(f"{document.scenario}　{file}", (*lines, *coverage))


def scenario_stories_json(tested: Sequence[ScenarioTested]) -> list[dict[str, object]]:
    """Give one object for each scenario."""
    return [
        {
            "scenario": one.subject.document.scenario,
            "kind": one.subject.document.kind,
            "file": one.subject.source.file,
            "passed": one.passed,
            "stories": [
                {
                    "story": acted.told.story.story,
                    "file": acted.told.source.file,
                    "passed": acted.difference is None,
                    "ending": acted.headline,
                    "difference": difference_json(acted.difference),
                }
                for acted in one.acted
            ],
            "coverage": coverage_json(one.coverage),
        }
        for one in tested
    ]


def coverage_json(coverage: Coverage) -> dict[str, object]:
    """Give what was touched, by kinds."""
    return {
        kind.name: {
            "touched": kind.touched,
            "of": len(kind.parts),
            "untouched": [{"name": part.name, "line": part.place.line} for part in kind.untouched],
        }
        for kind in coverage.kinds
    }


def difference_json(difference: Difference | None) -> dict[str, object] | None:
    """Give what came otherwise, with the line of the story and of what acted so."""
    if difference is None:
        return None
    return {
        "line": difference.place.line,
        "message": difference.message,
        "script_file": difference.script.file if difference.script else None,
        "script_line": difference.script.line if difference.script else None,
    }


def place_in_words(place: Place) -> str:
    """Give a place as editors and terminals make it clickable."""
    return f"{place.file}:{place.line}"


def _acted(acted: Acted) -> Iterator[Line]:
    story, difference = acted.told.story, acted.difference
    if difference is None:
        yield Line(f"通过　{story.story}（{acted.headline}）", "good")
        return
    yield Line(f"没过　{story.story}", "bad")
    yield from (Line(f"{who}：{text}", "quiet", inner=True) for who, text in acted.opening)
    for number, exchange in enumerate(acted.exchanges[: difference.line]):
        line = acted.told.source.place(("talk", number)).line
        heard = "、".join(exchange.heard) or "没听到要点"
        yield Line(f"{line}　{exchange.who}：{exchange.text}　〔{heard}〕", inner=True)
        yield from (Line(f"{who}：{text}", "quiet", inner=True) for who, text in exchange.answers)
    yield Line(f"→ {place_in_words(difference.place)}　{difference.message}", "bad", inner=True)
    if difference.script is not None:
        yield Line(f"　 场景这边：{place_in_words(difference.script)}", "strong", inner=True)
