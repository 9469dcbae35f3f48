"""Problem codes of scenarios, with severity and Chinese title; `docs/problems/scenarios/` has a page for each.

What can be wrong in any document (its writing, its shape, a point that does not exist) has its code in `scripts.codes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.codes import CODES as SHARED
from scripts.codes import Code
from scripts.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR, WARNING, ADVICE, _ = Severity

CODES: Mapping[str, Code] = {
    # Any scenario.
    "unknown-kind": Code(ERROR, "没有这种对练"),
    "unknown-script": Code(ERROR, "没有这个脚本"),
    "duplicate-scenario": Code(ERROR, "两个场景同名"),
}


def problem(code: str, place: Place, message: str, hint: str = "") -> Problem:
    """Make a problem of a known code, of scenarios or shared with scripts; its severity is the code's."""
    known = CODES.get(code) or SHARED[code]
    return Problem(code, known.severity, place, message, hint)
