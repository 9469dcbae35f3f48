"""The real `duilian bot` over real HTTP: a panel and rivals played alone in a private chat, across restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot_api import BotApi
from tests.end_to_end.test_telegram import introduces_himself, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot_api import User
    from tests.end_to_end.conftest import Command

GREETING = "王总好，各位好，我是网通负责咱们这栋楼的客户经理小李，今天来想帮各位看看电话费怎么省。"
PROOFS = (
    "王总好，我是网通的小李。长途给您做封顶包月，打到顶就不再加钱，月租全免，月底账单是个死数。",
    "签字以后三天上门，新线先调通，晚上八点到十点切换，第二天一早您照常开工。",
    "老号码给您设转接，新老两个号并行三个月，足够您把名片印完。",
    "我们进这栋楼的光缆走两个方向，一边挖断了另一边顶上，上半年这栋楼的记录我带来了。",
    "坏了打我手机，四小时上门，超了这一天的宽带费退给您。",
)
OFFER = "2M 128元，电话30元，整单打八折，每月294.4元。"


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


def says(api: BotApi, user: User, text: str) -> str:
    """Say something in the room; a seat's ear is trained when it first listens, slowly on a busy machine."""
    before = len(user.heard)
    user.says(text)
    assert api.wait_for(lambda: len(user.heard) > before, 60.0)
    return user.heard[-1].text


def chooses(user: User, *choices: str) -> None:
    questions = ("怎么跟他见面", "演哪一场", "坐哪一家")
    for choice, answer in zip(choices, questions, strict=False):
        user.taps(choice)
        user.waits_for(answer)
    user.taps(choices[-1])


def test_a_panel_alone_with_a_restart_in_the_middle(duilian: Command, api: BotApi) -> None:
    user = api.user()
    with running(duilian, api, kill=True):
        introduces_himself(user)
        user.taps("广告公司")
        user.waits_for("不只一个人的练法")
        user.taps("一对多")
        user.waits_for("演哪一场")
        user.taps("广告公司碰头会")
        user.waits_for("在座的人")
        says(api, user, GREETING)
        user.taps("@赵会计")
        assert api.wait_for(lambda: any("✓ 赵会计" in str(row) for row in user.last.buttons))
    with running(duilian, api):
        answer = says(api, user, "上个月电话费大概多少？")
        assert answer.startswith("赵会计")
        user.taps("结束")
        assert api.wait_for(lambda: "直接看报告" in str(user.last.buttons))
        user.taps("直接看报告")
        report = user.waits_for("会上的决定")
        assert "赵会计（财务）" in report.text
        user.says("/report")
        user.waits_for("最近的成绩")
        assert "广告公司碰头会（一对多）" in str(user.last.buttons)


def test_rivals_alone_with_a_sealed_offer(duilian: Command, api: BotApi) -> None:
    user = api.user()
    with running(duilian, api):
        introduces_himself(user)
        chooses(user, "广告公司", "多对一", "广告公司三家争一单", "网通（本网）")
        user.waits_for("轮到您了：亮相", 60.0)
        for line in PROOFS:
            asked = says(api, user, line)
        assert "写最后报价" in asked
    with running(duilian, api):
        end = says(api, user, OFFER)
        opened = end.index("报价一起拆开")
        assert end.index("网通的报价已经封好") < opened
        assert "每月 294.4 元" in end[opened:]
        user.taps("直接看报告")
        report = user.waits_for("拿下这一单")
        assert "网通这一家，一句一句算" in report.text
