"""A kept role-play joined with the scenario it was begun with; one whose scenario has changed can't be gone on with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.plays.standing import PlayStanding
from bot.services.practice.talks import NoSuchTalkError, ScriptAwayError
from bot.services.solo import SEVERAL
from scenarios.meeting.plays import FORMS

if TYPE_CHECKING:
    from bot.services.playbill import Playbill, ReadyScenario
    from bot.store.contract import UnitOfWork
    from bot.store.records import Room as RoomRow


@dataclass(frozen=True, slots=True)
class Playing:
    """A kept role-play, loaded: its row, where it stands, and its scenario."""

    row: RoomRow
    standing: PlayStanding
    ready: ReadyScenario

    @property
    def title(self) -> str:
        """The scenario and its form in Chinese: 广告公司碰头会（一对多）."""
        return titled(self.ready)


def titled(ready: ReadyScenario) -> str:
    """Name a scenario with its form."""
    return f"{ready.name}（{FORMS[ready.form]}）"


def load_play(uow: UnitOfWork, playbill: Playbill, room: int, owner: int) -> Playing:
    """Load a person's own role-play that is not over; raises NoSuchTalkError with a Chinese sentence."""
    row = uow.rooms.get(room)
    if row is None or row.owner != owner or row.kind not in SEVERAL:
        raise NoSuchTalkError("找不到这一场。请重新开始一场。")
    if row.ended is not None:
        raise NoSuchTalkError("这一场已经结束了。")
    return _pinned(playbill, row)


def play_in(uow: UnitOfWork, playbill: Playbill, row: RoomRow) -> Playing:
    """Load the role-play of a room that is not over; one its changed scenario no longer fits is closed.

    Raises NoSuchTalkError with a Chinese sentence.
    """
    try:
        return _pinned(playbill, row)
    except ScriptAwayError:
        raise
    except NoSuchTalkError:
        uow.rooms.save(replace(row, ended=uow.now))
        raise


def _pinned(playbill: Playbill, row: RoomRow) -> Playing:
    standing = PlayStanding.from_json(row.state)
    name = standing.scenario.partition("@")[0]
    ready = playbill.pinned(standing.scenario, row.script_hash)
    if ready is None and playbill.problems.errors:
        raise ScriptAwayError(f"「{name}」这个场景的文件现在读不了，上次那场先留着，文件改好了再接着演。")
    if ready is None or not ready.play(row.started.date()).fits(standing.room):
        raise NoSuchTalkError(f"「{name}」这个场景改过了，上次那场接不下去。说过的话都还留着。")
    return Playing(row, standing, ready)
