"""Three levels of difficulty: how many objections come, how guarded he is, how much it takes to settle him."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difficulty:
    """One level's rules.

    `objections`: how many of the script's come up. `patience`, `trust`: added to the customer's own. `guarded_below`:
    with less trust than this he holds his facts back, `tells_when_pressed`: until asked a second time. `steps`: how
    many of acknowledge, answer, check settle an objection. `dodges`: how often he comes back to one before he drops
    it. `gains`: trust gained by a benefit worth 1, 2, 3 to him. `offence`: added to what a violation costs.
    `interrupts`: the chance that he brings up a rival instead of just nodding.
    """

    name: str
    objections: int
    patience: int
    trust: int
    guarded_below: int
    tells_when_pressed: bool
    steps: int
    dodges: int
    gains: tuple[int, int, int]
    offence: int
    interrupts: float


LEVELS = {
    1: Difficulty(
        name="入门",
        objections=2,
        patience=3,
        trust=1,
        guarded_below=0,
        tells_when_pressed=True,
        steps=1,
        dodges=3,
        gains=(1, 1, 2),
        offence=0,
        interrupts=0.0,
    ),
    2: Difficulty(
        name="正常",
        objections=3,
        patience=0,
        trust=0,
        guarded_below=4,
        tells_when_pressed=True,
        steps=2,
        dodges=2,
        gains=(0, 1, 1),
        offence=0,
        interrupts=0.15,
    ),
    3: Difficulty(
        name="难缠",
        objections=5,
        patience=-1,
        trust=0,
        guarded_below=5,
        tells_when_pressed=False,
        steps=3,
        dodges=2,
        gains=(0, 0, 1),
        offence=1,
        interrupts=0.35,
    ),
}
"""The levels by their number on the command line."""
