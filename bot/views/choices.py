"""The choices before a talk, in the words that menus use for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.practice import Mode

MODE_NOTES: Mapping[Mode, str] = {
    "watch": "先看一场示范，每隔几句考你一题",
    "coached": "每句有点评，卡住了可以要提示",
    "free": "中间没人帮，谈完看报告",
    "drill": "只练一个异议或一个薄弱点",
}
"""What each mode is, in half a line."""

LEVELS: Mapping[int, str] = {1: "好说话", 2: "平常", 3: "难缠"}
"""How difficult the customer is."""
