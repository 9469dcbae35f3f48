"""A report as text: the caret stands under the right character, also among Chinese ones."""

from __future__ import annotations

from scripts.checks.render import display_width, render, render_problem, summary
from scripts.problems import Place, Problem, Report, Severity

FOUND = Problem(
    "fullwidth-colon", Severity.ERROR, Place("a.yaml", 3, 5), "这里的冒号是全角的「：」。", "换成半角冒号。"
)


def caret_column(text: str) -> int:
    return display_width(next(line for line in text.split("\n") if line.endswith("^")).removesuffix("^"))


def test_a_problem_shows_severity_place_code_line_caret_message_and_hint() -> None:
    assert render_problem(FOUND, "目标设定：再听一分钟").split("\n") == [
        "错误 a.yaml:3:5 [fullwidth-colon]",
        "  | 目标设定：再听一分钟",
        "  |         ^",
        "  这里的冒号是全角的「：」。",
        "  换成半角冒号。",
    ]


def test_a_line_that_cannot_be_had_is_left_out() -> None:
    assert "|" not in render_problem(FOUND, "")


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "字" * 100 + "：" + "字" * 100
    far = Problem("fullwidth-colon", Severity.ERROR, Place("a.yaml", 1, 101), "")
    text = render_problem(far, line)
    shown = text.split("\n")[1]
    assert display_width(shown) <= 84
    assert display_width(shown[: shown.index("：")]) == caret_column(text)


def test_the_summary_counts_by_severity() -> None:
    advice = Problem("long-line", Severity.ADVICE, Place("a.yaml"), "")
    assert summary(Report.of([FOUND, advice])) == "共 1 个错误、1 个建议。"
    assert summary(Report()) == "没有发现问题。"


def test_a_report_asks_for_the_line_of_each_place() -> None:
    asked: list[tuple[str, int]] = []
    render(Report.of([FOUND]), lambda file, line: asked.append((file, line)) or "")
    assert asked == [("a.yaml", 3)]
