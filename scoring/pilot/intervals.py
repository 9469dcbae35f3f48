"""How far a share of few can be trusted: Wilson's interval, and Newcombe's for the difference of two shares.

Sources: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209-212;
R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
(1998) 873-890, method 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The standard normal's 97.5 % point."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many `of` so many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of none."""
        return self.count / self.of if self.of else None


def wilson(share: Share, z: float = Z95) -> tuple[float, float]:
    """Return the bounds of the 95 % interval, 0 to 1; of none at all it is everything."""
    n = share.of
    if n == 0:
        return 0.0, 1.0
    p = share.count / n
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def difference(before: Share, after: Share) -> tuple[float, float]:
    """Return the bounds of the 95 % interval of after minus before, -1 to 1; of none at all it is everything."""
    if before.of == 0 or after.of == 0:
        return -1.0, 1.0
    p, q = before.count / before.of, after.count / after.of
    (low_p, high_p), (low_q, high_q) = wilson(before), wilson(after)
    down = sqrt((q - low_q) ** 2 + (high_p - p) ** 2)
    up = sqrt((high_q - q) ** 2 + (p - low_p) ** 2)
    return q - p - down, q - p + up
