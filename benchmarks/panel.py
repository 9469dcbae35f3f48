"""Does a panel reward what it should? Seeded plays of every panel by the model rep, and by one who ignores a veto.

Run `python -m benchmarks.panel [PLAYS]` (500 of each kind and scenario unless told otherwise). The reps speak the
scenarios' own model lines, heard by the real listener. The ideal talk must win at least 95 %, one that never turns to a
veto holder at most 10 %.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from scenarios.documents import Panel
from scenarios.loader import load_scenarios
from scenarios.panel import Decided, Meeting
from scenarios.panel.model_rep import next_line
from scoring.listening import build_listener
from scripts.heard import Context
from scripts.loader import load_shipped

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenarios.loader import Staged
    from scenarios.panel import PanelReport
    from scoring.listening import Listener
    from scripts.heard import Heard

PLAYS = 500
IDEAL_WINS, IGNORING_WINS = 0.95, 0.10
ANY_DAY = date(2026, 11, 23)
NOTHING_KNOWN = Context()


class RememberingListener:
    """A listener that listens to the same words after the same question only once: few lines, many plays."""

    def __init__(self, listener: Listener) -> None:
        self.hear = lru_cache(maxsize=None)(self._hear)
        self._listener = listener

    def _hear(self, utterance: str, context: Context = NOTHING_KNOWN) -> Heard:
        return self._listener.hear(utterance, context)


def ready(staged: Staged) -> Meeting:
    """The scenario with the real listener."""
    points = staged.shelf.points_of(staged.script)
    return Meeting(staged, RememberingListener(build_listener(staged.shelf.plan, points)))


def played(meeting: Meeting, seed: int, ignoring: Collection[str] = ()) -> PanelReport:
    """One meeting to its end."""
    state, _ = meeting.open(seed)
    while True:
        state, events = meeting.hear(state, next_line(meeting.table, state, ignoring), ANY_DAY)
        if isinstance(events[-1], Decided):
            return events[-1].report


def measure(meeting: Meeting, plays: int, ignoring: Collection[str] = ()) -> float:
    """Play, print what came of it, and give the share of meetings won."""
    reports = [played(meeting, seed, ignoring) for seed in range(plays)]
    decisions = Counter(report.decision for report in reports)
    who = f"不理{'、'.join(ignoring)}" if ignoring else "示范"
    stance = sum(report.mean for report in reports) / plays
    score = sum(report.score for report in reports) / plays
    words = "　".join(f"{word} {decisions[word] / plays:.1%}" for word in ("通过", "再议", "否决"))
    print(f"{meeting.table.panel.scenario}　{who}　{words}　态度 {stance:.1f}　得分 {score:.1f}")
    return decisions["通过"] / plays


def main() -> int:
    """Measure every shipped panel; 1 when one of them misses its mark."""
    plays = int(sys.argv[1]) if sys.argv[1:] else PLAYS
    missed = []
    for name, staged in load_scenarios(load_shipped().library).staged.items():
        if not isinstance(staged.document, Panel):
            continue
        meeting = ready(staged)
        if measure(meeting, plays) < IDEAL_WINS:
            missed.append(name)
        holders = [person.name for person in meeting.table.people.values() if person.veto]
        missed += [name for holder in holders if measure(meeting, plays, [holder]) > IGNORING_WINS]
    print(f"没有达到的：{'、'.join(missed)}" if missed else "都达到了。")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
