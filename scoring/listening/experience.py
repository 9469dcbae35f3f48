"""Step 6b: what was learned from the plan's corpus of marked lines, by a linear model over the whole utterance.

It is trained beforehand (`scoring.listening.learning`, `duilian learn`) and only read here. It adds what no word list
foresaw, and doubts words that only look like an item; numbers and violations are never decided by it.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

BUCKETS = 1 << 15
"""N-grams are told apart by a hash of this many values: small, and no list of n-grams to carry."""
LONGEST_GRAM = 4
LONGEST_TEXT = 400
"""Characters looked at; a longer turn is judged by its beginning and by the rules."""
CONTEXT_WEIGHT = 0.5
"""How much an n-gram of the customer's last line weighs against one of the rep's own."""

_SILENT = frozenset(" \t\r\n\"'“”‘’()（）《》【】[]")


@dataclass(frozen=True)
class Experience:
    """Weights (buckets x items), one bias an item, how much a bucket's n-grams tell (`idf`), and what it hangs on."""

    codes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    idf: NDArray[np.float32]
    fingerprint: str = ""

    @classmethod
    def read(cls, learned: bytes) -> Experience:
        """The experience out of what `written` gave. Raises ValueError when the bytes are none."""
        try:
            with np.load(io.BytesIO(learned), allow_pickle=False) as held:
                codes = tuple(json.loads(str(held["codes"])))
                scale = held["scale"].astype(np.float32)
                weights = held["weights"].astype(np.float32) * scale
                bias, idf = held["bias"].astype(np.float32), held["idf"].astype(np.float32)
                return cls(codes, weights, bias, idf, str(held["fingerprint"]))
        except (KeyError, OSError, ValueError, zlib.error, zipfile.BadZipFile) as error:
            raise ValueError("these bytes hold no learned weights") from error

    def written(self) -> bytes:
        """The experience as bytes, the weights rounded to 8 bits."""
        scale = np.abs(self.weights).max(axis=0) / 127 + 1e-9
        out = io.BytesIO()
        np.savez_compressed(
            out,
            codes=np.array(json.dumps(self.codes)),
            weights=np.round(self.weights / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=self.bias.astype(np.float32),
            idf=self.idf.astype(np.float16),
            fingerprint=np.array(self.fingerprint),
        )
        return out.getvalue()

    def scores(self, text: str, customer: str = "") -> Mapping[str, float]:
        """One score an item: above 0 more likely met than not, +1 surely, -1 surely not."""
        row = features(text, customer, self.idf)
        if not row:
            return dict.fromkeys(self.codes, -1.0)
        buckets = np.fromiter(row.keys(), dtype=np.int64, count=len(row))
        values = np.fromiter(row.values(), dtype=np.float32, count=len(row))
        found = values @ self.weights[buckets] + self.bias
        return dict(zip(self.codes, found.tolist(), strict=True))

    def proof(self, text: str, code: str, stretches: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """The one of these stretches of the text that speaks most for the item; its n-grams' weights are added up."""
        column = self.weights[:, self.codes.index(code)]

        def says(stretch: tuple[int, int]) -> float:
            row = features(text[stretch[0] : stretch[1]], "", self.idf)
            return sum(value * float(column[bucket]) for bucket, value in row.items())

        return max(stretches, key=says)


def features(text: str, customer: str, idf: NDArray[np.float32] | None = None) -> dict[int, float]:
    """The utterance as weighted buckets of length 1; without `idf` every n-gram weighs the same."""
    weights: dict[int, float] = {}
    for bucket in set(_buckets(text, "")):
        weights[bucket] = float(idf[bucket]) if idf is not None else 1.0
    for bucket in set(_buckets(customer, "\x01")):
        weights[bucket] = weights.get(bucket, 0.0) + CONTEXT_WEIGHT * (float(idf[bucket]) if idf is not None else 1.0)
    length = math.sqrt(sum(value * value for value in weights.values()))
    return {bucket: value / length for bucket, value in weights.items()} if length else {}


def _buckets(text: str, space: str) -> Iterator[int]:
    letters = "".join(letter for letter in text[:LONGEST_TEXT].lower() if letter not in _SILENT)
    if not letters:
        return
    framed = f"^{letters}$"
    for size in range(1, LONGEST_GRAM + 1):
        for start in range(len(framed) - size + 1):
            gram = framed[start : start + size]
            yield zlib.crc32((space + gram).encode("utf-8", "replace")) % BUCKETS
