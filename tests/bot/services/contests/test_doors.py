"""Coming in: an invite code is one person's, a link opens once, a session ends; nobody else gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.services.contests.doors import invitations, join, open_session, personal_code, session, session_for
from bot.services.contests.intervene import unbind
from bot.services.contests.records import NotHereError, Participant, RefusedError
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.store.contract import Store
from tests.competition import Competition, rows
from tests.stores import HandClock


def joined(contest: Competition, code: str, rep: int) -> Participant:
    with contest.store.begin() as uow:
        return join(uow, contest.hall, code, rep)


def test_an_invite_code_binds_one_account_for_good(contest: Competition) -> None:
    assert joined(contest, " code-0003 ", 9001) == contest.who(3)
    assert joined(contest, "code-0003", 9001) == contest.who(3)
    with pytest.raises(RefusedError, match="已经有人用了"):
        joined(contest, "code-0003", 9002)
    with pytest.raises(RefusedError, match="登记成另一个人"):
        joined(contest, "code-0004", 9001)
    for unknown in ("", "code-9999", "x" * 5000):
        with pytest.raises(NotHereError, match="没有这个邀请码"):
            joined(contest, unknown, 9003)
    with contest.store.begin() as uow:
        [mine] = invitations(uow, contest.hall, 9001)
    assert (mine.who, mine.title, mine.handed_in) == (contest.who(3), "三季度抽查", False)


def test_one_code_in_two_running_contests_opens_the_newest_or_the_one_that_is_asked_for(
    store: Store, clock: HandClock
) -> None:
    older, newer = Competition(store, clock).opened(), Competition(store, clock).opened()
    assert joined(newer, "code-0003", 9001) == newer.who(3)
    with store.begin() as uow:
        assert join(uow, older.hall, "code-0003", 9001, older.id) == older.who(3)
        assert {one.who for one in invitations(uow, older.hall, 9001)} == {older.who(3), newer.who(3)}


def test_an_account_that_was_bound_by_mistake_can_be_freed_by_a_host(contest: Competition) -> None:
    joined(contest, "code-0003", 9001)
    with contest.store.begin() as uow:
        token = session_for(uow, contest.who(3)).token
        unbind(uow, contest.hall, contest.id, 3, why="输错了", by=AT_THE_TERMINAL)
    with pytest.raises(NotHereError), contest.store.begin() as uow:
        session(uow, token)
    assert joined(contest, "code-0003", 9002) == contest.who(3)


def test_who_was_not_drawn_is_told_so(store: Store, clock: HandClock) -> None:
    contest = Competition(store, clock, roster=rows(40), everyone=False).ready()
    with store.begin() as uow:
        outside = min(set(range(1, 41)) - contest.hall.office(uow, contest.id).drawn)
    with pytest.raises(NotHereError, match="没有抽到您"):
        joined(contest, f"code-{outside:04d}", 9001)


def test_a_personal_link_opens_once_and_a_new_one_ends_the_old(contest: Competition) -> None:
    with contest.store.begin() as uow:
        old = personal_code(uow, contest.hall, contest.who(5))
        new = personal_code(uow, contest.hall, contest.who(5))
    for spoilt in (old, "", "x" * 3000):
        with pytest.raises(NotHereError), contest.store.begin() as uow:
            open_session(uow, contest.hall, spoilt)
    with contest.store.begin() as uow:
        opened = open_session(uow, contest.hall, new)
        assert session(uow, opened.token) == opened.who == contest.who(5)
    with pytest.raises(NotHereError, match="用过了，或者过期了"), contest.store.begin() as uow:
        open_session(uow, contest.hall, new)


def test_codes_and_sessions_end_by_themselves(contest: Competition) -> None:
    with contest.store.begin() as uow:
        code = personal_code(uow, contest.hall, contest.who(5))
        token = session_for(uow, contest.who(5)).token
    contest.clock.forward(timedelta(hours=49).total_seconds())
    with pytest.raises(NotHereError), contest.store.begin() as uow:
        open_session(uow, contest.hall, code)
    with pytest.raises(NotHereError, match="登录过期了"), contest.store.begin() as uow:
        session(uow, token)


def test_the_store_knows_neither_code_nor_token(contest: Competition) -> None:
    with contest.store.begin() as uow:
        code = personal_code(uow, contest.hall, contest.who(5))
        assert uow.contest_doors.use_code(code, uow.now) is None
        opened = open_session(uow, contest.hall, code)
        assert uow.contest_doors.session(opened.token, uow.now) is None
