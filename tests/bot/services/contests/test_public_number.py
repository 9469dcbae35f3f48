"""A public number drawn after the commitment: nobody, not even the host, can have picked the draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.contests import stand_alone
from bot.services.contests.archive import write_archive
from bot.services.contests.audit import verify
from bot.services.contests.commit import commit
from bot.services.contests.draw import draw
from bot.services.contests.import_roster import import_roster
from bot.services.contests.intervene import excuse
from bot.services.contests.records import ContestError
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.store.contract import Store
from bot.store.memory import MemoryStore
from tests.competition import Competition, rows
from tests.stores import HandClock

LOTTERY = "双色球第2026135期"


def committed(store: Store, clock: HandClock, public: str) -> Competition:
    contest = Competition(store, clock, roster=rows(90), everyone=False)
    with store.begin() as uow:
        import_roster(uow, contest.hall, contest.id, contest.roster, AT_THE_TERMINAL)
        seeds = ("draw-seed", "papers-seed")
        commit(uow, contest.hall, contest.id, contest.items, {}, by=AT_THE_TERMINAL, public=public, seeds=seeds)
    return contest


def drawn(contest: Competition, number: str) -> frozenset[int]:
    with contest.store.begin() as uow:
        return draw(uow, contest.hall, contest.id, AT_THE_TERMINAL, number).drawn


def test_the_number_decides_with_the_seed_and_the_audit_draws_it_again(store: Store, clock: HandClock) -> None:
    contest = committed(store, clock, LOTTERY)
    first = drawn(contest, "05 12 17 21 28 33 09")
    with store.begin() as uow:
        assert contest.hall.office(uow, contest.id).number == "05121721283309"
        excuse(uow, contest.hall, contest.id, min(first), why="休产假", by=AT_THE_TERMINAL)
    with store.begin() as uow:
        assert verify(uow, contest.id).findings == ()
    assert drawn(committed(store, clock, LOTTERY), "05121721283310") != first
    assert drawn(committed(store, clock, ""), "") != first


@pytest.mark.parametrize(
    ("public", "number", "told"),
    [
        (LOTTERY, "", "等它开出来"),
        (LOTTERY, "零五、十二", "只写数字或字母"),
        (LOTTERY, "1" * 61, "不超过 60 个"),
        ("", "0512", "现在不能再加"),
    ],
)
def test_a_number_can_neither_be_left_out_nor_added_later(
    clock: HandClock, public: str, number: str, told: str
) -> None:
    contest = committed(MemoryStore(clock), clock, public)
    with pytest.raises(ContestError, match=told):
        drawn(contest, number)


def test_the_archive_draws_by_the_number_too(clock: HandClock, tmp_path: Path) -> None:
    contest = committed(MemoryStore(clock), clock, LOTTERY)
    entries = sorted(drawn(contest, "0512"))
    contest.at(contest.settings.opens)
    contest.play(entries[0], right=2)
    contest.close()
    place = tmp_path / "a.zip"
    with contest.store.begin() as uow, place.open("wb") as packed:
        write_archive(uow, contest.hall, contest.id, AT_THE_TERMINAL, packed)
    wrong, _ = stand_alone.findings(stand_alone.Archive(place))
    assert wrong == []
