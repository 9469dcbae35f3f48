"""Every code has its page, and every page's failing example fails with just that code where its right one does not."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
import yaml

from scripts.checks import CHECKS, CODES_OF_LISTENING
from scripts.codes import CODES

if TYPE_CHECKING:
    from conftest import Workbench

PAGES = Path(__file__).parents[2] / "docs" / "problems"
CASES = Path(__file__).parent / "broken" / "cases.yaml"
BLOCK = re.compile(r"^```(yaml|text)\n(.*?)\n```$", re.DOTALL | re.MULTILINE)
TOLD_ELSEWHERE = {
    "missing-opening",
    "missing-outcome",
    "dead-end",
    "endless-loop",
    "unreachable-stage",
    "unreachable-ending",
    "no-examples",
    "unbalanced-weight",
}
"""What is told of a whole part, at its name and not at the lines shown; the cases hold the exact line."""


def blocks(code: str) -> list[tuple[str, str]]:
    found = BLOCK.findall((PAGES / f"{code}.md").read_text(encoding="utf-8"))
    return [(kind, text) for kind, text in found]


def with_yaml() -> list[str]:
    return [code for code in CODES if blocks(code)[0][0] == "yaml"]


def test_the_faultless_library_is_faultless(bench: Workbench) -> None:
    assert bench.check().problems == ()


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page_with_a_failing_and_a_right_example(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    severity, title = CODES[code]
    assert page.startswith(f"# `{code}` {title}\n\n**{severity.chinese}**：")
    assert len(blocks(code)) == 2


def test_there_is_no_page_of_a_code_that_does_not_exist() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(CODES)


def test_the_index_lists_every_page() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((.+)\.md\)", index) == list(CODES)


def test_every_check_reports_codes_that_exist() -> None:
    assert {*chain.from_iterable(entry.codes for entry in CHECKS), *CODES_OF_LISTENING} <= set(CODES)


def test_every_code_without_an_example_to_run_is_proved_by_a_test_of_its_own() -> None:
    proved = {case["code"] for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))}
    tests = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in CODES if code not in {*with_yaml(), *proved} and f'"{code}"' not in tests] == []


@pytest.mark.parametrize("code", with_yaml())
def test_the_failing_example_of_a_page_fails_with_its_code_alone(code: str, bench: Workbench) -> None:
    (_, wrong), (_, right) = blocks(code)
    deep = next(deep for deep in range(0, 10, 2) if holds(bench, indent(right, " " * deep)))
    margin = "" if wrong[0] in "\t\u3000" else " " * deep
    file, first = bench.replace(indent(right, " " * deep), indent(wrong, margin))
    found = bench.check().problems
    assert {problem.code for problem in found} == {code}
    if code not in TOLD_ELSEWHERE:
        lines = range(first, first + wrong.count("\n") + 1)
        assert all(problem.place.file == str(file) and problem.place.line in lines for problem in found)


def holds(bench: Workbench, text: str) -> bool:
    files = bench.plan.rglob("*.yaml")
    return any(f"\n{text}" in f"\n{file.read_text(encoding='utf-8')}" for file in files)
