"""A contest's files in a host's chat, and what a published contest leaves in each rep's record."""

from __future__ import annotations

from bot.services.contests.roles import AT_THE_TERMINAL, name_host
from bot.services.contests.unfreeze import finalise, reveal
from bot.telegram.outgoing import Outgoing
from tests.bot.telegram.contest.conftest import ADMIN, Table


def files(table: Table, rep: int) -> list[str]:
    """The names of the files somebody gets after a tap on the files' button."""
    before = len(table.store._shelves.outbox)
    with table.store.begin() as uow:
        assert table.handler.contests.tap(Outgoing(uow, rep), rep, "hfiles:1")
    queued = list(table.store._shelves.outbox.values())[before:]
    return [one.file.name for one in queued if one.file is not None and one.chat_id == rep]


def test_the_province_gets_every_file_and_a_host_those_without_single_people(table: Table) -> None:
    with table.store.begin() as uow:
        name_host(uow, table.contest.hall, 1, 500, "王经理", by=AT_THE_TERMINAL)
    assert files(table, ADMIN) == ["roster-1.json"]
    table.contest.play(1, right=12)
    table.contest.close()
    assert files(table, ADMIN) == ["roster-1.json", "成绩-1.xlsx", "成绩报告-1.pdf", "审计档案-1.zip"]
    assert files(table, 500) == ["roster-1.json", "成绩-1.xlsx", "成绩报告-1.pdf"]
    assert files(table, 501) == []


def test_a_published_contest_goes_into_a_reps_record_once(table: Table) -> None:
    table.joined(1)
    table.contest.play(1, right=5)
    table.contest.close()
    table.clock.forward(25 * 3600)
    for step in (lambda *told: reveal(*told, everything=True), finalise):
        with table.store.begin() as uow:
            step(uow, table.contest.hall, 1, AT_THE_TERMINAL)
    for _ in range(2):
        table.ring()
    with table.store.begin() as uow:
        learned = uow.evidence.of(101)
    assert [one.source for one in learned] == ["quiz"] * 12
    assert sum(one.y == 1.0 for one in learned) == 5
