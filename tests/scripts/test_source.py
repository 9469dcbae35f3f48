"""A document read: scalars stay as written, everything has its place, and no text whatever can make it raise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.model import Script
from scripts.problems import Place
from scripts.shape import fit
from scripts.source import read

SCRIPT = (Path(__file__).parent / "library" / "office-water" / "scripts" / "studio.yaml").read_text(encoding="utf-8")
KEYS = "：，“”　\"'[]{}#&*!|>-\t \n@%:?~a甲1\x00\u200b"


@pytest.mark.parametrize("written", ["0510", "8:30", "yes", "1.50", "0x10", "2008-03-16", "1_000", "null", "+86"])
def test_a_plain_scalar_is_text_as_it_was_written(written: str) -> None:
    assert read("a.yaml", f"a: {written}\n").data == {"a": written}


def test_nothing_written_is_nothing() -> None:
    assert read("a.yaml", "a:\nb: ''\n").data == {"a": None, "b": ""}


def test_every_key_value_and_item_has_its_place() -> None:
    source = read("a.yaml", "甲乙: 丙\nb:\n  - x\n  - {c: d}\ne: text\n")
    assert source.place(("甲乙",)) == Place("a.yaml", 1, 1)
    assert source.value_place(("甲乙",)) == Place("a.yaml", 1, 5)
    assert source.value_place(("b", 1, "c")) == Place("a.yaml", 4, 9)
    assert source.value_place(("b", 0)) == Place("a.yaml", 3, 5)
    assert source.value_place(("e", 0)) == Place("a.yaml", 5, 4), "one text in place of a list of one"
    assert source.place(("b", 1, "nothing")) == Place("a.yaml", 4, 5), "the nearest part above"


@pytest.mark.parametrize(
    "text",
    [
        'a: "say: # no slip, 甲：乙 @ 丙"\n',
        "a: 他说：“好。”然后走了，没回头\n",
        "a:   # 说明：这是注释，#不是 slip\n  b\n",
        "a: |\n  -文字\n  goal：这里是正文\n  \tb\n",
        "a: [甲：乙, 丙，丁, '戊, 己']\n",
        "违规：贬低对手: {b: c}\n",
        "a: C#语言，1-2 天，50%，A&B\n",
        "a: -2\nb: [-1, 2]\n",
        "- 8:30 到 10:00\n",
    ],
)
def test_what_is_no_slip_is_not_taken_for_one(text: str) -> None:
    assert read("a.yaml", text).problems == ()


@given(st.text(alphabet=KEYS, max_size=60))
def test_any_text_whatever_is_read_or_told_but_never_raises(text: str) -> None:
    source = read("a.yaml", text)
    document, problems = fit(Script, source) if source.readable else (None, source.problems)
    assert document is None
    assert problems
    assert all(1 <= one.place.line <= text.count("\n") + 2 for one in problems)


@given(
    st.lists(st.tuples(st.integers(0, len(SCRIPT)), st.sampled_from(KEYS), st.integers(0, 3)), min_size=1, max_size=3)
)
def test_a_script_with_any_keys_struck_is_read_or_told_but_never_raises(strokes: list[tuple[int, str, int]]) -> None:
    text = SCRIPT
    for at, key, swallowed in strokes:
        text = text[:at] + key + text[at + swallowed :]
    source = read("a.yaml", text)
    document, problems = fit(Script, source) if source.readable else (None, source.problems)
    assert document is not None or problems
    assert all(one.message for one in problems)


@given(st.binary(max_size=200))
def test_any_bytes_whatever_are_read_or_told(content: bytes) -> None:
    source = read("a.yaml", content)
    assert source.readable or source.problems
