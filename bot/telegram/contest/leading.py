"""A host leads a contest while it goes on: who has come, links, and stepping in, each time with a reason."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.contests.boards import board
from bot.services.contests.create import cancel
from bot.services.contests.intervene import INTERVENTIONS, excuse, extend, interventions, restore, unbind, void
from bot.services.contests.records import ContestError
from bot.services.contests.roles import name_host
from bot.services.contests.window import close
from bot.store.records import Attachment
from bot.telegram.contest.asking import ask, forget
from bot.telegram.contest.caller import PassedError
from bot.telegram.contest.inviting import invite
from bot.telegram.contest.making import hosted_office
from bot.views.buttons import Button, handle, mark_of, rows
from bot.views.contest.board_picture import board_png
from bot.views.contest.chat import board_html
from bot.views.contest.hosting import PEOPLE, attendance, back, host_page
from bot.views.contest.lists import moment
from scenarios.contest.office import OVER, WINDOW, Phase
from scenarios.contest.roster import cities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.services.contests.window import Announcement
    from bot.store.records import Json
    from bot.telegram.contest.caller import Caller, House
    from bot.telegram.outgoing import Outgoing
    from scenarios.contest.roster import Entry

MOST_FOUND = 12
LAST = 15
MINUTES = (10, 30, 60, 120)
_NOW: Mapping[str, frozenset[Phase]] = {
    "extend": WINDOW | {Phase.DRAWN},
    "excuse": WINDOW | {Phase.DRAWN},
    "unbind": WINDOW | {Phase.DRAWN},
    "void": WINDOW | OVER,
    "restore": WINDOW | OVER,
}
"""When each thing can be done with a person."""
_ANNOUNCED = {
    "open": "开始了。",
    "freeze": "封榜了，到收卷为止榜不再动。",
    "close": "收卷了。请核对答案，裁定申诉。",
    "appeals-over": "的申诉期过了。申诉都裁定了就可以揭榜。",
}


def show_status(caller: Caller, contest: int) -> None:
    """Show who has come, by branch."""
    hosted_office(caller, contest)
    page = board(caller.uow, caller.hall, contest)
    caller.chat.show(attendance(page), ((Button("刷新", handle("hstatus", contest)), back(contest)),))


def show_board(caller: Caller, contest: int) -> None:
    """Show the public board."""
    hosted_office(caller, contest)
    page = board(caller.uow, caller.hall, contest)
    caller.chat.show(board_html(page), ((Button("刷新", handle("hboard", contest)), back(contest)),))


def send_picture(caller: Caller, contest: int) -> None:
    """Send the public board as a picture."""
    hosted_office(caller, contest)
    picture = board_png(board(caller.uow, caller.hall, contest))
    caller.chat.send("report", Attachment("photo", f"board-{contest}.png", picture), "榜上有的，谁都可以看，可以转发。")


def send_links(caller: Caller, contest: int) -> None:
    """Send everybody's invite code with its link, as a table to hand out."""
    office, roster = hosted_office(caller, contest), caller.hall.roster(caller.uow, contest)
    joined = {one.entry for one in caller.uow.attempts.of(contest) if one.rep is not None}
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(("编号", "城市", "区县", "分公司", "姓名", "邀请码", "链接", "登记了没有"))
    for one in (roster[entry] for entry in sorted(office.drawn)):
        link, here = caller.house.link(one.invite), "登记了" if one.no in joined else "还没有"
        writer.writerow((one.no, one.city, one.county, one.branch, one.name, one.invite, link, here))
    table = Attachment("document", f"邀请名单-{contest}.csv", ("\ufeff" + file.getvalue()).encode())
    caller.chat.send("report", table, "每人一个链接，只发给本人：点开就登记成他。")


def announce(house: House, chat: Outgoing, told: Announcement) -> None:
    """Tell those who lead a contest that an edge has come which asks something of them."""
    words = _ANNOUNCED.get(told.edge)
    if words is None:
        return
    office = house.hall.office(chat.uow, told.contest)
    text = f"<b>{_text(office.settings.name)}</b>{words}"
    for rep in sorted(house.admins | office.hosts.keys()):
        if chat.uow.people.get(rep) is not None:
            there = replace(chat, chat_id=rep, message_id=None)
            there.say("reminder", text, rows(Button("去看看", handle("hcontest", told.contest))))


