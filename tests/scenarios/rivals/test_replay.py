"""A room is data: stored and taken up again it is the same room, and its inputs played again give the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.rivals import Decided, Rivals, Room, Setup
from scenarios.rivals.ledger import NOBODY
from tests.contest import SEATS, Contest, hearing
from tests.spoken import saying

if TYPE_CHECKING:
    from scenarios.loader import Staged


def stored(room: Room) -> Room:
    return Room.from_json(json.loads(json.dumps(room.as_json(), ensure_ascii=False)))


def in_bytes(room: Room) -> bytes:
    return json.dumps(room.as_json(), ensure_ascii=False).encode()


def test_a_room_stored_after_every_line_goes_on_as_if_it_had_not_been(table: Rivals) -> None:
    straight, broken = Contest(table, seed=5, humans=("网通",)), Contest(table, seed=5, humans=("网通",))
    while not straight.room.ended:
        for contest in (straight, broken):
            contest.say("网通", "网通·长途封顶包月", "打八折", now=1.5)
        broken.room = stored(broken.room)
    assert in_bytes(broken.room) == in_bytes(straight.room)
    assert broken.report == straight.report


def test_a_saved_room_replays_to_the_same_bytes_with_the_same_events(table: Rivals) -> None:
    contest = Contest(table, seed=9, humans=("网通",), joining=True)
    contest.say("网通", "自我介绍", now=3.25)
    contest.say("电信", now=4.0)
    contest.did(table.close_round(contest.room, 5.0))
    contest.say("网通", "打八折", now=6.0)
    contest.did(table.leave_seat(contest.room, "电信", 7.0))
    while not contest.room.ended:
        contest.did(table.tick(contest.room, contest.room.deadline))
    again, events = table.replay(stored(contest.room))
    assert in_bytes(again) == in_bytes(contest.room)
    reports = [event.report.as_json() for event in events if isinstance(event, Decided)]
    assert json.dumps(reports) == json.dumps([contest.report.as_json()])


def test_another_seed_is_another_contest(table: Rivals) -> None:
    assert len({in_bytes(Contest(table, seed=seed, humans=()).room) for seed in range(8)}) == 8


def test_a_room_is_pinned_to_script_scenario_and_rules(table: Rivals, staged: Staged) -> None:
    contest = Contest(table, seed=1)
    pins = dict(contest.room.setup.pins)
    assert pins["script"] == "广告公司@V1"
    assert pins["scenario"] == "广告公司三家争一单@V1"
    assert pins["fingerprint"] == staged.fingerprint
    assert pins["rules"]
    assert table.fits(contest.room)
    newer = replace(staged, fingerprint="another")
    assert not Rivals(newer.document, newer, hearing).fits(contest.room)  # type: ignore[arg-type]
    assert dict(contest.finish().pins) == pins


NAMES = [
    "强调网络稳定",
    "网通·环网双方向",
    "铁通·下午会慢",
    "违规：贬低对手",
    "违规：越权折扣",
    "打八折",
    "询问现有费用",
]
TEXT = st.one_of(st.lists(st.sampled_from(NAMES), max_size=3).map(lambda names: saying(*names)), st.text(max_size=300))
WHO = st.sampled_from([*SEATS, "客户", "移动", ""])
MOVE = st.one_of(
    st.tuples(st.just("say"), WHO, TEXT),
    st.tuples(st.sampled_from(["close", "tick", "take", "leave"]), WHO, st.just("")),
)


SETUP = st.builds(
    Setup,
    seed=st.integers(0, 10_000),
    humans=st.sets(st.sampled_from(SEATS)).map(lambda seats: tuple(sorted(seats))),
    joining=st.booleans(),
    customer=st.sampled_from(["machine", "person"]),
)


@settings(deadline=None, max_examples=120)
@given(SETUP, st.lists(st.tuples(MOVE, st.floats(0, 400)), max_size=40))
def test_whatever_comes_in_whatever_order_the_room_stays_whole_and_can_be_ended(
    table: Rivals, setup: Setup, moves: list[tuple[tuple[str, str, str], float]]
) -> None:
    room, _ = table.open_room(setup)
    for (kind, seat, text), now in moves:
        match kind:
            case "say":
                room, _ = table.say(room, seat, text, now)
            case "close":
                room, _ = table.close_round(room, now)
            case "tick":
                room, _ = table.tick(room, now)
            case "take":
                room, _ = table.take_seat(room, seat, now)
            case "leave":
                room, _ = table.leave_seat(room, seat, now)
    for _ in range(20):
        room, _ = table.close_round(room)
    assert room.winner in (*SEATS, NOBODY)
    spoke = any(line.seat in SEATS for line in room.lines)
    assert (room.winner != NOBODY) == spoke
    assert stored(room) == room
    assert in_bytes(table.replay(room)[0]) == in_bytes(room)
    for seat in SEATS:
        assert len([line for line in room.lines if line.seat == seat]) <= 6
