"""`duilian contest status, board, open, close, links, host` and stepping in: a contest while it goes on."""

from __future__ import annotations

import argparse
import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.contests.boards import board
from bot.services.contests.create import cancel
from bot.services.contests.doors import personal_code
from bot.services.contests.intervene import INTERVENTIONS, excuse, extend, interventions, restore, unbind, void
from bot.services.contests.records import ContestError, Participant
from bot.services.contests.roles import name_host, need_host
from bot.services.contests.window import close, tick
from bot.terminal.arguments import USAGE_ERROR, complain, number_between, whole_number
from bot.terminal.contest import Action
from bot.terminal.contest.desk import number, reason
from bot.terminal.writing import write_file
from bot.views.contest.lists import board_head, board_tables, moment, status_lines
from bot.views.tables import Table
from scenarios.contest.office import WINDOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.store.contract import UnitOfWork
    from bot.terminal.arguments import CommandParser
    from bot.terminal.contest.desk import Desk
    from scenarios.contest.office import Office
    from scenarios.contest.roster import Entry


def _status(desk: Desk, arguments: argparse.Namespace) -> int:
    office = desk.do(lambda uow: desk.hall.office(uow, arguments.contest))
    now = datetime.now(UTC)
    told = {
        "contest": office.contest,
        "title": office.settings.name,
        "phase": office.phase(now),
        "settings": office.settings.as_json(),
        "roster": office.roster_hash,
        "commitment": office.commitment,
        "papers": office.papers_commitment,
        "seed": office.seed,
        "drawn": len(office.drawn),
        "key": office.key.version,
        "final": None if office.final is None else dict(office.final),
    }
    return desk.tell(told, *status_lines(office, office.phase(now), now))


def _board(desk: Desk, arguments: argparse.Namespace) -> int:
    page = desk.do(lambda uow: board(uow, desk.hall, arguments.contest))
    told = {
        "contest": page.contest,
        "phase": page.phase,
        "frozen": page.frozen,
        "drawn": page.drawn,
        "came": page.came,
        "handed_in": page.handed_in,
        "top": [
            {"rank": one.rank, "name": one.name, "branch": one.branch, "score": str(one.score)} for one in page.top
        ],
        "branches": [
            {"rank": one.rank, "branch": one.branch, "score": None if one.score is None else str(one.score)}
            for one in page.branches
        ],
    }
    return desk.tell(told, board_head(page), tables=board_tables(page))


def _open(desk: Desk, arguments: argparse.Namespace) -> int:
    def act(uow: UnitOfWork) -> Office:
        office = desk.hall.office(uow, arguments.contest)
        need_host(office, desk.by)
        phase = office.phase(uow.now)
        if phase not in WINDOW:
            when = (
                f"到 {moment(office.settings.opens)} 自动开始，不用做什么。"
                if office.drawn
                else "先导入名单、公布承诺、抽签。"
            )
            raise ContestError(f"这场竞赛{phase.chinese}，现在开不了。{when}")
        tick(uow, desk.hall, arguments.contest, "open")
        return desk.hall.office(uow, arguments.contest)

    office = desk.do(act)
    return desk.tell(
        {"contest": office.contest, "drawn": len(office.drawn)}, f"已经开始，{len(office.drawn)} 人可以答题了。"
    )


def _close(desk: Desk, arguments: argparse.Namespace) -> int:
    office = desk.do(lambda uow: close(uow, desk.hall, arguments.contest, desk.by, arguments.why))
    now = datetime.now(UTC)
    return desk.tell(
        {"contest": office.contest, "phase": office.phase(now)},
        "收卷了。",
        *status_lines(office, office.phase(now), now),
    )


def _arguments_of_close(parser: CommandParser) -> None:
    number(parser)
    reason(parser)


