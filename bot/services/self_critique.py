"""Self-critique after a talk alone: he marks himself and names two gaps, sees the machine's mark, confirms weak points.

It is kept like a room of its own, so that it outlives a restart; what he confirms becomes cards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.services.cards import move_cards, note
from bot.services.days import china_day
from bot.services.history import report_of
from bot.services.practice.talks import NoSuchTalkError
from bot.store.records import NewRoom
from scenarios.critique import CritiqueOver, Room, cards_of, evidence_of
from scenarios.critique.alone import begin_alone, confirmed, marked, named
from scoring.transcript import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.services.catalogue import Catalogue
    from bot.store.contract import UnitOfWork
    from bot.store.records import Room as RoomRow
    from scenarios.critique.moves import Moved

KIND = "self-critique"


@dataclass(frozen=True, slots=True)
class SelfCritique:
    """A kept self-critique: its row, where it stands, and the room of the talk it is about.

    `blind` tells that he had not seen the report when he began.
    """

    row: RoomRow
    room: Room
    talk: int
    blind: bool

    @property
    def over(self) -> bool:
        """Whether he has settled what becomes a card."""
        return self.room.phase == "over"


def begin_self_critique(
    uow: UnitOfWork, catalogue: Catalogue, talk: int, owner: int, *, blind: bool = True
) -> SelfCritique:
    """Begin, or go on with, the self-critique of a talk that has its report; one of another talk is left.

    Raises NoSuchTalkError with a Chinese sentence.
    """
    past, row = report_of(uow, owner, talk), uow.rooms.get(talk)
    if past is None or row is None:
        raise NoSuchTalkError("找不到这份报告。")
    for open_one in uow.rooms.open_of(owner, KIND):
        if open_one.state["talk"] == talk:
            return _read(open_one)
        uow.rooms.save(replace(open_one, ended=uow.now))
    ready = catalogue.pinned(row.script, row.script_hash)
    if ready is None:
        raise NoSuchTalkError(f"脚本「{row.script}」已经不在话术库里了，这一场没法自评。")
    turns = tuple(_turns(uow, talk))
    room = begin_alone(str(talk), str(owner), ready.script.segment, past.report, turns, now=uow.now.timestamp())
    state = {"critique": room.as_json(), "talk": talk, "blind": blind}
    new = NewRoom(owner, KIND, row.script, row.script_hash, row.rules, state, uow.now, row.chat_id)
    return _read(uow.rooms.add(new))


def load_self_critique(uow: UnitOfWork, number: int, owner: int) -> SelfCritique:
    """Load a person's own self-critique that is not over; raises NoSuchTalkError with a Chinese sentence."""
    row = uow.rooms.get(number)
    if row is None or row.owner != owner or row.kind != KIND or row.ended is not None:
        raise NoSuchTalkError("这一场的自评已经收好了。")
    return _read(row)


def mark_oneself(uow: UnitOfWork, critique: SelfCritique, grade: int) -> SelfCritique:
    """Take his mark for the whole talk, 1 to 5."""
    return _kept(uow, critique, marked(critique.room, grade, uow.now.timestamp()))


def name_gap(uow: UnitOfWork, critique: SelfCritique, place: int) -> SelfCritique:
    """Take one of the offered items as a gap of his, by its place in the list; a second time takes it back."""
    topics = critique.room.subject.topics
    if not 0 <= place < len(topics):
        raise NoSuchTalkError("没有这一条。")
    return _kept(uow, critique, named(critique.room, topics[place].code, uow.now.timestamp()))


def confirm_weak_point(uow: UnitOfWork, critique: SelfCritique, place: int) -> SelfCritique:
    """Take one of the offered items as a weak point; with the second it is over, and they become cards."""
    topics = critique.room.subject.topics
    if not 0 <= place < len(topics):
        raise NoSuchTalkError("没有这一条。")
    return _kept(uow, critique, confirmed(critique.room, topics[place].code, uow.now.timestamp()))


def _kept(uow: UnitOfWork, critique: SelfCritique, moved: Moved) -> SelfCritique:
    room, events = moved
    over = any(isinstance(event, CritiqueOver) for event in events)
    row = critique.row
    state = {**row.state, "critique": room.as_json()}
    row = uow.rooms.save(replace(row, state=state, ended=uow.now if over else None))
    if over:
        day = china_day(uow.now)
        note(uow, row.owner, evidence_of(room, day))
        move_cards(uow, row.owner, cards_of(room, day))
    return replace(critique, row=row, room=room)


def _read(row: RoomRow) -> SelfCritique:
    return SelfCritique(row, Room.from_json(row.state["critique"]), row.state["talk"], row.state["blind"])


def _turns(uow: UnitOfWork, talk: int) -> Iterator[Turn]:
    for turn in uow.turns.of(talk):
        if turn.speaker != "coach":
            yield Turn(turn.n, turn.speaker, turn.text, turn.stage)
