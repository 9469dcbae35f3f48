"""Whole morning drills over real HTTP: eight people, privacy mode, the bot restarted, sealed offers, a shared chair."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.services.catalogue import Catalogue
from scenarios.rivals import Room as Contest
from scripts.loader import shipped_library
from tests.bot_api import BotApi
from tests.end_to_end.drilling import HOST, TEAM, drilling
from tests.end_to_end.test_telegram import one_script_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.end_to_end.drilling import Branch

LINES = (
    "王总您好，我是网通负责咱们这栋楼的客户经理，打扰您两分钟。",
    "我来是想帮您看看电话费和宽带怎么用更省。",
    "您公司一个月电话费大概多少？现在用的是哪一家？",
    "我们2M宽带128元，长途还能包月，一个月能给您省四百块。",
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    library = one_script_library(tmp_path_factory.mktemp("scripts"))
    scripts = Path("office-building") / "scripts"
    shutil.copy(shipped_library() / scripts / "private-large.yaml", library / scripts)
    return Catalogue(library)


@pytest.fixture
def branch(tmp_path: Path, catalogue: Catalogue) -> Iterator[Branch]:
    with BotApi() as api, drilling(api, f"sqlite:///{tmp_path / 'duilian.sqlite3'}", catalogue) as branch:
        yield branch


def test_eight_people_drill_from_the_command_to_the_minutes_though_the_bot_is_restarted(branch: Branch) -> None:
    with branch.bot_at_work():
        branch.gathers("一对一", "广告公司", *TEAM)
        rep = branch.holder()
        stranger = branch.api.user(999, "路人")
        for line in LINES[:2]:
            branch.replies(rep, line)
        branch.phones[rep].says("这句不是回复，机器人听不见", branch.group)
        stranger.taps("加入", where=branch.group)
        branch.settle()
        assert "我还不认识您" in branch.answers[-1]
        stranger.taps("下一步", where=branch.group)
        branch.settle()
        assert branch.answers[-1] == "这个按钮只有主持人能按。"
        for forged in ("lead:1:next:over", "lead:99:end:turns", "choose:1:zzzzzzzz", "floor:1:5", "\x00", "头"):
            assert branch.forges(TEAM[0], forged)
        spoken = [line for person, line in branch.room.spoke if person]
    said = len(branch.group.heard)
    branch.phones[rep].replies(LINES[2], branch.group.last, branch.group)
    with branch.bot_at_work():
        branch.settle()
        assert len(branch.group.heard) == said + 1
        assert sum(lines for _, lines in branch.room.spoke) == sum(spoken) + 1
        branch.replies(rep, LINES[3])
        assert sorted(branch.taps(HOST, "下一步", times=2)) == sorted(["", "已经按过了，请看群里最新的状态栏。"])
        assert branch.room.phase == "critique"
        branch.fills_in(rep)
        peers = [name for name in TEAM if name != rep]
        for peer in peers[:4]:
            branch.fills_in(peer)
    with branch.bot_at_work():
        for peer in peers[4:]:
            branch.passes(5)
            branch.fills_in(peer)
        branch.passes(60)
    minutes = branch.group.waits_for("晨会演练纪要").text
    assert "到场 8 人" in minutes
    assert f"客户经理：{rep}" in minutes
    assert [shown.file[0][:6] for shown in branch.group.heard if shown.file] == ["晨会演练纪要"]
    assert not re.search(r"\d 分(?! \d+ 秒|钟)", minutes)
    assert "这句不是回复" not in str(branch.room.play)
    assert all(name in branch.read(HOST) for name in peers)
    assert not any(f"【{name}】" in branch.read(rep) for name in peers)
    assert branch.busiest_minute() <= 15


def test_a_colleague_in_a_chair_judges_in_private_while_he_has_a_practice_of_his_own(branch: Branch) -> None:
    with branch.bot_at_work():
        branch.gathers("一对多", "广告公司碰头会", *TEAM[:4], variant="赵会计（财务）")
        rep, colleague = branch.holder(), branch.holder("赵会计")
        assert "您演赵会计（财务）" in branch.read(colleague)
        branch.writes(colleague, "/practice")
        for label in ("广告公司", "扫楼", "实战", "2 平常"):
            branch.taps(colleague, label, private=True)
        branch.replies(rep, "各位好，我是网通的客户经理，今天来说说换线路的事。")
        branch.replies(colleague, "我就问一句，账单上会不会多出别的名目？")
        assert "王总" in branch.writes(colleague, "王总您好，我是网通的小李。")
        for _ in range(25):
            if "被说动了几成" in branch.read(colleague):
                break
            branch.replies(rep, "费用都写进合同，多一行您找我。那咱们今天就签？")
        assert branch.room.result is None
        assert "王总" in branch.writes(colleague, "我想先问问您现在一个月电话费多少？")
        assert branch.writes(colleague, "60 账单说清楚了，就是贵") != ""
        assert "记下了：60。" in branch.read(colleague)
        assert branch.forges(colleague, "judge:1:100", private=True).startswith("现在不用打分")
        assert "结果：" in branch.group_text
        assert branch.room.phase == "critique"
        for name in (branch.room.name(person) for person in branch.room.critique.awaited):  # type: ignore[union-attr]
            branch.fills_in(name)
        assert any("账单说清楚了" in shown.text for shown in branch.phones[rep].heard)
    assert branch.busiest_minute() <= 15


def test_three_people_and_the_machine_compete_and_one_of_them_vanishes(branch: Branch) -> None:
    with branch.bot_at_work():
        branch.gathers("多对一", "民企总部四家竞标", *TEAM[:3])
        contest = Contest.from_json(branch.room.play or {})
        seats = dict(branch.room.seats)
        assert len(contest.order) == 4
        assert len(seats) == 3
        names = {seat: branch.room.name(person) for seat, person in seats.items()}
        assert all(f"{seat}的资料卡" in branch.read(name) for seat, name in names.items())
        *staying, vanished = names
        while "最后报价" not in branch.read(names[staying[0]]) and "报最后一口价" not in branch.read(names[staying[0]]):
            step = Contest.from_json(branch.room.play or {}).phase
            for seat in staying:
                branch.replies(names[seat], f"我们{seat}四小时到场，写进合同。")
            if step == 0:
                branch.replies(names[vanished], "我先讲一句，后面就不在了。")
            if Contest.from_json(branch.room.play or {}).phase == step:
                branch.passes(91, step=91)
        assert "没有发言，往下走" in branch.group_text
        sealed = "我们每月一千八百元，送一条备份线。"
        branch.replies(names[staying[0]], sealed)
        assert "发在这里" in branch.phones[names[staying[0]]].last.text
        for seat in staying:
            assert "先封着" in branch.writes(names[seat], sealed)
        assert "报价一起拆开" not in branch.group_text
        branch.passes(121, step=121)
        assert "报价一起拆开" in branch.group_text
        assert sealed in branch.group_text
        assert "拿下这一单" in branch.group_text
    assert branch.busiest_minute() <= 15
