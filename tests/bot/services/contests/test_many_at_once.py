"""Many people at once: every acknowledged answer is kept exactly once, whatever is killed, and the sums agree."""

from __future__ import annotations

from bot.services.contests.hall import Hall
from bot.store.database import Database
from tests.answering import Acknowledgements, Crowd, faults, killed, open_contest
from tests.competition import QUESTIONS, bank

PEOPLE = 24


def test_answers_that_come_at_once_are_each_kept_once(live: Database) -> None:
    contest = open_contest(live, bank(), PEOPLE, QUESTIONS, branches=3)
    told = Acknowledgements()
    crowd = Crowd(live, contest, told)
    fronts = {entry: front for entry in range(1, PEOPLE + 1) if (front := crowd.arrive(entry)) is not None}
    crowd.answer_at(fronts, seconds=0.2, threads=8)
    crowd.play_all(range(1, PEOPLE + 1), threads=8)
    assert len(told.answers) == len(set(told.answers)) == PEOPLE * QUESTIONS
    assert faults(live, contest, told.answers) == []
    with live.begin() as uow:
        table = Hall(lambda _: {}).public(uow, contest).table
    assert table.handed_in == PEOPLE


def test_a_kill_in_the_middle_loses_nothing_that_was_acknowledged(live: Database) -> None:
    contest = open_contest(live, bank(), PEOPLE, QUESTIONS, branches=3)
    url = live.url.render_as_string(hide_password=False)
    before = killed(url, contest, range(1, PEOPLE + 1), kills=2, most=30, seed=4)
    assert faults(live, contest, before) == []
    told = Acknowledgements()
    Crowd(live, contest, told).play_all(range(1, PEOPLE + 1), threads=4)
    after = [*before, *told.answers]
    assert faults(live, contest, after) == []
    # One that was kept but not acknowledged in time may be missing here: its person goes on with the next question.
    assert len(set(after)) == len(after) <= PEOPLE * QUESTIONS
