"""How a city names a place in the province's file: as it reads there, whatever divides the names."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.overlay.paths import find, hint, written

DATA: dict[str, Any] = {
    "stages": {
        "报价": {
            "points": {"报价 128元/2M": {"say": "128块"}, "10.5元": {"say": "十块五"}},
            "customer": ["多少钱？", "报个数。"],
            "next": [{"to": "促成"}, {"otherwise": "stay"}],
        }
    }
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("stages.报价.points.报价 128元/2M.say", "128块"),
        ("stages。报价。points。报价 128元/2M。say", "128块"),
        ("stages.报价.points.10.5元.say", "十块五"),
        ("stages.报价.customer.2", "报个数。"),
        ("stages.报价.customer.报个数。", "报个数。"),
        ("stages.报价.next.1.to", "促成"),
        (" stages.报价.points.10.5元 ", {"say": "十块五"}),
    ],
)
def test_a_place_is_found_by_its_names_even_with_dots_in_them_or_chinese_full_stops(path: str, value: object) -> None:
    found = find(DATA, path)
    assert found.whole
    assert found.value == value


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("stages.报介.points", "是不是想写「stages.报价.points」？"),
        ("stages.报价.pionts.10.5元.say", "是不是想写「stages.报价.points.10.5元.say」？"),
        ("stages/报价/customer/2", "一层一层用英文句点隔开：stages.报价.customer.2"),
        ("stages.报价.next.9.to", "写第几项，从 1 数到 2。"),
        ("stages.报价.points.10.5元.say.一", "走到「stages.报价.points.10.5元.say」就到头了，后面的去掉。"),
    ],
)
def test_a_place_that_is_not_there_is_answered_with_what_to_write(path: str, said: str) -> None:
    assert hint(DATA, find(DATA, path), path) == said


def test_a_path_is_written_with_items_counted_from_one() -> None:
    assert written(("stages", "报价", "next", 0, "to")) == "stages.报价.next.1.to"
