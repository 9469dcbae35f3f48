"""How figures are written in questions, and spends that lie in a band: inside it, on its edge, just below it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scripts.model.plan import Band, Plan
    from scripts.source import Path

NO_DISCOUNT = "不能打折"
_STEPS = (10, 20, 50, 100, 200, 500, 1000)


def yuan(amount: float | Decimal) -> str:
    """128, 0.5, 1062.5."""
    return f"{float(amount):g}" if float(amount) < 1_000_000 else f"{float(amount):.0f}"  # noqa: PLR2004 - g's limit


def fold(discount: float) -> str:
    """8.5折."""
    return f"{discount:g}折"


def exact(amount: float) -> Decimal:
    """A figure of the plan as it is written there."""
    return Decimal(str(amount))


def spend_inside(band: Band, share: float) -> float:
    """A round monthly spend well inside a band, `share` of the way from its lower to its upper end."""
    low = band.above if band.above is not None else band.at_least
    high = band.under if band.under is not None else band.up_to
    top = high if high is not None else low * 1.8
    step = max(step for step in _STEPS if step <= max(_STEPS[0], (top - low) / 8))
    spend = round((low + share * (top - low)) / step) * step
    return float(spend if band.holds(spend) and spend not in (low, high) else low + step)


def edges(plan: Plan) -> Iterator[tuple[float, Band]]:
    """Spends on the lower edge of a band and one yuan below it, each with its band.

    Only edges that the plan writes as 不少于 (at-least) are asked: there two bands cannot both claim the spend.
    """
    for band in plan.bands.values():
        if band.at_least > 1:
            for spend in (band.at_least, band.at_least - 1):
                holding = [one for one in plan.bands.values() if one.holds(spend)]
                if len(holding) == 1:
                    yield spend, holding[0]


def bounds(band: Band) -> tuple[Path, ...]:
    """Where the plan writes what a band's spends are."""
    keys = {"at-least": band.at_least or None, "above": band.above, "under": band.under, "up-to": band.up_to}
    return tuple(("bands", band.name, key) for key, value in keys.items() if value is not None)


def near(right: float, others: Iterable[float], count: int = 3) -> list[float]:
    """The figures nearest to the right one, by ratio: what a rep who half remembers would take."""
    different = sorted({other for other in others if other != right})
    return sorted(different, key=lambda other: (abs(_ratio(other, right) - 1), other))[:count]


def _ratio(one: float, other: float) -> float:
    return max(one, other) / min(one, other) if min(one, other) > 0 else float("inf")


def limited(plan: Plan) -> list[Band]:
    """The bands in which somebody may grant a discount."""
    return [band for band in plan.bands.values() if band.limits]


def neighbours(plan: Plan, band: Band) -> Sequence[Band]:
    """The other bands, the nearest first."""
    listed = list(plan.bands.values())
    here = listed.index(band)
    return sorted((one for one in listed if one is not band), key=lambda one: abs(listed.index(one) - here))
