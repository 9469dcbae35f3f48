"""Start once more what was practised before: the same talk with a new customer of its kind, or its next drill."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.services.history import report_of
from bot.services.practice.standing import Standing
from bot.services.practice.start_practice import start_practice
from bot.services.practice.talks import KIND, Moved, NoSuchTalkError

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from scenarios.practice import Setup


def start_again(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int, seed: int) -> Moved:
    """Start the same practice with another seed. Raises NoSuchTalkError with a Chinese sentence."""
    ready, setup, chat_id = _before(uow, catalogue, room, owner)
    return start_practice(uow, ready, replace(setup, seed=seed), owner, chat_id)


def start_next_drill(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int, seed: int) -> Moved:
    """Start the drill that the room's report named. Raises NoSuchTalkError with a Chinese sentence."""
    ready, setup, chat_id = _before(uow, catalogue, room, owner)
    past = report_of(uow, owner, room)
    drill = past.report.next_drill if past is not None else None
    if drill is None:
        raise NoSuchTalkError("这份报告没有指定要练的一项。请另选一个练习。")
    return start_practice(uow, ready, drill_of(ready, drill.what, replace(setup, seed=seed)), owner, chat_id)


def drill_of(ready: Ready, what: str, setup: Setup) -> Setup:
    """Choose how to practise one thing: a drill of it, or, for a rule that was broken, a talk with feedback."""
    if what in ready.practice.targets():
        return replace(setup, mode="drill", target=what)
    return replace(setup, mode="coached", target="")


def _before(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> tuple[Ready, Setup, int | None]:
    row = uow.rooms.get(room)
    if row is None or row.owner != owner or row.kind != KIND:
        raise NoSuchTalkError("找不到这场练习。请重新开始一场。")
    ready = catalogue.get(row.script.partition("@")[0])
    if ready is None:
        raise NoSuchTalkError(f"脚本「{row.script}」已经不在话术库里了。请另选一个脚本。")
    return ready, Standing.from_json(row.state).room.setup, row.chat_id
