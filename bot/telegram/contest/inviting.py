"""Coming to a contest in Telegram: by the roster's invite code, by an invitation, through the list of one's own."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.contests.doors import invitations, join, personal_code
from bot.services.contests.own_page import own_page
from bot.services.contests.records import NotHereError, Participant
from bot.services.register_person import meet, still_asked
from bot.views.buttons import Button, handle, rows
from bot.views.contest.lists import moment
from bot.views.contest.paper import lobby
from scenarios.contest.office import OVER, WINDOW, Phase

if TYPE_CHECKING:
    from bot.services.contests.records import Invitation, OwnPage
    from bot.services.contests.window import Announcement
    from bot.telegram.contest.caller import Caller, House
    from bot.telegram.outgoing import Outgoing
    from bot.views.buttons import Rows
    from scenarios.contest.roster import Entry

_CODE = re.compile(r"[A-Za-z0-9_-]{6,40}")
HTTPS = "https://"


def take_code(caller: Caller, text: str) -> bool:
    """Take a word as an invite code; False if it is nobody's, or he tried too many."""
    code, guesses, now = text.strip(), caller.house.guesses, caller.uow.now
    if not _CODE.fullmatch(code) or guesses.are_spent(caller.rep, now):
        return False
    if not caller.uow.contests.invited(code):
        guesses.miss(caller.rep, now)
        return False
    who = join(caller.uow, caller.hall, code, caller.rep)
    introduce(caller, who)
    show_lobby(caller, who.contest)
    return True


def introduce(caller: Caller, who: Participant) -> None:
    """Who came by the roster need not be asked for name and branch."""
    person = meet(caller.uow, caller.rep)
    if still_asked(person) is None:
        return
    entry = caller.hall.roster(caller.uow, who.contest)[who.entry]
    caller.uow.people.save(replace(person, name=person.name or entry.name, branch=person.branch or entry.branch))


def show_lobby(caller: Caller, contest: int) -> None:
    """Show where a contest stands for him, with what he can do now."""
    who = caller.who(contest)
    page = own_page(caller.uow, caller.hall, who)
    settings = caller.hall.office(caller.uow, contest).settings
    text = lobby(page, timed=settings.timed, with_case=settings.case)
    caller.chat.show(text, _doors(caller, page, timed=settings.timed))


def show_own(caller: Caller) -> None:
    """List his contests, and for hosts the way to theirs."""
    mine = invitations(caller.uow, caller.hall, caller.rep)
    if len(mine) == 1:
        show_lobby(caller, mine[0].who.contest)
        return
    text = "您参加的竞赛：" if mine else "您还没有竞赛。有邀请码的，直接发给我。"
    caller.chat.show(text, rows(*(Button(_named(one), handle("contest", one.who.contest)) for one in mine)))


def send_link(caller: Caller, contest: int) -> None:
    """Send a link that opens his paper in a browser, once; an earlier one ends."""
    code = personal_code(caller.uow, caller.hall, caller.who(contest))
    link = Button("在浏览器里打开", url=f"{caller.house.web}/in/{code}")
    text = "这个链接只给您一个人用，只能打开一次，不要转发。再要一个，前一个就作废。"
    caller.chat.say("line", text, rows(link))


def urgent(caller: Caller) -> bool:
    """Whether a contest waits for him now."""
    found = invitations(caller.uow, caller.hall, caller.rep)
    return any(not one.handed_in and one.phase in {*WINDOW, Phase.DRAWN} for one in found)


def accept(caller: Caller, contest: int, entry: int) -> None:
    """Come by an invitation: the account that used the same code before need not send it again."""
    person = caller.hall.roster(caller.uow, contest).get(entry)
    if person is None or caller.rep not in known_accounts(caller.house, caller.chat, contest, person):
        raise NotHereError("这份邀请不是给您的。有邀请码的，把邀请码发给我。")
    join(caller.uow, caller.hall, person.invite, caller.rep, contest)
    introduce(caller, Participant(contest, entry))
    show_lobby(caller, contest)


def invite(house: House, chat: Outgoing, contest: int, entries: tuple[int, ...]) -> int:
    """Write to those who were drawn, as far as they are known by an earlier contest; gives to how many."""
    office, roster = house.hall.office(chat.uow, contest), house.hall.roster(chat.uow, contest)
    settings, invited = office.settings, 0
    for entry in entries:
        for account in known_accounts(house, chat, contest, roster[entry]):
            name = escape(roster[entry].name, quote=False)
            when = f"{moment(settings.opens)} 到 {moment(settings.closes)}"
            text = f"{name}，您被抽中参加<b>{escape(settings.name, quote=False)}</b>。\n答题时间：{when}。"
            button = Button("我来参加", handle("cjoin", contest, entry))
            replace(chat, chat_id=account, message_id=None).say("broadcast", text, rows(button))
            invited += 1
    return invited


def known_accounts(house: House, chat: Outgoing, contest: int, person: Entry) -> tuple[int, ...]:
    """The account that came by this invite code to the latest earlier contest; nobody's when it never was used."""
    for earlier, entry in chat.uow.contests.invited(person.invite):
        found = chat.uow.attempts.peek(earlier, entry) if earlier != contest else None
        if found is not None and found[0].rep is not None:
            there = house.hall.roster(chat.uow, earlier)[entry]
            return (found[0].rep,) if there.name == person.name else ()
    return ()


def announce(house: House, chat: Outgoing, told: Announcement) -> None:
    """Tell those whom an edge of the window concerns."""
    uow, office = chat.uow, house.hall.office(chat.uow, told.contest)
    words = _ANNOUNCED.get(told.edge)
    if told.edge == "close" and not office.settings.appeal_hours:
        words = _WITHOUT_APPEALS
    if words is None:
        return
    name, closes = escape(office.settings.name, quote=False), moment(office.last_close)
    until = moment(office.appeals_until) if office.appeals_until else ""
    text = words.format(name=f"<b>{name}</b>", closes=closes, until=until)
    button = Button("看看" if told.edge == "close" else "去答题", handle("contest", told.contest))
    concerned = set(told.entries)
    for attempt in uow.attempts.of(told.contest):
        if attempt.entry in concerned and attempt.rep is not None:
            replace(chat, chat_id=attempt.rep, message_id=None).say("reminder", text, rows(button))


_ANNOUNCED = {
    "open": "{name}开始了，{closes} 截止。找个安静的地方，一次答完最好。",
    "remind": "{name}到 {closes} 截止，您还没有交卷。",
    "close": "{name}收卷了。答案可以看了；有异议的，{until} 以前点开那道题申诉。",
}


_WITHOUT_APPEALS = "{name}收卷了。答案可以看了。"


def _doors(caller: Caller, page: OwnPage, *, timed: bool) -> Rows:
    contest, web = page.contest, caller.house.web
    may_answer = page.handed_in is None and page.phase in WINDOW
    found: list[Button] = []
    if may_answer and not timed:
        found.append(Button("接着答" if page.done else "开始答题", handle("cpaper", contest)))
    if web and page.handed_in is None and page.phase not in OVER:
        app = Button("打开答题页", app=f"{web}/app?contest={contest}")
        found += [app] if web.startswith(HTTPS) else []
        found.append(Button("要一个网页链接", handle("clink", contest)))
    if page.answers:
        found.append(Button("我的答卷", handle("cmine", contest, 0)))
    found.append(Button("榜", handle("cboard", contest)))
    return rows(*found, width=2)


def _named(one: Invitation) -> str:
    return f"{one.title}（{Phase(one.phase).chinese}）"
