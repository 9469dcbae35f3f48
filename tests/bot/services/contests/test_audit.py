"""An audit finds any change made behind the program's back: to an answer, a roster, an item, a standing, a result."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.services.contests.audit import recompute, verify
from bot.services.contests.intervene import excuse
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.contests.unfreeze import finalise, reveal
from bot.store.database import Database, SqlUnitOfWork
from tests.competition import QUESTIONS, Competition, rows
from tests.stores import HandClock, on_sqlite


def published(database: Database, clock: HandClock) -> Competition:
    """A contest that is over and published: five handed in, one left midway, one never came."""
    contest = Competition(database, clock, people=7, appeal_hours=0).opened()
    for entry in range(1, 6):
        contest.play(entry, right=entry)
    contest.serve(6)
    contest.answer(6, 1, contest.right(6, 1))
    contest.close()
    with database.begin() as uow:
        reveal(uow, contest.hall, contest.id, AT_THE_TERMINAL, everything=True)
    with database.begin() as uow:
        finalise(uow, contest.hall, contest.id, AT_THE_TERMINAL)
    return contest


@pytest.fixture
def contest(database: Database, clock: HandClock) -> Competition:
    return published(database, clock)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Competition]:
    """One contest for all who tamper with it: what they change is undone behind them."""
    clock = HandClock()
    with on_sqlite(tmp_path_factory.mktemp("contest"), clock) as database:
        yield published(database, clock)


@contextmanager
def tampered(contest: Competition, *statements: str) -> Iterator[SqlUnitOfWork]:
    """The contest after these changes, which go with the block."""
    assert isinstance(contest.store, Database)
    with suppress(_UndoneError), contest.store.transaction() as connection:
        for statement in statements:
            assert connection.exec_driver_sql(statement).rowcount > 0
        yield SqlUnitOfWork(connection, contest.clock())
        raise _UndoneError


class _UndoneError(Exception):
    """Takes a transaction back."""


def findings(contest: Competition, *statements: str) -> str:
    with tampered(contest, *statements) as uow:
        return "\n".join(verify(uow, contest.id).findings)


def test_an_honest_contest_is_proved(contest: Competition) -> None:
    with contest.store.begin() as uow:
        audit, again = verify(uow, contest.id), recompute(uow, contest.id)
        office = contest.hall.office(uow, contest.id)
    assert (audit.ok, audit.findings) == (True, ())
    assert (again.equal, again.people, again.answers) == (True, 7, 5 * QUESTIONS + 1)
    assert office.final is not None
    assert len(audit.head) == len(office.final["head"]) == 64


EMPTIED = (
    "UPDATE contest_attempts SET",
    "n = 0, served = 0, done = 0, in_time = 0, points = 0, hardest = 0, correct = 0, correct_us = 0, via = '',",
    "served_at = NULL, shown_at = NULL, started = NULL, finished = NULL,",
    f"hash = '{'0' * 64}' WHERE entry = 5",
)
ADDED = "SELECT contest, 99, city, county, branch, name, segment, 'x-99' FROM contest_entries WHERE no = 1"

CHANGES = {
    "an answer": (
        """UPDATE contest_events SET body = REPLACE(body, '"late":false', '"late":true') WHERE log = 3 AND n = 3""",
        "第 3 号的记录第 3 条：内容和它的哈希对不上",
    ),
    "the time of an answer": (
        "UPDATE contest_events SET at = (SELECT created FROM contests) WHERE log = 2 AND n = 3",
        "第 2 号的记录第 3 条：内容和它的哈希对不上",
    ),
    "an answer taken away": ("DELETE FROM contest_events WHERE log = 4 AND n = 3", "第 2 条之后是第 4 条"),
    "the last event taken away": (
        "DELETE FROM contest_events WHERE log = 4 AND kind = 'finished'",
        "第 4 号的记录和记下的最后一条对不上",
    ),
    "a whole log taken away": ("DELETE FROM contest_events WHERE log = 2", "第 2 号的记录和记下的最后一条对不上"),
    "the order of answers": ("UPDATE contest_events SET n = n + 100 WHERE log = 1 AND n = 3", "第 1 号的记录第"),
    "the office's last event": ("DELETE FROM contest_events WHERE log = 0 AND kind = 'final'", "总账"),
    "a name of the roster": ("UPDATE contest_entries SET name = '李鬼' WHERE no = 2", "名单被改过"),
    "somebody's branch": ("UPDATE contest_entries SET branch = '浦口' WHERE no = 1", "名单被改过"),
    "a person added": (f"INSERT INTO contest_entries {ADDED}", "名单被改过"),
    "an invite code": ("UPDATE contest_entries SET invite = 'abcd-9999' WHERE no = 5", "邀请码被换过"),
    "a key": ("""UPDATE contest_items SET body = REPLACE(body, '"key":1', '"key":2')""", "题目或答案被改过"),
    "an item taken away": ("DELETE FROM contest_items WHERE item = 'q001'", "题目或答案被改过"),
    "a standing": ("UPDATE contest_attempts SET points = points + 100 WHERE entry = 1", "第 1 号：记着"),
    "a handing-in": ("UPDATE contest_attempts SET finished = started WHERE entry = 3", "第 3 号：记着"),
    "an attempt taken away": ("DELETE FROM contest_attempts WHERE entry = 7", "参赛的人和抽签结果对不上"),
    "a published result": (
        """UPDATE contest_results SET body = REPLACE(body, '"rank":1', '"rank":2')""",
        "第 1 次公布的成绩和它的哈希对不上",
    ),
    "a published result taken away": ("DELETE FROM contest_results", "公布过的成绩少了或多了"),
    "the seed": ("UPDATE contests SET draw_seed = 'another'", "抽签的种子和公布的承诺"),
    "the papers' seed": ("UPDATE contests SET papers_seed = 'another'", "试卷的种子和公布的承诺"),
    "the name of the contest": ("UPDATE contests SET title = '别的竞赛'", "名称"),
    "the revision": ("UPDATE contests SET revision = revision + 1", "总账"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_any_row_that_was_tampered_with_is_found(kept: Competition, what: str) -> None:
    statement, told = CHANGES[what]
    assert told in findings(kept, statement)


def test_an_answer_rewritten_with_its_hashes_is_given_away_by_the_published_head(kept: Competition) -> None:
    """Whoever can write the database can forge a chain and its standing, but not what was told to everybody."""
    told = findings(kept, "DELETE FROM contest_events WHERE log = 5", " ".join(EMPTIED))
    assert "当时公布的总哈希对不上" in told


def test_a_changed_standing_is_told_by_a_recomputation(kept: Competition) -> None:
    with tampered(kept, "UPDATE contest_attempts SET points = 0 WHERE entry = 5") as uow:
        again = recompute(uow, kept.id)
    assert not again.equal
    assert any("第 5 号：记着 0.0 分" in one for one in again.differences)
    assert "重算的名次和现在的不一样。" in again.differences


def test_a_draw_that_the_seed_does_not_give_is_found(tmp_path: Path, clock: HandClock) -> None:
    with on_sqlite(tmp_path, clock) as database:
        contest = Competition(database, clock, roster=rows(40), everyone=False).ready()
        with database.begin() as uow:
            office = contest.hall.office(uow, contest.id)
            assert len(office.drawn) == 20
            excuse(uow, contest.hall, contest.id, min(office.drawn), why="休产假", by=AT_THE_TERMINAL)
        assert findings(contest) == ""
        outside = min(set(range(1, 41)) - office.drawn)
        statement = "UPDATE contest_attempts SET entry = {} WHERE entry = {}"
        assert "参赛的人和抽签结果对不上" in findings(contest, statement.format(outside, max(office.drawn)))
