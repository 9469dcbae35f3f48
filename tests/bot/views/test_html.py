"""Telegram's HTML: escaped, balanced, and never longer than a message may be."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from bot.views.html import LONGEST, html_messages, packed, spoken_html
from bot.views.page import Line, Section
from bot.views.talk import Spoken

TEXTS = st.text(alphabet="您好<>&\"'😀a ", max_size=60)
LINES = st.builds(
    lambda text, times, mark: Line(text * times, mark),
    TEXTS,
    st.sampled_from([1, 40, 200]),
    st.sampled_from(["plain", "quiet", "strong"]),
)
PAGES = st.lists(st.builds(lambda title, lines: Section(title, tuple(lines)), TEXTS, st.lists(LINES, max_size=4)))


def size(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(PAGES)
def test_messages_fit_their_tags_close_and_no_word_is_lost(sections: list[Section]) -> None:
    messages = html_messages(tuple(sections))
    shown = ""
    for message in messages:
        assert size(message) <= LONGEST
        for tag in ("b", "i"):
            assert message.count(f"<{tag}>") == message.count(f"</{tag}>")
        shown += unescape(re.sub(r"</?[bi]>", "", message))
    said = "".join(f"【{one.title}】" * bool(one.title) + "".join(line.text for line in one.lines) for one in sections)
    assert "".join(shown.split()) == "".join(said.split())


def test_paragraphs_stay_together_while_they_fit() -> None:
    assert packed(["甲", "乙"]) == ("甲\n\n乙",)
    long = "字" * (LONGEST - 3)
    assert packed([long, "乙", "丙"]) == (f"{long}\n\n乙", "丙")


def test_a_persons_words_are_no_markup() -> None:
    said = spoken_html(Spoken("customer", "王总", "<b>便宜</b> & 快", "脸色不太好"))
    assert said == "<b>王总</b><i>（脸色不太好）</i>：&lt;b&gt;便宜&lt;/b&gt; &amp; 快"
    asked = spoken_html(Spoken("coach", "想一想", "哪一条？", choices=("A<B", "C")))
    assert asked == "<i>〔想一想〕哪一条？</i>\n1. A&lt;B\n2. C"
