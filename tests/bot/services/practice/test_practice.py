"""A practice from its first line to what is learnt from it, over the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.services.cards import cards_of
from bot.services.catalogue import Catalogue
from bot.services.history import history, report_of
from bot.services.practice.finish_practice import finish_practice, report_so_far
from bot.services.practice.hear_utterance import hear_utterance
from bot.services.practice.pause_practice import pause_practice, resume_practice
from bot.services.practice.start_again import start_again, start_next_drill
from bot.services.practice.start_practice import start_practice
from bot.services.practice.talks import Moved, NoSuchTalkError, current_talk, load_talk
from bot.services.todays_practice import todays_practice
from scenarios.events import Ended
from scenarios.practice import Setup
from scripts.loader import shipped_library
from tests.bot.conftest import compiled_marked

if TYPE_CHECKING:
    from bot.store.memory import MemoryStore

REP = 101
WORDS = ("【礼貌问候】【自我介绍】", "【说明来意】", "【询问现有费用】", "便宜得很", "")


class Desk:
    """One rep's practice, one unit of work a step."""

    def __init__(self, catalogue: Catalogue, store: MemoryStore, **setup: Any) -> None:
        self.catalogue = catalogue
        self.store = store
        ready = catalogue.get("广告公司")
        assert ready is not None
        with store.begin() as uow:
            self.moved = start_practice(uow, ready, Setup(**{"seed": 3, **setup}), REP)
        self.room = self.moved.room

    def says(self, *texts: str) -> Moved:
        for text in texts:
            with self.store.begin() as uow:
                self.moved = hear_utterance(uow, load_talk(uow, self.catalogue, self.room, REP), text)
        return self.moved

    def finishes(self) -> Ended:
        with self.store.begin() as uow:
            self.moved = finish_practice(uow, load_talk(uow, self.catalogue, self.room, REP))
        return next(event for event in self.moved.events if isinstance(event, Ended))


@pytest.fixture
def desk(catalogue: Catalogue, store: MemoryStore) -> Desk:
    return Desk(catalogue, store)


def test_every_line_is_kept_in_order_with_what_was_heard(desk: Desk, store: MemoryStore) -> None:
    desk.says(*WORDS)
    with store.begin() as uow:
        said = uow.turns.of(desk.room)
    assert [turn.n for turn in said] == list(range(1, len(said) + 1))
    mine = [turn for turn in said if turn.speaker == "rep"]
    assert [turn.text for turn in mine] == list(WORDS)
    assert [hit["code"] for hit in mine[0].heard["met"]] == ["greeting", "self_intro"]


def test_a_kept_report_is_read_back_whole_with_a_mark_for_every_item(desk: Desk, store: MemoryStore) -> None:
    desk.says(*WORDS)
    report = desk.finishes().report
    with store.begin() as uow:
        past = report_of(uow, REP, desk.room)
        (row,) = uow.reports.of(desk.room)
        assert uow.rooms.get(desk.room).ended is not None  # type: ignore[union-attr]
    assert past is not None
    assert past.report == report
    items = sum(len(stage.met) + len(stage.missed) + len(stage.not_evaluable) for stage in report.stages)
    assert len(row.marks) == items + len(report.violations)
    assert [one.report for one in history_of(store)] == [report]


def history_of(store: MemoryStore) -> Any:
    with store.begin() as uow:
        return history(uow, REP)


def test_what_was_missed_becomes_evidence_and_a_card_due_the_next_day(
    desk: Desk, store: MemoryStore, clock: Any, catalogue: Catalogue
) -> None:
    desk.says(*WORDS)
    missed = {one.code for stage in desk.finishes().report.stages for one in stage.missed}
    with store.begin() as uow:
        seen = {row.item: row.y for row in uow.evidence.of(REP)}
        assert {card.item for card in cards_of(uow, REP)} == missed
        assert todays_practice(uow, catalogue, REP).due == ()
    assert seen["self_intro"] == 1.0
    assert {item for item, y in seen.items() if y == 0.0} == missed
    clock.sleep(days=1)
    with store.begin() as uow:
        today = todays_practice(uow, catalogue, REP)
    assert 0 < len(today.due) <= 5
    assert {due.script for due in today.due} == {"广告公司"}
    assert all(due.target for due in today.due)


def test_watching_a_model_talk_says_nothing_about_the_rep(catalogue: Catalogue, store: MemoryStore) -> None:
    desk = Desk(catalogue, store, mode="watch")
    desk.says("", "")
    desk.finishes()
    with store.begin() as uow:
        assert uow.evidence.of(REP) == []
        assert history(uow, REP) == ()
        assert report_of(uow, REP, desk.room) is not None


def test_pausing_keeps_the_talk_and_resuming_goes_on_as_if_it_had_not_been(
    desk: Desk, catalogue: Catalogue, store: MemoryStore
) -> None:
    desk.says(*WORDS[:2])
    with store.begin() as uow:
        pause_practice(uow, load_talk(uow, catalogue, desk.room, REP))
    with store.begin() as uow:
        waiting = current_talk(uow, catalogue, REP).talk
    assert waiting is not None
    assert waiting.standing.paused
    with store.begin() as uow:
        resumed = resume_practice(uow, load_talk(uow, catalogue, desk.room, REP))
    assert resumed.last[-2].text == WORDS[1]
    through = Desk(catalogue, store)
    through.says(*WORDS[:2])
    assert desk.says(WORDS[2]).events == through.says(WORDS[2]).events


