"""Two contests that differ only in how well people answered look alike by every public road until the unfreeze."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.services.contests.audit import recompute, verify
from bot.services.contests.boards import board, contests, phone
from bot.services.contests.doors import invitations, join
from bot.services.contests.dossier import dossier
from bot.services.contests.keys import dry_run, look_at
from bot.services.contests.own_page import own_page
from bot.services.contests.records import ContestError
from bot.services.contests.review import flags, result, suspects
from bot.services.contests.revision import revision
from bot.services.contests.roles import By, NotAllowedError
from bot.store.database import Database
from bot.store.memory import MemoryStore
from scenarios.contest.keys import Ruling
from scenarios.contest.settings import CLOSING
from tests.competition import QUESTIONS, Competition
from tests.stores import HandClock

PEOPLE = 12
STRANGER = By(999)


def roads(contest: Competition) -> dict[str, object]:
    """Everything anybody can see, as text; of one's own page without one's own answers."""
    found: dict[str, object] = {}
    with contest.store.begin() as uow:
        found["board"] = board(uow, contest.hall, contest.id)
        found["list"] = contests(uow, contest.hall)
        found["revision"] = revision(uow, contest.hall, contest.id)
        for entry in range(1, PEOPLE + 1):
            who = contest.who(entry)
            found[f"phone {entry}"] = phone(uow, contest.hall, who)
            found[f"invitations {entry}"] = invitations(uow, contest.hall, 100 + entry)
            page = own_page(uow, contest.hall, who)
            answers = tuple(replace(one, choice=None, credit=None, points=None) for one in page.answers)
            found[f"own {entry}"] = replace(page, answers=answers)
    return found


def world(right: int) -> Iterator[dict[str, object]]:
    """What is to be seen step by step; whoever answers after the freeze gets so many right."""
    clock = HandClock()
    contest = Competition(MemoryStore(clock), clock, people=PEOPLE).opened()
    for entry in range(1, PEOPLE + 1):
        with contest.store.begin() as uow:
            join(uow, contest.hall, f"code-{entry:04d}", 100 + entry)
    for entry in range(1, 5):
        contest.at(contest.settings.opens)
        contest.play(entry, right=entry)
    yield roads(contest)
    contest.serve(5)  # he begins before the freeze, and goes on after it
    contest.at(contest.settings.freezes)
    for entry in range(5, 10):
        contest.at(contest.settings.freezes)
        contest.play(entry, right=right)
        yield roads(contest)
    contest.at(contest.settings.closes + CLOSING)
    yield roads(contest)
    contest.close()
    yield roads(contest)
    clock.forward(25 * 3600)
    yield roads(contest)


def test_what_was_answered_after_the_freeze_is_seen_nowhere_before_the_unfreeze() -> None:
    steps = zip(world(right=0), world(right=QUESTIONS), strict=True)
    for number, (bad, good) in enumerate(steps):
        different = [road for road in bad if bad[road] != good[road]]
        assert different == [], f"step {number}"


def test_nobody_but_a_host_is_told_scores_or_keys_before_their_time(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, people=PEOPLE).opened()
    contest.play(1, right=3)
    contest.close()
    asked = contest.item_at(1, 1)
    for ask in (
        lambda uow: dry_run(uow, contest.hall, contest.id, Ruling(asked.id, "void"), STRANGER),
        lambda uow: look_at(uow, contest.hall, contest.id, asked.id, STRANGER),
        lambda uow: result(uow, contest.hall, contest.id, STRANGER),
        lambda uow: suspects(uow, contest.hall, contest.id, STRANGER),
        lambda uow: flags(uow, contest.hall, contest.id, STRANGER),
        lambda uow: dossier(uow, contest.hall, contest.id, STRANGER),
    ):
        with contest.store.begin() as uow, pytest.raises(NotAllowedError):
            ask(uow)


def test_even_a_host_learns_no_key_while_answers_may_come(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, people=PEOPLE).opened()
    contest.play(1, right=3)
    asked = contest.item_at(1, 1)
    with contest.store.begin() as uow:
        for ask in (look_at, lambda *told: dry_run(*told[:3], Ruling(asked.id, "void"), told[4])):
            with pytest.raises(ContestError, match="收卷以后"):
                ask(uow, contest.hall, contest.id, asked.id, By(0))


def test_an_audit_beside_people_who_answer_raises_no_false_alarm_and_holds_nobody_up(
    database: Database, clock: HandClock
) -> None:
    contest = Competition(database, clock, people=3).opened()
    contest.play(1, right=2)
    with database.looking() as uow:
        assert uow.contests.get(contest.id) is not None  # from here on it sees the store as it stood
        contest.play(2, right=1)
        assert verify(uow, contest.id).findings == ()
        assert recompute(uow, contest.id).differences == ()
        assert uow.attempts.moved(contest.id) == (1, 1)
