"""Does weighing raters beat the plain mean? A simulated branch whose members mark each other's talks.

Run `python -m benchmarks.critique [BRANCHES]` (200 unless told otherwise). Each branch has 14 members; every talk is
marked by five colleagues, by the machine and sometimes by the trainer. 15 % of the members have a bias, 15 % mark
without listening, 15 % mark one friend up, who pays it back. What is measured is the last third of the talks, once the
raters are known. The combined mark must lie within 3.5 points of the truth (root mean square), where the plain mean of
the colleagues lies about 5.8 off, and a colluding pair must gain less than 2 points by it.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING

from scoring.critique import Mark, combine, known_raters

if TYPE_CHECKING:
    from collections.abc import Iterable

BRANCHES = 200
MOST_ERROR, MOST_GAIN = 3.5, 2.0

MEMBERS, PEERS, TALKS_EACH = 14, 5, 6
BIASED = CARELESS = COLLUDING = 0.15
BIAS, NOISE, CARELESS_SPREAD, FAVOUR = 15.0, 6.0, 21.0, 15.0
MACHINE_NOISE, TRAINER_NOISE, TRAINER_COMES = 8.0, 5.0, 1 / 3


@dataclass(frozen=True, slots=True)
class Branch:
    """All talks of a branch: how good each was, who marked it how, and what the favours among the marks were."""

    truth: dict[str, float]
    marks: tuple[Mark, ...]
    favours: dict[tuple[str, str], float]

    def honest(self) -> tuple[Mark, ...]:
        """The same marks without favours."""
        return tuple(replace(one, value=one.value - self.favours.get((one.rater, one.talk), 0)) for one in self.marks)


@dataclass(frozen=True, slots=True)
class Figures:
    """Points: the root mean square error of each way, and what a friend's talk gains by collusion.

    `plain` is the colleagues' mean, `plain_of_all` the mean of all marks.
    """

    plain: float
    plain_of_all: float
    combined: float
    plain_gain: float
    combined_gain: float


def branch(rng: Random) -> Branch:
    """Make up a branch and its talks."""
    names = [f"R{number}" for number in range(MEMBERS)]
    kinds = rng.sample(names, MEMBERS)
    biased, careless, pair = _groups(kinds, rng)
    bias = {name: rng.choice((-BIAS, BIAS)) if name in biased else rng.gauss(0, 2) for name in names}
    truth, marks, favours = {}, [], {}
    for turn in range(TALKS_EACH):
        for rep in names:
            talk = f"{rep}-{turn}"
            truth[talk] = min(95.0, max(25.0, rng.gauss(65, 12)))
            raters = rng.sample([name for name in names if name != rep], PEERS)
            for rater in raters:
                value = truth[talk] + bias[rater] + rng.gauss(0, NOISE)
                if rater in careless:
                    value = rng.gauss(70, CARELESS_SPREAD)
                if pair.get(rater) == rep:
                    favours[rater, talk] = FAVOUR
                    value += FAVOUR
                marks.append(Mark(rater, talk, value, "peer", rep))
            marks.append(Mark("机器", talk, rng.gauss(truth[talk], MACHINE_NOISE), "machine", rep))
            if rng.random() < TRAINER_COMES:
                marks.append(Mark("培训师", talk, rng.gauss(truth[talk], TRAINER_NOISE), "trainer", rep))
    return Branch(truth, tuple(marks), favours)


def _groups(names: list[str], rng: Random) -> tuple[set[str], set[str], dict[str, str]]:
    """Who is biased, who is careless, and who is whose friend; shares that come out as whole people on average."""

    def share(part: float) -> int:
        return int(MEMBERS * part + rng.random())

    biased, careless = share(BIASED), share(CARELESS)
    friends = names[biased + careless :][: 2 * round(MEMBERS * COLLUDING / 2)]
    pairs = dict(zip(friends[::2], friends[1::2], strict=True))
    return (
        set(names[:biased]),
        set(names[biased : biased + careless]),
        pairs | {other: one for one, other in pairs.items()},
    )


def measure(branches: Iterable[Branch]) -> Figures:
    """Mark the last third of each branch's talks every way, knowing the raters from the earlier ones."""
    errors: dict[str, list[float]] = defaultdict(list)
    gains: dict[str, list[float]] = defaultdict(list)
    for one in branches:
        ways, without_favours = _every_way(one.marks), _every_way(one.honest())
        for way, values in ways.items():
            errors[way] += [(value - one.truth[talk]) ** 2 for talk, value in values.items()]
            favoured = {talk for _, talk in one.favours} & values.keys()
            gains[way] += [values[talk] - without_favours[way][talk] for talk in favoured]
    error = {way: fmean(squares) ** 0.5 for way, squares in errors.items()}
    return Figures(error["plain"], error["of all"], error["combined"], fmean(gains["plain"]), fmean(gains["combined"]))


def _every_way(marks: tuple[Mark, ...]) -> dict[str, dict[str, float]]:
    """The value of each late talk: the colleagues' plain mean, that of all marks, and the combination."""
    talks: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        talks[mark.talk].append(mark)
    names = list(talks)
    late = names[2 * len(names) // 3 :]
    raters = known_raters(mark for mark in marks if mark.talk not in set(late))
    return {
        "plain": {name: fmean(mark.value for mark in talks[name] if mark.kind == "peer") for name in late},
        "of all": {name: fmean(mark.value for mark in talks[name]) for name in late},
        "combined": {name: combine(talks[name], raters).value or 0.0 for name in late},
    }


def main() -> int:
    """Measure and print; 1 when a mark is missed."""
    branches = int(sys.argv[1]) if sys.argv[1:] else BRANCHES
    figures = measure(branch(Random(seed)) for seed in range(branches))
    print(f"{branches} 个分公司，每个 {MEMBERS} 人、{MEMBERS * TALKS_EACH} 场")
    print(f"误差：同事简单平均 {figures.plain:.2f} 分，全部简单平均 {figures.plain_of_all:.2f} 分")
    print(f"误差：合成 {figures.combined:.2f} 分（不超过 {MOST_ERROR}）")
    print(f"抱团多得：简单平均 {figures.plain_gain:.2f} 分，合成 {figures.combined_gain:.2f} 分（少于 {MOST_GAIN}）")
    return 0 if figures.combined <= MOST_ERROR and figures.combined_gain < MOST_GAIN else 1


if __name__ == "__main__":
    raise SystemExit(main())
