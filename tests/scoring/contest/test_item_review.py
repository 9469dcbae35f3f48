"""Which keys are to be checked before a result is opened, and which are left in peace."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.contest.item_review import Answer, Response, review

KEY = 0


def responses(*answers: Answer | None, rest: list[float] | None = None) -> list[Response]:
    """The key is 0; people stand from weakest to best unless `rest` says otherwise."""
    standing = rest or [float(n) for n in range(len(answers))]
    return [Response(one, 1000 if one == KEY else 0, by) for one, by in zip(answers, standing, strict=True)]


def test_a_good_question_is_left_in_peace() -> None:
    found = review(responses(*[1] * 6, *[2] * 5, *[3] * 4, *[KEY] * 15))
    assert found is not None
    assert found.facility == pytest.approx(0.5)
    assert not found.check_this_key
    assert found.why == ()


def test_a_question_nearly_nobody_gets_right_is_to_be_checked() -> None:
    found = review(responses(*[1, 2, 3, None] * 5, *[KEY] * 4))
    assert found is not None
    assert found.reasons == ("hard",)
    assert found.why == ("得分率只有 17%，几乎没人答对。",)


def test_a_question_everybody_gets_right_is_to_be_checked() -> None:
    found = review(responses(*[KEY] * 40))
    assert found is not None
    assert found.reasons == ("easy",)
    assert found.discrimination is None


def test_the_bounds_themselves_are_good_enough() -> None:
    at_least = review(responses(*[1, 2, 3] * 5, *[KEY] * 5))
    at_most = review(responses(1, *[KEY] * 19))
    assert at_least is not None
    assert at_most is not None
    assert at_least.reasons == at_most.reasons == ()


def test_a_question_the_better_do_no_better_at_is_to_be_checked() -> None:
    found = review(responses(*[KEY, 1, KEY, 2] * 10))
    assert found is not None
    assert found.reasons == ("flat",)


def test_the_correlation_is_the_point_biserial() -> None:
    # Credits 0 at rests 1..15, 1 at 16..30: (23 - 8)·√(.5·.5)/s, s² = (30² - 1)/12
    found = review(responses(*[1] * 15, *[KEY] * 15))
    assert found is not None
    assert found.discrimination == pytest.approx(7.5 / ((900 - 1) / 12) ** 0.5)


def test_a_wrong_answer_the_best_prefer_is_named() -> None:
    found = review(responses(*[KEY] * 12, *[3] * 5, KEY))
    assert found is not None
    assert found.reasons == ("preferred",)
    assert found.preferred == 3
    assert found.why == ("成绩靠前的三分之一里，5 人选了同一个别的答案，选标准答案的只有 1 人。",)


def test_where_time_ran_out_nobody_preferred_anything() -> None:
    found = review(responses(*[KEY] * 12, *[None] * 6))
    assert found is not None
    assert found.preferred is None


def test_a_few_answers_say_nothing() -> None:
    assert review(responses(*[1] * 9)) is None
    found = review(responses(*[KEY, 1] * 10))
    assert found is not None
    assert found.discrimination is None


@given(
    st.lists(st.tuples(st.none() | st.integers(0, 3), st.integers(0, 5)), min_size=10, max_size=60),
    st.randoms(use_true_random=False),
)
def test_a_review_does_not_depend_on_the_order_of_answers(answers: list[tuple[int | None, int]], rng: Random) -> None:
    given_answers = responses(*[one for one, _ in answers], rest=[float(by) for _, by in answers])
    assert review(rng.sample(given_answers, len(given_answers))) == review(given_answers)
