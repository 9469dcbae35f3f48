"""How often the flags trouble honest people, and how often they catch what they are for.

Run by `python -m benchmarks.fairness`. Branches of twenty answer twenty single choices. Wrong answers are not evenly
tempting (55, 30 and 15 %), so honest people err alike, too. `variants` is how many questions the bank holds for each
place of a paper: with one, all have the same paper; with fifteen, two colleagues share one or two questions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from benchmarks.contestants import DIFFICULTY, LIMITS, OPTIONS, QUESTIONS, STEEP, USUAL_SHARE
from scoring.contest.credit import FULL
from scoring.contest.flags import Given, alike, jump, quick

SEED = 61
BRANCH = 20
BRANCHES, CONTESTS = 50, 10
VARIANTS = (1, 3, 15)
TEMPTING = (0.55, 0.30, 0.15)
COPIED = (0.5, 0.7, 0.9)
"""Which share of the questions both have a colluding pair copies."""
KNOWN_BEFORE = (1.5, 3.0)
"""Seconds that somebody takes who knows question and key beforehand, and only taps."""
KNOWN = 5
"""How many questions he knows so."""
DRILLS, DRILL_SPREAD = 12, 8.0
JUMPS = (20, 30, 40)
"""By how many points somebody does better than in his drills."""

Paper = list[Given]


def papers(rng: np.random.Generator, variants: int) -> list[Paper]:
    """A whole contest of honest people, one paper each, branch after branch."""
    people = BRANCH * BRANCHES
    ability = rng.normal(0, 1, people)
    hardness = DIFFICULTY[:, None] + rng.normal(0, 0.3, (QUESTIONS, variants))
    order = rng.permuted(np.tile(np.arange(1, OPTIONS), (QUESTIONS, variants, 1)), axis=2)
    which = rng.integers(0, variants, (people, QUESTIONS))
    place = np.arange(QUESTIONS)
    chance = 1 / (1 + np.exp(-STEEP * (ability[:, None] - hardness[place, which])))
    right = rng.random(chance.shape) < chance + (1 - chance) / OPTIONS
    wrong = order[place, which, rng.choice(OPTIONS - 1, chance.shape, p=TEMPTING)]
    seconds = USUAL_SHARE * LIMITS * np.exp(rng.normal(0, 0.25, (people, 1)) + rng.normal(0, 0.3, chance.shape))
    return [
        [
            Given(
                str(person),
                str(person // BRANCH),
                f"{n}-{which[person, n]}",
                0 if right[person, n] else int(wrong[person, n]),
                FULL if right[person, n] else 0,
                timedelta(seconds=float(seconds[person, n])),
            )
            for n in range(QUESTIONS)
        ]
        for person in range(people)
    ]


def copied(source: Paper, copier: Paper, share: float, rng: np.random.Generator) -> Paper:
    """The copier's paper, with the source's answers to some of the questions both have."""
    theirs = {one.item: one for one in source}
    return [
        replace(one, answer=theirs[one.item].answer, credit=theirs[one.item].credit)
        if one.item in theirs and rng.random() < share
        else one
        for one in copier
    ]


def everything(found: Sequence[Paper]) -> list[Given]:
    """All answers of a contest."""
    return [one for paper in found for one in paper]


def pairs_found(variants: int, contests: int) -> tuple[int, list[float]]:
    """Honest pairs shown over all contests, and for each share of `COPIED` the share of copying pairs found."""
    rng = np.random.default_rng((SEED, variants))
    shown, caught = 0, [0] * len(COPIED)
    for _ in range(contests):
        honest = papers(rng, variants)
        shown += len(alike(everything(honest)))
        for n, share in enumerate(COPIED):
            found = {flag.people for flag in alike(everything(_with_a_copier_in_each_branch(honest, share, rng)))}
            caught[n] += sum(_pair(branch) in found for branch in range(BRANCHES))
    return shown, [one / contests / BRANCHES for one in caught]


def too_quick(seconds: float, contests: int) -> tuple[float, float]:
    """The shares shown of honest people, and of those who knew some questions and took so many seconds for each."""
    rng = np.random.default_rng((SEED, 2))
    honest_shown = knowing_shown = 0
    for _ in range(contests):
        found = papers(rng, 1)
        for branch in range(BRANCHES):
            knows = rng.choice(QUESTIONS, KNOWN, replace=False)
            for n in knows:
                known = replace(found[branch * BRANCH][n], answer=0, credit=FULL, elapsed=timedelta(seconds=seconds))
                found[branch * BRANCH][n] = known
        people = [int(flag.people[0]) for flag in quick(everything(found))]
        knowing_shown += sum(person % BRANCH == 0 for person in people)
        honest_shown += sum(person % BRANCH != 0 for person in people)
    return honest_shown / contests / BRANCHES / (BRANCH - 1), knowing_shown / contests / BRANCHES


def jumped(by: float, people: int) -> float:
    """The share of people shown as having jumped, who did better than usual by so many points."""
    rng = np.random.default_rng((SEED, 3))
    drills = rng.normal(60, DRILL_SPREAD, (people, DRILLS))
    scores = rng.normal(60 + by, DRILL_SPREAD, people)
    return float(
        np.mean([jump("", score, own.tolist()) is not None for score, own in zip(scores, drills, strict=True)])
    )


def table(scale: float = 1) -> str:
    """All flags, as Markdown."""
    contests = max(1, round(CONTESTS * scale))
    people = BRANCH * BRANCHES
    lines = [
        f"| 提示 | 情形 | 诚实的被提示（每 {people:,} 人） | 该提示的被提示 |",
        "| --- | --- | ---: | ---: |",
    ]
    for variants in VARIANTS:
        shown, caught = pairs_found(variants, contests)
        for share, one in zip(COPIED, caught, strict=True):
            case = f"每个位置 {variants} 道备选题，两人相同的题抄 {share:.0%}"
            lines.append(f"| 错得一样 | {case} | {shown / contests:.1f} 对 | {one:.0%} |")
    for seconds in KNOWN_BEFORE:
        honest, knowing = too_quick(seconds, contests)
        case = f"{KNOWN} 题事先知道答案，每题 {seconds:g} 秒点完"
        lines.append(f"| 快得反常 | {case} | {honest * people:.1f} 人 | {knowing:.0%} |")
    honest = jumped(0, people * contests)
    for by in JUMPS:
        case = f"比平时练习高 {by} 分"
        lines.append(f"| 突然拔高 | {case} | {honest * people:.1f} 人 | {jumped(by, people * contests):.0%} |")
    return "\n".join(lines)


def _with_a_copier_in_each_branch(honest: Sequence[Paper], share: float, rng: np.random.Generator) -> list[Paper]:
    """The second of each branch copies from the first."""
    found = list(honest)
    for first in range(0, len(found), BRANCH):
        found[first + 1] = copied(found[first], found[first + 1], share, rng)
    return found


def _pair(branch: int) -> tuple[str, ...]:
    return tuple(sorted((str(branch * BRANCH), str(branch * BRANCH + 1))))