def _arguments_of_links(parser: CommandParser) -> None:
    number(parser)
    add = parser.options.add_argument
    add("--address", metavar="地址", default="", help="答题网页的地址，默认 DUILIAN_WEB_URL 里写的")
    add("--output", metavar="文件", type=Path, required=True, help="写到这个 .csv，每人一行")
    add("--entry", metavar="人", type=whole_number, action="append", default=[], help="只给这些人，可以写几次")


def _links(desk: Desk, arguments: argparse.Namespace) -> int:
    """One-time links for handing out; each new one ends the person's earlier one."""
    address = (arguments.address or desk.settings.duilian_web_url or "").rstrip("/")
    if not address:
        complain("不知道答题网页的地址：写上 --address https://…，或者设好 DUILIAN_WEB_URL。")
        return USAGE_ERROR

    def act(uow: UnitOfWork) -> list[tuple[Entry, str]]:
        office = desk.hall.office(uow, arguments.contest)
        need_host(office, desk.by)
        entries = arguments.entry or sorted(office.drawn)
        roster = desk.hall.roster(uow, arguments.contest)
        who = (Participant(arguments.contest, entry) for entry in entries)
        return [(roster[one.entry], personal_code(uow, desk.hall, one)) for one in who]

    made = desk.do(act)
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("编号", "城市", "区县", "分公司", "姓名", "邀请码", "个人链接（只能打开一次）"))
    for person, code in made:
        link = f"{address}/in/{code}"
        writer.writerow((person.no, person.city, person.county, person.branch, person.name, person.invite, link))
    return write_file(arguments.output, ("\ufeff" + file.getvalue()).encode())


def _arguments_of_host(parser: CommandParser) -> None:
    number(parser)
    parser.about_arguments.add_argument("rep", metavar="账号", type=whole_number, help="主办人的数字账号")
    parser.options.add_argument("--name", metavar="姓名", default="", help="他叫什么")
    parser.options.add_argument("--remove", action="store_true", help="不再让他主办")


def _host(desk: Desk, arguments: argparse.Namespace) -> int:
    rep, name, removed = arguments.rep, arguments.name, arguments.remove
    office = desk.do(lambda uow: name_host(uow, desk.hall, arguments.contest, rep, name, by=desk.by, removed=removed))
    listed = "、".join(f"{known}（{rep}）" if known else str(rep) for rep, known in office.hosts.items())
    return desk.tell(
        {"contest": office.contest, "hosts": sorted(office.hosts)}, f"主办人：{listed or '没有，只有省公司的管理员'}"
    )


def _arguments_of_extend(parser: CommandParser) -> None:
    number(parser)
    add = parser.options.add_argument
    add("--entry", metavar="人", type=whole_number, action="append", default=[], help="给谁加，可以写几次")
    add("--city", metavar="城市", action="append", default=[], help="给整个城市加，可以写几次")
    add("--later", metavar="分钟", type=number_between(0, 10080), default=0, help="整个推迟多少分钟")
    add("--longer", metavar="分钟", type=number_between(0, 10080), default=0, help="延长多少分钟")
    reason(parser)


def _extend(desk: Desk, arguments: argparse.Namespace) -> int:
    def act(uow: UnitOfWork) -> tuple[list[int], bool]:
        office, roster = desk.hall.office(uow, arguments.contest), desk.hall.roster(uow, arguments.contest)
        missing = set(arguments.city) - {one.city for one in roster.values()}
        if missing:
            raise ContestError(f"名单里没有「{'」「'.join(sorted(missing))}」这个城市。")
        whole = [entry for entry in office.drawn if roster[entry].city in arguments.city]
        entries = sorted({*arguments.entry, *whole})
        minutes = {"later": arguments.later, "longer": arguments.longer}
        office = extend(uow, desk.hall, arguments.contest, entries, **minutes, why=arguments.why, by=desk.by)
        return entries, any(office.window(entry)[0] >= office.settings.freezes for entry in entries)

    entries, unseen = desk.do(act)
    told = {"contest": arguments.contest, "entries": entries}
    later = "他们在封榜以后才开始，收卷以前榜上看不到；成绩照样算，揭榜时一起见分晓。" if unseen else ""
    return desk.tell(told, f"给 {len(entries)} 人改了时间，理由记下了。", later)


