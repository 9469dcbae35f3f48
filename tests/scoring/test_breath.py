"""A recital of the rubric is not a talk."""

from __future__ import annotations

from scoring.breath import KEPT_OF_A_RECITAL, MOST_IN_A_BREATH, in_one_breath
from scripts.heard import Heard, Hit


def heard(items: int) -> Heard:
    hits = tuple(Hit(f"item{n}", f"条目{n}", "话", n, n + 1) for n in reversed(range(items)))
    return Heard("话" * items, ("statement",), hits)


def test_a_full_but_human_sentence_counts_whole() -> None:
    assert in_one_breath(heard(MOST_IN_A_BREATH)) == heard(MOST_IN_A_BREATH)


def test_of_a_recital_only_the_first_items_count_and_the_rest_is_explained() -> None:
    after = in_one_breath(heard(9))
    assert [hit.code for hit in after.met] == [f"item{n}" for n in range(KEPT_OF_A_RECITAL)]
    assert "recital" in after.acts
    assert len(after.dismissed) == 9 - KEPT_OF_A_RECITAL
    assert all("9 条" in hit.why for hit in after.dismissed)
