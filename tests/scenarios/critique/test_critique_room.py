"""批评与自我批评: blind marks, side by side, two weak points, and who may see what."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios import critique
from scenarios.critique import CritiqueOver, Input, Notice, Room, Setup, SideBySide, WeakPointsConfirmed, seen_by
from scenarios.critique.outcome import (
    agreement,
    cards_of,
    combined,
    evidence_of,
    marks_of,
    praise,
    to_reword,
)
from scoring.critique import Rater
from tests.drills import SUBJECT, sheet_inputs

DAY = date(2026, 11, 23)
PEERS = ("小王", "小张", "小赵")
RATERS = (*((peer, "peer") for peer in PEERS), ("老师", "trainer"))


class Held:
    """A critique and all that has happened in it."""

    def __init__(self, **setup: Any) -> None:
        self.room, events = critique.open_room(
            Setup(**{"subject": SUBJECT, "raters": RATERS, "trainer": "老师", "seed": 3} | setup)
        )
        self.all = list(events)

    def take(self, kind: Any, who: str = "", now: float = 0.0, **fields: Any) -> tuple[critique.CritiqueEvent, ...]:
        self.room, events = critique.take(self.room, Input(kind, now, who, **fields))
        self.all += events
        return events

    def hand_in(self, who: str, grade: int = 4) -> None:
        for one in sheet_inputs(self.room, who, grade):
            self.room, events = critique.take(self.room, one)
            self.all += events

    def refused(self, *args: Any, **fields: Any) -> str:
        (notice,) = self.take(*args, **fields)
        assert isinstance(notice, Notice)
        return notice.text


def all_in(**setup: Any) -> Held:
    held = Held(**setup)
    for who in ("小李", *PEERS, "老师"):
        held.hand_in(who)
    return held


def test_when_everybody_has_handed_in_all_is_laid_side_by_side() -> None:
    held = all_in()
    assert held.room.phase == "settling"
    assert isinstance(held.all[-1], SideBySide)
    assert held.all[-1].sheets == 4


def test_before_that_nobody_sees_anything_but_his_own_sheet() -> None:
    held = Held()
    held.hand_in("小王", grade=2)
    for who in ("小李", "小张", "老师", ""):
        seen = seen_by(held.room, who)
        assert not seen.sheets
        assert seen.value is None
        assert seen.marks is None
        assert not seen.candidates
    assert seen_by(held.room, "小李").handed == 1


def test_he_sees_every_critique_without_names() -> None:
    held = all_in()
    seen = seen_by(held.room, "小李")
    assert sorted(one.label for one in seen.sheets) == sorted(
        [*(f"第 {n} 份" for n in range(1, 5) if held.room.order[n - 1] != "老师"), "培训师"]
    )
    assert not any(peer in repr(seen) for peer in PEERS)


def test_the_trainer_sees_who_wrote_what() -> None:
    seen = seen_by(all_in().room, "老师")
    assert {one.label for one in seen.sheets} == {*PEERS, "老师"}
    assert seen.marks is not None
    assert "小王" in seen.marks.weights


def test_a_rater_sees_his_own_sheet_and_its_stars_and_the_others_only_the_praise() -> None:
    held = all_in()
    number = held.room.order.index("小王") + 1
    held.take("stars", "小李", number=number, value=5)
    rater, anyone = seen_by(held.room, "小王"), seen_by(held.room)
    assert [(one.number, one.stars) for one in rater.sheets] == [(number, 5)]
    assert not rater.candidates
    assert rater.value is None
    assert not anyone.sheets
    assert anyone.praise == ("您好，网通小李。",)


def test_the_numbers_of_sheets_do_not_follow_the_order_of_names() -> None:
    orders = {all_in(seed=seed).room.order for seed in range(8)}
    assert len(orders) > 1


def test_a_rater_needs_a_fault_tied_to_a_line_and_a_line_to_keep() -> None:
    held = Held()
    held.take("grade", "小王", item="开场白", value=4)
    assert held.refused("hand-in", "小王") == "还差：给「异议处理」打分、挑一句不够好的、挑一句值得留的。"
    assert "没有第 9 句" in held.refused("fault", "小王", number=9, item="discount")
    assert "自己写一句" in held.refused("fault", "小王", number=4)
    assert "他自己说的" in held.refused("keep", "小王", number=3)


def test_he_names_two_gaps_and_nobody_names_them_for_him() -> None:
    held = Held()
    held.take("grade", "小李", item="开场白", value=4)
    held.take("grade", "小李", item="异议处理", value=2)
    assert held.refused("hand-in", "小李") == "还差：选 2 条差距。"
    assert "由他自己说" in held.refused("gap", "小王", item="discount")


def test_a_sheet_that_was_handed_in_stays_as_it_is() -> None:
    held = Held()
    held.hand_in("小王")
    before = held.room
    assert "交了" in held.refused("grade", "小王", item="开场白", value=1)
    assert held.room == before


def test_somebody_outside_is_told_to_join_first_and_can() -> None:
    held = Held()
    assert "加入" in held.refused("grade", "小孙", item="开场白", value=4)
    held.take("join", "小孙", item="peer")
    held.hand_in("小孙")
    assert held.room.sheet("小孙").handed


def test_the_absent_and_the_late_hold_nothing_up() -> None:
    held = Held()
    held.hand_in("小王")
    held.take("tick", now=180.0)
    assert held.room.phase == "settling"
    assert held.room.order == ("小王",)
    assert "没有赶上" in held.refused("grade", "小张", now=181.0, item="开场白", value=4)


def test_who_leaves_is_not_waited_for() -> None:
    held = Held()
    for who in ("小李", "小王", "小张", "老师"):
        held.hand_in(who)
    held.take("leave", "小赵")
    assert held.room.phase == "settling"


def test_two_confirmed_weak_points_and_a_rating_for_each_critique_end_it() -> None:
    held = all_in()
    for code in ("discount", "太贵了·认同"):
        events = held.take("confirm", "小李", item=code)
    assert isinstance(events[0], WeakPointsConfirmed)
    assert held.room.phase == "settling"
    for number in range(1, 5):
        events = held.take("stars", "小李", number=number, value=4)
    assert isinstance(events[-1], CritiqueOver)
    assert held.room.phase == "over"


def test_a_weak_point_can_be_taken_back_and_no_third_is_taken() -> None:
    held = Held()
    for peer, code in zip(PEERS, ("discount", "greeting", "太贵了·认同"), strict=True):
        held.take("fault", peer, number=4, item=code)
        held.hand_in(peer)
    held.take("close")
    assert "自己确认" in held.refused("confirm", "小王", item="discount")
    held.take("confirm", "小李", item="discount")
    held.take("confirm", "小李", item="greeting")
    assert "选满" in held.refused("confirm", "小李", item="太贵了·认同")
    held.take("confirm", "小李", item="discount")
    held.take("confirm", "小李", item="太贵了·认同")
    assert held.room.confirmed == ("greeting", "太贵了·认同")


def test_what_he_confirmed_becomes_cards_with_his_own_line_and_the_better_one() -> None:
    held = Held(raters=RATERS[:1])
    for one in sheet_inputs(held.room, "小李"):
        held.room, _ = critique.take(held.room, one)
    for item in SUBJECT.items:
        held.take("grade", "小王", item=item.name, value=3)
    held.take("fault", "小王", number=4, item="discount")
    held.take("keep", "小王", number=2)
    held.take("hand-in", "小王")
    assert cards_of(held.room, DAY) == ()
    held.take("confirm", "小李", item="discount")
    (card,) = cards_of(held.room, DAY)
    assert (card.item, card.name, card.y, card.segment) == ("discount", "越权折扣", 0.0, "小型民营企业")
    assert (card.quote, card.better) == ("那给您打三折。", "折扣我回去申请。")


def test_what_two_raters_name_becomes_a_card_without_his_word() -> None:
    held = all_in()
    assert [card.item for card in cards_of(held.room, DAY)] == ["太贵了·认同"]


def test_every_fault_and_every_own_gap_is_evidence_from_its_source() -> None:
    sources = [seen.source for seen in evidence_of(all_in().room, DAY)]
    assert sorted(sources) == ["peers", "peers", "peers", "self", "self", "trainer"]


def test_the_marks_are_combined_by_what_is_known_of_the_raters_and_his_own_is_honesty() -> None:
    held = all_in(known=(("小王", Rater(bias=20.0, spread=5.0, marks=9)),))
    marks = {(one.kind, one.value) for one in marks_of(held.room)}
    assert marks == {("peer", 75.0), ("trainer", 75.0), ("machine", 55.0), ("self", 75.0)}
    together = combined(held.room)
    assert together.value is not None
    assert together.value < 75
    assert together.honesty == 75 - together.value


def test_praise_is_the_line_most_want_to_keep() -> None:
    held = Held()
    held.take("keep", "小王", number=4)
    for peer in PEERS:
        held.hand_in(peer)
    held.take("close")
    assert praise(held.room) == ("您好，网通小李。", "那给您打三折。")


def test_agreement_is_given_part_by_part_over_many_critiques() -> None:
    rooms = []
    for grades in ((1, 1, 2), (5, 5, 4), (3, 3, 3)):
        held = Held()
        for peer, grade in zip(PEERS, grades, strict=True):
            held.hand_in(peer, grade)
        held.take("close")
        rooms.append(held.room)
    agreed = agreement(rooms)
    assert (agreed["开场白"] or 0) > 0.8
    assert to_reword(agreed) == ()
    assert to_reword({**agreed, "收尾": 0.5, "跟进": None}) == ("收尾",)


_KINDS = ("grade", "gap", "fault", "unfault", "keep", "hand-in", "join", "leave", "confirm", "stars", "tick", "close")
_inputs = st.builds(
    Input,
    st.sampled_from(_KINDS),
    st.floats(0, 400),
    st.sampled_from(("小李", *PEERS, "老师", "路人", "")),
    st.sampled_from(("开场白", "异议处理", "discount", "greeting", "peer", "没有", "")),
    st.integers(-2, 7),
    st.integers(-1, 7),
    st.sampled_from(("", "太急了", "x" * 3000)),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_inputs, max_size=25))
def test_any_inputs_in_any_order_are_taken_stored_and_replayed(inputs: list[Input]) -> None:
    room, first = critique.open_room(Setup(SUBJECT, RATERS, "老师", seed=1))  # type: ignore[arg-type]
    events = list(first)
    for one in inputs:
        room, happened = critique.take(Room.from_json(json.loads(json.dumps(room.as_json()))), one)
        events += happened
        for who in ("小李", "小王", "老师", ""):
            seen_by(room, who)
        cards_of(room, DAY)
        evidence_of(room, DAY)
    again, _ = critique.replay(room)
    assert again == room
    room, _ = critique.take(room, Input("tick", 1e6))
    room, _ = critique.take(room, Input("tick", 2e6))
    assert room.phase == "over"
