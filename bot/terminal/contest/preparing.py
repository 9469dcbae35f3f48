"""`duilian contest create, change, roster, commit, draw`: everything before the window opens."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.services.contests.boards import contests
from bot.services.contests.commit import commit as commit_to
from bot.services.contests.create import change, create
from bot.services.contests.draw import draw as draw_lots
from bot.services.contests.import_roster import RosterFaultsError, import_roster
from bot.services.contests.roster_files import rows_of
from bot.services.days import CHINA
from bot.terminal.arguments import USAGE_ERROR, complain, number_between, one_of
from bot.terminal.contest import Action
from bot.terminal.contest.desk import number
from bot.terminal.writing import write_file
from bot.views.contest.lists import listed_table, status_lines
from bot.views.json_lines import dumped
from scenarios.contest.chain import canonical
from scenarios.contest.roster import cities, published
from scenarios.contest.settings import LEVELS, Settings, of_level

if TYPE_CHECKING:
    from bot.store.contract import UnitOfWork
    from bot.terminal.arguments import CommandParser
    from bot.terminal.contest.desk import Desk
    from scenarios.contest.office import Office

MOST_FAULTS = 40


def _arguments_of_create(parser: CommandParser) -> None:
    parser.about_arguments.add_argument("name", metavar="名称", help="例如 三季度商务楼宇抽查")
    parser.options.add_argument(
        "--level", metavar="级别", type=one_of(LEVELS), default="city", help="branch、city、province"
    )
    parser.options.add_argument(
        "--plan", metavar="方案", default="office-building", help="考哪个方案，默认 office-building"
    )
    _window_and_paper(parser, required=True)


def _arguments_of_change(parser: CommandParser) -> None:
    number(parser)
    parser.options.add_argument("--name", metavar="名称", help="换个名称")
    _window_and_paper(parser, required=False)


def _window_and_paper(parser: CommandParser, *, required: bool) -> None:
    add = parser.options.add_argument
    add("--opens", metavar="时间", type=china_time, required=required, help="什么时候开始，例如 2026-03-02T09:00")
    add("--closes", metavar="时间", type=china_time, required=required, help="什么时候截止，例如 2026-03-04T18:00")
    add("--items", metavar="题数", type=number_between(1, 60), help="每人几道题；分公司、市级默认 20，全省默认 30")
    add("--case", action=argparse.BooleanOptionalAction, default=None, help="考不考案例；全省赛必须考")
    add("--quiz-weight", metavar="百分数", type=number_between(1, 100), help="有案例时题目占几成，默认 60")
    add("--timed", action=argparse.BooleanOptionalAction, default=None, help="答得快算不算分；算的话只能在网页里答")
    add("--everyone", action=argparse.BooleanOptionalAction, default=None, help="名单上的人都参加，不抽签")
    add("--appeal-hours", metavar="小时", type=number_between(0, 168), help="收卷后几小时内可以申诉，默认 24")


def _create(desk: Desk, arguments: argparse.Namespace) -> int:
    base = of_level(arguments.name, arguments.level, arguments.plan, arguments.opens, arguments.closes)
    desk.banks.of(arguments.plan)
    office = desk.do(lambda uow: create(uow, _changed(base, arguments), desk.by))
    return _told(desk, office, f"建好了，编号 {office.contest}。")


def _change(desk: Desk, arguments: argparse.Namespace) -> int:
    def act(uow: UnitOfWork) -> Office:
        settings = _changed(desk.hall.office(uow, arguments.contest).settings, arguments)
        return change(uow, desk.hall, arguments.contest, settings, desk.by)

    return _told(desk, desk.do(act), "改好了。")


def _changed(settings: Settings, arguments: argparse.Namespace) -> Settings:
    names = ("name", "opens", "closes", "items", "case", "quiz_weight", "timed", "everyone", "appeal_hours")
    given: dict[str, Any] = {name: getattr(arguments, name) for name in names if getattr(arguments, name) is not None}
    return replace(settings, **given)


def _arguments_of_roster(parser: CommandParser) -> None:
    number(parser)
    parser.about_arguments.add_argument(
        "file", metavar="文件", type=Path, nargs="?", help="名单，.xlsx 或 .csv；不写就看现在的名单"
    )
    parser.options.add_argument(
        "--export", metavar="文件", type=Path, help="把公布的名单（不含邀请码）写成 JSON，谁都能用它复核抽签"
    )


def _roster(desk: Desk, arguments: argparse.Namespace) -> int:
    if arguments.file is not None:
        return _import(desk, arguments)
    roster = desk.do(lambda uow: tuple(desk.hall.roster(uow, arguments.contest).values()))
    if arguments.export is not None:
        return write_file(arguments.export, canonical(published(roster)).encode())
    told = {"contest": arguments.contest, "people": len(roster), "cities": cities(roster)}
    counted = "，".join(f"{city} {people} 人" for city, people in cities(roster).items())
    return desk.tell(told, f"名单 {len(roster)} 人：{counted}。" if roster else "还没有名单。")


def _import(desk: Desk, arguments: argparse.Namespace) -> int:
    try:
        content = arguments.file.read_bytes()
    except OSError as error:
        there = arguments.file.exists()
        why = f"打不开：{error.strerror}。" if there else "没有这个文件，看看名字和文件夹写对没有。"
        complain(f"读不了 {arguments.file}，{why}")
        return USAGE_ERROR
    rows = rows_of(content)
    try:
        roster = desk.do(lambda uow: import_roster(uow, desk.hall, arguments.contest, rows, desk.by))
    except RosterFaultsError as wrong:
        faults = [{"cell": one.cell, "message": one.message} for one in wrong.faults]
        if desk.json:
            sys.stdout.write(dumped({"contest": arguments.contest, "faults": faults}) + "\n")
        more = len(faults) - MOST_FAULTS
        lines = [f"  {one['cell'] or '整张表'}：{one['message']}" for one in faults[:MOST_FAULTS]]
        complain(f"名单没有导入，有 {len(faults)} 处要改：", *lines, f"  ……另外还有 {more} 处。" if more > 0 else "")
        return 1
    told = {"contest": arguments.contest, "people": len(roster), "cities": cities(roster)}
    return desk.tell(
        told,
        f"导入了 {len(roster)} 人，{len(cities(roster))} 个城市。",
        f"下一步：duilian contest commit {arguments.contest}",
    )


def _arguments_of_commit(parser: CommandParser) -> None:
    number(parser)
    parser.options.add_argument(
        "--use-case", metavar="案例", action="append", default=[], help="考哪个案例，可以写几次"
    )
    parser.options.add_argument(
        "--public",
        metavar="哪个号码",
        default="",
        help="抽签另加一个以后才开出来的公开号码，例如 双色球第2026135期；这样主办人也挑不了种子",
    )


def _arguments_of_draw(parser: CommandParser) -> None:
    number(parser)
    parser.options.add_argument(
        "--public-number", metavar="号码", default="", help="承诺里写了公开号码的，开出来以后写在这里，按顺序连着写"
    )


def _commit(desk: Desk, arguments: argparse.Namespace) -> int:
    def act(uow: UnitOfWork) -> Office:
        settings = desk.hall.office(uow, arguments.contest).settings
        bank = desk.banks.of(settings.plan)
        cases = bank.chosen_cases(tuple(arguments.use_case)) if settings.case else {}
        return commit_to(uow, desk.hall, arguments.contest, bank.items, cases, by=desk.by, public=arguments.public)

    return _told(desk, desk.do(act), "承诺公布了：名单、题目、设置从现在起都不能改。请把下面的承诺发给各分公司。")


def _draw(desk: Desk, arguments: argparse.Namespace) -> int:
    public = arguments.public_number
    office = desk.do(lambda uow: draw_lots(uow, desk.hall, arguments.contest, desk.by, public))
    return _told(desk, office, f"抽好了，{len(office.drawn)} 人参赛。")


def _no_arguments(_: CommandParser) -> None:
    """A list needs none."""


def _list(desk: Desk, _: argparse.Namespace) -> int:
    found = desk.do(lambda uow: contests(uow, desk.hall))
    told = [{"contest": one.contest, "title": one.title, "level": one.level, "phase": one.phase} for one in found]
    return desk.tell(
        told,
        "" if found else "还没有竞赛。建一个：duilian contest create --help",
        tables=(listed_table(found),) if found else (),
    )


def _told(desk: Desk, office: Office, first: str) -> int:
    now = datetime.now(UTC)
    told = {
        "contest": office.contest,
        "phase": office.phase(now),
        "people": office.people,
        "drawn": len(office.drawn),
        "roster": office.roster_hash,
        "commitment": office.commitment,
        "seed": office.seed,
        "public": office.public,
        "public_number": office.number,
    }
    return desk.tell(told, first, *status_lines(office, office.phase(now), now))


def china_time(typed: str) -> datetime:
    """A time as people write it, in China's time: 2026-03-02T09:00, 2026-03-02 09:00, 2026/3/2 9:00."""
    tidy = typed.strip().replace("/", "-").replace("T", " ").replace("：", ":")
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return datetime.strptime(tidy, form).replace(tzinfo=CHINA).astimezone(UTC)
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"「{typed}」看不出是什么时间，请写成 2026-03-02T09:00 这样。")


PREPARING = {
    "list": Action("列出所有竞赛", _no_arguments, _list),
    "create": Action("新建一场竞赛", _arguments_of_create, _create),
    "change": Action("改设置（公布承诺以前）", _arguments_of_change, _change),
    "roster": Action("导入名单，或者导出公布的名单", _arguments_of_roster, _roster),
    "commit": Action("公布承诺：名单、题目、设置就此定下", _arguments_of_commit, _commit),
    "draw": Action("抽签，公布种子", _arguments_of_draw, _draw),
}
"""The subcommands of this file."""
