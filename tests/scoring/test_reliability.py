"""Krippendorff's alpha against the values he published."""

from __future__ import annotations

import pytest

from scoring.reliability import Metric, alpha

FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
TWO_OF_TWO_KINDS = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
TWO_OF_FIVE_KINDS = ("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")


def units(observers: tuple[str, ...]) -> list[list[float]]:
    columns = zip(*(row.split() for row in observers), strict=True)
    return [[float(mark) for mark in column if mark != "."] for column in columns]


@pytest.mark.parametrize(
    ("observers", "metric", "published"),
    [
        (TWO_OF_TWO_KINDS, "nominal", 0.095),
        (TWO_OF_FIVE_KINDS, "nominal", 0.692),
        (FOUR_OBSERVERS, "nominal", 0.743),
        (FOUR_OBSERVERS, "ordinal", 0.815),
        (FOUR_OBSERVERS, "interval", 0.849),
    ],
)
def test_the_published_examples_come_out_as_published(
    observers: tuple[str, ...], metric: Metric, published: float
) -> None:
    assert alpha(units(observers), metric) == pytest.approx(published, abs=0.0006)


def test_raters_who_agree_on_everything_have_an_alpha_of_one() -> None:
    assert alpha([[1, 1, 1], [4, 4], [5, 5, 5]]) == 1


def test_where_nothing_can_be_compared_there_is_no_figure() -> None:
    assert alpha([]) is None
    assert alpha([[3], [4], [5]]) is None
    assert alpha([[3, 3], [3, 3]]) is None


def test_raters_who_always_differ_have_an_alpha_below_zero() -> None:
    found = alpha([[1, 5], [5, 1], [1, 5]])
    assert found is not None
    assert found < 0
