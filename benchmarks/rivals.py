"""Is a contest fair? Seeded plays of every rivals scenario by scripted reps: equals share the wins, a better one wins.

Run `python -m benchmarks.rivals [PLAYS]` (2,000 of each kind and scenario unless told otherwise). The reps speak the
lines of their own fact sheets, heard by the real listener; what differs is only how often they reach for a proof and
how often they slip.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from scenarios.documents import RivalsScenario
from scenarios.loader import load_scenarios
from scenarios.rivals import Rivals, Room, Setup
from scenarios.rivals.machine_rep import in_words
from scenarios.rivals.sheets import list_total, lowest_discount
from scoring.listening import build_listener
from scripts.loader import load_shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.documents import Seat, SheetFact
    from scenarios.loader import Staged
    from scoring.listening import Listener
    from scripts.checks import Listen
    from scripts.heard import Context, Heard
    from scripts.model import Plan, Point

PLAYS = 2_000
FAIR_MARGIN = 0.10
"""No seat of n may win more than 1/n and this, when all reps are equal."""
BETTER_WINS = 0.80
"""A better rep must win at least this share, whatever seat he has."""
SLIP = "不是我说，那家就是骗人的，谁用谁上当。"


@dataclass(frozen=True, slots=True)
class Skill:
    """How good a rep is: the chance that he proves what he says, and that a rebuttal runs the others down."""

    proves: float
    slips: float


EQUAL = Skill(proves=0.5, slips=0.1)
BETTER = Skill(proves=1.0, slips=0.0)


class RememberingListener:
    """A listener that listens to the same words only once: few lines, many plays.

    The question before and the step are left out of what it knows: whole sentences mean the same after any.
    """

    def __init__(self, listener: Listener) -> None:
        self._hear = lru_cache(maxsize=None)(listener.hear)

    def hear(self, text: str, context: Context) -> Heard:
        """What was heard, perhaps before."""
        return self._hear(text, replace(context, customer_said="", stage=""))


def remembering(plan: Plan, points: Mapping[str, Point]) -> RememberingListener:
    """Build the real listener, with a memory."""
    return RememberingListener(build_listener(plan, points))


class ScriptedRep:
    """A rep of a given skill in one seat of one play."""

    def __init__(self, table: Rivals, staged: Staged, seat: Seat, skill: Skill, rng: Random) -> None:
        self._needs = table.scenario.needs
        self._seat, self._skill, self._rng = seat, skill, rng
        self._told: set[str] = set()
        plan, spend = staged.shelf.plan, staged.script.customer.spend
        total = list_total(plan, table.scenario, seat)
        fold = in_words(lowest_discount(plan, seat, spend))
        self._offer = f"整单给您打{fold}。" if fold != "不打折" else seat.offer[0].split("〔")[0]
        self._total = total

    def line(self, table: Rivals, room: Room) -> str:
        """What he says in the step the room is in."""
        phase = table.phase(room)
        match phase.kind:
            case "show":
                return "".join(self._about(fact) for fact in self._untold()[:2])
            case "answer":
                return self._about(self._seat.facts_for(phase.need)[0])
            case "rebut":
                slipped = self._rng.random() < self._skill.slips
                untold = self._untold()
                return SLIP if slipped or not untold else self._about(untold[0])
            case _:
                return self._offer

    def _untold(self) -> list[SheetFact]:
        """Facts for needs not proved yet, in no order."""
        left = [need for need in self._needs if need not in self._told]
        self._rng.shuffle(left)
        return [self._seat.facts_for(need)[0] for need in left]

    def _about(self, fact: SheetFact) -> str:
        proved = self._rng.random() < self._skill.proves
        if proved:
            self._told.add(fact.for_)
        lines = fact.say if proved else fact.bare or self._needs[fact.for_].bare
        return self._rng.choice(lines)


def play(table: Rivals, staged: Staged, seed: int, skills: Mapping[str, Skill]) -> str:
    """Play one contest to its end; gives the winner."""
    rng = Random(f"{seed}:reps")
    room, _ = table.open_room(Setup(seed=seed, humans=tuple(skills)))
    reps = {name: ScriptedRep(table, staged, table.scenario.seats[name], skill, rng) for name, skill in skills.items()}
    while not room.ended:
        seat = table.awaited(room)[0]
        room, _ = table.say(room, seat, reps[seat].line(table, room))
    return room.winner


def equal_wins(table: Rivals, staged: Staged, plays: int) -> dict[str, float]:
    """Each seat's share of the wins when all reps are equal."""
    seats = list(table.scenario.seats)
    wins = Counter(play(table, staged, seed, dict.fromkeys(seats, EQUAL)) for seed in range(plays))
    return {seat: wins[seat] / plays for seat in seats}


def better_wins(table: Rivals, staged: Staged, plays: int) -> dict[str, float]:
    """How often a better rep wins from each seat, among equals."""
    seats = list(table.scenario.seats)
    shares = {}
    for better in seats:
        skills = {seat: BETTER if seat == better else EQUAL for seat in seats}
        shares[better] = sum(play(table, staged, seed, skills) == better for seed in range(plays)) / plays
    return shares


def contests(listen: Listen) -> Iterator[tuple[Rivals, Staged]]:
    """Every shipped rivals scenario, made ready."""
    for staged in load_scenarios(load_shipped().library).staged.values():
        if isinstance(staged.document, RivalsScenario):
            yield Rivals(staged.document, staged, listen), staged


def main(plays: int) -> int:
    """Print the shares; 1 when a scenario is not fair."""
    fair = True
    for table, staged in contests(remembering):
        equal, better = equal_wins(table, staged, plays), better_wins(table, staged, plays)
        limit = 1 / len(equal) + FAIR_MARGIN
        print(f"{table.scenario.ref}（{plays} plays of each kind; limit {limit:.0%}, better {BETTER_WINS:.0%}）")
        for seat in equal:
            print(f"  {seat}　equal {equal[seat]:.1%}　better {better[seat]:.1%}")
        fair = fair and max(equal.values()) <= limit and min(better.values()) >= BETTER_WINS
    print("fair" if fair else "NOT fair")
    return 0 if fair else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else PLAYS))
