"""Who is offered which version, what a new one does to talks and cards, and what is gathered of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.services.cards import cards_of
from bot.services.catalogue import Catalogue
from bot.services.pilots import Told, evidence_of, log_visit, suggest, tried_out, version_meant
from bot.services.practice.finish_practice import finish_practice
from bot.services.practice.hear_utterance import hear_utterance
from bot.services.practice.score_again import last_talk, score_again
from bot.services.practice.start_practice import start_practice
from bot.services.practice.talks import NoSuchTalkError, load_talk
from bot.services.versions import steps
from bot.services.versions.looking import listed, ready_to_use
from bot.store.records import Person
from scenarios.practice import Setup
from scoring.pilot import Share
from scripts.loader import load_shipped
from scripts.versions import Audience, MoveRefusedError, State, standing_of
from tests.bot.conftest import compiled_marked
from tests.versions import changed, shipped

if TYPE_CHECKING:
    from bot.store.memory import MemoryStore
    from scripts.model import Script

EAST, WEST = 101, 102
AUDIENCE = Audience(("城东",))


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    with store.begin() as uow:
        uow.people.save(Person(EAST, "小东", "城东", uow.now))
        uow.people.save(Person(WEST, "小西", "城西", uow.now))
    return store


def offered(store: MemoryStore, catalogue: Catalogue, rep: int) -> str | None:
    with store.begin() as uow:
        ready = catalogue.seen_by(uow, rep).get("广告公司")
        return ready and ready.script.version


def practised(store: MemoryStore, catalogue: Catalogue, rep: int, *said: str) -> int:
    with store.begin() as uow:
        ready = catalogue.seen_by(uow, rep).get("广告公司")
        assert ready is not None
        room = start_practice(uow, ready, Setup(seed=3), rep).room
    for text in said:
        with store.begin() as uow:
            hear_utterance(uow, load_talk(uow, catalogue, room, rep), text)
    with store.begin() as uow:
        finish_practice(uow, load_talk(uow, catalogue, room, rep))
    return room


def second() -> Catalogue:
    """Another process with the same files."""
    return Catalogue(compiled=compiled_marked)


def begin_pilot(store: MemoryStore) -> None:
    with store.begin() as uow:
        steps.pilot(uow, changed(shipped(), "V2"), AUDIENCE, "王老师", "试试")


def test_the_pilot_branch_gets_the_new_version_and_the_shipped_one_stays_for_the_others(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    assert offered(store, catalogue, EAST) == "V1"
    begin_pilot(store)
    assert offered(store, catalogue, EAST) == "V2"
    assert offered(store, catalogue, WEST) == "V1"
    with store.begin() as uow:
        founding, _ = uow.versions.moves("广告公司")
        assert (founding.signed.by, founding.after) == ("程序", State.PUBLISHED)


def test_what_everybody_used_before_anybody_minded_versions_is_taken_for_the_published_one(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    with store.begin() as uow:
        uow.versions.keep(changed(shipped(), "V5"), uow.now)
        steps.pilot(uow, changed(shipped(), "V6"), AUDIENCE, "王老师", "试试")
    assert offered(store, catalogue, WEST) == "V5"


def test_a_version_named_like_the_shipped_one_with_other_words_is_refused(store: MemoryStore) -> None:
    with store.begin() as uow, pytest.raises(MoveRefusedError, match="先把脚本里的 version 改成别的"):
        steps.pilot(
            uow, changed(shipped(), "V1", (boss().stages["开场白"].goal, "新的目标")), AUDIENCE, "王老师", "试试"
        )


def test_a_published_script_is_offered_though_its_files_are_gone(store: MemoryStore, catalogue: Catalogue) -> None:
    begin_pilot(store)
    with store.begin() as uow:
        steps.publish(uow, changed(shipped(), "V2"), "王老师", "好")
    with store.begin() as uow:
        seen = second().seen_by(uow, WEST)
        assert seen.names == ("广告公司",)
        ready = seen.get("广告公司@V2")
        assert ready is not None
        assert seen.get("广告公司@V1") is None
    assert "广告公司" in catalogue.names


def test_a_talk_begun_on_the_old_version_ends_on_it_and_going_back_restores_it(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    begin_pilot(store)
    with store.begin() as uow:
        ready = catalogue.seen_by(uow, WEST).get("广告公司")
        assert ready is not None
        room = start_practice(uow, ready, Setup(seed=3), WEST).room
    with store.begin() as uow:
        steps.publish(uow, changed(shipped(), "V2"), "王老师", "好")
    assert offered(store, catalogue, WEST) == "V2"
    for where in (catalogue, second()):
        with store.begin() as uow:
            assert load_talk(uow, where, room, WEST).ready.script.version == "V1"
    with store.begin() as uow:
        steps.roll_back(uow, "广告公司", "V1", "王老师", "新版不行")
    assert offered(store, catalogue, EAST) == "V1"
    with store.begin() as uow:
        assert standing_of("广告公司", uow.versions.moves()).published.snapshot == shipped().hash  # type: ignore[union-attr]


def test_a_talk_is_scored_again_by_its_own_version_when_its_files_are_gone(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    room = practised(store, catalogue, WEST, "【礼貌问候】【自我介绍】", "【说明来意】")
    with store.begin() as uow:
        steps.publish(uow, changed(shipped(), "V2"), "王老师", "好", unpiloted=True)
    with store.begin() as uow:
        assert last_talk(uow, WEST) == room
        score_again(uow, second(), room, WEST)
        old, new = uow.reports.of(room)
    assert (new.script, new.marks, new.body) == (old.script, old.marks, old.body)
    with store.begin() as uow, pytest.raises(NoSuchTalkError, match="没有编号"):
        score_again(uow, catalogue, room, EAST)
    with store.begin() as uow, pytest.raises(NoSuchTalkError, match="还没有谈完的练习"):
        last_talk(uow, EAST)


def test_versions_in_use_are_made_ready_before_anybody_waits_for_one(store: MemoryStore, catalogue: Catalogue) -> None:
    begin_pilot(store)
    with store.begin() as uow:
        assert [ready.script.ref for ready in ready_to_use(uow, catalogue)] == ["广告公司@V1", "广告公司@V2"]


def test_a_retired_script_is_offered_to_nobody_though_its_file_is_there(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    begin_pilot(store)
    with store.begin() as uow:
        steps.retire(uow, "广告公司", "V1", "王老师", "过时")
        steps.retire(uow, "广告公司", "V2", "王老师", "算了")
    assert offered(store, catalogue, EAST) is None
    with store.begin() as uow:
        assert "广告公司" not in catalogue.seen_by(uow, WEST).names


def test_a_new_version_makes_only_its_changed_cards_due(store: MemoryStore, catalogue: Catalogue) -> None:
    practised(store, catalogue, WEST, "【礼貌问候】", "【说明来意】")
    with store.begin() as uow:
        waiting = {card.item for card in cards_of(uow, WEST)}
        for row in uow.cards.open_of(WEST):
            uow.cards.save(replace(row, due=uow.now + timedelta(days=20)))
    assert {"self_intro", "ask_permission"} <= waiting
    line = boss().stages["开场白"].points["自我介绍"].say[0]
    new = changed(shipped(), "V2", (line, "我是〔姓名〕，以后这栋楼您都找我。"))
    with store.begin() as uow:
        taken = steps.publish(uow, new, "王老师", "换了自我介绍", unpiloted=True)
    with store.begin() as uow:
        due = {card.item for card in uow.cards.due(WEST, uow.now, limit=50)}
    assert due == {"self_intro"}
    assert taken.cards == 1


def test_the_list_tells_drafts_pilots_and_what_nobody_minds_yet(store: MemoryStore, catalogue: Catalogue) -> None:
    begin_pilot(store)
    with store.begin() as uow:
        rows = {one.ref: one for one in listed(uow, catalogue)}
    assert rows["广告公司@V1"].state is State.PUBLISHED
    assert rows["广告公司@V2"].state is State.PILOT
    assert not rows["广告公司@V1"].changed
    assert rows["国际企业@V1"].unmanaged


def test_evidence_counts_only_talks_and_visits_by_the_version_and_of_the_branch(
    store: MemoryStore, catalogue: Catalogue
) -> None:
    begin_pilot(store)
    practised(store, catalogue, EAST, "【礼貌问候】【自我介绍】")
    practised(store, catalogue, WEST, "【礼貌问候】")
    with store.begin() as uow:
        (east,) = (one for one in uow.people.of_branch("城东"))
        (move,) = tried_out(uow, east)
        log_visit(uow, move, east, Told("won", "当场签了", 300.0))
        log_visit(uow, move, east, Told("lost", "合同没到期", 300.0))
        suggest(uow, move, east, "开场短一点")
        found = evidence_of(uow, catalogue, "广告公司", "V2")
        old = evidence_of(uow, catalogue, "广告公司", "V1")
        elsewhere = evidence_of(uow, catalogue, "广告公司", "V2", "城西")
    assert [talk.rep for talk in found.talks] == [EAST]
    assert [talk.rep for talk in old.talks] == [WEST]
    assert found.volume.success == Share(1, 2)
    assert found.volume.yuan == 300
    assert [idea.text for idea in found.ideas] == ["开场短一点"]
    assert (elsewhere.talks, elsewhere.visits, elsewhere.ideas) == ((), (), ())


def test_a_name_without_a_version_means_the_one_under_pilot(store: MemoryStore) -> None:
    with store.begin() as uow:
        assert version_meant(uow, "广告公司") is None
    begin_pilot(store)
    with store.begin() as uow:
        assert version_meant(uow, "广告公司").version == "V2"  # type: ignore[union-attr]
        assert version_meant(uow, "广告公司@V1").version == "V1"  # type: ignore[union-attr]


def boss() -> Script:
    found = load_shipped().library.find("广告公司")
    assert found is not None
    return found[1]
