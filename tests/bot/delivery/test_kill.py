"""Killed at any moment, nothing is lost, repeated or said twice. `benchmarks/kills.py` does it 50 times each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.delivery.killing import kill_run
from tests.postgres import fresh_database


@pytest.mark.parametrize("role", ["bot", "webhook"])
def test_a_program_that_is_killed_again_and_again_loses_nothing_on_sqlite(tmp_path: Path, role: str) -> None:
    tally = kill_run(f"sqlite:///{tmp_path / 'a.sqlite3'}", [role], tmp_path, updates=60, chats=6, kills=3)
    assert tally.kills == 3
    assert tally.flawless, f"{tally}\n{tally.log}"


def test_three_workers_of_which_one_is_always_being_killed_lose_nothing(tmp_path: Path) -> None:
    with fresh_database() as url:
        tally = kill_run(url, ["front", "worker", "worker", "worker"], tmp_path, updates=60, chats=6, kills=3)
    assert tally.kills == 3
    assert tally.flawless, f"{tally}\n{tally.log}"
