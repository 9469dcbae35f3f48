"""One fault in one place: the right code, on the right line, and no second, misleading problem."""

from __future__ import annotations

import re
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


def stages_of(text: str) -> tuple[str, dict[str, str], str]:
    """The script cut into what is before its stages, each stage's text by name, and what is after."""
    head, rest = text.split("stages:\n", 1)
    body, tail = rest.split("\nobjections:\n", 1)
    parts = re.split(r"^  (?=\S)", body, flags=re.MULTILINE)[1:]
    return head + "stages:\n", {part.split(":")[0]: "  " + part for part in parts}, "\nobjections:\n" + tail


def test_a_stage_that_is_not_there_is_told_and_not_the_branches_to_it(bench: Workbench) -> None:
    head, stages, tail = stages_of(bench.script.read_text(encoding="utf-8"))
    del stages["产品推介"]
    bench.script.write_text(head + "".join(stages.values()) + tail, encoding="utf-8")
    assert [(one.code, one.place.line) for one in bench.check()] == [("missing-stage", head.count("\n"))]


def test_a_stage_out_of_its_order_is_told_at_its_name(bench: Workbench) -> None:
    head, stages, tail = stages_of(bench.script.read_text(encoding="utf-8"))
    moved = stages.pop("促成")
    body = "".join(moved + text if name == "报价" else text for name, text in stages.items())
    bench.script.write_text(head + body + tail, encoding="utf-8")
    line = (head + body).split("\n").index("  促成:") + 1
    assert [(one.code, one.place.line) for one in bench.check()] == [("stage-order", line)]
