"""`duilian contest verify, recompute, simulate`: proof, and a contest played by made-up people to try everything on."""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.services.contests.audit import recompute, verify
from bot.services.contests.boards import board
from bot.services.contests.simulate import LEAD, WINDOW, Asked, MovedClock, simulate
from bot.store.database import open_database
from bot.terminal.arguments import number_between, one_of, whole_number
from bot.terminal.contest import Action
from bot.terminal.contest.desk import number
from bot.views.contest.lists import board_head, board_tables
from scenarios.contest.settings import ITEMS, LEVELS

if TYPE_CHECKING:
    from bot.terminal.arguments import CommandParser
    from bot.terminal.contest.desk import Desk


def _verify(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.look(lambda uow: verify(uow, arguments.contest))
    told = {
        "ok": found.ok,
        "contest": found.contest,
        "events": found.events,
        "logs": found.logs,
        "head": found.head,
        "findings": list(found.findings),
    }
    if found.ok:
        first = f"核验无误：{found.logs} 本记录共 {found.events} 条，一条不少，一字未改；抽签、试卷、成绩都对得上。"
        return desk.tell(told, first, f"总哈希 {found.head}")
    desk.tell(told, f"核验不通过，有 {len(found.findings)} 处对不上：", *(f"  {one}" for one in found.findings))
    return 1


def _recompute(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.look(lambda uow: recompute(uow, arguments.contest))
    told = {
        "equal": found.equal,
        "contest": found.contest,
        "people": found.people,
        "answers": found.answers,
        "differences": list(found.differences),
    }
    if found.equal:
        return desk.tell(told, f"从 {found.answers} 份答案重算了 {found.people} 人的分数和名次，和现在的一模一样。")
    desk.tell(told, f"重算有 {len(found.differences)} 处不一样：", *(f"  {one}" for one in found.differences))
    return 1


def _arguments_of_simulate(parser: CommandParser) -> None:
    add = parser.options.add_argument
    add("--people", metavar="人数", type=number_between(1, 100_000), default=60, help="多少人参加，默认 60")
    add("--seed", metavar="种子", type=whole_number, default=1, help="同一个种子，同一场比赛，默认 1")
    add(
        "--level",
        metavar="级别",
        type=one_of(LEVELS),
        default="city",
        help="branch、city、province；province 连案例一起考",
    )
    add("--plan", metavar="方案", default="office-building", help="考哪个方案，默认 office-building")


def _simulate(desk: Desk, arguments: argparse.Namespace) -> int:
    """Play in a clock of its own that ends about now, so that nothing of it lies ahead of anybody."""
    clock = MovedClock(datetime.now(UTC) - WINDOW - LEAD - timedelta(hours=1))
    bank = desk.banks.of(arguments.plan)
    level = arguments.level
    asked = Asked(arguments.plan, arguments.people, arguments.seed, level, ITEMS[level], case=level == "province")
    began = time.perf_counter()
    with closing(open_database(desk.settings.duilian_database_url, clock=clock)) as store:
        played = simulate(store, clock, desk.hall, bank, asked)
        seconds = time.perf_counter() - began
        with store.looking() as uow:
            page = board(uow, desk.hall, played.contest)
            head = verify(uow, played.contest).head
    told = {
        "contest": played.contest,
        "people": played.people,
        "came": played.came,
        "answers": played.answers,
        "repeated": played.repeated,
        "late": played.late,
        "seconds": round(seconds, 2),
        "head": head,
    }
    if not desk.json:
        sys.stdout.write(f"{played.people} 人，{played.answers} 份答案，用了 {seconds:.1f} 秒。\n\n")
    return desk.tell(told, board_head(page), f"编号 {played.contest}", tables=board_tables(page))


AUDITING = {
    "verify": Action("核验：记录没有动过，抽签和成绩对得上", number, _verify),
    "recompute": Action("从记录重算全部分数和名次，比一比", number, _recompute),
    "simulate": Action("用虚拟的人跑一整场，试试手", _arguments_of_simulate, _simulate),
}
"""The subcommands of this file."""
