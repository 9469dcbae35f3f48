"""Learns what listening knows of a plan's corpus anew: `python benchmarks/learn_listening.py` (or `make learn`).

Run it after lines were added to a plan's `corpus/` folder or items to its `points.yaml`; a test compares fingerprints.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

from scoring.listening import learned
from scoring.listening.cascade import Cascade
from scoring.listening.learning import learn, read_corpus
from scripts.loader import load_shipped, shipped_library

FEWEST = 20
"""An item with fewer lines than this in the corpus is left to its examples."""


def main() -> None:
    """Learn every shipped plan that has a corpus."""
    for plan, shelf in load_shipped().library.shelves.items():
        folder = shipped_library() / plan / "corpus"
        if not folder.is_dir():
            continue
        text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.jsonl")))
        lines = read_corpus(text)
        told = Counter(code for line in lines for code in line.codes)
        codes = [point.code for point in shelf.points.values() if told[point.code] >= FEWEST]
        begun = time.perf_counter()
        known = learn(lines, codes, Cascade.of(shelf.plan, shelf.points).reading)
        file = Path(learned.__file__).parent / f"{plan}.npz"
        file.write_bytes(known.written())
        taken = time.perf_counter() - begun
        print(f"{plan}: {len(lines)} lines, {len(known.codes)} items, {taken:.1f} s, {file.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
