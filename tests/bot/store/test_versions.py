"""What every store promises of script versions and their pilots."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.contract import Store
from bot.store.records import Card, NewRoom
from bot.store.versions.records import NewSuggestion, Visit
from scripts.versions import Audience, Move, Signed, Snapshot, State, seal
from tests.stores import HandClock

TEXTS = {"plan.yaml": "plan: net-cafe\n", "scripts/first.yaml": "script: 网吧\n"}


def snapshot(version: str = "V1", **changed: str) -> Snapshot:
    texts = {**TEXTS, "scripts/first.yaml": f"script: 网吧\nversion: {version}\n", **changed}
    return Snapshot(f"{version:0>64}", "网吧", version, "net-cafe", texts, seal(texts))


def step(clock: HandClock, version: str, after: State, audience: Audience = Audience()) -> Move:  # noqa: B008 - frozen
    signed = Signed("王老师", "先试试", clock())
    return Move("网吧", version, f"{version:0>64}", State.DRAFT, after, signed, audience)


def test_a_snapshot_comes_back_to_the_letter_and_is_never_replaced(store: Store, clock: HandClock) -> None:
    with store.begin() as uow:
        uow.versions.keep(snapshot("V1"), clock())
        uow.versions.keep(snapshot("V2"), clock.forward(1))
        uow.versions.keep(replace(snapshot("V1"), plan="another"), clock.forward(1))
    with store.begin() as uow:
        assert uow.versions.get(snapshot("V1").hash) == snapshot("V1")
        assert uow.versions.has(snapshot("V2").hash)
        assert not uow.versions.has("0" * 64)
        assert uow.versions.get("0" * 64) is None
        assert uow.versions.latest("网吧", other_than="V2") == snapshot("V1")
        assert uow.versions.latest("酒店", other_than="V2") is None


def test_steps_come_back_in_their_order_with_who_when_why_and_for_whom(store: Store, clock: HandClock) -> None:
    first = step(clock, "V1", State.PUBLISHED)
    clock.forward(60)
    second = step(clock, "V2", State.PILOT, Audience(("城东", "江宁"), (7_000_000_001,)))
    with store.begin() as uow:
        uow.versions.keep(snapshot("V1"), clock())
        uow.versions.keep(snapshot("V2"), clock())
        uow.versions.add([first, second])
    with store.begin() as uow:
        assert list(uow.versions.moves()) == [first, second]
        assert list(uow.versions.moves("网吧")) == [first, second]
        assert list(uow.versions.moves("酒店")) == []


def test_a_step_without_its_snapshot_is_not_written_down(store: Store, clock: HandClock) -> None:
    def take() -> None:
        with store.begin() as uow:
            uow.versions.add([step(clock, "V9", State.PILOT)])

    with pytest.raises(Exception, match=r"FOREIGN KEY|foreign key|0V9"):
        take()
    with store.begin() as uow:
        assert list(uow.versions.moves()) == []


def test_only_ended_talks_of_the_version_are_its_talks(store: Store, clock: HandClock) -> None:
    with store.begin() as uow:
        rooms = [
            uow.rooms.add(NewRoom(101, "practice", ref, "ab", "R1", {}, clock())) for ref in ("网吧@V1", "网吧@V2") * 2
        ]
        for room in rooms[:3]:
            uow.rooms.save(replace(room, ended=clock()))
    with store.begin() as uow:
        assert [room.id for room in uow.versions.talks("网吧@V1")] == [rooms[0].id, rooms[2].id]
        assert [room.id for room in uow.versions.talks("网吧@V2")] == [rooms[1].id]


def test_open_cards_on_changed_points_are_found_for_everybody(store: Store, clock: HandClock) -> None:
    card = Card(101, "ask_cost", "netcafe", {}, due=clock(), opened=clock())
    cards = [card, replace(card, rep=102), replace(card, rep=103, closed=clock()), replace(card, item="close")]
    with store.begin() as uow:
        for one in (*cards, replace(card, rep=104, segment="hotel")):
            uow.cards.save(one)
    with store.begin() as uow:
        assert [one.rep for one in uow.versions.cards("netcafe", {"ask_cost", "price"})] == [101, 102]
        assert list(uow.versions.cards("netcafe", ())) == []


def test_visits_are_kept_by_version(store: Store, clock: HandClock) -> None:
    won = Visit("网吧", "V2", 101, "城东", "won", "老板当场签了", clock(), 380.0)
    lost = Visit("网吧", "V2", 102, "城东", "lost", "", clock() + timedelta(days=1))
    with store.begin() as uow:
        for visit in (won, lost, replace(won, version="V1")):
            uow.pilots.log(visit)
    with store.begin() as uow:
        assert list(uow.pilots.visits("网吧", "V2")) == [won, lost]


def test_suggestions_stand_by_their_votes_and_a_person_votes_once(store: Store, clock: HandClock) -> None:
    new = NewSuggestion("网吧", "V2", 101, "报价前先问机器台数", clock())
    with store.begin() as uow:
        first = uow.pilots.suggest(new)
        second = uow.pilots.suggest(replace(new, text="开场再短一点"))
        assert uow.pilots.vote(second.id, 102)
        assert not uow.pilots.vote(second.id, 102)
    with store.begin() as uow:
        assert [one.id for one in uow.pilots.suggestions("网吧", "V2")] == [second.id, first.id]
        assert uow.pilots.suggestion(second.id) == replace(second, votes=(102,))
        assert uow.pilots.suggestion(second.id + 1000) is None
        assert list(uow.pilots.suggestions("网吧", "V1")) == []


def test_what_a_person_was_asked_is_remembered_until_he_answers(store: Store) -> None:
    with store.begin() as uow:
        uow.pilots.ask(101, {"what": "note", "result": "won"})
        uow.pilots.ask(101, {"what": "yuan"})
    with store.begin() as uow:
        assert uow.pilots.asked(101) == {"what": "yuan"}
        assert uow.pilots.asked(102) is None
        uow.pilots.ask(101, None)
        assert uow.pilots.asked(101) is None
