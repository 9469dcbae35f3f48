"""Each step of a version's life, written down with its snapshot; a new version makes its changed cards due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scripts.loader import load_shipped
from scripts.versions import (
    Move,
    MoveRefusedError,
    Signed,
    Snapshot,
    Standing,
    ThawError,
    changed_points,
    found,
    freeze,
    standing_of,
    thaw,
)
from scripts.versions import pilot as begun
from scripts.versions import publish as published
from scripts.versions import retire as retired
from scripts.versions import roll_back as rolled_back

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork
    from scripts.versions import Audience


@dataclass(frozen=True, slots=True)
class Taken:
    """The steps that were written down, the asked one last, and how many cards came due by them."""

    moves: tuple[Move, ...]
    cards: int = 0

    @property
    def last(self) -> Move:
        """The step that was asked for."""
        return self.moves[-1]


def pilot(uow: UnitOfWork, snapshot: Snapshot, audience: Audience, by: str, why: str) -> Taken:
    """Let branches or people try a version out. Raises MoveRefusedError with a Chinese sentence."""
    founding = _founding(uow, snapshot)
    standing = _standing(uow, snapshot.script, founding)
    return _written(uow, (*founding, begun(standing, snapshot, audience, Signed(by, why, uow.now))), snapshot)


def publish(uow: UnitOfWork, snapshot: Snapshot, by: str, why: str, *, unpiloted: bool = False) -> Taken:
    """Put a version into force for everybody. Raises MoveRefusedError with a Chinese sentence."""
    founding = _founding(uow, snapshot)
    standing = _standing(uow, snapshot.script, founding)
    moves = published(standing, snapshot, Signed(by, why, uow.now), unpiloted=unpiloted)
    taken = _written(uow, (*founding, *moves), snapshot)
    return replace(taken, cards=_make_due(uow, standing.published, taken.last))


def retire(uow: UnitOfWork, script: str, version: str, by: str, why: str) -> Taken:
    """Take a version out of use. Raises MoveRefusedError with a Chinese sentence."""
    return _written(uow, (retired(_standing(uow, script), version, Signed(by, why, uow.now)),))


def roll_back(uow: UnitOfWork, script: str, version: str, by: str, why: str) -> Taken:
    """Put an earlier version back into force. Raises MoveRefusedError with a Chinese sentence."""
    standing = _standing(uow, script)
    taken = _written(uow, rolled_back(standing, version, Signed(by, why, uow.now)))
    return replace(taken, cards=_make_due(uow, standing.published, taken.last))


def _standing(uow: UnitOfWork, script: str, founding: tuple[Move, ...] = ()) -> Standing:
    return standing_of(script, (*uow.versions.moves(script), *founding))


def _written(uow: UnitOfWork, moves: tuple[Move, ...], snapshot: Snapshot | None = None) -> Taken:
    if snapshot is not None:
        uow.versions.keep(snapshot, uow.now)
    uow.versions.add(moves)
    return Taken(moves)


def _founding(uow: UnitOfWork, snapshot: Snapshot) -> tuple[Move, ...]:
    """Before a script's first step: take what everybody has used so far for its published version.

    That is what talks were last held by under another version's name, or what comes with the program. A script that
    never was anything else has no such version.
    """
    if uow.versions.moves(snapshot.script):
        return ()
    used = uow.versions.latest(snapshot.script, snapshot.version) or _shipped(snapshot.script)
    if used is None or used.hash == snapshot.hash:
        return ()
    if used.version == snapshot.version:
        raise MoveRefusedError(
            f"随程序来的也叫 {used.ref}，内容和您的文件不一样，分不清谁是谁。先把脚本里的 version 改成别的，例如 V2。"
        )
    uow.versions.keep(used, uow.now)
    return (found(used, uow.now),)


def _shipped(script: str) -> Snapshot | None:
    shipped = load_shipped()
    known = shipped.library.find(script)
    return freeze(*known, shipped.texts_of(known[1])) if known else None


def _make_due(uow: UnitOfWork, before: Move | None, after: Move) -> int:
    """Make the cards on changed points due now; gives how many there are."""
    old = uow.versions.get(before.snapshot) if before else None
    new = uow.versions.get(after.snapshot)
    if old is None or new is None:
        return 0
    try:
        shelf, script = thaw(new)
        changed = changed_points(thaw(old), (shelf, script))
    except ThawError:  # what can't be compared makes nothing due
        return 0
    own = (card for card in uow.versions.cards(script.segment, changed) if _came_up_in(script.script, card.fsrs))
    waiting = [card for card in own if card.due > uow.now]
    for card in waiting:
        uow.cards.save(replace(card, due=uow.now))
    return len(waiting)


def _came_up_in(script: str, memory: object) -> bool:
    return isinstance(memory, dict) and str(memory.get("script", "")).partition("@")[0] == script