def show_people(caller: Caller, contest: int) -> None:
    """Show what can be done with single people, or with a city."""
    phase = hosted_office(caller, contest).phase(caller.uow.now)
    may = [Button(label, handle("hperson", contest, what)) for what, label in PEOPLE.items() if phase in _NOW[what]]
    if phase in _NOW["extend"]:
        may.append(Button("给一个城市加时", handle("hcities", contest)))
    caller.chat.show("做哪一样？每一样都要写理由，会记进竞赛的记录。", (*rows(*may, width=2), (back(contest),)))


def ask_whom(caller: Caller, contest: int, what: str) -> None:
    """Ask for a person."""
    hosted_office(caller, contest)
    ask(caller, "whom", f"{PEOPLE[what]}：谁？发姓名，或者名单里的编号。", contest=contest, act=what)


def take_whom(caller: Caller, known: Json, text: str) -> None:
    """Look the person up; a button for each who may be meant."""
    contest, what = known["contest"], known["act"]
    drawn = hosted_office(caller, contest).drawn
    found = _named(caller, contest, text, drawn)
    if not found:
        raise ContestError("参赛的人里没有他。发全名，或者名单里的编号。")
    if len(found) == 1:
        choose(caller, contest, what, found[0].no)
        return
    buttons = (Button(f"{one.branch} {one.name}", handle("hwhom", contest, what, one.no)) for one in found[:MOST_FOUND])
    caller.chat.say("menu", "哪一位？", rows(*buttons))


def choose(caller: Caller, contest: int, what: str, entry: int) -> None:
    """The person is known: ask how long, or why."""
    if what == "extend":
        _ask_minutes(caller, contest, f"{caller.hall.roster(caller.uow, contest)[entry].name}", str(entry))
        return
    name = caller.hall.roster(caller.uow, contest)[entry].name
    words = f"{PEOPLE[what]}：{_text(name)}。为什么？写一句，发了就生效。"
    ask(caller, "why", words, contest=contest, act=what, entry=entry)


def show_cities(caller: Caller, contest: int) -> None:
    """Ask for a city."""
    office, roster = hosted_office(caller, contest), caller.hall.roster(caller.uow, contest)
    drawn = cities(roster[entry] for entry in sorted(office.drawn))
    buttons = (Button(f"{city} {people} 人", handle("hcity", contest, mark_of(city))) for city, people in drawn.items())
    caller.chat.show("给哪个城市加时？", (*rows(*buttons, width=2), (back(contest),)))


def choose_city(caller: Caller, contest: int, city: str) -> None:
    """The city is known: ask how long."""
    roster = caller.hall.roster(caller.uow, contest)
    name = next((one.city for one in roster.values() if mark_of(one.city) == city), None)
    if name is None:
        raise PassedError
    _ask_minutes(caller, contest, name, f"c{city}")


def choose_minutes(caller: Caller, contest: int, whom: str, minutes: int) -> None:
    """How long is known: ask why."""
    hosted_office(caller, contest)
    words = f"延长 {minutes} 分钟。为什么？写一句，发了就生效。"
    ask(caller, "why", words, contest=contest, act="extend", entry=whom, minutes=minutes)


def ask_close(caller: Caller, contest: int) -> None:
    """Close: at once when every clock has run out, before that with a reason."""
    office = hosted_office(caller, contest)
    if office.may_close(caller.uow.now):
        close(caller.uow, caller.hall, contest, caller.by)
        caller.chat.show(*host_page(hosted_office(caller, contest), Phase.APPEALS))
        return
    words = "还没到点，没交卷的人就交不上了。为什么要提前收卷？写一句，发了就收。"
    ask(caller, "why", words, contest=contest, act="close")


def ask_cancel(caller: Caller, contest: int) -> None:
    """Ask why it is called off."""
    hosted_office(caller, contest)
    words = "取消以后不能恢复，答过的都还留着。为什么取消？写一句，发了就取消。"
    ask(caller, "why", words, contest=contest, act="cancel")


