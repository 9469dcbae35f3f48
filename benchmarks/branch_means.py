"""How near a branch's figure comes to the truth, and whether its interval keeps its promise.

Run by `python -m benchmarks.fairness`. Twenty branches of 120 reps; some reps of each are drawn and answer one paper.
The truth is what all 120 would come to over endless papers. The interval has to hold it in 95 of 100 cases; who is in
truth better than the branch shown first should be marked as perhaps as good.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from decimal import Decimal

import numpy as np

from benchmarks.contestants import FULL, Floats, answered, expected_score
from scoring.contest.branches import BranchResult, Sample, branch_results

SEED = 62
BRANCHES, REPS, CONTESTS = 20, 120, 200
APART = (0.0, 0.15, 0.3, 0.6)
"""How far branches differ: the standard deviation of their mean ability, where a branch's own reps have 1."""
DRAWN = {"每处抽 5 人": (5,), "每处抽 20 人": (20,), "每处抽 60 人": (60,), "抽 3 到 60 人不等": (3, 5, 10, 20, 60)}


@dataclass(frozen=True, slots=True)
class Figures:
    """Root mean square errors of the plain and of the shrunk mean, in points; the rest are shares.

    `held`: intervals that hold the truth; `marked`: branches marked level with the first, of all others and of those
    that are in truth better than the first; `best_first`: contests whose first is the truly best, and how often it
    were by the plain mean.
    """

    plain: float
    shrunk: float
    held: float
    marked: float
    marked_better: float
    best_first: float
    best_first_plain: float


def contest(apart: float, drawn: tuple[int, ...], rng: np.random.Generator) -> tuple[tuple[BranchResult, ...], Floats]:
    """One contest's table of branches, named by their number, and the truth about each."""
    ability = rng.normal(0, apart, BRANCHES)[:, None] + rng.normal(0, 1, (BRANCHES, REPS))
    truth = np.array([expected_score(branch).mean() for branch in ability])
    samples = []
    for n, branch in enumerate(ability):
        chosen = branch[: drawn[n % len(drawn)]]  # in no order, so the first are as good as drawn
        scores = answered(chosen, rng).credits.mean(axis=1) * 100 / FULL
        samples.append(Sample(str(n), tuple(Decimal(f"{one:.1f}") for one in scores), len(chosen), len(chosen)))
    return branch_results(samples), truth


def measured(apart: float, drawn: tuple[int, ...], contests: int) -> Figures:
    """The figures over several contests."""
    rng = np.random.default_rng((SEED, round(apart * 100), *drawn))
    errors, held, marked, better, firsts, plain_firsts = [], [], [], [], [], []
    for _ in range(contests):
        found, truth = contest(apart, drawn, rng)
        first = int(found[0].branch)
        firsts.append(first == int(truth.argmax()))
        plain_firsts.append(int(max(found, key=lambda one: one.mean).branch) == int(truth.argmax()))
        for one in found:
            true = truth[int(one.branch)]
            errors.append((float(one.mean) - true, float(one.score) - true))
            held.append(one.give_or_take is not None and abs(float(one.score) - true) <= float(one.give_or_take))
            if one is not found[0]:
                marked.append(one.level_with_first)
                better += [one.level_with_first] * bool(true > truth[first])
    plain, shrunk = np.sqrt(np.square(errors).mean(axis=0))
    return Figures(
        float(plain),
        float(shrunk),
        float(np.mean(held)),
        float(np.mean(marked)),
        float(np.mean(better)) if better else 1.0,
        float(np.mean(firsts)),
        float(np.mean(plain_firsts)),
    )


def table(scale: float = 1) -> str:
    """Every spread of branches and number of reps drawn, as Markdown."""
    lines = [
        "| 机构差距 | 抽查 | 平均分误差 | 收缩均分误差 | 区间含真值 | 被标 | 更强的被标 | 第一名最强 | 按平均分排 |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for apart in APART:
        for name, drawn in DRAWN.items():
            plain, shrunk, *shares = astuple(measured(apart, drawn, max(2, round(CONTESTS * scale))))
            told = " | ".join(f"{share:.0%}" for share in shares)
            lines.append(f"| {apart:g} σ | {name} | {plain:.1f} 分 | {shrunk:.1f} 分 | {told} |")
    return "\n".join(lines)
