"""Who may see what of a critique: he all without names, a rater his own sheet, the trainer all, others the praise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from scenarios.critique.outcome import candidates, combined, handed, praise

if TYPE_CHECKING:
    from scenarios.critique.outcome import Candidate
    from scenarios.critique.room import Room, Sheet
    from scoring.critique import Combined

TRAINER = "培训师"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sheet as it is shown: its number, who it is from as far as one may know, the stars it got (0: none yet)."""

    number: int
    label: str
    sheet: Sheet
    stars: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A critique as one person may see it; what is not for him is empty.

    `own` is the sheet he fills in himself, `sheets` those of the others, `marks` the combination (only the trainer sees
    the names in it).
    """

    role: Literal["self", "rater", "trainer", "other"]
    phase: Literal["marking", "settling", "over"]
    own: Sheet | None = None
    handed: int = 0
    of: int = 0
    sheets: tuple[Labelled, ...] = ()
    marks: Combined | None = None
    honesty: float | None = None
    value: float | None = None
    candidates: tuple[Candidate, ...] = ()
    confirmed: tuple[str, ...] = ()
    praise: tuple[str, ...] = ()


def seen_by(room: Room, who: str = "") -> Seen:
    """The critique as a person may see it; `""` is anyone, as in the group."""
    kinds = dict(room.raters)
    role: Literal["self", "rater", "trainer", "other"] = "other"
    if who and who == room.subject.rep:
        role = "self"
    elif who and who == room.setup.trainer:
        role = "trainer"
    elif who in kinds:
        role = "rater"
    own = room.sheet(who) if role == "self" or who in kinds else None
    everybody = len(room.raters) + 1
    if room.phase == "marking":
        return Seen(role, room.phase, own, everybody - len(room.awaited), everybody)
    stars = dict(room.stars)
    numbered = tuple(
        Labelled(n, rater if role == "trainer" else _label(kinds[rater], n), sheet, stars.get(n, 0))
        for n, (rater, sheet) in enumerate(handed(room), 1)
    )
    if role in ("other", "rater"):
        mine = tuple(one for one in numbered if role == "rater" and room.order[one.number - 1] == who)
        return Seen(role, room.phase, own, len(numbered), everybody, mine, praise=praise(room))
    together = combined(room)
    return Seen(
        role=role,
        phase=room.phase,
        own=own,
        handed=len(numbered),
        of=everybody,
        sheets=numbered,
        marks=together if role == "trainer" else None,
        honesty=together.honesty,
        value=together.value,
        candidates=candidates(room),
        confirmed=room.confirmed,
        praise=praise(room),
    )


def _label(kind: str, number: int) -> str:
    return TRAINER if kind == "trainer" else f"第 {number} 份"
