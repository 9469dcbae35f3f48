"""Role-plays with several people follow their script: each person's stand on the version that is his."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.catalogue import Catalogue
from bot.services.playbill import Playbill
from bot.services.plays import load_play, start_play
from bot.services.ready import LateListener
from bot.services.versions import steps
from bot.store.records import Person
from scenarios.rivals import Rivals
from scripts.versions import Audience
from tests.bot.conftest import compiled_marked
from tests.spoken import MarkedListener
from tests.versions import changed, shipped

if TYPE_CHECKING:
    from bot.store.memory import MemoryStore

EAST, WEST = 101, 102
PANEL, RIVALS = "广告公司碰头会", "广告公司三家争一单"
GOAL = "新版的目标"


@pytest.fixture
def store(store: MemoryStore) -> MemoryStore:
    """Two branches; one of them tries out a second version."""
    with store.begin() as uow:
        uow.people.save(Person(EAST, "小东", "城东", uow.now))
        uow.people.save(Person(WEST, "小西", "城西", uow.now))
        steps.pilot(uow, changed(shipped(), "V2", (_goal(), GOAL)), Audience(("城东",)), "王老师", "试试")
    return store


@pytest.fixture
def playbill(catalogue: Catalogue) -> Playbill:
    return Playbill(catalogue)


def _goal() -> str:
    (text,) = (text for path, text in shipped().texts.items() if path.startswith("scripts/"))
    return next(line.partition("goal:")[2].strip() for line in text.splitlines() if "goal:" in line)


@pytest.mark.parametrize("name", [PANEL, RIVALS])
def test_who_tries_a_version_out_rehearses_it_before_several_people_too(
    store: MemoryStore, catalogue: Catalogue, playbill: Playbill, name: str
) -> None:
    found = {}
    for rep in (EAST, WEST):
        with store.begin() as uow:
            ready = playbill.seen_by(catalogue.seen_by(uow, rep)).get(name)
            assert ready is not None
            found[rep] = ready
    assert (found[EAST].script.version, found[WEST].script.version) == ("V2", "V1")
    assert GOAL in found[EAST].script.model_dump_json()
    assert found[EAST].staged.fingerprint != found[WEST].staged.fingerprint


def test_a_script_that_is_offered_to_nobody_has_no_meetings_either(
    store: MemoryStore, catalogue: Catalogue, playbill: Playbill
) -> None:
    with store.begin() as uow:
        for version in ("V1", "V2"):
            steps.retire(uow, "广告公司", version, "王老师", "过时")
    with store.begin() as uow:
        mine = playbill.seen_by(catalogue.seen_by(uow, WEST))
        assert PANEL not in mine.names
        assert mine.get(PANEL) is None
        assert mine.of_script("广告公司", "panel") == ()
        assert mine.get("办事处碰头会") is not None
    assert PANEL in playbill.names


def test_a_meeting_begun_on_the_tried_out_version_goes_on_with_it_in_another_process(
    store: MemoryStore, catalogue: Catalogue, playbill: Playbill
) -> None:
    with store.begin() as uow:
        ready = playbill.seen_by(catalogue.seen_by(uow, EAST)).get(PANEL)
        assert ready is not None
        room = start_play(uow, ready, EAST, "小东", seed=3).room
    other = Catalogue(*catalogue.roots, compiled=compiled_marked)
    with store.begin() as uow:
        seen = other.seen_by(uow, EAST)
        again = load_play(uow, Playbill(other).seen_by(seen), room, EAST).ready
    assert again.script.version == "V2"
    assert again.staged.fingerprint == ready.staged.fingerprint


def test_seats_are_heard_by_the_configured_listener_and_none_is_trained_in_front_of_people(
    catalogue: Catalogue,
) -> None:
    built = []

    def listen(_: object, points: dict[str, object]) -> MarkedListener:
        built.append(len(points))
        return MarkedListener(points)  # type: ignore[arg-type]

    playbill = Playbill(catalogue, listen)  # type: ignore[arg-type]
    ready = playbill.get(RIVALS)
    assert ready is not None
    assert isinstance(ready.core, Rivals)
    assert not built
    playbill.warm_up()
    trained = len(built)
    assert trained >= len(ready.core.scenario.seats)
    for seat in ready.core.scenario.seats:
        listener = ready.core.listener(seat)
        assert isinstance(listener, LateListener)
        listener.ready()
    assert len(built) == trained