def take_why(caller: Caller, known: Json, text: str) -> None:
    """The reason is there: do it."""
    uow, hall, contest, by = caller.uow, caller.hall, known["contest"], caller.by
    told = "记下了，理由也记进了记录。"
    match known["act"]:
        case "excuse":
            told = _excused(caller, contest, known["entry"], text)
        case "void":
            void(uow, hall, contest, known["entry"], why=text, by=by)
        case "restore":
            restore(uow, hall, contest, known["entry"], why=text, by=by)
        case "unbind":
            unbind(uow, hall, contest, known["entry"], why=text, by=by)
        case "extend":
            entries = _entries(caller, contest, known["entry"])
            extend(uow, hall, contest, entries, later=0, longer=known["minutes"], why=text, by=by)
            told = f"给 {len(entries)} 人延长了 {known['minutes']} 分钟，理由记下了。"
        case "close":
            close(uow, hall, contest, by, text)
            told = "收卷了，理由记下了。"
        case _:
            cancel(uow, hall, contest, text, by)
            told = "取消了，记录都还留着。"
    forget(caller)
    office = hosted_office(caller, contest)
    caller.chat.say("notice", told)
    caller.chat.say("menu", *host_page(office, office.phase(uow.now)))


def show_log(caller: Caller, contest: int) -> None:
    """Show what hosts did, the latest last."""
    found = interventions(caller.uow, caller.hall, contest, caller.by)
    lines = [
        f"{moment(one.at)}　{INTERVENTIONS[one.kind]}　{one.body.get('entry', one.body.get('item', ''))}\n"
        f"　{_text(str(one.body.get('why', '')))}（{one.body.get('by', '')}）"
        for one in found[-LAST:]
    ]
    earlier = f"前面还有 {len(found) - LAST} 条。\n" if len(found) > LAST else ""
    text = f"<b>干预记录</b>\n{earlier}" + "\n".join(lines) if lines else "没有人工干预过。"
    caller.chat.show(text, ((back(contest),),))


def ask_host(caller: Caller, contest: int) -> None:
    """Show the hosts, and ask for another's numeric id."""
    office = hosted_office(caller, contest)
    known = "、".join(f"{_text(name) or '（没写姓名）'}（{rep}）" for rep, name in office.hosts.items())
    how = "加一个：发他的数字账号和姓名，例如 123456789 王老师。再发一次就是去掉。"
    ask(caller, "host", f"主办人：{known or '只有省公司的管理员'}。\n{how}", contest=contest)


def take_host(caller: Caller, known: Json, text: str) -> None:
    """Make somebody a host, or take it back."""
    number, _, name = text.strip().partition(" ")
    if not (number.isascii() and number.isdigit() and len(number) < LAST):
        raise ContestError("请发数字账号和姓名，例如 123456789 王老师。")
    office = hosted_office(caller, known["contest"])
    removed = int(number) in office.hosts
    name_host(caller.uow, caller.hall, office.contest, int(number), name, by=caller.by, removed=removed)
    forget(caller)
    told = "去掉了。" if removed else "加上了，他发 /settings 就能看到这场竞赛。"
    caller.chat.say("notice", told, rows(back(office.contest)))


def _excused(caller: Caller, contest: int, entry: int, why: str) -> str:
    instead = excuse(caller.uow, caller.hall, contest, entry, why=why, by=caller.by)
    if instead is None:
        return "准了假。这个城市没有可以补的人了。"
    invite(caller.house, caller.chat, contest, (instead,))
    person = caller.hall.roster(caller.uow, contest)[instead]
    return f"准了假，按抽签顺序补上 {instead} 号：{_text(person.branch)}，{_text(person.name)}。"


def _ask_minutes(caller: Caller, contest: int, name: str, whom: str) -> None:
    buttons = (Button(f"{minutes} 分钟", handle("hminutes", contest, whom, minutes)) for minutes in MINUTES)
    caller.chat.show(f"给{_text(name)}延长多久？", rows(*buttons, width=2))


def _entries(caller: Caller, contest: int, whom: str) -> list[int]:
    """The people an extension is for: one, or a whole city's."""
    if not whom.startswith("c"):
        return [int(whom)]
    office, roster = hosted_office(caller, contest), caller.hall.roster(caller.uow, contest)
    return [entry for entry in sorted(office.drawn) if mark_of(roster[entry].city) == whom[1:]]


def _named(caller: Caller, contest: int, text: str, drawn: frozenset[int]) -> Sequence[Entry]:
    wanted, roster = text.strip(), caller.hall.roster(caller.uow, contest)
    people = [roster[entry] for entry in sorted(drawn)]
    exact = [one for one in people if wanted in {one.name, str(one.no)}]
    return exact or [one for one in people if wanted and wanted in one.name]


def _text(text: str) -> str:
    return escape(text, quote=False)
