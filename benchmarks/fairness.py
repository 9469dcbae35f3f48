"""Does the abler rep stand higher? Our form of competition against questions pushed to everybody at once.

Run `python -m benchmarks.fairness [SCALE]` (1 unless told otherwise, 0.1 is quick): the tables of the docs, in Chinese,
with those of `benchmarks.branch_means` and `benchmarks.integrity`.

The same simulated people give the same answers after the same thinking in every form; only delivery, clock and points
differ. In ours a clock starts at delivery. Pushed at once, a question goes to one person after another, as fast as
Telegram lets a bot send, and closes for all at its limit after the first had it. Two figures: τ with true ability,
which the luck of twenty questions bounds in any form; and τ with the order that form would have given without any
delay, which is what delivery alone does.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Literal

import numpy as np

from benchmarks import branch_means, integrity
from benchmarks.contestants import LIMITS, QUESTIONS, Floats, answered, rank_agreement, ranked
from scoring.contest.points import SPEED_PERCENT
from scoring.contest.ranking import Place

SEED = 6
CONTESTS = {100: 100, 1000: 20, 10_000: 4}
SENDS_A_SECOND = (25, 30)
"""What Telegram lets a bot send to different chats; each contest draws its rate between these."""
TRAVEL = 0.3
"""Seconds (standard deviation) by which a page's report of what was shown when may be off."""
TOP = 10
LENGTHS = (1, 2, 4)
"""How many papers of twenty questions in a row."""

Order = Literal["own clock", "roster", "shuffled"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of competition: its Chinese name, how much speed weighs, and in which order questions go out."""

    name: str
    percent: int
    order: Order


FORMS = (
    Form("本系统：聊天按钮，不计速度", 0, "own clock"),
    Form(f"本系统：网页，速度占 {SPEED_PERCENT}%", SPEED_PERCENT, "own clock"),
    Form("群发齐答：不计速度", 0, "roster"),
    Form("群发齐答：速度占 10%", 10, "roster"),
    Form("群发齐答：速度占 50%", 50, "roster"),
    Form("群发齐答：速度占 100%", 100, "roster"),
    Form("群发齐答：速度占 50%，每题打乱发送次序", 50, "shuffled"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """τ with ability and with the same form without delay; shares of places shared, of all and of the first ten.

    `reached` is the share of questions that arrived before they closed.
    """

    with_ability: float
    with_no_delay: float
    shared: float
    shared_top: float
    reached: float


def measure(form: Form, people: int, rng: np.random.Generator) -> Figures:
    """One contest in one form."""
    answers = answered(rng.normal(0, 1, people), rng)
    delay = _delay(form.order, people, rng)
    found = ranked(answers.credits, answers.seconds + delay, form.percent)
    merit, ideal = _merit(found), _merit(ranked(answers.credits, answers.seconds, form.percent))
    return Figures(
        rank_agreement(answers.ability, merit),
        rank_agreement(ideal, merit),
        float(np.mean([place.shared for place in found])),
        float(np.mean([place.shared for place in found if place.rank <= TOP])),
        float((delay <= LIMITS).mean()),
    )


def measured(form: Form, people: int, contests: int) -> Figures:
    """The mean of several contests; every form meets the same people."""
    found = [measure(form, people, np.random.default_rng((SEED, people, n))) for n in range(contests)]
    return Figures(*np.mean([astuple(one) for one in found], axis=0).tolist())


def _delay(order: Order, people: int, rng: np.random.Generator) -> Floats:
    """Seconds by which everybody's answers count as later than he thought (people x questions)."""
    if order == "own clock":
        return np.abs(rng.normal(0, TRAVEL, (people, QUESTIONS)))
    place = np.tile(rng.permutation(people)[:, None], QUESTIONS)
    if order == "shuffled":
        place = rng.permuted(place, axis=0)
    return place / rng.uniform(*SENDS_A_SECOND)


def _merit(found: Sequence[Place]) -> Floats:
    """Everybody's place by row, the first the biggest."""
    merit = np.zeros(len(found))
    for place in found:
        merit[int(place.standing.person)] = -place.rank
    return merit


def table(scale: float = 1) -> str:
    """All forms at all sizes, as Markdown."""
    lines = [
        "| 人数 | 形式 | 与真实水平的一致 τ | 与无延迟时的一致 τ | 并列的人 | 前十名里并列 | 题到手时没截止 |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for people, contests in CONTESTS.items():
        for form in FORMS:
            one = measured(form, people, max(1, round(contests * scale)))
            shares = " | ".join(f"{share:.0%}" for share in (one.shared, one.shared_top, one.reached))
            lines.append(f"| {people:,} | {form.name} | {one.with_ability:.2f} | {one.with_no_delay:.2f} | {shares} |")
    return "\n".join(lines)


def lengths(scale: float = 1) -> str:
    """What more questions bring in our form, without speed, as Markdown."""
    contests = max(2, round(CONTESTS[1000] * scale))
    lines = ["| 题数 | 与真实水平的一致 τ |", "| ---: | ---: |"]
    for papers in LENGTHS:
        found = []
        for n in range(contests):
            rng = np.random.default_rng((SEED, papers, n))
            ability = rng.normal(0, 1, 1000)
            total = sum((answered(ability, rng).credits.sum(axis=1) for _ in range(papers)), np.zeros(1000))
            found.append(rank_agreement(ability, total))
        lines.append(f"| {papers * QUESTIONS} | {np.mean(found):.2f} |")
    return "\n".join(lines)


def main(scale: float) -> None:
    """Print every table, and the machine."""
    print(f"种子 {SEED}；{platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}\n")
    for title, body in (
        ("名次与真实水平", table(scale)),
        ("题数", lengths(scale)),
        ("机构均分与区间", branch_means.table(scale)),
        ("异常提示", integrity.table(scale)),
    ):
        print(f"## {title}\n\n{body}\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
