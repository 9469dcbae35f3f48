"""The life of a script version: draft → pilot → published → retired, on frozen snapshots. Pure; the bot keeps them."""

from scripts.versions.changes import changed_points
from scripts.versions.gates import Blocker, Red, blockers_of
from scripts.versions.history import Standing, standing_of, standings, was_meant_for
from scripts.versions.moves import (
    MoveRefusedError,
    found,
    pilot,
    publish,
    retire,
    roll_back,
)
from scripts.versions.snapshot import Snapshot, Texts, freeze, seal, texts_of
from scripts.versions.states import EVERYBODY, PROGRAM, Audience, Move, Signed, State
from scripts.versions.thawing import ThawError, thaw

__all__ = [
    "EVERYBODY",
    "PROGRAM",
    "Audience",
    "Blocker",
    "Move",
    "MoveRefusedError",
    "Red",
    "Signed",
    "Snapshot",
    "Standing",
    "State",
    "Texts",
    "ThawError",
    "blockers_of",
    "changed_points",
    "found",
    "freeze",
    "pilot",
    "publish",
    "retire",
    "roll_back",
    "seal",
    "standing_of",
    "standings",
    "texts_of",
    "thaw",
    "was_meant_for",
]
