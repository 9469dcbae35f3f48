"""What somebody should look at after a contest: answers too much alike, too quick, or too good for one's own drills.

A flag is a reason to look and to talk, never a verdict: nothing here changes a score. `why` is Chinese and names what
else it might be.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from math import exp, fsum, log, sqrt
from statistics import fmean, stdev
from typing import Literal

from scoring.contest.credit import FULL

FlagKind = Literal["alike", "quick", "jump"]

ALIKE_Z, ALIKE_MATCHES = 4.0, 4
"""A pair's shared wrong answers: so many standard deviations beyond chance, and so many of them."""
QUICK = 0.25
"""A right answer in less than this share of the question's own tenth percentile of time …"""
_TIMES_TO_JUDGE = 20
"""… which takes so many right answers to know."""
JUMP = 3.0
"""So many standard deviations above the mean of one's own drills …"""
_DRILLS_TO_JUDGE = 5
_SPREAD_FLOOR = 5.0
"""… where the drills' scores (0-100) spread at least so far: five drills alike are chance, not skill."""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of one person: canonical (None: the time ran out), its credit in thousandths, and the time it took."""

    person: str
    branch: str
    item: str
    answer: int | tuple[int, ...] | Decimal | None
    credit: int
    elapsed: timedelta


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at: whom and which questions it concerns, and why, in Chinese."""

    kind: FlagKind
    people: tuple[str, ...]
    items: tuple[str, ...]
    why: str


def alike(given: Sequence[Given]) -> tuple[Flag, ...]:
    """Pairs in one branch who gave the same wrong answers to the same questions more often than chance would have it.

    Chance is that both are wrong on a question (by each one's rate of wrong answers and the question's, as log-odds),
    times that two wrong answers to it are the same (the squares of all wrong answers' shares). Pass the answers of all
    branches: they make the rates.
    """
    wrong = [one for one in given if one.credit < FULL and one.answer is not None]
    chance = _Chance.of(given, wrong)
    papers: dict[str, set[str]] = defaultdict(set)
    for one in given:
        papers[one.person].add(one.item)
    found = []
    for pair, items in _same_wrong(wrong).items():
        if len(items) >= ALIKE_MATCHES:
            first, second = pair
            chances = [chance.same(first, second, item) for item in papers[first] & papers[second]]
            expected, variance = fsum(chances), fsum(one * (1 - one) for one in chances)
            if len(items) - expected > ALIKE_Z * sqrt(variance):
                found.append(Flag("alike", pair, tuple(items), _why_alike(len(items), expected)))
    return tuple(sorted(found, key=lambda flag: (-len(flag.items), flag.people)))


def quick(given: Iterable[Given]) -> tuple[Flag, ...]:
    """Who answered rightly in under a quarter of the time that nine of ten right answers to the question took."""
    right: dict[str, list[Given]] = defaultdict(list)
    for one in given:
        if one.credit == FULL:
            right[one.item].append(one)
    by_person: dict[str, list[str]] = defaultdict(list)
    for item, answers in sorted(right.items()):
        if len(answers) >= _TIMES_TO_JUDGE:
            least = sorted(one.elapsed for one in answers)[(len(answers) - 1) // 10] * QUICK
            for one in answers:
                if one.elapsed < least:
                    by_person[one.person].append(item)
    return tuple(
        Flag("quick", (person,), tuple(items), f"有 {len(items)} 题答对用时极短，来不及读完题目；也可能是练过同一题。")
        for person, items in sorted(by_person.items())
    )


def jump(person: str, score: float, drills: Sequence[float]) -> Flag | None:
    """A contest score far above one's own drills' (all 0-100); None with too few drills to say."""
    if len(drills) < _DRILLS_TO_JUDGE:
        return None
    usual, spread = fmean(drills), max(_SPREAD_FLOOR, stdev(drills))
    if score - usual <= JUMP * spread:
        return None
    why = f"比赛 {score:.0f} 分，平时 {len(drills)} 次练习平均 {usual:.0f} 分，高出很多；也可能是赛前下了功夫。"
    return Flag("jump", (person,), (), why)


@dataclass(frozen=True, slots=True)
class _Chance:
    """How likely a person is to be wrong on a question, and two wrong answers to be the same."""

    people: Mapping[str, float]
    items: Mapping[str, float]
    usual: float
    alike: Mapping[str, float]

    @classmethod
    def of(cls, given: Sequence[Given], wrong: Sequence[Given]) -> _Chance:
        answers: dict[str, Counter[object]] = defaultdict(Counter)
        for one in wrong:
            answers[one.item][one.answer] += 1
        return cls(
            people=_log_odds(Counter(one.person for one in wrong), Counter(one.person for one in given)),
            items=_log_odds(Counter(one.item for one in wrong), Counter(one.item for one in given)),
            usual=_log_odds({"": len(wrong)}, {"": len(given)})[""],
            alike={item: _alike(counts.values()) for item, counts in answers.items()},
        )

    def same(self, first: str, second: str, item: str) -> float:
        """That both give one and the same wrong answer."""
        both = 1.0
        for person in (first, second):
            both /= 1 + exp(self.usual - self.people[person] - self.items[item])
        return both * self.alike.get(item, 0.0)


def _log_odds(wrong: Mapping[str, int], answered: Mapping[str, int]) -> dict[str, float]:
    """The log-odds of a wrong answer; half an answer of each kind more, for those who have none of one."""
    return {
        who: log((wrong.get(who, 0) + 0.5) / (answers - wrong.get(who, 0) + 0.5)) for who, answers in answered.items()
    }


def _alike(counts: Iterable[int]) -> float:
    many = list(counts)
    return sum(one**2 for one in many) / sum(many) ** 2


def _same_wrong(wrong: Iterable[Given]) -> dict[tuple[str, str], list[str]]:
    """The questions on which a pair of one branch gave the same wrong answer."""
    together: dict[tuple[str, str, object], list[str]] = defaultdict(list)
    for one in wrong:
        together[one.branch, one.item, one.answer].append(one.person)
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (_, item, _), people in together.items():
        for pair in combinations(sorted(people), 2):
            pairs[pair].append(item)
    return {pair: sorted(items) for pair, items in pairs.items()}


def _why_alike(matches: int, expected: float) -> str:
    return f"两人有 {matches} 题错得一模一样，凭巧合只该有 {expected:.1f} 题左右；也可能是同一位师傅教错了。"
