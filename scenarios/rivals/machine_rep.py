"""The machine in an empty seat: a rep who speaks from his own fact sheet, answers what was asked, rebuts with facts.

How often he reaches for a fact instead of a phrase is his skill; he never runs a rival down and never promises more
than his sheet allows.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from scenarios.documents.rivals import VOICE
from scenarios.rivals.buyer import fresh
from scenarios.rivals.sheets import discounted, list_total, lowest_discount, price_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.documents.rivals import RivalsScenario, Seat, SheetFact
    from scenarios.rivals.room import Phase, Room
    from scripts.model import Plan

SKILLS = {1: 0.45, 2: 0.65, 3: 0.85}
"""The chance of a fact instead of a phrase, by the skill that was chosen."""
_SHOWN = 2  # facts in a first speech
_FULL_PRICE = 10.0
_ALIKE = 2  # pairs of characters a question shares with a need's own words
_DIGITS = "零一二三四五六七八九"


class MachineRep:
    """The same rep for every empty seat of one scenario; what he says hangs on seed, step, seat and what was said."""

    def __init__(self, scenario: RivalsScenario, plan: Plan, spend: float) -> None:
        self.scenario = scenario
        self.plan = plan
        self.spend = spend

    def line(self, room: Room, seat: Seat, phase: Phase, limit: int) -> tuple[str, tuple[str, ...]]:
        """His line for this step, within `limit` characters, and the written variants it has used up."""
        rng = Random(f"{room.setup.seed}:{room.phase}:{seat.name}")
        match phase.kind:
            case "show":
                pieces = self._show(room, seat, rng)
            case "answer":
                pieces = self._answer(room, seat, rng)
            case "rebut":
                pieces = self._rebut(room, seat, rng)
            case _:
                pieces = [fresh(seat.offer, room.spoken, rng)]
        kept: list[str] = []
        text = ""
        for piece in pieces:
            said = self._filled(room, seat, piece, rng)
            if piece and len(text) + len(said) <= limit:
                kept.append(piece)
                text += said
        return text, tuple(kept)

    def _is_prepared(self, room: Room, rng: Random) -> bool:
        return rng.random() < SKILLS[room.setup.skill]

    def _show(self, room: Room, seat: Seat, rng: Random) -> list[str]:
        strengths = list(seat.strengths.values())
        rng.shuffle(strengths)
        chosen = sorted(strengths, key=lambda fact: -fact.worth)[:_SHOWN]
        return [fresh(seat.intro, room.spoken, rng), *(self._about(room, seat, fact, rng) for fact in chosen)]

    def _answer(self, room: Room, seat: Seat, rng: Random) -> list[str]:
        facts = seat.facts_for(self.topic(room)) or tuple(self._unproven(room, seat))
        return [self._about(room, seat, facts[0], rng)] if facts else [fresh(seat.rebut, room.spoken, rng)]

    def _rebut(self, room: Room, seat: Seat, rng: Random) -> list[str]:
        """A word to a rival, then something of his own sheet that has not been told yet."""
        topic = self.topic(room)
        asked = [fact for fact in self._unproven(room, seat) if fact.for_ == topic]
        facts = [*asked, *self._unproven(room, seat), *seat.facts_for(topic)]
        piece = self._about(room, seat, facts[0], rng) if facts else ""
        return [fresh(seat.rebut, room.spoken, rng), piece]

    def topic(self, room: Room) -> str:
        """The need the last question was about; a person's own question is nearest to the need it shares words with."""
        if room.asked or not room.question:
            return room.asked
        question = _pairs(room.question)

        def shared(name: str) -> int:
            need = self.scenario.needs[name]
            return len(question & _pairs("，".join((name, need.about, *need.ask))))

        nearest = max(self.scenario.needs, key=shared)
        return nearest if shared(nearest) >= _ALIKE else ""

    def _unproven(self, room: Room, seat: Seat) -> Iterable[SheetFact]:
        """The strengths for needs he has proved nothing for yet, the best first."""
        proven = {one.need for one in room.findings_of(seat.name) if one.kind in ("proof", "honest")}
        left = [fact for fact in seat.strengths.values() if fact.for_ not in proven]
        return sorted(left, key=lambda fact: -fact.worth)

    def _about(self, room: Room, seat: Seat, fact: SheetFact, rng: Random) -> str:
        """The fact in one of its wordings; from a rep who is not prepared only the phrase. Weaknesses he admits."""
        prepared = self._is_prepared(room, rng)
        admitted = fact.name in seat.weaknesses
        phrase = () if prepared or admitted else fact.bare or self.scenario.needs[fact.for_].bare
        return fresh(phrase, room.spoken, rng) or fresh(fact.say, room.spoken, rng)

    def _filled(self, room: Room, seat: Seat, piece: str, rng: Random) -> str:
        """The piece with names and numbers in their places."""
        rival = self._rival(room, seat, rng) if "〔对手〕" in piece else ""
        fold = self._discount(room, seat, rng) if "〔" in piece else _FULL_PRICE
        return self.filled(seat, piece, rival=rival, fold=fold)

    def filled(self, seat: Seat, piece: str, *, rival: str, fold: float) -> str:
        """A written line as it is said to that rival, at that discount."""
        total = list_total(self.plan, self.scenario, seat)
        prices = price_list(self.plan, self.scenario, seat)
        listed = "，".join(f"{self._called(product)}{yuan:g}元" for product, yuan in prices.items())
        spoken = {
            "〔对手〕": rival,
            "〔价目〕": listed,
            "〔折扣〕": in_words(fold),
            "〔总价〕": f"{discounted(total, fold):g}元",
        }
        for slot, words in spoken.items():
            piece = piece.replace(slot, words)
        return piece

    def _called(self, product: str) -> str:
        """A product of the order as the beginning of its price: 固话一部一个月, 2M宽带一个月, 桶装水一桶."""
        if product == VOICE:
            return f"{product}一部一个月"
        other = self.plan.tariff.products.get(product)
        return f"{product}一{other.unit}" if other else f"{product}宽带一个月"

    def _rival(self, room: Room, seat: Seat, rng: Random) -> str:
        """Whom he answers: one of the others who have spoken."""
        names = [name for name in room.order if name != seat.name]
        heard = [name for name in names if any(line.seat == name for line in room.lines)]
        return rng.choice(heard or names)

    def _discount(self, room: Room, seat: Seat, rng: Random) -> float:
        lowest = lowest_discount(self.plan, seat, self.spend)
        return lowest if self._is_prepared(room, rng) else min(_FULL_PRICE, lowest + 0.5)


def _pairs(text: str) -> set[str]:
    """Every two neighbouring characters of a text, punctuation aside."""
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum()}


def in_words(discount: float) -> str:
    """A discount as it is said: 八折, 八五折; the full price is 不打折."""
    if discount >= _FULL_PRICE:
        return "不打折"
    whole, tenths = divmod(round(discount * 10), 10)
    return f"{_DIGITS[whole]}{_DIGITS[tenths] if tenths else ''}折"
