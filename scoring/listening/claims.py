"""Step 3: everything claimed in an utterance: prices, discounts, savings, gifts, each with whether it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scoring.listening.discounts import compared, discounts, savings
from scoring.listening.offers import stopped_together, with_stop
from scoring.listening.prices import prices
from scoring.listening.scene import Mention, Scene, Statement

_GIVE = re.compile(
    r"(?<!发)(?<!递)(?<!护)(?<!配)送(?!货|别|达|到|上|过|件|来(?!显|电显)|去)|赠|免费|白给|白用|不要钱|不收钱|不收费|"
    r"不另收|不另外收|不花钱|一分钱(?:都|也)?不|免单|奉送|不加钱|不额外收"
)

_SERVICE = re.compile(r"(?:[给帮为](?:您|你))?(?:送货|配送|安装|上门|维修|保养|试用|体验|检测|咨询)")
_FOLLOWS = re.compile(r"[,、 都也是]*")


def read(here: Scene) -> list[Statement]:
    """All statements of the utterance, in order."""
    named = list(discounts(here))
    statements = (*named, *_reduced(prices(here), named), *savings(here), *_gifts(here))
    meant = stopped_together([with_stop(here, statement) for statement in statements])
    return sorted([*meant, *compared(meant)], key=lambda statement: (statement.start, statement.end))


def _reduced(priced: Iterable[Statement], named: Sequence[Statement]) -> Iterator[Statement]:
    """Prices, each with what the one discount named before it leaves of it: a computed total is no wrong price."""
    for price in priced:
        before = {one.value for one in named if one.value and one.end <= price.start}
        yield replace(price, kept=before.pop() / 10) if len(before) == 1 else price


def _gifts(here: Scene) -> Iterator[Statement]:
    """A value-added service with a word of giving in the same breath or right after it."""
    for mention in here.mentions:
        if mention.general:
            continue
        start, end = here.breath(here.clause(mention.start).breath) or (mention.start, mention.end)
        follows = _FOLLOWS.match(here.text, end)
        given = any(_gives(here.text, found, mention) for found in _GIVE.finditer(here.text, start, end))
        if given or (follows and _GIVE.match(here.text, follows.end())):
            owner = here.owner(mention.start)
            yield Statement("gift", None, mention.start, mention.end, mention.product, owner=owner)


def _gives(text: str, word: re.Match[str], mention: Mention) -> bool:
    """Whether a word of giving gives the thing named: 水免费配送 gives the delivery, not the water."""
    service = _SERVICE.match(text, word.end())
    return service is None or (mention.start < service.end() and service.start() < mention.end)
