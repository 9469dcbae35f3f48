"""How long 1,000 stories take: every shipped story, played again and again under other seeds, on all cores.

    python benchmarks/stories.py [NUMBER]

Aim: 1,000 in 30 seconds on two cores. A seed changes what the customer says and objects, so that the talks differ;
whether they still come out as written is not asked here. What a core has worked is told beside the clock's time: on a
busy machine only that can be compared. Like the command, it keeps numpy to one thread.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter, process_time

from scenarios.stories.held import TracedPractice
from scenarios.stories.told import tell
from scoring.listening import build_listener
from scripts.checks import StorySubject
from scripts.loader import open_paths, shipped_library

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
SECONDS = 30
NUMBER = 1_000


def play(part: int, parts: int, number: int) -> tuple[int, int, float]:
    """Play one core's part of the stories; gives how many stories and lines of the rep it was, and its seconds."""
    worked = process_time()
    played = lines = 0
    library = [opened for opened in open_paths([shipped_library()], behind=()) if opened.subject]
    there_are = sum(len(opened.subject.told) for opened in library if opened.subject)
    for opened in library:
        if opened.subject is None:
            continue
        for script in opened.subject.scripts:
            shelf = opened.subject.shelf
            practice = TracedPractice(shelf, script.script, build_listener(shelf.plan, shelf.points_of(script.script)))
            told = [one for one in opened.subject.stories if one.script and one.script.script is script.script]
            share = number * len(told) // there_are
            for seed in range(part, share, parts):
                subject = told[seed % len(told)]
                again = StorySubject(subject.folder, subject.story.model_copy(update={"seed": seed}), subject.source)
                lines += len(tell(practice, again, script).held.exchanges)
                played += 1
    return played, lines, process_time() - worked


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    cores = os.cpu_count() or 1
    began = perf_counter()
    with ProcessPoolExecutor(cores) as pool:
        done = list(pool.map(play, range(cores), [cores] * cores, [number] * cores))
    seconds = perf_counter() - began
    played, lines = sum(stories for stories, _, _ in done), sum(lines for _, lines, _ in done)
    busiest = max(worked for _, _, worked in done)
    print(
        f"{played} stories, {lines} lines of the rep on {cores} cores: {seconds:.1f} s (aim: {SECONDS} s for {NUMBER})"
    )
    print(f"the busiest core worked {busiest:.1f} s")


if __name__ == "__main__":
    main()
