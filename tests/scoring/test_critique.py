"""Several raters' marks of one talk: who counts how much, and what the trainer is told of raters."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.critique import MOST_ERROR, MOST_GAIN, branch, measure
from scoring.critique import MOST_WEIGHT, Mark, Rater, combine, flags, known_raters

REPS = ("小李", "小王", "小张", "小赵", "小陈")
TRUTH = dict(zip(REPS, (85, 70, 60, 50, 75), strict=True))


def peers(*values: float) -> list[Mark]:
    return [Mark(f"同事{number}", "一", value) for number, value in enumerate(values)]


def marked_by(rater: str, **values: float) -> list[Mark]:
    """A history in which four honest colleagues and this one mark everybody's talk twice; `values` are his marks."""
    history = []
    for again in (0, 1):
        for rep, truth in TRUTH.items():
            talk = f"{rep}{again}"
            history += [Mark(f"同事{n}", talk, truth + (-2, 1, 2, -1)[n] + again, "peer", rep) for n in range(4)]
            history.append(Mark("机器", talk, truth, "machine", rep))
            history.append(Mark(rater, talk, values.get(rep, truth), "peer", rep))
    return history


def test_fewer_than_three_raters_give_marks_and_no_combination() -> None:
    two = combine([*peers(60, 80), Mark("小李", "一", 90, "self")], {})
    assert two.value is None
    assert two.honesty is None
    assert not two.weights
    assert len(two.marks) == 3


def test_the_machine_and_the_trainer_count_as_raters() -> None:
    marks = [Mark("同事", "一", 70), Mark("机器", "一", 70, "machine"), Mark("培训师", "一", 70, "trainer")]
    assert combine(marks, {}).value == pytest.approx(70)


def test_his_own_mark_weighs_nothing_and_is_shown_as_honesty() -> None:
    others = peers(60, 60, 60)
    with_own = combine([*others, Mark("小李", "一", 95, "self")], {})
    assert with_own.value == combine(others, {}).value
    assert with_own.honesty == pytest.approx(35)
    assert "小李" not in with_own.weights


def test_the_trainer_weighs_more_than_the_machine_and_the_machine_more_than_a_colleague() -> None:
    marks = [Mark("机器", "一", 70, "machine"), Mark("培训师", "一", 70, "trainer"), *peers(70, 70, 70)]
    weights = combine(marks, {}).weights
    assert weights["培训师"] > weights["机器"] > weights["同事0"]


def test_nobody_weighs_more_than_two_fifths() -> None:
    sure = {"同事0": Rater(spread=4)}
    weights = combine(peers(70, 90, 50), sure | {f"同事{n}": Rater(spread=30) for n in (1, 2)}).weights
    assert max(weights.values()) == pytest.approx(MOST_WEIGHT)
    assert sum(weights.values()) == pytest.approx(1)


def test_one_wild_mark_moves_the_value_little() -> None:
    value = combine(peers(70, 71, 69, 70, 5), {}).value
    assert value == pytest.approx(70, abs=4)


def test_who_always_marks_ten_too_low_is_read_higher() -> None:
    history = marked_by("严老师", **{rep: truth - 10 for rep, truth in TRUTH.items()})
    raters = known_raters(history)
    assert raters["严老师"].bias < -6
    strangers = [Mark(f"新人{number}", "一", 70) for number in range(3)]
    assert combine([*strangers, Mark("严老师", "一", 60)], raters).value == pytest.approx(70, abs=1.2)


def test_who_marks_at_random_weighs_less_than_who_listens() -> None:
    rng = Random(3)
    history = marked_by("马虎", **{rep: rng.uniform(20, 100) for rep in REPS})
    raters = known_raters(history)
    assert raters["马虎"].spread > 2 * raters["同事0"].spread
    weights = combine([*peers(70, 70, 70), Mark("马虎", "一", 70)], raters).weights
    assert weights["马虎"] < weights["同事0"] / 2


def test_the_trainer_is_told_who_marks_everything_the_same() -> None:
    history = marked_by("和事佬", **dict.fromkeys(REPS, 80.0))
    found = [flag for flag in flags(history, known_raters(history)) if flag.rater == "和事佬"]
    assert [flag.kind for flag in found] == ["same"]
    assert "80 到 80" in found[0].why


def test_the_trainer_is_told_who_marks_only_his_friend_up() -> None:
    history = marked_by("老好人", 小赵=75)
    found = [flag for flag in flags(history, known_raters(history), {"小赵": "赵明"}) if flag.rater == "老好人"]
    assert [(flag.kind, flag.about) for flag in found] == [("friends", ("小赵",))]
    assert "唯独给赵明高" in found[0].why


def test_honest_and_strict_raters_are_not_flagged() -> None:
    history = marked_by("严老师", **{rep: truth - 10 for rep, truth in TRUTH.items()})
    assert not flags(history, known_raters(history))


@given(st.lists(st.tuples(st.floats(0, 100), st.sampled_from(("peer", "trainer", "machine"))), min_size=3, max_size=9))
def test_any_marks_combine_to_a_value_among_them(given_marks: list[tuple[float, str]]) -> None:
    marks = [Mark(str(n), "一", value, kind) for n, (value, kind) in enumerate(given_marks)]  # type: ignore[arg-type]
    combined = combine(marks, {})
    values = [value for value, _ in given_marks]
    assert combined.value is not None
    assert min(values) - 1e-6 <= combined.value <= max(values) + 1e-6
    assert sum(combined.weights.values()) == pytest.approx(1)


def test_a_branch_with_bad_raters_is_marked_nearer_the_truth_than_by_the_plain_mean() -> None:
    figures = measure(branch(Random(seed)) for seed in range(16))
    assert figures.plain > 5
    assert figures.combined <= MOST_ERROR
    assert figures.combined_gain < MOST_GAIN
