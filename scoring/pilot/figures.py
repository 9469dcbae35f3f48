"""Where talks by one version went: stage by stage, line by line, where customers were lost, what was left unsaid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.pilot.intervals import Share
from scripts.model import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from scoring.pilot.gathered import Talk
    from scoring.transcript import Turn

STAYED = ""
"""A line after which the talk went on in the same stage."""
CASES = 3
LINES_OF_A_CASE = 3


@dataclass(frozen=True, slots=True)
class Flow:
    """One stage: in how many talks it was reached, and to which stages or endings they went on from it."""

    stage: str
    reached: int
    went_to: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One point where it was said: in how many talks, where the talk was after that line, and the words of one rep.

    Under STAYED stand the talks that were still in the stage.
    """

    stage: str
    point: str
    talks: int
    went_to: Mapping[str, int]
    quote: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Where a customer was lost: the stage, the rep's last line, and what the customer said to it."""

    stage: str
    ending: str
    rep: str
    customer: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A point left unsaid: in how many of the talks in which it could have come up, and the line to say."""

    point: str
    share: Share
    better: str


@dataclass(frozen=True, slots=True)
class Case:
    """A talk worth telling: its ending and score, and the lines that carried it with the point of each."""

    ending: str
    score: int
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that practised talks show of one version.

    `outcomes` counts won, follow-up and lost among the `finished` talks; `score` is the mean of all, None of none.
    """

    talks: int
    finished: int
    reps: int
    score: float | None
    endings: Mapping[str, int]
    outcomes: Mapping[str, int]
    stages: tuple[Flow, ...]
    lines: tuple[Said, ...]
    lost: tuple[Lost, ...]
    missed: tuple[Missed, ...]
    cases: tuple[Case, ...]

    @property
    def won(self) -> Share:
        """Deals of all finished talks."""
        return Share(self.outcomes.get("won", 0), self.finished)


def figures_of(talks: Sequence[Talk]) -> Figures:
    """Reckon the figures of a version out of its talks."""
    finished = [talk for talk in talks if talk.outcome is not None]
    scores = [talk.report.score for talk in talks]
    return Figures(
        len(talks),
        len(finished),
        len({talk.rep for talk in talks}),
        sum(scores) / len(scores) if scores else None,
        dict(Counter(talk.report.ending for talk in talks).most_common()),
        Counter(str(talk.outcome) for talk in finished),
        tuple(_flows(talks)),
        tuple(_said(talks)),
        tuple(_lost(finished)),
        tuple(_missed(talks)),
        tuple(_cases(finished)),
    )


def _steps(talk: Talk) -> Iterator[tuple[Turn, str]]:
    """Yield each of the rep's turns with where the talk was after it: a stage, or the ending."""
    mine = [turn for turn in talk.turns if turn.speaker == "rep"]
    after = [turn.stage for turn in mine[1:]] + [talk.report.ending]
    yield from zip(mine, after, strict=True)


def _flows(talks: Iterable[Talk]) -> Iterator[Flow]:
    reached: Counter[str] = Counter()
    went_to: dict[str, Counter[str]] = {}
    for talk in talks:
        steps = list(_steps(talk))
        reached.update({turn.stage for turn, _ in steps})
        for turn, after in steps:
            if after != turn.stage:
                went_to.setdefault(turn.stage, Counter())[after] += 1
    for stage in sorted(reached, key=_order):
        yield Flow(stage, reached[stage], dict(went_to.get(stage, Counter()).most_common()))


def _said(talks: Iterable[Talk]) -> Iterator[Said]:
    went_to: dict[tuple[str, str], Counter[str]] = {}
    quotes: dict[tuple[str, str], str] = {}
    for talk in talks:
        for key, (after, quote) in _first_said(talk).items():
            went_to.setdefault(key, Counter())[after] += 1
            quotes.setdefault(key, quote)
    for key in sorted(went_to, key=lambda one: (_order(one[0]), -went_to[one].total(), one[1])):
        yield Said(*key, went_to[key].total(), dict(went_to[key].most_common()), quotes[key])


def _first_said(talk: Talk) -> dict[tuple[str, str], tuple[str, str]]:
    """Say of each point said in the talk, by stage: where the talk was after it, and the words."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for turn, after in _steps(talk):
        for mark in turn.met:
            first.setdefault((turn.stage, mark.name), (STAYED if after == turn.stage else after, mark.quote))
    return first


def _lost(talks: Iterable[Talk]) -> Iterator[Lost]:
    for talk in talks:
        mine = [turn for turn in talk.turns if turn.speaker == "rep"]
        if talk.outcome == "lost" and mine:
            said = [turn.text for turn in talk.turns if turn.speaker == "customer" and turn.number >= mine[-1].number]
            yield Lost(mine[-1].stage, talk.report.ending, mine[-1].text, said[0] if said else "")


def _missed(talks: Iterable[Talk]) -> Iterator[Missed]:
    missed: Counter[str] = Counter()
    could: Counter[str] = Counter()
    better: dict[str, str] = {}
    for talk in talks:
        left = {one.name: one.better for stage in talk.report.stages for one in stage.missed}
        met = {one.name for stage in talk.report.stages for one in stage.met}
        missed.update(left.keys() - met)
        could.update(left.keys() | met)
        better |= left
    for name in sorted(missed, key=lambda one: (-missed[one], -missed[one] / could[one], one)):
        yield Missed(name, Share(missed[name], could[name]), better[name])


def _cases(talks: Iterable[Talk]) -> Iterator[Case]:
    won = sorted((talk for talk in talks if talk.outcome == "won"), key=lambda talk: -talk.report.score)
    for talk in won[:CASES]:
        lines = tuple((proof.name, proof.quote) for proof in talk.report.best[:LINES_OF_A_CASE])
        yield Case(talk.report.ending, talk.report.score, lines)


def _order(stage: str) -> int:
    return STAGES.index(stage) if stage in STAGES else len(STAGES)
