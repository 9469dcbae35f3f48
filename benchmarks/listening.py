"""Measures listening: time and memory to start, time for an utterance, figures on a half of the gold set.

Run `python benchmarks/listening.py [tuning|reporting]`; only figures are printed, never a line.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

GOLD = Path(__file__).parent.parent / "tests" / "gold"
LONG = ("这是一段很长的话，" * 11_112)[:100_000]


def main() -> None:
    """Print everything."""
    half = sys.argv[1] if len(sys.argv) > 1 else "reporting"
    begun = time.perf_counter()
    from scoring.listening import build_listener  # noqa: PLC0415  the import is part of what is measured
    from scripts.loader import load_shipped  # noqa: PLC0415  as above

    shelf = load_shipped().library.shelves["office-building"]
    listener = build_listener(shelf.plan, shelf.points)
    listener.hear("您好")
    print(f"start: {time.perf_counter() - begun:.2f} s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")

    from scoring import evaluation  # noqa: PLC0415  after the start was measured

    assert half in ("tuning", "reporting"), "the half is tuning or reporting"
    lines = [
        line
        for file in sorted(GOLD.glob("utterances-*.jsonl"))
        for line in evaluation.read_utterances(file.read_text(encoding="utf-8"), half)  # type: ignore[arg-type]
    ]
    lines += [
        line
        for file in sorted((GOLD / "talks").glob("*.jsonl"))
        for line in evaluation.read_talk(file.name, file.read_text(encoding="utf-8"), half)  # type: ignore[arg-type]
    ]
    codes = [point.code for point in shelf.points.values() if point.code != "wrong_gift"]
    found = evaluation.evaluate(evaluation.judge(lines, listener, time.perf_counter), codes)
    for row in evaluation.as_table(found, {point.code: point.name for point in shelf.points.values()}):
        print("\t".join(row))
    print(f"near misses heard: {found.near:.1%}")
    print("an utterance: p50 {:.2f} ms, p95 {:.2f} ms".format(*found.milliseconds))
    begun = time.perf_counter()
    listener.hear(LONG)
    print(f"100,000 characters: {1_000 * (time.perf_counter() - begun):.1f} ms")


if __name__ == "__main__":
    main()
