"""The shared clock goes on evenly whatever happens to the machine's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.clock import SteadyClock
from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.store.types import Instant

START = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


class Machine:
    """A machine with a wall clock that can be set, and a monotonic one that can't."""

    def __init__(self) -> None:
        self.wall = START
        self.ticks = 100.0

    def passes(self, seconds: float) -> None:
        self.ticks += seconds
        self.wall += timedelta(seconds=seconds)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def clock(machine: Machine) -> SteadyClock:
    return SteadyClock(lambda: machine.wall, monotonic=lambda: machine.ticks, look_every=60.0)


def test_a_clock_set_back_does_not_run_back_before_the_next_look(machine: Machine, clock: SteadyClock) -> None:
    machine.passes(10)
    machine.wall -= timedelta(hours=1)
    machine.passes(5)
    assert clock() == START + timedelta(seconds=15)


def test_the_next_look_takes_over_the_new_time_and_says_so(
    machine: Machine, clock: SteadyClock, caplog: pytest.LogCaptureFixture
) -> None:
    machine.wall += timedelta(hours=1)
    machine.passes(61)
    assert clock() == START + timedelta(hours=1, seconds=61)
    assert "+3600.0 s" in caplog.text


def test_time_goes_on_while_the_source_says_nothing(machine: Machine) -> None:
    answers = [START, StoreError("连不上数据库"), START + timedelta(seconds=125)]

    def source() -> datetime:
        answer = answers.pop(0)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    clock = SteadyClock(source, monotonic=lambda: machine.ticks, look_every=60.0)
    machine.passes(61)
    assert clock() == START + timedelta(seconds=61)
    machine.passes(3)
    assert clock() == START + timedelta(seconds=64)
    machine.passes(60)
    assert clock() == START + timedelta(seconds=125)


def test_a_naive_time_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Instant().process_bind_param(datetime(2026, 3, 2), None)  # type: ignore[arg-type]  # noqa: DTZ001  (the mistake itself)


def test_without_a_clock_of_its_own_a_store_goes_by_the_wall(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    with database.begin() as uow:
        assert abs(uow.now - datetime.now(UTC)) < timedelta(seconds=30)
    database.close()
