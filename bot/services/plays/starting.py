"""Begin a role-play with several people: open a room by the core, pinned to script, scenario and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.days import china_day
from bot.services.plays.keeping import PlayMoved, keep_step
from bot.services.plays.playing import Playing
from bot.services.plays.standing import PlayStanding
from bot.services.practice.talks import NoSuchTalkError
from bot.services.solo import SEVERAL, put_aside
from bot.store.records import NewRoom
from scenarios.meeting.plays import REP
from scenarios.panel.rules import RULES as PANEL_RULES
from scenarios.rivals.report import RULES as RIVALS_RULES
from scoring.report import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.playbill import Playbill, ReadyScenario
    from bot.services.plays.lines import Happened
    from bot.store.contract import UnitOfWork

_RULES = {"panel": PANEL_RULES, "rivals": RIVALS_RULES}


def start_play(
    uow: UnitOfWork,
    ready: ReadyScenario,
    owner: int,
    rep: str,
    *,
    seed: int,
    role: str = REP,
    chat_id: int | None = None,
) -> PlayMoved:
    """Open a room for a person named `rep`; `role` is the seat he takes where there are seats.

    What was going on is put aside, so that his next words are meant for this room. Raises ValueError for a seat the
    scenario does not have.
    """
    play = ready.play(china_day(uow.now), timed=False)
    if role not in [one.name for one in play.roles]:
        raise ValueError(f"no such part: {role}")
    room, events = play.begin({role: rep}, seed, 0.0)
    return keep_opening(uow, ready, PlayStanding(ready.document.ref, room, role, rep), owner, events, chat_id=chat_id)


def keep_opening(
    uow: UnitOfWork,
    ready: ReadyScenario,
    standing: PlayStanding,
    owner: int,
    events: Sequence[Happened],
    *,
    chat_id: int | None = None,
) -> PlayMoved:
    """Keep a room that has just been opened, with its first events; what was going on is put aside."""
    put_aside(uow, owner)
    return keep_begun(uow, ready, standing, owner, events, chat_id=chat_id)


def keep_begun(
    uow: UnitOfWork,
    ready: ReadyScenario,
    standing: PlayStanding,
    owner: int,
    events: Sequence[Happened],
    *,
    chat_id: int | None = None,
) -> PlayMoved:
    """Keep a room as far as its events go, which may be to its end; the owner's other rooms stay as they are."""
    kind = ready.document.kind
    pinned = (ready.script.ref, ready.staged.fingerprint, f"{RULES}+{_RULES[kind]}")
    row = uow.rooms.add(NewRoom(owner, kind, *pinned, standing.as_json(), uow.now, chat_id))
    return keep_step(uow, Playing(row, standing, ready), standing.room, events)


def start_play_again(uow: UnitOfWork, playbill: Playbill, room: int, owner: int, seed: int) -> PlayMoved:
    """Play the same scenario from the same part with another seed. Raises NoSuchTalkError with a Chinese sentence."""
    row = uow.rooms.get(room)
    if row is None or row.owner != owner or row.kind not in SEVERAL:
        raise NoSuchTalkError("找不到这一场。请重新开始一场。")
    before = PlayStanding.from_json(row.state)
    name = before.scenario.partition("@")[0]
    ready = playbill.get(name)
    if ready is None or before.role not in [one.name for one in ready.play(china_day(uow.now), timed=False).roles]:
        raise NoSuchTalkError(f"「{name}」这个场景已经不在了，或者改过了。请另选一个。")
    return start_play(uow, ready, owner, before.rep, seed=seed, role=before.role, chat_id=row.chat_id)
