"""A listener for tests that hears what is written in 【】: the talk can be tested without the art of listening.

`saying("自我介绍", "确认")` makes an utterance in which exactly these points are heard; 【确认】 is the check question,
【省四百】 a saving and 【报价】 a right price; everything else in the utterance is noise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.heard import Act, Breach, Claim, Context, Heard, Hit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.model import Point

CLAIMS = {"省四百": ("saving", 400.0), "报价": ("price", 128.0), "打八折": ("discount", 8.0)}


def saying(*names: str) -> str:
    """An utterance in which these names are heard."""
    return "".join(f"【{name}】" for name in names)


class MarkedListener:
    """Hears the names in 【】 as points met or rules broken."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        self.points = points
        self.contexts: list[Context] = []

    def hear(self, utterance: str, context: Context = Context()) -> Heard:  # noqa: B008 - frozen, so it is safe
        self.contexts.append(context)
        met, broken, claims = [], [], []
        for found in re.finditer("【(.+?)】", utterance):
            name, start, end = found[1], found.start(1), found.end(1)
            if name in CLAIMS:
                kind, value = CLAIMS[name]
                claims.append(Claim(kind, value, "", name, start, end, verdict="right"))
            elif (point := self.points.get(name)) and point.kind == "violation":
                broken.append(Breach(point.code, name, name, start, end, "理由", "该说的话", severe=point.severe))
            elif point:
                met.append(Hit(point.code, name, name, start, end))
        acts: list[Act] = ["check"] if "【确认】" in utterance else []
        acts += ["statement"] if met or broken or claims else []
        acts += ["question"] if utterance.endswith("？") else []
        return Heard(
            utterance,
            tuple(acts) or ("unclear" if utterance.strip() else "empty",),
            tuple(met),
            (),
            tuple(broken),
            tuple(claims),
        )
