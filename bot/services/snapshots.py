"""Keeps a frozen snapshot of every script a talk is begun with, so that talk and marks outlive its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork


def keep_snapshot(uow: UnitOfWork, ready: Ready) -> None:
    """Keep what a script is now, unless that very text is kept already."""
    if uow.versions.has(ready.fingerprint):
        return
    taken = ready.snapshot()
    if taken is not None:
        uow.versions.keep(taken, uow.now)
