"""One fault in one place: the right code, on the right line, and no second, misleading problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import Workbench

CASES = yaml.safe_load((Path(__file__).parent / "broken" / "cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[f"{index}-{case['code']}" for index, case in enumerate(CASES, 1)])
def test_one_fault_is_told_once_on_its_line(case: dict[str, str], bench: Workbench) -> None:
    file, line = bench.replace(case["find"], case["put"])
    if "at" in case:
        text = file.read_text(encoding="utf-8")
        assert text.count(case["at"]) == 1
        line = text[: text.index(case["at"])].count("\n") + 1
    found = {(one.code, one.place.file, one.place.line) for one in bench.check()}
    assert found == {(case["code"], str(file), line)}


def test_there_are_enough_broken_files() -> None:
    assert len(CASES) >= 80
