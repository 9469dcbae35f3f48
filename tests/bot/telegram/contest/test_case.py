"""The case of a contest in a private chat: a talk after the questions, and a web page's doors beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.contests.banks import Banks
from bot.services.contests.hall import Hall
from tests.bot.telegram.contest.conftest import Table

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from tests.bot.telegram.contest.conftest import Phone
    from tests.stores import HandClock

PLAN = "office-building"


@pytest.fixture
def table(catalogue: Catalogue, clock: HandClock) -> Table:
    """A contest with a case."""
    made = Table(catalogue, clock, items=1, case=True)
    banks = Banks(catalogue)
    name = next(iter(banks.cases(PLAN)))
    made.contest.hall = Hall(lambda plan: banks.cases(PLAN))
    made.handler.contests.house.hall._cases = lambda plan: banks.cases(PLAN)
    made.contest.opened(banks.of(PLAN).chosen_cases((name,)))
    return made


@pytest.fixture
def in_the_case(table: Table) -> Phone:
    """Somebody who is through with his questions."""
    with table.store.begin() as uow:
        table.contest.hall.office(uow, table.contest.id)
    phone = table.joined(1)
    phone.presses("开始答题")
    phone.arrives()
    table.clock.forward(300)
    table.ring()
    phone.taps(f"cpaper:{table.contest.id}")
    return phone


def test_the_case_follows_the_questions_and_every_word_typed_is_said_to_the_customer(
    table: Table, in_the_case: Phone
) -> None:
    assert "最后是案例" in in_the_case.text
    told = in_the_case.says("王总您好，我是网通的客户经理小李，打扰您两分钟。")
    assert "<b>客户</b>：" in told
    assert "还能说" in told
    with table.store.begin() as uow:
        (said,) = [one for one in uow.contest_logs.of(table.contest.id, 1) if one.kind == "case-said"]
    assert said.body["text"].startswith("王总您好")


def test_the_case_ends_by_a_button_that_asks_once_more(table: Table, in_the_case: Phone) -> None:
    in_the_case.says("王总您好，我是网通的客户经理小李。")
    in_the_case.presses("谈完了，交卷")
    assert "交了就不能再说了" in in_the_case.text
    assert "<b>客户</b>：" in in_the_case.says("那我先问问您现在一个月电话费多少？")
    assert "交卷了" in in_the_case.taps(f"csure:{table.contest.id}")
    assert "交卷了" not in in_the_case.says("还有一句")


def test_coming_back_tells_what_was_said(table: Table, in_the_case: Phone) -> None:
    in_the_case.says("王总您好，我是网通的客户经理小李。")
    in_the_case.opens("code-0001")
    again = in_the_case.presses("接着答")
    assert "最后是案例" in again
    assert "王总您好，我是网通的客户经理小李。" in again


def test_a_contest_in_which_speed_counts_is_answered_on_the_web_only(catalogue: Catalogue, clock: HandClock) -> None:
    table = Table(catalogue, clock, timed=True)
    table.contest.opened()
    phone = table.joined(1)
    assert "开始答题" not in phone.labels
    (app,) = [button["web_app"] for button in phone.buttons if "web_app" in button]
    assert app == {"url": f"https://contest.example.cn/app?contest={table.contest.id}"}
    phone.taps(f"cpaper:{table.contest.id}")
    assert "网页里答" in phone.toast["text"]
    phone.taps(f"clink:{table.contest.id}")
    (link,) = [button["url"] for button in phone.buttons if "url" in button]
    assert link.startswith("https://contest.example.cn/in/")
