"""A kept talk moved on by the core: its lines, its state and, at the end, its report and what it taught."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from bot.services.cards import learn_from
from bot.services.days import china_day
from bot.services.practice.standing import Standing
from bot.services.reports import keep_report
from bot.store.records import Room as RoomRow
from bot.store.records import Turn
from scenarios.events import CoachSaid, CustomerSaid, Ended, Event, RepSaid
from scenarios.practice import MODES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.services.catalogue import Catalogue
    from bot.services.ready import Ready
    from bot.store.contract import UnitOfWork
    from scenarios.practice import Room, Setup

KIND = "practice"


class NoSuchTalkError(Exception):
    """There is no such talk, it is over, or its script can no longer be practised: `str()` says so in Chinese."""


class ScriptAwayError(NoSuchTalkError):
    """The talk's script can't be read now, since files of the library are broken: the talk waits until it can."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What happened in a talk by one step, on which day, and where it is kept.

    `mood_before` is the customer's mood before these events; `report` the kept report's id, once there is one.
    """

    room: int
    ready: Ready
    setup: Setup
    events: tuple[Event, ...]
    day: date
    mood_before: str = "plain"
    report: int | None = None

    @property
    def ended(self) -> bool:
        """Whether the talk is over."""
        return any(isinstance(event, Ended) for event in self.events)


@dataclass(frozen=True, slots=True)
class Talk:
    """A kept talk, loaded: its row, where it stands, and its script."""

    row: RoomRow
    standing: Standing
    ready: Ready

    @property
    def setup(self) -> Setup:
        """What was chosen when it began."""
        return self.standing.room.setup

    @property
    def title(self) -> str:
        """The script and the mode in Chinese: 广告公司（实战）."""
        return f"{self.ready.script.script}（{MODES[self.setup.mode]}）"


def load_talk(uow: UnitOfWork, catalogue: Catalogue, room: int, owner: int) -> Talk:
    """Load a person's own talk that is not over; raises NoSuchTalkError with a Chinese sentence."""
    row = uow.rooms.get(room)
    if row is None or row.owner != owner or row.kind != KIND:
        raise NoSuchTalkError("找不到这场练习。请重新开始一场。")
    if row.ended is not None:
        raise NoSuchTalkError("这场练习已经结束了。")
    return _pinned(uow, catalogue, row)


@dataclass(frozen=True, slots=True)
class Current:
    """A person's latest talk that is not over, if any; `lost` says in Chinese which ones can't be gone on with."""

    talk: Talk | None
    lost: tuple[str, ...] = ()


def current_talk(uow: UnitOfWork, catalogue: Catalogue, owner: int) -> Current:
    """Give the talk a person is in, or the newest he could take up. One its changed script no longer fits is closed.

    One whose script has a slip at present is left for later, and spoken of only when there is no other.
    """
    closed: list[str] = []
    waiting: list[str] = []
    for row in sorted(uow.rooms.open_of(owner, KIND), key=lambda row: bool(row.state["paused"])):
        try:
            return Current(_pinned(uow, catalogue, row), tuple(dict.fromkeys(closed)))
        except ScriptAwayError as error:
            waiting.append(str(error))
        except NoSuchTalkError as error:
            closed.append(str(error))
            uow.rooms.save(replace(row, ended=uow.now))
    return Current(None, tuple(dict.fromkeys((*closed, *waiting))))


def _pinned(uow: UnitOfWork, catalogue: Catalogue, row: RoomRow) -> Talk:
    """Join a talk with the script it was begun with; a script that changed since will do if the talk fits it.

    Raises NoSuchTalkError with a Chinese sentence when the talk can't go on.
    """
    name = row.script.partition("@")[0]
    ready = catalogue.pinned(row.script, row.script_hash, uow.versions)
    if ready is None and catalogue.problems.errors and catalogue.get(name) is None:
        raise ScriptAwayError(f"「{name}」这个脚本的文件现在读不了，上次那场先留着，文件改好了再接着谈。")
    if ready is None:
        raise NoSuchTalkError(f"「{name}」这个脚本换了版本，或者不在话术库里了，上次那场接不下去。说过的话都还留着。")
    standing = Standing.from_json(row.state)
    if row.script_hash != ready.fingerprint and not ready.practice.fits(standing.room):
        raise NoSuchTalkError(f"「{name}」这个脚本改过了，上次那场接不下去。说过的话都还留着。")
    return Talk(row, standing, ready)


def keep(uow: UnitOfWork, talk: Talk, room: Room, events: tuple[Event, ...]) -> Moved:
    """Keep one step of a talk: append its lines, save its state; at the end its report, evidence and cards."""
    before = talk.standing
    after = replace(
        before,
        room=room,
        lines=before.lines + sum(not isinstance(event, Ended) for event in events),
        turn=max((event.turn for event in events), default=before.turn),
        question=_question(events),
        mood=next((event.mood for event in reversed(events) if isinstance(event, CustomerSaid)), before.mood),
        paused=False,
        spoken="",
    )
    uow.turns.append(_turns(uow, talk.row.id, before.lines, events))
    ended = next((event for event in events if isinstance(event, Ended)), None)
    uow.rooms.save(replace(talk.row, state=after.as_json(), ended=uow.now if ended else None))
    report = None
    if ended is not None:
        report = keep_report(uow, talk.row.id, ended.report, room.setup.mode)
        if room.setup.mode != "watch":
            live = room.setup.mode != "drill"
            learn_from(uow, talk.row.owner, ended.report, talk.ready.script.segment, live=live)
    return Moved(talk.row.id, talk.ready, room.setup, events, china_day(uow.now), before.mood, report)


def _question(events: tuple[Event, ...]) -> int | None:
    last = events[-1] if events else None
    return last.turn if isinstance(last, CoachSaid) and last.choices else None


def _turns(uow: UnitOfWork, room: int, said: int, events: tuple[Event, ...]) -> Iterator[Turn]:
    for event in events:
        if isinstance(event, Ended):
            continue
        said += 1
        match event:
            case RepSaid(text=text, stage=stage, heard=heard):
                yield Turn(room, said, "rep", text, stage, uow.now, asdict(heard))
            case CustomerSaid(text=text, stage=stage):
                yield Turn(room, said, "customer", text, stage, uow.now)
            case CoachSaid(text=text, stage=stage, topic=topic, choices=choices):
                yield Turn(room, said, "coach", text, stage, uow.now, {"topic": topic, "choices": list(choices)})
