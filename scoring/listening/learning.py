"""Learns an `Experience` from marked lines: one linear support vector machine an item, all trained side by side.

Nothing here runs while anybody talks. 10,000 lines take some seconds, and the same lines give the same weights. The
method is dual coordinate descent (Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", 2008)
with the squared hinge loss; on the tuning half of the gold set it did better than ridge regression.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from scoring.listening.experience import BUCKETS, Experience, features

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

COST = 2.0
"""What a wrongly told line costs against large weights."""
POSITIVES_WEIGH = 2.0
"""How much more a line that meets the item costs: such lines are few."""
ROUNDS = 12
SEEN_IN = 2
"""An n-gram that stands in fewer lines than this tells nothing."""

_Row = tuple["NDArray[np.int64]", "NDArray[np.float32]"]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line of the corpus: what the rep said, after what, and every item it truly meets (violations too).

    `judged` are the items it was marked for, None for all: of the others it says neither yes nor no.
    """

    text: str
    codes: frozenset[str]
    customer: str = ""
    judged: frozenset[str] | None = None

    def says_of(self, code: str) -> float:
        """+1 when the line meets the item, -1 when it does not, 0 when nobody said."""
        if self.judged is not None and code not in self.judged:
            return 0.0
        return 1.0 if code in self.codes else -1.0


def read_corpus(text: str) -> tuple[MarkedLine, ...]:
    """Read JSON lines `{"text", "met", "violations", "customer"?}`. Raises ValueError naming the line that is none."""
    lines = []
    for number, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        try:
            data = json.loads(written)
            codes = frozenset([*data["met"], *data.get("violations", ())])
            lines.append(MarkedLine(data["text"], codes, data.get("customer", "")))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"第 {number} 行不是一句标好的话：应有 text、met、violations。") from error
    return tuple(lines)


def gather(texts: Mapping[str, str]) -> tuple[MarkedLine, ...]:
    """All lines of a plan's corpus, from its files' texts by their names.

    Each family of files (`lines-…`, `answers-…`) was marked for the items that occur in it: of the others it says
    nothing.
    """
    families: dict[str, list[str]] = {}
    for name in sorted(texts):
        families.setdefault(name.partition("-")[0], []).append(texts[name])
    lines: list[MarkedLine] = []
    for family in families.values():
        marked = [line for text in family for line in read_corpus(text)]
        judged = frozenset(code for line in marked for code in line.codes)
        lines.extend(replace(line, judged=judged) for line in marked)
    return tuple(lines)


def corpus_fingerprint(lines: Sequence[MarkedLine], codes: Sequence[str]) -> str:
    """What the weights hang on, as a hash: the lines, the items and the numbers above."""
    held = [[line.text, sorted(line.codes), line.customer, sorted(line.judged or ())] for line in lines]
    numbers = [COST, POSITIVES_WEIGH, ROUNDS, SEEN_IN, BUCKETS]
    return hashlib.sha256(json.dumps([held, list(codes), numbers], ensure_ascii=False).encode()).hexdigest()


def learn(lines: Sequence[MarkedLine], codes: Sequence[str], read: Callable[[str], str]) -> Experience:
    """Learn the items `codes`; `read` is what listening makes of a raw line before it looks at n-grams."""
    texts = [(read(line.text), read(line.customer)) for line in lines]
    counts = np.zeros(BUCKETS)
    for text, customer in texts:
        counts[list(features(text, customer))] += 1
    idf = np.where(counts >= SEEN_IN, np.log((1 + len(lines)) / (1 + counts)) + 1, 0.0).astype(np.float32)
    rows = [_row(text, customer, idf) for text, customer in texts]
    targets = np.array([[line.says_of(code) for code in codes] for line in lines], dtype=np.float32)
    weights, bias = _descend(rows, targets)
    return Experience(tuple(codes), weights, bias, idf, corpus_fingerprint(lines, codes))


def _row(text: str, customer: str, idf: NDArray[np.float32]) -> _Row:
    told = {bucket: value for bucket, value in features(text, customer, idf).items() if value}
    return np.array(list(told), dtype=np.int64), np.array(list(told.values()), dtype=np.float32)


def _descend(rows: Sequence[_Row], targets: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Weights (buckets x items) and biases; a line's multipliers for all items are updated at once."""
    lines, items = targets.shape
    weights = np.zeros((BUCKETS, items), np.float32)
    bias = np.zeros(items, np.float32)
    multipliers = np.zeros((lines, items), np.float32)
    slack = (1 / (2 * COST * np.where(targets > 0, POSITIVES_WEIGH, 1.0))).astype(np.float32)
    order = np.random.default_rng(0)
    for _ in range(ROUNDS):
        for line in order.permutation(lines):
            buckets, values = rows[line]
            target, before = targets[line], multipliers[line]
            margin = target * (values @ weights[buckets] + bias) - 1 + before * slack[line]
            length = float((values * values).sum()) + 1.0
            after = np.maximum(before - margin / (length + slack[line]), 0)
            after = np.where(target == 0, before, after)
            step = (after - before) * target
            weights[buckets] += values[:, None] * step
            bias += step
            multipliers[line] = after
    return weights, bias
