"""The choices before a talk, in the words that menus use for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store.versions.records import Result
    from scenarios.practice import Mode

MODE_NOTES: Mapping[Mode, str] = {
    "watch": "先看一场示范，每隔几句考你一题",
    "coached": "每句有点评，卡住了可以要提示",
    "free": "中间没人帮，谈完看报告",
    "drill": "只练一个异议或一个薄弱点",
}
"""What each mode is, in half a line."""

HOW_TO_BEGIN: Mapping[Mode, str] = {
    "watch": "看他们怎么谈，点「看下一轮」往下看。",
    "coached": "直接打字跟他谈。谈完有一份报告。",
    "free": "直接打字跟他谈。谈完有一份报告。",
    "drill": "客户一开口，您直接打字回他。",
}
"""What to do first, in a chat."""

LEVELS: Mapping[int, str] = {1: "好说话", 2: "平常", 3: "难缠"}
"""How difficult the customer is."""

RESULTS: Mapping[Result, str] = {"won": "成交", "open": "在谈", "lost": "没成"}
"""What came of a real visit."""
