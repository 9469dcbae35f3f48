"""Papers: each person's own, of the same difficulty for all, and the same again from the same seed."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest

from scenarios.contest.exam import papers_of
from scenarios.contest.papers import UnreadableChoiceError, canonical_answer, choice_shown, paper, strata
from tests.banks import loaded
from tests.competition import bank, item, wrong_answer

ITEMS = {one.id: one for one in bank(60)}
GROUPS = strata(tuple(ITEMS.values()), 10)


def test_a_paper_follows_from_its_seed_and_person_alone() -> None:
    assert paper("甲", 7, GROUPS) == paper("甲", 7, strata(tuple(reversed(ITEMS.values())), 10))
    assert paper("甲", 7, GROUPS) != paper("乙", 7, GROUPS)
    assert paper("甲", 7, GROUPS) != paper("甲", 8, GROUPS)


def test_the_rules_of_a_contest_under_way_deal_its_papers_as_they_did() -> None:
    """Papers aren't stored: if this digest changes, so would papers that people have answered. Add rules instead."""
    deal = papers_of("甲", ITEMS, 10, rules=1)
    dealt = [[slip.position, slip.item, slip.options, slip.lefts, slip.hard] for n in range(1, 50) for slip in deal(n)]
    assert sha256(json.dumps(dealt).encode()).hexdigest()[:16] == "4c0fcb58750afe3a"


def test_a_contest_of_unknown_rules_is_not_dealt_by_others() -> None:
    with pytest.raises(ValueError, match="rules 99"):
        papers_of("甲", ITEMS, 10, rules=99)


def test_every_paper_has_one_question_of_each_stratum_and_none_twice() -> None:
    for entry in range(1, 200):
        items = [slip.item for slip in paper("甲", entry, GROUPS)]
        assert len(set(items)) == 10
        assert [sum(one.id in items for one in group) for group in GROUPS] == [1] * 10
        assert [slip.position for slip in paper("甲", entry, GROUPS)] == list(range(1, 11))


def test_every_question_is_asked_about_equally_often_and_at_any_place() -> None:
    papers = [paper("甲", entry, GROUPS) for entry in range(1, 601)]
    asked = Counter(slip.item for one in papers for slip in one)
    assert len(asked) == 60
    assert all(60 < times < 145 for times in asked.values())
    firsts = Counter(one[0].item for one in papers)
    assert len(firsts) > 40


def test_the_key_stands_at_any_place_alike() -> None:
    asked = item(1)
    places = Counter(
        choice_shown(slip, asked, asked.key)
        for entry in range(1, 401)
        for slip in paper("甲", entry, ((asked,),))
        if isinstance(choice_shown(slip, asked, asked.key), int)
    )
    assert set(places) == {0, 1, 2, 3}
    assert all(70 < times < 130 for times in places.values())


def test_one_fact_is_asked_once_on_a_paper_where_that_can_be_helped() -> None:
    twins = tuple(replace(one, id=f"{one.id}-twin") for one in ITEMS.values())
    groups = strata((*ITEMS.values(), *twins), 10)
    for entry in range(1, 100):
        facts = [slip.item.removesuffix("-twin") for slip in paper("甲", entry, groups)]
        assert len(set(facts)) == 10


def test_what_is_chosen_in_ones_own_order_comes_back_as_the_same_answer() -> None:
    for entry in range(1, 60):
        for slip in paper("甲", entry, GROUPS):
            asked = ITEMS[slip.item]
            for answer in (asked.key, wrong_answer(asked)):
                assert canonical_answer(slip, asked, choice_shown(slip, asked, answer)) == answer


@pytest.mark.parametrize(("typed", "number"), [("128", 128), (" 8.5 ", 8.5), ("１２８", 128), (98, 98), ("-3", -3)])
def test_a_number_is_taken_as_people_type_it(typed: object, number: float) -> None:
    asked = item(4, "number")
    [slip] = paper("甲", 1, ((asked,),))
    assert float(canonical_answer(slip, asked, typed)) == number  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "choice", "told"),
    [
        ("single", 4, "没有这个选项"),
        ("single", "0", "没有这个选项"),
        ("several", [], "一项也没有选"),
        ("several", 1, "没看懂"),
        ("order", [0, 1, 2], "一项只排一次"),
        ("order", [0, 1, 2, 2], "一项只排一次"),
        ("match", [0, 1], "每一项"),
        ("number", "128元", "只填一个数"),
        ("number", "NaN", "只填一个数"),
        ("number", "1" * 40, "只填一个数"),
    ],
)
def test_what_can_be_no_answer_is_said_in_chinese(kind: str, choice: object, told: str) -> None:
    asked = item(3, kind)
    [slip] = paper("甲", 1, ((asked,),))
    with pytest.raises(UnreadableChoiceError, match=told):
        canonical_answer(slip, asked, choice)


def test_a_bank_smaller_than_a_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="61 strata"):
        strata(tuple(ITEMS.values()), 61)


def test_every_paper_has_as_many_hard_questions_whichever_of_each_stratum_it_got() -> None:
    # Difficulty changes within the strata here, so counting by difficulty would give some people more of them.
    uneven = {one.id: replace(one, difficulty=1 + number * 5 // 61) for number, one in enumerate(ITEMS.values())}
    groups = strata(tuple(uneven.values()), 10)
    hardest = {item.id for group in groups[6:] for item in group}
    for entry in range(1, 200):
        hard = {slip.item for slip in paper("甲", entry, groups) if slip.hard}
        assert len(hard) == 4
        assert hard <= hardest


# -- what one person gets out of the shipped bank ----------------------------------------------------------------------

BANK = loaded().bank.items
PAPERS = [[BANK[slip.item] for slip in paper("省赛", n, strata(tuple(BANK.values()), 20))] for n in range(1, 301)]


def test_nobody_is_asked_about_one_table_all_the_time() -> None:
    """A third of the bank is on discount limits; a paper is not."""
    limits = [sum(item.skill == "优惠权限" for item in asked) for asked in PAPERS]
    assert sum(limits) / len(limits) < 4.5
    assert max(limits) <= 7
    assert min(len({item.skill for item in asked}) for asked in PAPERS) >= 8


def test_nobody_gets_nearly_the_same_question_again_and_again() -> None:
    made = [Counter(item.id.partition("-")[0] for item in asked if "written-" not in item.id) for asked in PAPERS]
    assert max(count for one in made for count in one.values()) <= 2
    assert sum(sum(count - 1 for count in one.values()) for one in made) / len(made) < 1


def test_nobody_is_asked_the_same_fact_twice_by_a_generator_and_by_a_trainer() -> None:
    for asked in PAPERS:
        assert len({item.source.path for item in asked}) == len(asked)


def test_papers_that_differ_in_questions_are_equally_hard() -> None:
    hard = [sum(item.difficulty for item in asked) for asked in PAPERS]
    assert max(hard) - min(hard) <= 5


def test_no_question_is_on_so_many_papers_that_it_gets_about() -> None:
    times = Counter(item.id for asked in PAPERS for item in asked)
    assert max(times.values()) < 0.2 * len(PAPERS)
    assert len(times) > 0.95 * len(BANK)
