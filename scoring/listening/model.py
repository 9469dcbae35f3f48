"""Step 6: a linear model over character n-grams, trained at load from the authors' examples and counter-examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_LONGEST_GRAM = 3
_RIDGE = 0.6
_DIGITS = str.maketrans("0123456789", "0000000000")
_SILENT = frozenset(" ,。!?;:、\n\"'“”‘’()（）《》【】")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence an author wrote, and the codes it counts for."""

    text: str
    codes: frozenset[str]


@dataclass(frozen=True)
class LinearModel:
    """Ridge regression to +1 (counts) and -1 (does not), one column an item; `weights` is (n-grams, items)."""

    codes: tuple[str, ...]
    grams: Mapping[str, int]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    examples: tuple[Example, ...]

    @classmethod
    def trained(cls, codes: Sequence[str], examples: Sequence[Example]) -> LinearModel:
        """Solve the ridge in its dual form: some 1,000 sentences, 0.2 s."""
        bags = [_grams(example.text) for example in examples]
        counts = Counter(gram for bag in bags for gram in bag)
        kept = {gram: index for index, gram in enumerate(sorted(gram for gram, n in counts.items() if n > 1))}
        rows = np.zeros((len(examples), len(kept)), dtype=np.float32)
        for row, bag in zip(rows, bags, strict=True):
            indexes = [kept[gram] for gram in bag if gram in kept]
            row[indexes] = 1.0 / max(1.0, float(np.sqrt(len(indexes))))
        targets = np.array(
            [[1.0 if code in example.codes else -1.0 for code in codes] for example in examples], dtype=np.float32
        )
        if not len(examples):
            return cls(tuple(codes), kept, np.zeros((0, len(codes)), np.float32), -np.ones(len(codes), np.float32), ())
        bias = targets.mean(axis=0)
        gram = rows @ rows.T + _RIDGE * np.eye(len(examples), dtype=np.float32)
        dual = np.linalg.solve(gram, targets - bias)
        return cls(tuple(codes), kept, (rows.T @ dual).astype(np.float32), bias, tuple(examples))

    def scores(self, text: str) -> NDArray[np.float32]:
        """One score an item: about +1 for its own examples, -1 for what has nothing to do with it."""
        indexes = [self.grams[gram] for gram in _grams(text) if gram in self.grams]
        if not indexes:
            return self.bias
        return np.asarray(self.weights[indexes].sum(axis=0) / np.sqrt(len(indexes)) + self.bias)

    def nearest(self, text: str, code: str) -> tuple[str, float]:
        """The item's own example most like the text, and their likeness from 0 to 1."""
        bag = _grams(text)
        best, likeness = "", 0.0
        for example in self.examples:
            if code in example.codes:
                other = _grams(example.text)
                shared = 2 * len(bag & other) / max(1, len(bag) + len(other))
                if shared > likeness:
                    best, likeness = example.text, shared
        return best, likeness


def bare(text: str) -> str:
    """The text without its marks and blanks."""
    return "".join(letter for letter in text if letter not in _SILENT)


def _grams(text: str) -> set[str]:
    framed = f"^{bare(text.translate(_DIGITS))}$"
    return {framed[i : i + n] for n in range(1, _LONGEST_GRAM + 1) for i in range(len(framed) - n + 1)} - {"^", "$"}


def union(sentences: Iterable[Example]) -> list[Example]:
    """The sentences without repetition: the same words count for all codes they were written under."""
    codes: dict[str, frozenset[str]] = {}
    for sentence in sentences:
        codes[sentence.text] = codes.get(sentence.text, frozenset()) | sentence.codes
    return [Example(text, known) for text, known in codes.items()]
