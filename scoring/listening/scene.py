"""Step 3b: the utterance as the readers of claims see it: its products named, whose a number is, what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from scoring.listening import clauses as clause_step
from scoring.listening.amounts import Amount, find
from scoring.listening.catalogue import BROADBAND, VOICE, Catalogue
from scoring.listening.clauses import Clause
from scoring.listening.frames import clause_of

StatementKind = Literal["price", "discount", "gift", "saving", "bandwidth", "duration", "count"]
Party = Literal["ours", "rival", "customer"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A number (or gift) said: text[start:end], about a product, by its owner; `months` is the period a price is for.

    `stopped` says why it is no offer; `referred` holds the words that leave it to a superior; `exact` is False for
    about so many, `count` the pieces a price is for, `kept` the share left by a discount named with it.
    """

    kind: StatementKind
    value: float | None
    start: int
    end: int
    product: str = ""
    months: float = 1.0
    owner: Literal["ours", "rival", "customer"] = "ours"
    stopped: str = ""
    referred: str = ""
    exact: bool = True
    count: float = 1.0
    kept: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A product named at text[start:end]; `general` when it is a line or a speed, which nobody gives away."""

    start: int
    end: int
    product: str
    general: bool = False


@dataclass(frozen=True)
class Scene:
    """One utterance as the claim readers see it.

    `asked` is the product whose price the customer just asked, `?` for a price of no product named.
    """

    text: str
    clauses: Sequence[Clause]
    amounts: Sequence[Amount]
    mentions: Sequence[Mention]
    rivals: re.Pattern[str]
    asked: str = ""

    @cached_property
    def _places(self) -> list[int]:
        return clause_of(self.clauses, len(self.text))

    def clause(self, at: int) -> Clause:
        """The clause of a place."""
        return self.clauses[self._places[at]]

    def head(self, at: int) -> str:
        """The words of the clause before a place."""
        return self.text[self.clause(at).start : at]

    def breath(self, number: int) -> tuple[int, int] | None:
        """Where a breath begins and ends, if there is one of that number."""
        pieces = [clause for clause in self.clauses if clause.breath == number]
        return (pieces[0].start, pieces[-1].end) if pieces else None

    def owner(self, at: int) -> Party:
        """Whose the number at a place is: of the one last spoken of in the sentence before it."""
        clause = self.clause(at)
        first = next(other.start for other in self.clauses if other.sentence == clause.sentence)
        spoken_of = clause_step.owners(self.text[first:at], self.rivals)
        if spoken_of:
            return spoken_of[-1].whose
        return clause.owner or "ours"

    def discounts(self, start: int, end: int) -> list[Amount]:
        """The discounts said between two places."""
        return [amount for amount in self.amounts if amount.kind == "discount" and start <= amount.start < end]


_ASKS_PRICE = re.compile(
    r"多少钱|什么价|怎么卖|怎么收|多贵|几多钱|啥价|报个价|价格|价钱|多少|怎么算|资费|费用呢|几块|贵不贵"
)
_ASKS = re.compile(r"[?呢]$")
_MONTHLY_FEE = re.compile(r"月租费?$")
_A_BILL = 100
"""Yuan: who names so much himself tells what he pays, he does not ask."""
_NEAR_SPEED = 4
_FEE_OF_SPEED = 6


def scene(
    text: str, clauses: Sequence[Clause], amounts: Sequence[Amount], catalogue: Catalogue, customer_said: str = ""
) -> Scene:
    """The utterance with its products found, and what the customer's last line asked the price of."""
    products = mentions(customer_said, find(customer_said), catalogue) if customer_said else []
    asked = ""
    told = (
        any(a.kind in ("yuan", "bare") and a.value >= _A_BILL for a in find(customer_said)) if customer_said else False
    )
    if _ASKS_PRICE.search(customer_said) and (not told or _ASKS.search(customer_said)):
        asked = products[-1].product if products else "?"
    elif products and _ASKS.search(customer_said):
        asked = products[-1].product
    return Scene(text, clauses, amounts, mentions(text, amounts, catalogue), catalogue.rivals, asked)


def mentions(text: str, amounts: Sequence[Amount], catalogue: Catalogue) -> list[Mention]:
    """The speeds, services and lines named in the text; 2M宽带 and 2M宽带月租费 name the speed alone."""
    speeds = [
        Mention(amount.start, amount.end, catalogue.speed(amount.value), general=True)
        for amount in amounts
        if amount.kind == "megabits"
    ]
    found = list(speeds)
    for match in catalogue.products.finditer(text):
        product = _product(match, catalogue)
        mention = Mention(match.start(), match.end(), product, general=catalogue.is_general(product))
        if not any(_says_of(mention, speed, text) for speed in speeds):
            found.append(mention)
    return sorted(found, key=lambda mention: mention.start)


def _product(match: re.Match[str], catalogue: Catalogue) -> str:
    if match["service"]:
        return catalogue.service_names[match.group()]
    return VOICE if match["voice"] else BROADBAND


def _says_of(mention: Mention, speed: Mention, text: str) -> bool:
    """Whether a general word beside a speed only says that the speed is of a line: 2M|宽带|月租费."""
    if mention.product == BROADBAND:
        after, before = mention.start - speed.end, speed.start - mention.end
        return 0 <= after < _NEAR_SPEED or (0 <= before <= _NEAR_SPEED and "," not in text[mention.end : speed.start])
    fee = mention.product == VOICE and _MONTHLY_FEE.match(text[mention.start : mention.end])
    return bool(fee) and 0 <= mention.start - speed.end <= _FEE_OF_SPEED