def _one_person(parser: CommandParser) -> None:
    number(parser)
    parser.about_arguments.add_argument("entry", metavar="人", type=whole_number, help="名单里的编号")
    reason(parser)


def _excuse(desk: Desk, arguments: argparse.Namespace) -> int:
    why = arguments.why

    def act(uow: UnitOfWork) -> tuple[int | None, Mapping[int, Entry]]:
        instead = excuse(uow, desk.hall, arguments.contest, arguments.entry, why=why, by=desk.by)
        return instead, desk.hall.roster(uow, arguments.contest)

    instead, roster = desk.do(act)
    told = {"contest": arguments.contest, "excused": arguments.entry, "replacement": instead}
    if instead is None:
        return desk.tell(told, "准了假。这个城市没有可以补的人了。")
    person = roster[instead]
    return desk.tell(told, f"准了假，按抽签顺序补上 {instead} 号：{person.branch}，{person.name}。")


def _void(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(lambda uow: void(uow, desk.hall, arguments.contest, arguments.entry, why=arguments.why, by=desk.by))
    return desk.tell({"contest": arguments.contest, "voided": arguments.entry}, "作废了，答过的题都还留着。")


def _restore(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(lambda uow: restore(uow, desk.hall, arguments.contest, arguments.entry, why=arguments.why, by=desk.by))
    return desk.tell({"contest": arguments.contest, "restored": arguments.entry}, "恢复了。")


def _unbind(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(lambda uow: unbind(uow, desk.hall, arguments.contest, arguments.entry, why=arguments.why, by=desk.by))
    return desk.tell({"contest": arguments.contest, "unbound": arguments.entry}, "解除了，他可以用邀请码重新登记。")


def _cancel(desk: Desk, arguments: argparse.Namespace) -> int:
    desk.do(lambda uow: cancel(uow, desk.hall, arguments.contest, arguments.why, desk.by))
    return desk.tell({"contest": arguments.contest, "phase": "cancelled"}, "取消了，记录都还留着。")


def _log(desk: Desk, arguments: argparse.Namespace) -> int:
    found = desk.do(lambda uow: interventions(uow, desk.hall, arguments.contest, desk.by))
    told = [{"at": moment(one.at), "kind": one.kind, **one.body} for one in found]
    rows = tuple(
        (
            moment(one.at),
            str(one.body.get("by") or "本机"),
            INTERVENTIONS[one.kind],
            str(one.body.get("entry", one.body.get("item", ""))),
            str(one.body.get("why", "")),
        )
        for one in found
    )
    table = Table("人工干预", ("时间", "谁做的", "做了什么", "对谁、哪题", "理由"), rows)
    return desk.tell(told, "" if rows else "没有人工干预过。", tables=(table,) if rows else ())


RUNNING = {
    "status": Action("看进展、设置和公布的哈希", number, _status),
    "board": Action("看榜", number, _board),
    "open": Action("确认已经开始", number, _open),
    "close": Action("收卷（不到点要写理由）", _arguments_of_close, _close),
    "links": Action("给每人一个打开答题网页的链接", _arguments_of_links, _links),
    "host": Action("加减主办人", _arguments_of_host, _host),
    "extend": Action("给人或城市推迟、延长时间", _arguments_of_extend, _extend),
    "excuse": Action("准假，按抽签顺序补人", _one_person, _excuse),
    "void": Action("作废一个人的成绩", _one_person, _void),
    "restore": Action("恢复作废的成绩", _one_person, _restore),
    "unbind": Action("解除登记错的账号", _one_person, _unbind),
    "cancel": Action("取消竞赛", _arguments_of_close, _cancel),
    "log": Action("看所有人工干预：谁、什么时候、为什么", number, _log),
}
"""The subcommands of this file."""
