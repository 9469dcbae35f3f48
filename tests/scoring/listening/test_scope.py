"""Negation, question, quotation, condition, irony: words that are there and do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from scoring.listening import Listener


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("stability", "别家的网络不稳定"),
        ("stability", "我们的网络不稳定"),
        ("stability", "您现在的网络稳定吗？"),
        ("stability", "电信自己说他们的网络稳定"),
        ("stability", "要是网络稳定就好了"),
        ("stability", "昨晚我们这边也抖了一下，稳字我不敢说"),
        ("cheaper", "电信的人说他们比我们便宜"),
        ("cheaper", "价格不比电信便宜"),
        ("no_rental", "月租照收，免不了"),
        ("no_rental", "铁通贴的广告，写的是免月租"),
        ("ask_cost", "您话费花多少是隐私，我不打听"),
        ("ask_cost", "昨天有个客户问我，他一个月话费该付多少"),
        ("ask_provider", "花多少钱、用哪家，这些您都不用告诉我"),
        ("close", "不用您签，表也不用填"),
        ("book_next", "不用再约了，今天都说清楚了"),
        ("self_intro", "我可不是网通的客户经理"),
        ("empathy", "铁通那位跟您说，他理解您的顾虑"),
        ("absolute", "永远这两个字，我不敢说"),
        ("absolute", "百分之百不断，哪家也不敢讲"),
        ("disparage", "同行的坏话我从来不讲"),
        ("greeting", "您好像上回提过要换线路的"),
        ("vip_service", "VIP服务这几个字，您听着会不会觉得有点虚？"),
    ],
)
def test_words_that_are_denied_asked_quoted_or_supposed_do_not_count(listener: Listener, code: str, text: str) -> None:
    found = listener.hear(text)
    assert code not in {*found.codes, *found.violation_codes}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("stability", "我们的网络不错，很稳定"),
        ("stability", "我们的宽带从来不掉线"),
        ("stability", "不瞒您说，我们的网络稳定得很"),
        ("cheaper", "我们不但稳定，还比电信便宜不少"),
        ("ask_provider", "不知道您现在用的是哪家的宽带？"),
        ("ask_permission", "不知道您现在方不方便说话？"),
        ("ask_needs", "用着有没有不方便的地方？"),
        ("empathy", "您怕断网，这个我特别理解"),
        ("no_rental", "月租一分钱不收您的"),
    ],
)
def test_what_only_looks_like_a_negation_stops_nothing(listener: Listener, code: str, text: str) -> None:
    assert code in listener.hear(text).codes


def test_what_stopped_the_words_is_told_in_chinese(listener: Listener) -> None:
    dismissed = [hit for hit in listener.hear("我们的网络不稳定").dismissed if hit.code == "stability"]
    assert "被否定了（不）" in dismissed[0].why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("您先忙，我就耽误您两分钟，想帮您看看电话费能不能降下来", "state_purpose"),
        ("您放心，我们这个线路还是很稳的，而且电话跟宽带一起办还送来电显示和传真", "free_valueadd"),
    ],
)
def test_an_honest_line_is_not_lost_for_a_word_beside_it(listener: Listener, text: str, code: str) -> None:
    assert code in listener.hear(text).codes
