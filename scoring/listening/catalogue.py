"""The plan's facts as listening needs them: what can be priced and given, under which names, at which prices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scripts.model.plan import Plan, Product, ValueAdded

VOICE = "固话"
BROADBAND = "宽带"
MONTH = "月"
YEAR = "年"
_VOICE_WORDS = (
    r"月租费?|座机|固话|固定电话|电话包月|包月话费|语音包|市话包|每[部门]电话|(?:一|每)部(?:电话|座机|固话|话机)?"
)
_BROADBAND_WORDS = r"宽带|上网|光纤|专线|网费"
_RIVAL_WORDS = (
    r"中国移动|移动(?!办公|硬盘|电话|互联)|吉通|长城宽带|长宽|有线通|广电|别家|别的(?:公司|运营商|家|几家|"
    r"厂家)|其[他它](?:家|公司|运营商|几家|厂商)|另外(?:那|两|几|一)家|另一家|"
    r"(?<!楼上)(?<!楼下)(?<!隔壁)那(?:一)?家(?!伙)|人家(?!公司)|同行|对手|对面那家|友商|竞争对手|"
    r"某[些家几]{1,2}(?:公司|运营商|家)?|有[些的几](?:公司|运营商|"
    r"家|几家)|(?<!其)他们(?:家)?|她们|外面(?:那些|有些)|市面上|哪家运营商|"
    r"您(?:现在|目前|原来)?(?:用的?|这|那)那?家|你(?:现在|目前|原来)?(?:用的?|这|那)那家|原来(?:的)?(?:那家|"
    r"供应商|运营商)|老东家|"
    r"楼[上下](?!.{0,6}[我咱])(?:那|的|几|一|两|三)*家?|隔壁(?:那|的)?(?:家)?"
)


@dataclass(frozen=True)
class Catalogue:
    """One plan, looked at by what a rep may say of it."""

    plan: Plan

    @cached_property
    def rivals(self) -> re.Pattern[str]:
        """The other operators, by name or by pointing at them."""
        names = "|".join(f"{re.escape(name)}(?!局|大楼|专业)" for name in self.plan.rivals)
        return re.compile(f"(?:中国)?(?:{names})(?:公司|那边|那帮人|的人|那)?|{_RIVAL_WORDS}")

    @cached_property
    def service_names(self) -> dict[str, str]:
        """Every spoken name of a product or value-added service → its name in the plan."""
        names: dict[str, str] = {}
        tariff = self.plan.tariff
        sellable: list[Product | ValueAdded] = [*tariff.products.values(), *tariff.value_added.values()]
        for sold in sellable:
            for spoken in (sold.name, *sold.also):
                names[spoken.lower()] = sold.name
        for gift, spoken_names in self.plan.gift_names.items():
            for spoken in (gift, *spoken_names):
                names.setdefault(spoken.lower(), self._service_of(spoken, gift))
        return names

    def _service_of(self, spoken: str, gift: str) -> str:
        for service in self.plan.tariff.value_added.values():
            if any(name in spoken or name in gift for name in (service.name, *service.also)):
                return service.name
        return gift

    @cached_property
    def products(self) -> re.Pattern[str]:
        """Everything but speeds that a price may be about."""
        services = "|".join(map(re.escape, sorted(self.service_names, key=len, reverse=True)))
        return re.compile(f"(?P<service>{services})|(?P<voice>{_VOICE_WORDS})|(?P<broadband>{_BROADBAND_WORDS})")

    def is_general(self, product: str) -> bool:
        """Whether the word points at lines of any kind or speed, and is not itself what the plan sells at a price."""
        return product in (VOICE, BROADBAND) and product not in self.plan.tariff.products

    def unit(self, product: str) -> str:
        """What a product is priced by: 月 for all of a line, a unit of its own (桶, 次, 年) in other trades."""
        sold = self.plan.tariff.products.get(product)
        return sold.unit if sold else MONTH

    def speed(self, megabits: float) -> str:
        """The plan's name of a speed, or the speed itself when it is not sold."""
        for name, speed in self.plan.tariff.broadband.items():
            if speed.megabits == megabits:
                return name
        return f"{megabits:g}M"

    def prices(self, product: str) -> tuple[float, ...] | None:
        """The tariff's prices of a product; None when the tariff has no such product."""
        tariff = self.plan.tariff
        if product in tariff.broadband:
            return tuple(tariff.broadband[product].prices)
        if product in tariff.products:
            return tariff.products[product].prices
        if product in tariff.value_added:
            return tuple(price.yuan for price in tariff.value_added[product].editions.values()) or None
        if product == VOICE:
            return tariff.voice or None
        if product == BROADBAND:
            return tuple(price for speed in tariff.broadband.values() for price in speed.prices) or None
        return None

    def gifts(self, spend: float | None) -> frozenset[str]:
        """The services a customer of that spend may be given; of any spend when it is unknown."""
        if spend is None:
            bands: Iterable[tuple[str, ...]] = (band.gifts for band in self.plan.bands.values())
        else:
            band = self.plan.band_for(spend)
            bands = (band.gifts,) if band else ()
        return frozenset(self._service_of(gift, gift) for gifts in bands for gift in gifts)
