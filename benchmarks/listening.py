"""Measures listening: time and memory to start, time for an utterance of the gold set, time for 100,000 characters.

How well it hears is for `duilian evaluate`; here only time is measured, and no line is printed.
"""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

GOLD = Path(__file__).parent.parent / "tests" / "gold"
LONG = ("这是一段很长的话，" * 11_112)[:100_000]
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    begun = time.perf_counter()
    from scoring.listening import build_listener  # noqa: PLC0415  the import is part of what is measured
    from scripts.loader import load_shipped  # noqa: PLC0415  as above

    shelf = load_shipped().library.shelves["office-building"]
    loaded = time.perf_counter()
    listener = build_listener(shelf.plan, shelf.points)
    listener.hear("您好")
    print(f"library: {loaded - begun:.2f} s, listener: {time.perf_counter() - loaded:.2f} s")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")

    texts = [
        json.loads(line)["text"]
        for file in sorted(GOLD.glob("utterances-*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    times = sorted(min(_milliseconds(listener.hear, text) for _ in range(ROUNDS)) for text in texts)
    p50, p95, most = times[len(times) // 2], times[int(len(times) * 0.95)], times[-1]
    print(f"{len(texts)} utterances: p50 {p50:.2f} ms, p95 {p95:.2f} ms, most {most:.1f} ms (best of {ROUNDS})")
    print(f"100,000 characters: {_milliseconds(listener.hear, LONG):.1f} ms")


def _milliseconds(hear: object, text: str) -> float:
    begun = time.perf_counter()
    hear(text)  # type: ignore[operator]
    return 1_000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    main()
