"""批评与自我批评: after a talk he marks himself, the others mark blind, and all is laid side by side."""

from scenarios.critique.events import (
    CritiqueEvent,
    CritiqueOver,
    HandedIn,
    MarkingOpened,
    Notice,
    SheetChanged,
    SideBySide,
    WeakPointsConfirmed,
)
from scenarios.critique.moves import open_room, replay, take
from scenarios.critique.outcome import (
    agreement,
    candidates,
    cards_of,
    combined,
    evidence_of,
    marks_of,
    praise,
    to_reword,
)
from scenarios.critique.room import Fault, Input, Kind, Room, Setup, Sheet
from scenarios.critique.seen import Seen, seen_by
from scenarios.critique.subject import Item, Line, Subject, Topic, subject_of_report, subject_of_seat

__all__ = [
    "CritiqueEvent",
    "CritiqueOver",
    "Fault",
    "HandedIn",
    "Input",
    "Item",
    "Kind",
    "Line",
    "MarkingOpened",
    "Notice",
    "Room",
    "Seen",
    "Setup",
    "Sheet",
    "SheetChanged",
    "SideBySide",
    "Subject",
    "Topic",
    "WeakPointsConfirmed",
    "agreement",
    "candidates",
    "cards_of",
    "combined",
    "evidence_of",
    "marks_of",
    "open_room",
    "praise",
    "replay",
    "seen_by",
    "subject_of_report",
    "subject_of_seat",
    "take",
    "to_reword",
]
