"""A branch's figures: shrunk means and their intervals worked out by hand, and what nobody may read out of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from scoring.contest.branches import MOST_K, UNKNOWN_K, Sample, branch_results, prior_weight, weakest_skill

SCORES = st.lists(st.integers(0, 1000).map(lambda tenths: Decimal(tenths).scaleb(-1)), min_size=1, max_size=12)


def sample(branch: str, *scores: float) -> Sample:
    return Sample(branch, tuple(Decimal(str(score)) for score in scores), len(scores), len(scores) + 1)


# Means 60, 70, 80 of three reps each, every variance within 100: between = 100 - 100/3, k = 100/(200/3) = 1.5.
THREE = (sample("东", 50, 60, 70), sample("西", 60, 70, 80), sample("南", 70, 80, 90))


def test_a_mean_is_drawn_towards_that_of_all_by_the_variances() -> None:
    assert prior_weight([one.scores for one in THREE]) == Fraction(3, 2)
    found = branch_results(THREE)
    assert [(one.branch, one.rank, one.score, one.mean) for one in found] == [
        ("南", 1, Decimal("76.7"), Decimal(80)),  # (3·80 + 1.5·70)/4.5
        ("西", 2, Decimal(70), Decimal(70)),
        ("东", 3, Decimal("63.3"), Decimal(60)),
    ]


def test_an_interval_is_two_standard_errors_and_says_who_may_be_as_good_as_the_first() -> None:
    found = branch_results(THREE)
    assert {one.give_or_take for one in found} == {Decimal("11.3")}  # 1.96·10/√3
    assert [one.level_with_first for one in found] == [False, True, True]
    clear = branch_results([sample("甲", *[90, 91] * 5), sample("乙", *[60, 61] * 5)])
    assert [one.level_with_first for one in clear] == [False, False]
    assert clear[0].give_or_take == Decimal("0.3")  # 1.96·√(10·.25/9)/√10 = .327


def test_unequal_branches_give_the_variances_their_sizes() -> None:
    # Sizes 2 and 4, means 50 and 80: within (200 + 200)/4 = 100; between ((1200)/1 - 100)/n0, n0 = 6 - 20/6 = 8/3.
    scores = ([40, 60], [70, 80, 80, 90])
    assert prior_weight([[Decimal(one) for one in each] for each in scores]) == Fraction(100) / (1100 / Fraction(8, 3))


def test_where_too_little_is_known_the_mean_of_all_weighs_fifteen_reps() -> None:
    assert prior_weight([[Decimal(50), Decimal(60)]]) == UNKNOWN_K
    assert prior_weight([[Decimal(50)], [Decimal(70)]]) == UNKNOWN_K
    assert prior_weight([]) == UNKNOWN_K


def test_where_branches_hardly_differ_the_weight_stays_finite() -> None:
    assert prior_weight([[Decimal(40), Decimal(80)], [Decimal(80), Decimal(40)]]) == MOST_K
    assert prior_weight([[Decimal(60)] * 3, [Decimal(60)] * 3]) == MOST_K


def test_a_lucky_pair_does_not_pass_a_strong_branch_of_many() -> None:
    strong, usual = [60, 70, 80, 90, 100] * 4, [50, 60, 70, 80, 90] * 4
    found = branch_results([sample("两人", 81, 82), sample("众人", *strong), sample("平常", *usual)])
    assert max(one.mean for one in found) == Decimal("81.5")
    assert found[0].branch == "众人"
    assert next(one for one in found if one.branch == "两人").level_with_first


def test_one_score_each_gives_no_interval_and_everybody_may_be_as_good() -> None:
    found = branch_results([sample("东", 50), sample("西", 70)])
    assert [one.give_or_take for one in found] == [None, None]
    assert [one.level_with_first for one in found] == [False, True]


def test_equal_scores_share_a_rank_and_an_empty_branch_has_none() -> None:
    found = branch_results([sample("乙", 60, 70), sample("甲", 60, 70), sample("丙", 10, 20), sample("丁")])
    assert [(one.branch, one.rank) for one in found] == [("乙", 1), ("甲", 1), ("丙", 3)]
    assert branch_results([]) == ()


def test_median_and_attendance_are_told_beside() -> None:
    (found,) = branch_results([sample("东", 10, 70, 80.5, 90)])
    assert found.median == Decimal("75.3")  # 75.25
    assert (found.attended, found.drawn) == (4, 5)


def test_the_weakest_skill_needs_enough_answers() -> None:
    assert weakest_skill({"资费": (4000, 5), "审批": (1000, 4), "赠品": (3900, 5)}) == "赠品"
    assert weakest_skill({"审批": (1000, 4)}) is None
    assert weakest_skill({}) is None


@given(st.lists(SCORES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_table_is_the_same_in_whatever_order_scores_and_branches_come(
    scores: list[list[Decimal]], rng: Random
) -> None:
    samples = [Sample(str(n), tuple(each), len(each), len(each)) for n, each in enumerate(scores)]
    shuffled = [
        Sample(one.branch, tuple(rng.sample(one.scores, len(one.scores))), one.attended, one.drawn)
        for one in rng.sample(samples, len(samples))
    ]
    assert branch_results(shuffled) == branch_results(samples)


@given(st.lists(SCORES, min_size=1, max_size=8))
def test_a_shrunk_score_lies_between_its_own_mean_and_that_of_all(scores: list[list[Decimal]]) -> None:
    everybody = sum(map(sum, scores)) / Decimal(sum(map(len, scores)))
    slack = Decimal("0.1")
    for one in branch_results(Sample(str(n), tuple(each), 1, 1) for n, each in enumerate(scores)):
        assert min(one.mean, everybody) - slack <= one.score <= max(one.mean, everybody) + slack
