"""Who speaks next, by rule (source: design rules, part 5), with the reason for the log.

A wish is only there when its condition holds and it is not spent; then the most urgent goes first, then who has been
silent longest, then the weightiest, then who has spoken least, then the lot of the seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from scenarios.documents import Person
    from scenarios.panel.state import Act, Standing


@dataclass(frozen=True, slots=True)
class Wish:
    """A person who wants to speak: what for, how urgent, and the condition that holds, in Chinese.

    `topic` names what it is about: a concern, a point, the number of an interrupt.
    """

    name: str
    act: Act
    urgency: int
    because: str
    topic: str = ""


def choose(
    wishes: Sequence[Wish], people: Mapping[str, Person], standing: Mapping[str, Standing], turn: int, rng: Random
) -> tuple[Wish, str]:
    """The wish that gets the floor, and why it before the others."""
    lots = {wish.name: rng.random() for wish in sorted(wishes, key=lambda wish: wish.name)}

    def rank(wish: Wish) -> tuple[float, ...]:
        mind = standing[wish.name]
        silent = turn - mind.last_spoke
        return (-wish.urgency, -silent, -people[wish.name].weight, mind.spoke, lots[wish.name])

    first, *others = sorted(wishes, key=rank)
    rivals = [wish for wish in others if wish.name != first.name]
    if not rivals:
        return first, first.because
    ours, theirs = rank(first), rank(rivals[0])
    decisive = next(index for index, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other)
    words = (
        f"比{rivals[0].name}急（{first.urgency} 对 {rivals[0].urgency}）",
        f"跟{rivals[0].name}一样急，他更久没开口",
        f"跟{rivals[0].name}一样急，他分量重",
        f"跟{rivals[0].name}一样急，他说得少",
        f"跟{rivals[0].name}不分先后，抽签轮到他",
    )
    return first, f"{first.because}；{words[decisive]}"
