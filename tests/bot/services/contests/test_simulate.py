"""A simulated contest bears what its people do: come back after their time, answer late, tap twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.services.contests import simulate as simulating
from bot.services.contests.audit import recompute, verify
from bot.services.contests.banks import PlanBank
from bot.services.contests.hall import Hall
from bot.services.contests.simulate import Asked, MovedClock, simulate
from bot.store.memory import MemoryStore
from tests.competition import QUESTIONS, bank


@pytest.mark.parametrize("seed", range(3))
def test_people_who_come_back_after_their_time_go_on_with_the_next_question(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulating, "_BACK", 0.5)
    monkeypatch.setattr(simulating, "_LATE", 0.5)
    clock = MovedClock(datetime(2026, 3, 2, tzinfo=UTC))
    store, hall = MemoryStore(clock), Hall(lambda plan: {})
    asked = Asked("商务楼宇", people=20, seed=seed, items=QUESTIONS)
    played = simulate(store, clock, hall, PlanBank(bank(), {}), asked)
    assert 0 < played.answers < played.came * QUESTIONS
    with store.begin() as uow:
        assert verify(uow, played.contest).ok
        assert recompute(uow, played.contest).equal


def test_the_same_seed_gives_the_same_result_and_another_seed_another() -> None:
    def result(seed: int) -> str:
        clock = MovedClock(datetime(2026, 3, 2, tzinfo=UTC))
        store, hall = MemoryStore(clock), Hall(lambda plan: {})
        asked = Asked("商务楼宇", people=8, seed=seed, items=QUESTIONS)
        played = simulate(store, clock, hall, PlanBank(bank(), {}), asked)
        with store.begin() as uow:
            return uow.contests.results(played.contest)[0].hash

    assert result(4) == result(4) != result(5)
