"""Which keys to check before the result is opened: what the answers themselves say about a question.

A question nearly nobody or nearly everybody gets right, one that the better do not do better at, or one where the best
agree on another answer than the key, may have a wrong key or two readings. These are hints for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import fmean
from typing import Literal

from scoring.contest.credit import FULL

Answer = int | tuple[int, ...] | Decimal
Reason = Literal["hard", "easy", "flat", "preferred"]

TOO_HARD, TOO_EASY = 0.25, 0.95
"""Bounds of facility: the mean credit as a share."""
FLAT = 0.15
"""A point-biserial correlation below this tells the better from the others no better than chance."""

_ANSWERS_TO_JUDGE = 10
_ANSWERS_TO_CORRELATE = 30
"""With fewer answers the correlation of a good question often lies below the bound by chance."""
_PREFERRED_BY = 3
"""So many of the top third have to agree on a wrong answer."""


@dataclass(frozen=True, slots=True)
class Response:
    """One person's answer: its credit in thousandths, and his mean points on his *other* questions (`rest`).

    `answer` is None where the time ran out; otherwise canonical, the indices of several answers in rising order.
    """

    answer: Answer | None
    credit: int
    rest: float


@dataclass(frozen=True, slots=True)
class Review:
    """What a question's answers say. `reasons` is empty where nothing is wrong, `why` has a Chinese sentence for each.

    `facility` is 0 to 1; `discrimination` the point-biserial with the rest of the paper, None with too few answers or
    where all did alike; `preferred` the wrong answer that more of the top third gave than gave the key.
    """

    answers: int
    facility: float
    discrimination: float | None
    preferred: Answer | None
    reasons: tuple[Reason, ...]
    why: tuple[str, ...]

    @property
    def check_this_key(self) -> bool:
        """Whether somebody should look at the key before the result is opened."""
        return bool(self.reasons)


def review(responses: Sequence[Response]) -> Review | None:
    """Look at one question's answers; None where there are too few to say anything."""
    if len(responses) < _ANSWERS_TO_JUDGE:
        return None
    facility = fmean(one.credit for one in responses) / FULL
    discrimination = _point_biserial(responses)
    preferred, wrong, right = _preferred(responses)
    found: list[tuple[Reason, str]] = []
    if facility < TOO_HARD:
        found.append(("hard", f"得分率只有 {facility:.0%}，几乎没人答对。"))
    if facility > TOO_EASY:
        found.append(("easy", f"得分率 {facility:.0%}，几乎人人答对，分不出高低。"))
    if discrimination is not None and discrimination < FLAT:
        found.append(("flat", f"水平高的人答这题并不更好（区分度 {discrimination:.2f}，应不低于 {FLAT}）。"))
    if preferred is not None:
        found.append(
            ("preferred", f"成绩靠前的三分之一里，{wrong} 人选了同一个别的答案，选标准答案的只有 {right} 人。")
        )
    reasons, why = tuple(reason for reason, _ in found), tuple(text for _, text in found)
    return Review(len(responses), facility, discrimination, preferred, reasons, why)


def _point_biserial(responses: Sequence[Response]) -> float | None:
    """The correlation of the credit with the rest of the paper, the question itself left out of it."""
    if len(responses) < _ANSWERS_TO_CORRELATE:
        return None
    earned, rests = [float(one.credit) for one in responses], [one.rest for one in responses]
    spreads = _about_mean(earned, earned) * _about_mean(rests, rests)
    return _about_mean(earned, rests) / sqrt(spreads) if spreads else None


def _about_mean(one: Sequence[float], other: Sequence[float]) -> float:
    middle, other_middle = fmean(one), fmean(other)
    return fmean((a - middle) * (b - other_middle) for a, b in zip(one, other, strict=True))


def _preferred(responses: Sequence[Response]) -> tuple[Answer | None, int, int]:
    """The wrong answer the top third gave more often than the key, how often they gave it, and how often the key."""
    least = sorted((one.rest for one in responses), reverse=True)[(len(responses) - 1) // 3]
    top = [one for one in responses if one.rest >= least]
    right = sum(one.credit == FULL for one in top)
    wrong = Counter(one.answer for one in top if one.credit < FULL and one.answer is not None)
    if not wrong:
        return None, 0, right
    answer, count = min(wrong.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return (answer, count, right) if count >= _PREFERRED_BY and count > right else (None, count, right)
