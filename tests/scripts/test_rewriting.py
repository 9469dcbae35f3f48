"""Only what changed is written anew: an author finds his comments, his order and his quotes where he left them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scripts.rewriting import rewritten
from scripts.source import read

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = """\
# 文件开头的话
name: 王总   # 老板

lines:
  # 先说这些
  greeting: [您好, 早上好]  # 两种
  asks:
    - 多少钱？    # 常问
    # 也有人这样问
    - 贵不贵？
  care: {worth: 1, say: [好, 行]}  # 在乎

quoted: "一句: 话"
long: |
  第一行
  第二行
alone: 就一句
"""
DATA: dict[str, Any] = {
    "name": "王总",
    "lines": {
        "greeting": ["您好", "早上好"],
        "asks": ["多少钱？", "贵不贵？"],
        "care": {"worth": "1", "say": ["好", "行"]},
    },
    "quoted": "一句: 话",
    "long": "第一行\n第二行\n",
    "alone": ["就一句"],
}


def changed(change: Callable[[dict[str, Any]], Any]) -> list[str]:
    """The lines that differ after a change, the old before the new."""
    after = deepcopy(DATA)
    change(after)
    old, new = TEXT.split("\n"), rewritten(TEXT, DATA, after).split("\n")
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


def test_a_file_nothing_was_changed_in_stays_as_it_is() -> None:
    assert rewritten(TEXT, DATA, deepcopy(DATA)) == TEXT


def test_a_changed_value_keeps_the_comment_beside_it() -> None:
    assert changed(lambda data: data.update(name="李总")) == ["-name: 王总   # 老板", "+name: 李总   # 老板"]


def test_a_line_more_stands_among_the_others_in_their_own_manner() -> None:
    assert changed(lambda data: data["lines"]["greeting"].insert(1, "晚上好")) == [
        "-  greeting: [您好, 早上好]  # 两种",
        "+  greeting: [您好, 晚上好, 早上好]  # 两种",
    ]
    assert changed(lambda data: data["lines"]["asks"].append("能少吗？")) == ["+    - 能少吗？"]


def test_lines_that_change_places_take_their_comments_along() -> None:
    after = deepcopy(DATA)
    after["lines"]["asks"].reverse()
    assert "  asks:\n    # 也有人这样问\n    - 贵不贵？\n    - 多少钱？    # 常问\n" in rewritten(TEXT, DATA, after)


def test_quotes_stay_and_come_where_a_text_needs_them() -> None:
    assert changed(lambda data: data.update(quoted="平常话"))[1] == '+quoted: "平常话"'
    assert changed(lambda data: data["lines"]["care"].update(say=["好: 的", "行"]))[1].endswith(
        '{worth: 1, say: ["好: 的", 行]}  # 在乎'
    )


def test_one_text_in_place_of_a_list_stays_one_until_there_are_two() -> None:
    assert changed(lambda data: data.update(alone=["另一句"]))[1] == "+alone: 另一句"
    assert changed(lambda data: data.update(alone=["一", "二"]))[1] == "+alone: [一, 二]"


def test_a_renamed_entry_keeps_its_place_and_its_comments() -> None:
    def rename(data: dict[str, Any]) -> None:
        data["lines"] = {("问好" if key == "greeting" else key): value for key, value in data["lines"].items()}

    assert changed(rename) == ["-  greeting: [您好, 早上好]  # 两种", "+  问好: [您好, 早上好]  # 两种"]


def test_what_is_not_among_the_data_is_left_alone() -> None:
    before = {"lines": {"asks": DATA["lines"]["asks"]}}
    after = {"lines": {"asks": ["多少钱？"]}}
    assert rewritten(TEXT, before, after) == TEXT.replace("    # 也有人这样问\n    - 贵不贵？\n", "")


def test_an_entry_taken_away_leaves_its_neighbours_comments() -> None:
    after = deepcopy(DATA)
    del after["lines"]["asks"]
    del after["quoted"]
    text = rewritten(TEXT, DATA, after)
    assert "# 先说这些" in text
    assert "# 在乎" in text
    assert read("", text).data == {**after, "alone": "就一句"}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_of_windows_and_its_byte_order_mark_stay(mark: str) -> None:
    text = mark + TEXT.replace("\n", "\r\n")
    after = {**DATA, "name": "李总"}
    assert rewritten(text, DATA, after) == text.replace("王总", "李总")


texts = st.text("甲乙丙ab1 :#'\"-,[]{}？", min_size=1, max_size=6).filter(lambda text: text == text.strip() != "~")
keys = st.sampled_from(["甲", "乙", "丙", "丁", "a", "b"])
values = st.recursive(
    texts | st.lists(texts, min_size=2, max_size=4),
    lambda inner: st.dictionaries(keys, inner, min_size=1, max_size=4) | st.lists(inner, min_size=2, max_size=3),
    max_leaves=12,
)
documents = st.dictionaries(keys, values, min_size=1, max_size=5)


@given(before=documents, after=documents, flow=st.sampled_from([True, False, None]))
def test_whatever_is_changed_reads_back_as_what_was_meant(
    before: dict[str, Any],
    after: dict[str, Any],
    flow: bool | None,  # noqa: FBT001 - PyYAML's own way to name a style
) -> None:
    text = "# 话\n" + yaml.safe_dump(before, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    source = read("", rewritten(text, before, after))
    assert source.data == after, source.problems
    assert list(source.data) == list(after)


@given(before=documents, after=documents)
def test_comments_at_the_top_survive_any_change(before: dict[str, Any], after: dict[str, Any]) -> None:
    text = "# 话\n" + yaml.safe_dump(before, allow_unicode=True, sort_keys=False)
    assert rewritten(text, before, after).startswith("# 话\n")