def test_a_new_talk_puts_the_one_before_aside(desk: Desk, catalogue: Catalogue, store: MemoryStore) -> None:
    second = Desk(catalogue, store)
    with store.begin() as uow:
        first_row, waiting = uow.rooms.get(desk.room), current_talk(uow, catalogue, REP).talk
    assert first_row is not None
    assert first_row.state["paused"]
    assert waiting is not None
    assert waiting.row.id == second.room
    second.finishes()
    with store.begin() as uow:
        left = current_talk(uow, catalogue, REP).talk
    assert left is not None
    assert left.row.id == desk.room
    assert left.standing.paused


def test_the_report_so_far_leaves_the_talk_open(desk: Desk, catalogue: Catalogue, store: MemoryStore) -> None:
    desk.says(*WORDS[:2])
    with store.begin() as uow:
        assert report_so_far(uow, load_talk(uow, catalogue, desk.room, REP)).ended
    assert desk.says(WORDS[2]).events
    assert history_of(store) == ()


@pytest.mark.parametrize(("room", "owner"), [(1, 102), (99, REP)])
def test_another_persons_talk_or_none_at_all_is_not_found(
    desk: Desk, catalogue: Catalogue, store: MemoryStore, room: int, owner: int
) -> None:
    assert desk.room == 1
    with store.begin() as uow, pytest.raises(NoSuchTalkError, match="找不到"):
        load_talk(uow, catalogue, room, owner)


def test_a_talk_that_is_over_hears_nothing(desk: Desk) -> None:
    desk.finishes()
    with pytest.raises(NoSuchTalkError, match="已经结束"):
        desk.says("您好")


def changed(store: MemoryStore, room: int, **talk: Any) -> None:
    """Let the room have been begun with another text of its script, and its state name what is in `talk`."""
    with store.begin() as uow:
        row = uow.rooms.get(room)
        assert row is not None
        inner = {**row.state["room"], "talk": {**row.state["room"]["talk"], **talk}}
        uow.rooms.save(replace(row, script_hash="older", state={**row.state, "room": inner}))


def test_a_changed_script_goes_on_with_a_talk_that_still_fits_it(desk: Desk, store: MemoryStore) -> None:
    changed(store, desk.room)
    assert desk.says(WORDS[0]).events


@pytest.mark.parametrize("scripts", ["changed", "gone"])
def test_a_talk_its_script_no_longer_fits_is_closed_with_a_sentence_and_keeps_its_lines(
    desk: Desk, catalogue: Catalogue, store: MemoryStore, scripts: str
) -> None:
    desk.says(WORDS[0])
    changed(store, desk.room, stage="没有了的环节")
    now = catalogue if scripts == "changed" else Catalogue()
    with store.begin() as uow, pytest.raises(NoSuchTalkError, match="接不下去"):
        load_talk(uow, now, desk.room, REP)
    with store.begin() as uow:
        current = current_talk(uow, now, REP)
        assert current.talk is None
        assert "接不下去" in current.lost[0]
        assert current_talk(uow, now, REP).lost == ()
        assert uow.turns.of(desk.room)


def test_a_talk_goes_on_by_its_snapshot_when_its_files_are_gone(
    desk: Desk, catalogue: Catalogue, store: MemoryStore
) -> None:
    desk.says(WORDS[0])
    desk.catalogue = Catalogue(compiled=compiled_marked)
    assert desk.says(*WORDS[1:]).events
    assert desk.moved.ready.fingerprint == catalogue.get("广告公司").fingerprint  # type: ignore[union-attr]
    assert desk.finishes().report.score


def test_practising_again_keeps_the_choice_and_changes_the_customer(
    desk: Desk, catalogue: Catalogue, store: MemoryStore
) -> None:
    desk.says(*WORDS[:2])
    desk.finishes()
    with store.begin() as uow:
        again = start_again(uow, catalogue, desk.room, REP, seed=8)
        drill = start_next_drill(uow, catalogue, desk.room, REP, seed=9)
    assert again.setup == replace(desk.moved.setup, seed=8)
    assert drill.setup.mode == "drill"
    assert drill.setup.target


def test_a_catalogue_compiles_a_script_once_and_offers_the_nearest_name() -> None:
    catalogue = Catalogue(shipped_library())
    assert catalogue.get("广告公司") is catalogue.get("广告公司")
    assert catalogue.get("广告公同") is None
    assert catalogue.nearest("广告公同") == "广告公司"
    assert catalogue.nearest("xyz") is None


def test_a_rule_that_was_broken_is_practised_in_a_talk_with_feedback(
    desk: Desk, catalogue: Catalogue, store: MemoryStore
) -> None:
    desk.says("【违规：越权折扣】")
    drill = desk.finishes().report.next_drill
    assert drill is not None
    assert drill.what == "违规：越权折扣"
    with store.begin() as uow:
        assert start_next_drill(uow, catalogue, desk.room, REP, seed=1).setup.mode == "coached"
