"""What only a listener can tell: an example that does not fire its point, a counter-example that does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scripts.heard import Context, Heard, Hit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Workbench

    from scripts.model import Plan, Point


class ByHeart:
    """Hears a point when the text is one of its examples, but for the lines it was told to mishear."""

    def __init__(self, points: Mapping[str, Point], deaf_to: str = "", fooled_by: str = "") -> None:
        self.points, self.deaf_to, self.fooled_by = points, deaf_to, fooled_by

    def hear(self, text: str, context: Context, /) -> Heard:
        assert context == Context()
        met = tuple(
            Hit(point.code, point.name, text, 0, len(text))
            for point in self.points.values()
            if (text in point.examples and text != self.deaf_to) or (text in point.not_ and text == self.fooled_by)
        )
        return Heard(text, met=met)


def told(bench: Workbench, **faults: str) -> list[tuple[str, str]]:
    def listen(_plan: Plan, points: Mapping[str, Point]) -> ByHeart:
        return ByHeart(points, **faults)

    report = bench.check(listen=listen)
    return [(one.code, line_at(one.place.file, one.place.line)) for one in report]


def line_at(file: str, number: int) -> str:
    return Path(file).read_text(encoding="utf-8").split("\n")[number - 1].strip()


def test_examples_that_are_heard_right_are_no_problem(bench: Workbench) -> None:
    assert told(bench) == []


def test_an_example_that_is_not_heard_is_told_on_its_line(bench: Workbench) -> None:
    assert told(bench, deaf_to="周末也照送") == [("example-not-heard", "- 周末也照送")]


def test_an_example_of_a_scripts_own_point_is_listened_to_as_well(bench: Workbench) -> None:
    assert told(bench, deaf_to="退押金一个电话就行") == [("example-not-heard", "- 退押金一个电话就行")]


def test_a_counter_example_that_is_heard_is_told_on_its_line(bench: Workbench) -> None:
    assert told(bench, fooled_by="您以前签过吗") == [("counter-example-heard", "not: [您以前签过吗]")]


class HearsBoth(ByHeart):
    """Hears a second point wherever it hears the first."""

    def hear(self, text: str, context: Context, /) -> Heard:
        heard = super().hear(text, context)
        first, second = list(self.points.values())[:2]
        if first.code not in heard.codes:
            return heard
        return Heard(text, met=(*heard.met, Hit(second.code, second.name, text, 0, len(text))))


def test_two_points_that_are_easily_confused_are_named(bench: Workbench) -> None:
    report = bench.check(listen=lambda _plan, points: HearsBoth(points))
    told = [one for one in report if one.code == "easily-confused"]
    assert len(told) >= 1
    assert "容易混" in told[0].message
    assert told[0].severity == "advice"
