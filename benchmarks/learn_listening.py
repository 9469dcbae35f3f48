"""Learns what listening knows of a plan's corpus anew: `python benchmarks/learn_listening.py` (or `make learn`).

Run it after lines were added to a plan's `corpus/` folder or items to its `points.yaml`; a test compares fingerprints.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from scoring.listening import learned
from scoring.listening.cascade import Cascade
from scoring.listening.experience import Experience
from scoring.listening.learning import MarkedLine, gather, learn
from scoring.listening.meaning import bundled_encoder, learn_meaning
from scripts.loader import load_shipped, shipped_library

FEWEST = 20
"""An item with fewer lines than this in the corpus is left to its examples."""


def main() -> None:
    """Learn every shipped plan that has a corpus."""
    for plan, shelf in load_shipped().library.shelves.items():
        folder = shipped_library() / plan / "corpus"
        if not folder.is_dir():
            continue
        lines = gather({file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.jsonl")})
        told = Counter(code for line in lines for code in line.codes)
        codes = [point.code for point in shelf.points.values() if told[point.code] >= FEWEST]
        begun = time.perf_counter()
        reading = Cascade.of(shelf.plan, shelf.points).reading
        known = learn(lines, codes, reading)
        file = Path(learned.__file__).parent / f"{plan}.npz"
        file.write_bytes(known.written())
        _learn_meaning(file.with_suffix(".meaning.npz"), lines, known, reading)
        taken = time.perf_counter() - begun
        print(f"{plan}: {len(lines)} lines, {len(known.codes)} items, {taken:.1f} s, {file.stat().st_size // 1024} KiB")


def _learn_meaning(file: Path, lines: Sequence[MarkedLine], known: Experience, reading: Callable[[str], str]) -> None:
    """What the extra `semantic` knows of the same lines; only where the extra is installed."""
    try:
        encoder = bundled_encoder()
    except ImportError:
        print("duilian[semantic] is not installed: what it learned stays as it was")
        return
    file.write_bytes(learn_meaning(lines, known.codes, reading, encoder, known.fingerprint))


if __name__ == "__main__":
    main()
