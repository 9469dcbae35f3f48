"""What every store promises of drills: who is in one now, who played what, what raters gave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.store.records import Chat, NewRoom, Part, RaterMark

if TYPE_CHECKING:
    from bot.store.contract import Store
    from bot.store.records import Room
    from tests.stores import HandClock

GROUP = -4001


def begin_drill(store: Store, clock: HandClock, chat: int = GROUP, kind: str = "drill") -> Room:
    with store.begin() as uow:
        return uow.rooms.add(NewRoom(7, kind, "", "", "1", {}, clock(), chat_id=chat))


def end(store: Store, clock: HandClock, room: Room) -> None:
    with store.begin() as uow:
        uow.rooms.save(replace(room, ended=clock()))


def test_the_rooms_of_a_group_are_found_running_and_ended_the_newest_first(store: Store, clock: HandClock) -> None:
    first, second = begin_drill(store, clock), begin_drill(store, clock)
    begin_drill(store, clock, chat=-9)
    begin_drill(store, clock, kind="practice")
    end(store, clock, first)
    with store.begin() as uow:
        assert [room.id for room in uow.rooms.of_chat(GROUP, "drill")] == [second.id, first.id]
        assert [room.id for room in uow.rooms.of_chat(GROUP, "drill", limit=1)] == [second.id]


def test_a_person_is_found_in_the_drills_that_run(store: Store, clock: HandClock) -> None:
    first, second = begin_drill(store, clock), begin_drill(store, clock, chat=-9)
    with store.begin() as uow:
        uow.drills.enrol([Part(first.id, 101, ""), Part(second.id, 101, ""), Part(first.id, 102, "")])
    end(store, clock, second)
    with store.begin() as uow:
        assert uow.drills.running_with(101, "drill") == [first.id]
        assert uow.drills.running_with(101, "other") == []
        assert uow.drills.running_with(999, "drill") == []


def test_parts_are_remembered_of_ended_drills_only_the_last_word_counts(store: Store, clock: HandClock) -> None:
    first, second, running = (begin_drill(store, clock) for _ in range(3))
    with store.begin() as uow:
        uow.drills.enrol([Part(first.id, 102, ""), Part(first.id, 101, "")])
        uow.drills.enrol([Part(first.id, 101, "客户经理", critiqued=True)])
        uow.drills.enrol([Part(second.id, 101, "评议"), Part(running.id, 101, "评议")])
    for room in (first, second):
        end(store, clock, room)
    with store.begin() as uow:
        assert uow.drills.parts_in(GROUP) == [
            Part(first.id, 101, "客户经理", critiqued=True),
            Part(first.id, 102, ""),
            Part(second.id, 101, "评议"),
        ]
        assert uow.drills.parts_in(GROUP, rooms=1) == [Part(second.id, 101, "评议")]
        assert uow.drills.parts_in(-9) == []


def test_marks_are_kept_once_for_each_rater(store: Store, clock: HandClock) -> None:
    room = begin_drill(store, clock)
    with store.begin() as uow:
        uow.drills.keep_marks(
            [RaterMark(room.id, "101", "peer", 7, 62.5), RaterMark(room.id, "机器", "machine", 7, 70)]
        )
        uow.drills.keep_marks([RaterMark(room.id, "101", "peer", 7, 75.0)])
    end(store, clock, room)
    with store.begin() as uow:
        assert [(mark.rater, mark.value) for mark in uow.drills.marks_in(GROUP)] == [("101", 75.0), ("机器", 70.0)]


def test_a_group_that_gets_a_new_id_keeps_its_drill_and_what_the_bot_hears(store: Store, clock: HandClock) -> None:
    room = begin_drill(store, clock)
    with store.begin() as uow:
        uow.chats.save(Chat(GROUP, "group", "城东分公司", hears=True))
        uow.drills.enrol([Part(room.id, 101, "")])
        uow.chats.migrate(GROUP, -100_4001)
    with store.begin() as uow:
        assert [one.id for one in uow.rooms.of_chat(-100_4001, "drill")] == [room.id]
        assert uow.rooms.of_chat(GROUP, "drill") == []
        chat = uow.chats.get(-100_4001)
        assert chat is not None
        assert chat.hears
        assert uow.drills.running_with(101, "drill") == [room.id]
