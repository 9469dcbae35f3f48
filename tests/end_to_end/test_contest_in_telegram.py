"""A whole contest over real HTTP: three branches, twelve reps, from the roster to the final result."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from bot.services.catalogue import Catalogue
from bot.services.contests.audit import recompute, verify
from scripts.loader import shipped_library
from tests.bot_api import BotApi
from tests.competition import rows
from tests.end_to_end.contesting import contesting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.end_to_end.contesting import Province

REPS = range(1, 13)
ITEMS = 10
ABSENT = 12
WRONG = {1: 1, 2: 10, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 8, 10: 9, 11: 2}
"""How many questions each of those who come gets wrong, the last ones."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(shipped_library())


@pytest.fixture
def province(tmp_path: Path, catalogue: Catalogue) -> Iterator[Province]:
    with BotApi() as api, contesting(api, f"sqlite:///{tmp_path / 'duilian.sqlite3'}", catalogue) as province:
        yield province


def as_xlsx(table: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in table:
        sheet.append([cell or None for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_csv(table: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in table).encode("gbk")


def prepares(province: Province) -> None:
    """The host makes a contest, sends the roster, commits and draws."""
    host = province.host
    province.says(host, "/settings")
    page = province.hosts("办竞赛", "新建", "市级赛", "商务楼宇", "半小时后")
    assert "筹备中" in page
    assert "每人 10 题" in province.hosts("改设置", "题数", "题数")
    province.hosts("‹ 返回")
    wrong = [[*row[:3], "", *row[4:]] if n == 5 else row for n, row in enumerate(rows(12))]
    assert "D6：姓名没有填" in province.sends(host, "名单.csv", as_csv(wrong))
    assert "12 人" in province.sends(host, "名单.xlsx", as_xlsx([[*row[:5], ""] for row in rows(12)]))
    assert "抽签承诺" in province.hosts("公布承诺", "确定")
    assert "抽签种子" in province.hosts("抽签", "确定")
    province.hosts("邀请名单")


def test_a_contest_from_the_roster_to_the_final_result(province: Province) -> None:
    with province.bot_at_work():
        prepares(province)
        codes = province.links()
        for entry in REPS[:-1]:
            province.comes(entry, codes[entry])
        stranger = province.api.user(777, "路人")
        province.says(stranger, f"/start {codes[1]}")
        assert "已经有人用了" in stranger.last.text
        stranger.forges("cpaper:1")
        province.settle()
        assert "没有您的名字" in province.toasts[-1]
        assert "到场 0" in province.hosts("到场")
        province.passes(31 * 60)
        assert "开始了" in province.read(1)
        for entry in REPS[:-1]:
            province.taps(province.reps[entry], "去答题")
            province.taps(province.reps[entry], "开始答题")
        assert "第 1 题，共 10 题" in province.paper(1).text
        province.host.says("/start@duilian_bot board1", province.group)
        province.settle()
        assert "还没有人交卷" in province.group.last.text
        for position in range(1, 4):
            plays_a_round(province, position, skipping={2})
        assert [shown for shown in province.reps[1].heard if "题，共 10 题" in shown.text] == [province.paper(1)]
    province.answer(2)
    province.clock.forward(200)
    with province.bot_at_work():
        province.settle()
        (late,) = province.events(2, "answered")
        assert late.body["late"] is True
        for entry in REPS[:-1]:
            if "时间到了" in province.paper(entry).text:
                province.taps(province.reps[entry], "下一题")
        assert province.attempt(1).done == 4
        doubled(province)
        for position in range(6, ITEMS + 1):
            plays_a_round(province, position, skipping={2})
        while province.attempt(2).finished is None:
            province.answer_by_label(2, right=False)
        assert province.attempt(1).finished is not None
        province.passes(61)
        assert "前五名" in province.group.last.text
        assert "职工2" not in province.group.last.text
        assert "到场 11" in province.hosts("刷新")
        province.passes(2 * 3600 + 60)
        assert "收卷了" in province.read(1)
        appeals(province)
        province.passes(24 * 3600)
        unfreezes(province)
    with province.store.begin() as uow:
        assert verify(uow, 1).ok
        assert recompute(uow, 1).equal


def plays_a_round(province: Province, position: int, *, skipping: set[int]) -> None:
    """Everybody in the contest answers the question in front of him, at the same time."""
    province.clock.forward(4)
    for entry in REPS[:-1]:
        attempt = province.attempt(entry)
        if entry not in skipping and attempt.finished is None:
            province.answer(entry, right=position <= ITEMS - WRONG[entry])
    province.settle()


def doubled(province: Province) -> None:
    """Everybody answers once more, one of them twice."""
    before = province.attempt(1).done
    province.clock.forward(4)
    province.answer(1, times=2)
    plays_a_round(province, 5, skipping={1, 2})
    assert province.attempt(1).done == before + 1


def appeals(province: Province) -> None:
    """A rep objects to a key, and the host finds that he is right."""
    phone = province.reps[11]
    province.taps(phone, "看看")
    province.taps(phone, "我的答卷")
    province.taps(phone, f"✗ {ITEMS}")
    assert "标准答案" in phone.last.text
    province.taps(phone, "申诉")
    assert "申诉收到了" in province.says(phone, "方案第三页写的就是这个价。")
    before = province.attempt(11).points
    province.hosts("去看看")
    assert "方案第三页" in province.hosts("申诉")
    assert "试算" in province.hosts("他的答案也算对")
    assert "职工11（江宁）" in province.host.last.text
    assert province.attempt(11).points == before
    assert "第 2 版生效了" in province.says(province.host, "原文两处写法不同，两个都算对。")
    assert province.attempt(11).points == before + 1000
    assert "申诉成立" in province.read(11)


def unfreezes(province: Province) -> None:
    """The result is opened from last to first in front of the group, then made final."""
    assert "申诉期过了" in "\n".join(shown.text for shown in province.host.heard)
    province.hosts("去看看", "开始揭榜", "确定")
    province.passes(11 * 60)
    stranger = province.api.user(777, "路人")
    stranger.taps("揭下一步（主办人按）", where=province.group)
    province.settle()
    assert "主办人" in province.toasts[-1]
    for _ in range(30):
        if "职工1" in province.group.last.text and "🥇" in province.group.last.text:
            break
        province.host.taps("greveal:1", where=province.group)
        province.settle()
    province.says(province.host, "/settings")
    province.hosts("办竞赛", "市级赛", "全部揭晓", "确定")
    page = province.hosts("公布成绩", "确定")
    assert "成绩 SHA256" in page
    assert "全部记录的总哈希" in page
    province.passes(6)
    assert "成绩已公布" in province.group.last.text
