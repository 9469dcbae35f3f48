"""Handles come back whole or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.buttons import handle, mark_of, read_handle


@given(st.text(max_size=80))
def test_whatever_comes_back_is_read_or_refused(text: str) -> None:
    read = read_handle(text)
    if read is not None:
        assert handle(read[0], *read[1]) == text


@pytest.mark.parametrize("parts", [("广告公司",), ("a:b",), ("",), ("x" * 17,), ("1", "2", "3", "4", "5")])
def test_a_handle_that_would_not_come_back_is_not_made(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not fit"):
        handle("script", *parts)


def test_a_handle_keeps_its_parts_and_a_name_its_mark() -> None:
    assert read_handle(handle("items", 12, 3)) == ("items", ("12", "3"))
    assert mark_of("广告公司") == mark_of("广告公司") != mark_of("国有企业")
    assert read_handle(handle("script", mark_of("广告公司"))) is not None
