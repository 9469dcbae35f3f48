"""A recorded talk is a story that holds, whatever was said in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.practice import Setup
from scenarios.stories.recorded import quoted, story_of
from scenarios.stories.told import tell
from scripts.source import read

if TYPE_CHECKING:
    from conftest import Stage

TALKS = [
    ["【自我介绍】【说明来意】", "【询问现有费用】", "再见"],
    ["【违规：施压或失礼】"] * 5,
    ["", "  ", "【自我介绍】"],
    ["您好: #1 [a] {b} \"引号\" '单' \\", "- 减号", "yes", "128"],
    [],
]


@pytest.mark.parametrize("lines", TALKS)
def test_a_recorded_talk_holds_when_it_is_told(stage: Stage, lines: list[str]) -> None:
    text = story_of(stage.practice, Setup(seed=5, approach="phone"), lines, "记下来的")
    subject = stage.story(text)
    assert tell(stage.practice, subject, stage.script).difference is None
    assert subject.story.approach == "电话销售"


def test_a_recorded_talk_reads_like_the_dialogue(stage: Stage) -> None:
    text = story_of(stage.practice, Setup(seed=5), ["【自我介绍】【说明来意】"], "记下来的")
    assert "    heard: [自我介绍, 说明来意]\n    # 王总：" in text
    assert "  ending: 中途结束\n" in text


@settings(deadline=None, max_examples=200)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"]), max_size=60)
)
def test_any_text_can_be_written_and_read_again(text: str) -> None:
    spoken = " ".join(text.split())
    source = read("a.yaml", f"rep: {quoted(text)}\n")
    assert source.data == {"rep": spoken}, source.problems
