"""What every store promises: the same suite on the in-memory twin, SQLite and Postgres."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.contract import Store
from bot.store.errors import StaleRoomError, TurnTakenError
from bot.store.records import (
    Attachment,
    Card,
    Chat,
    Evidence,
    Late,
    Mark,
    NewReport,
    NewRoom,
    Person,
    Room,
    Timer,
    Turn,
)
from tests.stores import HandClock


def begin_room(store: Store, clock: HandClock, owner: int = 101, kind: str = "practice") -> Room:
    with store.begin() as uow:
        state = {"阶段": "开场白", "耐心": 6}
        return uow.rooms.add(NewRoom(owner, kind, "广告公司@V1", "sha256:ab", "1", state, clock(), chat_id=-5))


def test_a_person_is_found_again_and_keeps_the_day_he_first_came(store: Store, clock: HandClock) -> None:
    with store.begin() as uow:
        uow.people.save(Person(7_000_000_001, "小陈", "城东", clock()))
    clock.forward(86400)
    with store.begin() as uow:
        uow.people.save(Person(7_000_000_001, "陈明", "城南", clock()))
    with store.begin() as uow:
        assert uow.people.get(7_000_000_001) == Person(7_000_000_001, "陈明", "城南", clock() - timedelta(days=1))
        assert uow.people.get(1) is None


def test_people_are_listed_by_branch(store: Store, clock: HandClock) -> None:
    with store.begin() as uow:
        for rep, branch in ((3, "城东"), (1, "城东"), (2, "江宁")):
            uow.people.save(Person(rep, f"{rep}号", branch, clock()))
        assert set(uow.people.branches()) == {"城东", "江宁"}
        assert [person.rep for person in uow.people.of_branch("城东")] == [1, 3]


def test_nothing_is_kept_of_a_unit_of_work_that_fails(store: Store, clock: HandClock) -> None:
    def fail() -> None:
        with store.begin() as uow:
            uow.people.save(Person(5, "小王", "城东", clock()))
            uow.outbox.reply(5, "line", "sendMessage", {"text": "你好"}, slot="a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.begin() as uow:
        assert uow.people.get(5) is None


def test_a_room_comes_back_as_it_was_saved(store: Store, clock: HandClock) -> None:
    room = begin_room(store, clock)
    with store.begin() as uow:
        saved = uow.rooms.save(replace(room, state={"阶段": "报价", "嵌套": (1, {"b": None, "a": 2})}))
    with store.begin() as uow:
        found = uow.rooms.get(room.id)
        assert saved.revision == 2
        assert found is not None
        assert found.state["嵌套"] == [1, {"b": None, "a": 2}]
        assert list(found.state["嵌套"][1]) == ["b", "a"]
        assert uow.rooms.get(room.id + 1000) is None


def test_a_stale_copy_of_a_room_is_not_saved(store: Store, clock: HandClock) -> None:
    room = begin_room(store, clock)
    with store.begin() as uow:
        uow.rooms.save(replace(room, state={"谁": "先"}))
    with pytest.raises(StaleRoomError), store.begin() as uow:
        uow.rooms.save(replace(room, state={"谁": "后"}))
    with store.begin() as uow:
        found = uow.rooms.get(room.id)
    assert found is not None
    assert found.state == {"谁": "先"}


def test_open_rooms_are_those_not_ended_the_newest_first(store: Store, clock: HandClock) -> None:
    first, second, drill = (begin_room(store, clock, kind=kind) for kind in ("practice", "practice", "drill"))
    begin_room(store, clock, owner=999)
    with store.begin() as uow:
        uow.rooms.save(replace(second, ended=clock()))
        assert [room.id for room in uow.rooms.open_of(101)] == [drill.id, first.id]
        assert [room.id for room in uow.rooms.open_of(101, "drill")] == [drill.id]
        assert [room.id for room in uow.rooms.of(101, limit=2)] == [drill.id, second.id]


def test_turns_are_kept_in_order_and_none_twice(store: Store, clock: HandClock) -> None:
    room = begin_room(store, clock)
    said = [Turn(room.id, n, "rep", f"第{n}句", "开场白", clock(), {"met": ["SERV"]}) for n in (2, 1, 3)]
    with store.begin() as uow:
        uow.turns.append(said)
    with pytest.raises(TurnTakenError), store.begin() as uow:
        uow.turns.append([Turn(room.id, 3, "rep", "又一个第三句", "开场白", clock())])
    with store.begin() as uow:
        assert uow.turns.of(room.id) == sorted(said, key=lambda turn: turn.n)


@pytest.mark.parametrize("text", ["带\x00空字符", "半个\ud83d表情", "😀👨‍👩‍👧", "制表\t换行\n", "", "𠮷" * 5000])
def test_any_text_whatever_can_be_kept(store: Store, clock: HandClock, text: str) -> None:
    room = begin_room(store, clock)
    with store.begin() as uow:
        uow.turns.append([Turn(room.id, 1, "rep", text, "开场白", clock(), {"text": text})])
        uow.outbox.reply(101, "line", "sendMessage", {"text": text})
    with store.begin() as uow:
        kept = uow.turns.of(room.id)[0].text
    assert len(kept) == len(text)
    assert kept.replace("\ufffd", "") == text.replace("\x00", "").replace("\ud83d", "")


def test_reports_come_back_with_their_marks_and_old_ones_stay(store: Store, clock: HandClock) -> None:
    room = begin_room(store, clock)
    marks = (Mark("SERV-03", "met", "开场白", "我是网通的", 1), Mark("PRICE-01", "violation", "报价", "打五折", 9))
    with store.begin() as uow:
        old = uow.reports.add(NewReport(room.id, "广告公司@V1", "1", {"score": 59}, clock(), marks))
        new = uow.reports.add(NewReport(room.id, "广告公司@V1", "2", {"score": 61}, clock(), marks[:1]))
    with store.begin() as uow:
        assert uow.reports.of(room.id) == [old, new]
        assert uow.reports.by(101) == [new, old]
        assert uow.reports.by(102) == []
    assert old.marks == marks


def test_evidence_is_listed_by_item_and_time(store: Store, clock: HandClock) -> None:
    early = Evidence(101, "SERV-03", "广告公司", "role-play", 0.5, "就是便宜", "广告公司@V1", clock())
    late = replace(early, item="PRICE-01", y=1.0, at=clock() + timedelta(days=1))
    with store.begin() as uow:
        uow.evidence.add([late, early, replace(early, rep=102)])
    with store.begin() as uow:
        assert uow.evidence.of(101) == [early, late]
        assert uow.evidence.of(101, item="PRICE-01") == [late]
        assert uow.evidence.of(101, since=late.at) == [late]


def test_cards_due_are_the_open_ones_whose_time_has_come(store: Store, clock: HandClock) -> None:
    card = Card(101, "SERV-03", "广告公司", {"stability": 2.5}, clock() - timedelta(days=1), clock())
    older = replace(card, item="A", due=clock() - timedelta(days=3))
    closed = replace(card, item="B", closed=clock())
    later = replace(card, item="C", due=clock() + timedelta(hours=1))
    with store.begin() as uow:
        for one in (card, older, closed, later, replace(card, rep=102)):
            uow.cards.save(one)
        uow.cards.save(replace(card, lapses=4))
    with store.begin() as uow:
        assert [one.item for one in uow.cards.due(101, clock())] == ["A", "SERV-03"]
        assert [one.item for one in uow.cards.due(101, clock(), limit=1)] == ["A"]
        assert [one.item for one in uow.cards.open_of(101)] == ["A", "SERV-03", "C"]
        assert uow.cards.get(101, "SERV-03", "广告公司") == replace(card, lapses=4)
        assert uow.cards.get(101, "SERV-03", "国有企业") is None


def test_a_closed_chat_is_open_again_when_somebody_writes_there(store: Store) -> None:
    with store.begin() as uow:
        uow.chats.reopen(101)
        uow.chats.save(Chat(101, "private", "小陈", closed="bot was blocked by the user"))
    with store.begin() as uow:
        uow.chats.reopen(101)
    with store.begin() as uow:
        assert uow.chats.get(101) == Chat(101, "private", "小陈")


def test_a_migrated_group_has_its_new_id_everywhere(store: Store, clock: HandClock) -> None:
    room = begin_room(store, clock)
    with store.begin() as uow:
        uow.chats.save(Chat(-5, "group", "城东分公司"))
        uow.timers.set(Timer("晨会", "round", clock(), chat_id=-5))
        uow.chats.migrate(-5, -100_5)
        uow.chats.migrate(-5, -100_5)
    with store.begin() as uow:
        moved, timer = uow.rooms.get(room.id), uow.timers.get("晨会")
        assert uow.chats.get(-5) == Chat(-5, "group", "城东分公司", moved_to=-100_5)
        assert uow.chats.get(-100_5) == Chat(-100_5, "supergroup", "城东分公司")
    assert moved is not None
    assert timer is not None
    assert (moved.chat_id, timer.chat_id) == (-100_5, -100_5)


def test_a_timer_set_again_is_moved_and_a_cancelled_one_is_gone(store: Store, clock: HandClock) -> None:
    timer = Timer("房间1", "clock", clock(), 101, {"问": 3}, Late.DROP, 30.0)
    with store.begin() as uow:
        uow.timers.set(timer)
        uow.timers.set(replace(timer, due=clock() + timedelta(minutes=5)))
    with store.begin() as uow:
        assert uow.timers.get("房间1") == replace(timer, due=clock() + timedelta(minutes=5))
        assert uow.timers.cancel("房间1")
        assert not uow.timers.cancel("房间1")
        assert uow.timers.get("房间1") is None


def test_edits_of_one_message_that_still_waits_become_one(store: Store) -> None:
    with store.begin() as uow:
        sent = uow.outbox.reply(101, "line", "sendMessage", {"text": "一", "disable_notification": True}, slot="菜单")
        other = uow.outbox.reply(101, "line", "sendMessage", {"text": "别的"}, slot="对话")
        markup = {"inline_keyboard": []}
        first = uow.outbox.reply(101, "line", "editMessageText", {"text": "二", "reply_markup": markup}, slot="菜单")
        second = uow.outbox.reply(101, "line", "editMessageText", {"text": "三"}, slot="菜单")
        given = uow.outbox.reply(101, "line", "editMessageText", {"text": "四", "message_id": 9})
        again = uow.outbox.reply(101, "line", "editMessageText", {"text": "五", "message_id": 9})
        elsewhere = uow.outbox.reply(102, "line", "editMessageText", {"text": "六", "message_id": 9})
    assert sent == first == second != other
    assert given == again != elsewhere


def test_an_unknown_kind_of_message_is_refused(store: Store) -> None:
    with pytest.raises(KeyError), store.begin() as uow:
        uow.outbox.reply(101, "没有这种", "sendMessage", {"text": "一"})


def test_a_message_that_is_not_unknown_is_not_shown_again(store: Store) -> None:
    with store.begin() as uow:
        file = Attachment("document", "报告.txt", "成绩".encode())
        number = uow.outbox.reply(101, "report", "sendDocument", {"caption": "报告"}, file=file)
        assert not uow.outbox.again(101, number)
        assert not uow.outbox.again(101, number + 100)
        assert uow.outbox.message_id(101, "菜单") is None
