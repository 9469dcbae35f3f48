"""Every code of scenarios has a page with a failing and a right example, and the index lists them all."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest

from scenarios.checks import CHECKS
from scenarios.codes import CODES
from scripts.codes import CODES as SHARED

PAGES = Path(__file__).parents[2] / "docs" / "problems" / "scenarios"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page_with_a_failing_and_a_right_example(code: str) -> None:
    severity, title = CODES[code]
    page = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# `{code}` {title}\n\n**{severity.chinese}**：")
    assert page.count("\n```yaml\n") == 2


def test_there_is_no_page_of_a_code_that_does_not_exist() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"README"} == set(CODES)


def test_the_index_lists_every_page_in_order() -> None:
    index = (PAGES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^- .*\]\((.+)\.md\)", index, re.MULTILINE) == list(CODES)


def test_every_check_reports_codes_that_exist_and_no_code_has_two_meanings() -> None:
    assert {*chain.from_iterable(entry.codes for entry in CHECKS)} <= {*CODES, *SHARED}
    assert not set(CODES) & set(SHARED)
