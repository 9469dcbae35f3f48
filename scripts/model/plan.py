"""The sales plan (`plan.yaml`): segments, tariff, discount bands, who may grant what. Every fact stands here once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scripts.model.base import NAMES, Document, Line, Lines

Yuan = Annotated[float, Field(ge=0)]


class Segment(Document):
    """A kind of customer and what he needs."""

    name: Line
    id: Line
    companies: Lines
    needs: Lines
    price_sensitivity: Line = ""


class Price(Document):
    """One price of the standard tariff, yuan a month (or for each `unit`)."""

    yuan: Yuan
    unit: Line = "月"


class Speed(Document):
    """What a bandwidth costs; the source may print several prices for one speed."""

    megabits: Annotated[int, Field(gt=0)]
    prices: tuple[Yuan, ...]


class ValueAdded(Document):
    """A value-added service: its editions with their prices, and the other names people use for it.

    The source may leave the family (语音, 宽带) and the price open: a service without editions has no standard price.
    """

    name: Line
    family: Line = ""
    also: Lines = ()
    editions: dict[str, Price] = Field(default_factory=dict)


class Product(Document):
    """Anything else sold at a listed price, of whatever trade: 桶装水 at 15 yuan a 桶."""

    name: Line
    also: Lines = ()
    prices: tuple[Yuan, ...]
    unit: Line = "月"


class Tariff(Document):
    """The standard prices: `voice` is monthly line rental, `broadband` is priced by speed.

    A plan of another trade leaves these two out and lists its `products`.
    """

    voice: tuple[Yuan, ...] = ()
    broadband: dict[str, Speed] = Field(default_factory=dict)
    products: Annotated[dict[str, Product], NAMES] = Field(default_factory=dict)
    value_added: Annotated[dict[str, ValueAdded], NAMES] = Field(default_factory=dict)

    @property
    def prices(self) -> frozenset[float]:
        """Every price of the tariff, whatever it is for."""
        listed = [speed.prices for speed in self.broadband.values()]
        listed += [product.prices for product in self.products.values()]
        listed += [tuple(price.yuan for price in service.editions.values()) for service in self.value_added.values()]
        return frozenset(self.voice).union(*listed)


class Band(Document):
    """A band of monthly spend, its gifts and limits: `at_least` and `up_to` belong to it, `above` and `under` do not.

    `limits` maps a level (客户经理 …) to the lowest 折 it may grant: 8.5 is 15 % off. Without limits nobody grants any.
    """

    name: Line
    at_least: Yuan = 0
    above: Yuan | None = None
    under: Yuan | None = None
    up_to: Yuan | None = None
    gifts: Lines = ()
    limits: dict[str, float] = Field(default_factory=dict)

    def holds(self, spend: float) -> bool:
        """Whether a customer who spends `spend` yuan a month belongs to this band."""
        return (
            spend >= self.at_least
            and (self.above is None or spend > self.above)
            and (self.under is None or spend < self.under)
            and (self.up_to is None or spend <= self.up_to)
        )


class Approval(Document):
    """Who confirms a level's discount, and what lies beyond every level."""

    confirmed_by: dict[str, str]
    beyond: Line


class SellingPoint(Document):
    """What is said of the others and of ourselves before a kind of customer."""

    others: Line
    ours: Lines


class WayOfSelling(Document):
    """A way of selling; `code` is its handle on the command line."""

    name: Line
    code: Line
    rules: Lines


class Gradient(Document):
    """One step of the product ladder: what is sold together, and to whom.

    A plan of another trade writes one `offer` in place of the telecom's two columns.
    """

    voice: Line = ""
    broadband: Line = ""
    offer: Line = ""
    for_: Lines = Field(alias="for")


class Plan(Document):
    """A province's plan for one market. Names written in the plan are the names used everywhere else.

    `gift_names` maps each gift of the bands to the ways it is called; a name shared by several gifts means any of them.
    `common_needs` are the needs of every segment, `gradient_example` is the source's worked example of the ladder.
    """

    plan: Line
    title: Line
    operator: Line
    product_family: Line = "通信"
    goal: Line = ""
    segments: Annotated[dict[str, Segment], NAMES]
    common_needs: Lines = ()
    gradients: dict[str, Gradient] = Field(default_factory=dict)
    gradient_example: Line = ""
    tariff: Tariff
    bands: Annotated[dict[str, Band], NAMES]
    gift_names: dict[str, Lines] = Field(default_factory=dict)
    levels: Lines
    approval: Approval
    selling_points: dict[str, SellingPoint] = Field(default_factory=dict)
    rivals: Lines
    ways_of_selling: Annotated[dict[str, WayOfSelling], NAMES]
    channels: Lines = ()
    execution: Lines = ()

    def band_for(self, spend: float | None) -> Band | None:
        """Return the band of a monthly spend in yuan, or None when the spend is unknown."""
        if spend is None:
            return None
        return next((band for band in self.bands.values() if band.holds(spend)), None)

    def lowest_discount(self, level: str, spend: float | None) -> float | None:
        """Return the lowest 折 a level may grant: by band, or the widest of all bands when the spend is unknown.

        None means that no discount may be granted at all (source: the plan, part 4.2 (2)).
        """
        if spend is not None:
            band = self.band_for(spend)
            return band.limits.get(level) if band else None
        limits = [band.limits[level] for band in self.bands.values() if level in band.limits]
        return min(limits, default=None)
