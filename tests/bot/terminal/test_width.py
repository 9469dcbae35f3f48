"""Chinese text breaks where a reader would break it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.terminal.width import columns, wrapped


def test_a_chinese_character_is_two_columns_wide_and_a_combining_one_none() -> None:
    assert columns("宽带2M") == 6
    assert columns("e\u0301") == 1


def test_no_line_begins_with_a_comma_and_numbers_stay_whole() -> None:
    lines = wrapped("二兆宽带一个月只要，12800元，您看行不行？", 18).splitlines()
    assert lines == ["二兆宽带一个月只", "要，12800元，您看", "行不行？"]


def test_later_lines_hang_under_the_first() -> None:
    assert wrapped("王总：你哪位？我这儿正忙着呢。", 16, 6) == "王总：你哪位？我\n      这儿正忙着\n      呢。"


@given(st.text(alphabet="您好，。abc 128“”（）\n", max_size=80), st.integers(min_value=12, max_value=40))
def test_breaking_loses_no_word(text: str, width: int) -> None:
    assert "".join(wrapped(text, width).split()) == "".join(text.split())
