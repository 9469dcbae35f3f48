"""How long `check` takes on a plan of 50 scripts, without listening and with it.

    python benchmarks/check.py [NUMBER]

Aim: 50 scripts in 2 seconds. The plan is the shipped one; its scripts are written again under other names, each with a
spend of its own. Processor time is told beside the clock's: on a busy machine only that can be compared. Like the
command, it keeps numpy to one thread.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from scoring.listening import build_listener
from scripts.loader import check_paths, shipped_library

if TYPE_CHECKING:
    from scripts.checks import Listen

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
AIM = 2.0
NUMBER = 50
PLAN = "office-building"


def plan_of(number: int, place: Path) -> Path:
    """Write a plan with so many scripts."""
    shipped = shipped_library() / PLAN
    plan = place / PLAN
    shutil.copytree(shipped, plan, ignore=shutil.ignore_patterns("scripts", "stories", "cities", "corpus"))
    (plan / "scripts").mkdir()
    originals = sorted((shipped / "scripts").glob("*.yaml"))
    for at in range(number):
        text = originals[at % len(originals)].read_text(encoding="utf-8")
        name = text.split("\nscript: ")[1].split("\n")[0]
        text = text.replace(f"\nscript: {name}\n", f"\nscript: {name}{at}号\n", 1)
        spend = text.split("  spend: ")[1].split("\n")[0]
        text = text.replace(f"  spend: {spend}\n", f"  spend: {int(spend) + at}\n", 1)
        (plan / "scripts" / f"{at}.yaml").write_text(text, encoding="utf-8")
    return plan


def measured(plan: Path, listen: Listen | None) -> tuple[float, float, int]:
    """Check once; gives seconds by the clock and of the processor, and how many errors there were."""
    clock, processor = perf_counter(), process_time()
    report = check_paths([plan], listen=listen)
    return perf_counter() - clock, process_time() - processor, len(report.errors)


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    print(f"aim: {AIM:g} s for {NUMBER} scripts")
    with TemporaryDirectory() as place:
        plan = plan_of(number, Path(place))
        for name, listen in (("without listening", None), ("with listening", build_listener)):
            clock, processor, errors = measured(plan, listen)
            print(f"{number} scripts {name}: {clock:.2f} s, {processor:.2f} s on the processor, {errors} errors")


if __name__ == "__main__":
    main()
