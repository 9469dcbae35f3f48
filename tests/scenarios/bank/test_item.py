"""An item survives being stored: what comes back is what was put away."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from scenarios.bank.item import Answer, Item, ItemKind, ItemSource, answer_as_json, answer_from_json

SOURCE = ItemSource("plan.yaml", 74, "tariff.value-added.来电显示", "来电显示：5 元/月", "ab" * 32)


def item(kind: ItemKind, key: Answer, lefts: tuple[str, ...] = ()) -> Item:
    return Item(
        "x-1",
        kind,
        "问什么？",
        ("甲", "乙", "丙"),
        lefts,
        key,
        Decimal("0.5"),
        "元",
        3,
        "资费",
        timed=False,
        source=SOURCE,
        because="因为。",
    )


@pytest.mark.parametrize(
    ("kind", "key", "stored"),
    [
        ("single", 2, 2),
        ("several", (0, 2), [0, 2]),
        ("order", (2, 0, 1), [2, 0, 1]),
        ("number", Decimal("1062.50"), "1062.50"),
        ("match", (1, 0), [1, 0]),
    ],
)
def test_a_stored_item_comes_back_exactly(kind: ItemKind, key: Answer, stored: object) -> None:
    before = item(kind, key, ("左一", "左二") if kind == "match" else ())
    data = json.loads(json.dumps(before.as_json(), ensure_ascii=False))
    assert data["key"] == stored
    assert Item.from_json(data) == before
    assert answer_from_json(data["key"]) == key


@pytest.mark.parametrize("wrong", [True, None, "八折", "NaN", "Infinity", [0, "1"], [True], -1, [-1], 1.5, {}])
def test_what_is_no_answer_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="no answer"):
        answer_from_json(wrong)


def test_a_large_number_is_stored_in_plain_digits() -> None:
    assert answer_as_json(Decimal("1E+4")) == "10000"
