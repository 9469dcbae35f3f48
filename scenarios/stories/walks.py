"""A short talk to every ending of a script, found by trying out what a rep may say next.

The search hears nothing: an utterance counts as the points whose model lines it is made of. Where the true listener
hears otherwise, the walk goes on from where the talk really stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, zip_longest
from typing import TYPE_CHECKING

from scenarios.model_rep import suggestions
from scenarios.stories.recorded import SILENCE
from scripts.heard import Breach, Heard, Hit
from scripts.model import STAGES
from scripts.talk.speech import fill

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from scripts.talk import SimulatedCustomer, TalkState

MOST_TRIED = 4_000
"""How many situations are tried before an ending counts as out of reach."""
MOST_LINES = 40
"""A walk that takes more lines than this has lost its way."""
_CHECK = "您看这样行吗？"
_POINTS_IN_ONE_BREATH = 2


class Walker:
    """A rep who takes the shortest way to an ending that the search finds, and searches anew where he was misheard."""

    def __init__(self, customer: SimulatedCustomer, ending: str) -> None:
        self._customer, self._ending = customer, ending
        self._said: list[str] = []
        self._plan: list[_Step] = []
        self._expected: TalkState | None = None

    def __call__(self, state: TalkState) -> str | None:
        """Say the next line of the way; None when there is none, or when it has become too long."""
        if state != self._expected:
            self._plan = way_to(self._customer, state, self._ending, frozenset(self._said)) or []
        if not self._plan or len(self._said) >= MOST_LINES:
            return None
        step = self._plan.pop(0)
        self._said.append(step.line)
        self._expected, _ = self._customer.hear(state, step.heard)
        return step.line


@dataclass(frozen=True, slots=True)
class _Step:
    line: str
    heard: Heard


def way_to(
    customer: SimulatedCustomer, start: TalkState, ending: str, said: frozenset[str] = frozenset()
) -> list[_Step] | None:
    """Search a way from where a talk stands, without the lines that were `said` before; None when none is found.

    The situations nearest to the end of the talk are tried first, and of these the shorter way.
    """
    lost = customer.script.endings[ending].outcome == "lost"
    order = count()
    waiting: list[tuple[int, int, int, TalkState, tuple[_Step, ...]]] = [(0, 0, next(order), start, ())]
    seen = {_situation(start)}
    for _ in range(MOST_TRIED):
        if not waiting:
            return None
        *_, state, way = heappop(waiting)
        if state.ending == ending:
            return list(way)
        if state.ending:
            continue
        used = said | {step.line for step in way}
        for step in _steps(customer, state, used, lost=lost):
            after, _ = customer.hear(state, step.heard)
            where = _situation(after)
            if where not in seen:
                seen.add(where)
                longer = (*way, step)
                heappush(waiting, (_cost(after, ending, len(longer)), len(longer), next(order), after, longer))
    return None


def _cost(state: TalkState, ending: str, said: int) -> int:
    """What a way costs so far and, about, to its end; one that has come to the ending goes first."""
    if state.ending:
        return 0 if state.ending == ending else said
    return said + len(STAGES) - 1 - STAGES.index(state.stage)


def _situation(state: TalkState) -> tuple[object, ...]:
    """What two states must share to have the same future, for all that a walk cares about."""
    handled = tuple((one.name, one.outcome, one.steps) for one in state.handled)
    mind = (state.stage, state.stage_turns, state.trust, state.mood, state.patience)
    return (*mind, state.promise, state.ending, frozenset(state.met), frozenset(state.told), handled)


def _steps(customer: SimulatedCustomer, state: TalkState, used: Collection[str], *, lost: bool) -> Iterator[_Step]:
    """What may be said here: what the model rep would say, each point a branch asks about, nothing.

    Who wants to be thrown out (`lost`) may also be rude.
    """
    suggested = [one.purpose for one in suggestions(customer, state)]
    tries: list[_Step | None] = []
    if state.open_objection is not None:
        tries.append(_answer(customer, state, state.open_objection.name, used))
        suggested = suggested[1:]
    unsaid = [name for name in suggested if name not in state.met]
    tries.append(_saying(customer, state, unsaid[:_POINTS_IN_ONE_BREATH], used))
    tries += [_saying(customer, state, [name], used) for name in (*unsaid[:1], *_asked_for(customer, state))]
    yield from (step for step in tries if step is not None)
    yield _Step(SILENCE, Heard(SILENCE, ("empty",)))
    if lost:
        rude = next((point for point in customer.points.values() if point.code == "rude"), None)
        for line in (line for line in (rude.examples if rude else ()) if line not in used):
            breach = Breach("rude", rude.name if rude else "", line, 0, len(line))
            yield _Step(line, Heard(line, ("statement",), violations=(breach,)))
            break


def _asked_for(customer: SimulatedCustomer, state: TalkState) -> Iterator[str]:
    """The points that a branch of this stage waits for, wherever they are taught."""
    for branch in customer.script.stages[state.stage].next:
        for key in ("said", "said-any", "said-now"):
            names = branch.when.get(key, ())
            listed = (names,) if isinstance(names, str) else names if isinstance(names, tuple) else ()
            yield from (name for name in listed if _lines_of(customer, name))


def _saying(customer: SimulatedCustomer, state: TalkState, names: Sequence[str], used: Collection[str]) -> _Step | None:
    """Say points in their first model lines that give an utterance not yet used; None without one."""
    known = {name: _lines_of(customer, name) for name in names}
    for lines in zip_longest(*known.values()):
        spoken = [line or known[name][0] for name, line in zip(names, lines, strict=True)]
        line = "".join(fill(one, state.setting.rep) for one in spoken)
        if line not in used:
            hits = tuple(Hit(customer.points[name].code, name, line, 0, len(line)) for name in names)
            asks = {customer.points[name].speech_act for name in names} == {"question"}
            return _Step(line, Heard(line, ("question",) if asks else ("statement",), hits))
    return None


def _lines_of(customer: SimulatedCustomer, name: str) -> tuple[str, ...]:
    """A point's model lines: those of the stages that list it, then the point's own better wording."""
    stages = customer.script.stages.values()
    taught = [line for stage in stages if name in stage.points for line in stage.points[name].say]
    point = customer.points[name]
    return tuple(dict.fromkeys((*taught, *(point.say if point.kind == "point" else ()))))


def _answer(customer: SimulatedCustomer, state: TalkState, objection: str, used: Collection[str]) -> _Step | None:
    """A model answer to an objection, acknowledged, answered and checked in one breath; None when all were used."""
    line = next((line for line in _answers(customer, state, objection) if line not in used), None)
    if line is None:
        return None
    names = [customer.objections[objection].answered_by[0]]
    names += [name for name, point in customer.points.items() if point.code == "empathy"]
    hits = tuple(Hit(customer.points[name].code, name, line, 0, len(line)) for name in names)
    return _Step(line, Heard(line, ("statement", "check"), hits))


def _answers(customer: SimulatedCustomer, state: TalkState, objection: str) -> Iterator[str]:
    """The objection's own model lines, then each answer's, with words of sympathy before and a question behind."""
    lines = customer.objections[objection]
    kind = next((point.say[0] for point in customer.points.values() if point.code == "empathy" and point.say), "")
    answers = [f"{kind}{line}{_CHECK}" for name in lines.answered_by for line in customer.points[name].say]
    yield from (fill(line, state.setting.rep) for line in (*lines.say, *answers))
