"""A frozen board tells nothing of what came after: no score, count, first, order or own page, whoever asks and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.contests.boards import board, phone
from bot.services.contests.own_page import own_page
from bot.services.contests.records import ContestError
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.contests.unfreeze import finalise, reveal
from bot.store.memory import MemoryStore
from scenarios.contest.board import NAMELESS, BoardPage, PhonePage, same
from scenarios.contest.office import Phase
from tests.competition import QUESTIONS, Competition
from tests.stores import HandClock


@pytest.fixture
def frozen(clock: HandClock) -> Competition:
    """Half of the people have handed in, and the freeze has just begun; the window is a day, appeals take an hour."""
    contest = Competition(MemoryStore(clock), clock, people=12, appeal_hours=1).opened()
    for entry in range(1, 7):
        contest.play(entry, right=entry - 1)
    contest.at(contest.settings.freezes)
    return contest


def seen(contest: Competition) -> BoardPage:
    with contest.store.begin() as uow:
        return board(uow, contest.hall, contest.id)


def own_place(contest: Competition, entry: int) -> PhonePage:
    with contest.store.begin() as uow:
        return phone(uow, contest.hall, contest.who(entry))


def without_time(page: BoardPage) -> BoardPage:
    return replace(page, phase=Phase.FROZEN, now=page.opens)


def test_the_badge_is_shown_from_the_last_part_of_the_window_on(frozen: Competition) -> None:
    assert frozen.settings.freezes == frozen.settings.closes - timedelta(minutes=9)
    assert seen(frozen).frozen
    frozen.clock.forward(-1)
    assert not seen(frozen).frozen


def test_nothing_on_the_board_moves_whatever_is_answered_under_the_freeze(frozen: Competition) -> None:
    before = seen(frozen)
    frozen.play(7, right=QUESTIONS)  # a new first, a new branch mean, one more who came, one more who handed in
    frozen.serve(8)
    assert same(seen(frozen), replace(before, now=frozen.clock()))
    frozen.close()
    assert without_time(seen(frozen)) == without_time(before)
    frozen.clock.forward(7200)
    assert seen(frozen).phase is Phase.REVIEW
    assert without_time(seen(frozen)) == without_time(before)


def test_own_place_and_neighbours_stand_still_too(frozen: Competition) -> None:
    before = own_place(frozen, 6)
    frozen.play(7, right=QUESTIONS)
    after = own_place(frozen, 6)
    assert (after.own, after.near) == (before.own, before.near)
    assert after.own is not None
    assert after.own.rank == 1


def test_who_hands_in_under_the_freeze_learns_neither_his_place_nor_his_score(frozen: Competition) -> None:
    frozen.play(7, right=QUESTIONS)
    place = own_place(frozen, 7)
    with frozen.store.begin() as uow:
        page = own_page(uow, frozen.hall, frozen.who(7))
    assert (place.own, place.near, page.rank, page.score) == (None, (), None, None)
    assert "封榜以后交的卷" in page.told
    assert all(one.points is None and one.credit is None and one.key is None for one in page.answers)


def test_one_who_began_before_the_freeze_and_ends_after_it_is_not_on_the_board(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, people=12).opened()
    contest.serve(1)
    contest.at(contest.settings.freezes)
    contest.play(1, right=QUESTIONS)
    page = seen(contest)
    assert (page.top, page.came, page.handed_in) == ((), 1, 0)


def test_nobody_is_on_the_board_before_he_hands_in_so_that_no_single_answer_shows(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, people=12).opened()
    contest.serve(1)
    before = seen(contest)
    for position in range(1, QUESTIONS):
        contest.answer(1, position, contest.right(1, position))
        assert same(seen(contest), replace(before, now=clock()))


def test_the_lower_half_is_never_named_on_any_page(frozen: Competition) -> None:
    pages = [own_place(frozen, entry) for entry in range(1, 7)]
    lines = [line for page in pages for line in page.near if not line.own]
    assert {line.rank for line in lines if line.name != NAMELESS} == {1, 2, 3}
    assert {line.rank for line in lines if line.name == NAMELESS} == {4, 5, 6}
    assert all(line.branch == NAMELESS for line in lines if line.name == NAMELESS)
    assert [line.name for line in seen(frozen).top] == ["职工6", "职工5", "职工4"]


def test_a_page_shows_two_neighbours_each_way(frozen: Competition) -> None:
    assert [line.rank for line in own_place(frozen, 4).near] == [1, 2, 3, 4, 5]
    assert [line.rank for line in own_place(frozen, 6).near] == [1, 2, 3]
    assert [line.own for line in own_place(frozen, 6).near] == [True, False, False]


def test_the_result_is_opened_from_last_to_first(frozen: Competition) -> None:
    for entry in range(7, 13):
        frozen.play(entry, right=0)
    frozen.close()
    frozen.clock.forward(3600)
    opened = []
    for _ in range(14):
        with frozen.store.begin() as uow:
            reveal(uow, frozen.hall, frozen.id, AT_THE_TERMINAL)
        page = seen(frozen)
        opened.append((page.hidden, page.top[0].name if page.top else "", len(page.branches)))
    # Seven share the sixth place: they are lower half, and nameless; then come five names up to the first.
    assert [hidden for hidden, _, _ in opened] == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0]
    assert [name for _, name, _ in opened[:11]] == [*[""] * 6, "职工2", "职工3", "职工4", "职工5", "职工6"]
    assert [branches for _, _, branches in opened[10:]] == [0, 1, 2, 3]
    with pytest.raises(ContestError, match="全部揭晓"), frozen.store.begin() as uow:
        reveal(uow, frozen.hall, frozen.id, AT_THE_TERMINAL)
    with frozen.store.begin() as uow:
        finalise(uow, frozen.hall, frozen.id, AT_THE_TERMINAL)
    assert seen(frozen).phase is Phase.FINAL


def test_while_it_is_being_opened_nobody_above_sees_his_own_place(frozen: Competition) -> None:
    frozen.close()
    frozen.clock.forward(3600)
    with frozen.store.begin() as uow:
        reveal(uow, frozen.hall, frozen.id, AT_THE_TERMINAL)
    assert own_place(frozen, 6).own is None
    assert "还没揭到您" in own_place(frozen, 6).told
    last = own_place(frozen, 1).own
    assert last is not None
    assert last.rank == 6


def test_nothing_is_opened_while_appeals_are_taken(frozen: Competition) -> None:
    frozen.close()
    with pytest.raises(ContestError, match="申诉期还没有过"), frozen.store.begin() as uow:
        reveal(uow, frozen.hall, frozen.id, AT_THE_TERMINAL)
