"""What happens in a critique: frozen events. `who` is whom they concern; what others may see of it, `seen_by` tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkingOpened:
    """Everybody may mark, until the deadline; nobody sees another's sheet."""

    rep: str
    raters: tuple[str, ...]
    deadline: float


@dataclass(frozen=True, slots=True)
class SheetChanged:
    """A person's own sheet has changed: his message with the buttons is to be drawn again."""

    who: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One more sheet is in; how many of how many. Whose it is nobody else learns."""

    who: str
    handed: int
    of: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Marking is closed: `who` was critiqued and may see everything now, without names; `praise` is for all to hear."""

    who: str
    sheets: int
    praise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeakPointsConfirmed:
    """He has chosen the weak points that become cards, by their codes."""

    who: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CritiqueOver:
    """Nothing more comes: evidence, cards and marks can be taken from the room."""

    talk: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A word to one person: what was not taken, and why."""

    text: str
    who: str


CritiqueEvent = MarkingOpened | SheetChanged | HandedIn | SideBySide | WeakPointsConfirmed | CritiqueOver | Notice
