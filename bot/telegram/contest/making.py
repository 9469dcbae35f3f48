"""A host makes a contest: level, plan and window by buttons, the roster as a file, then commitment and draw."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.services.contests.boards import contests
from bot.services.contests.commit import commit
from bot.services.contests.create import change, create
from bot.services.contests.draw import draw
from bot.services.contests.import_roster import RosterFaultsError, import_roster
from bot.services.contests.records import ContestError
from bot.services.contests.roles import NotAllowedError, need_admin, need_host
from bot.services.contests.unfreeze import finalise, reveal
from bot.store.records import Attachment
from bot.telegram.contest.asking import ask, asked, forget
from bot.telegram.contest.caller import PassedError
from bot.telegram.contest.inviting import invite
from bot.telegram.contest.times import EXAMPLE, WINDOWS, read_window, window
from bot.views.buttons import Button, handle, mark_of, rows
from bot.views.contest.hosting import host_page, hosted, settings_page, sure
from scenarios.contest.office import Phase
from scenarios.contest.roster import cities
from scenarios.contest.settings import LEVELS, of_level

if TYPE_CHECKING:
    from bot.services.authoring.sent_files import SentFile
    from bot.services.contests.boards import Listed
    from bot.store.records import Json
    from bot.telegram.contest.caller import Caller
    from scenarios.contest.office import Office
    from scenarios.contest.settings import Level, Settings

MOST_FAULTS = 20
_ITEMS, _HOURS = (10, 20, 30), (2, 12, 24)
_BEFORE_COMMITMENT = (Phase.DRAFT, Phase.ROSTER)


def led_by(caller: Caller) -> list[Listed]:
    """The contests somebody leads, the newest first."""
    return [one for one in contests(caller.uow, caller.hall) if caller.hosts(one.contest)]


def show_hosting(caller: Caller) -> None:
    """List the contests he leads."""
    found = led_by(caller)
    if not found:
        need_admin(caller.by)
    caller.chat.show(*hosted(found, may_make=caller.by.is_admin))


def show_contest(caller: Caller, contest: int) -> None:
    """Show where a contest stands and what can be done."""
    office = hosted_office(caller, contest)
    caller.chat.show(*host_page(office, office.phase(caller.uow.now)))


def hosted_office(caller: Caller, contest: int) -> Office:
    """The office of a contest he leads; raises NotAllowedError."""
    office = caller.hall.office(caller.uow, contest)
    need_host(office, caller.by)
    return office


def choose_level(caller: Caller) -> None:
    """Ask for the level."""
    need_admin(caller.by)
    buttons = (Button(name, handle("hlevel", level)) for level, name in LEVELS.items())
    text = "办哪一级的？\n\n分公司赛、市级赛每人 20 题；全省赛每人 30 题，外加一个案例。建好以后都还能改。"
    caller.chat.show(text, rows(*buttons))


def choose_plan(caller: Caller, level: Level) -> None:
    """Ask for the plan."""
    plans = caller.house.banks.plans()
    buttons = (Button(title, handle("hplan", level, mark_of(plan))) for plan, title in plans.items())
    caller.chat.show("考哪个方案？", rows(*buttons))


def choose_window(caller: Caller, level: Level, plan: str) -> None:
    """Ask for the window."""
    buttons = (Button(text, handle("hmake", level, plan, name)) for name, text in WINDOWS.items())
    caller.chat.show("什么时候答题？建好以后可以改成别的时间。", rows(*buttons))


def make(caller: Caller, level: Level, plan: str, when: str) -> None:
    """Make it."""
    plans = caller.house.banks.plans()
    name = next((one for one in plans if mark_of(one) == plan), None)
    if name is None:
        raise PassedError
    opens, closes = window(when, caller.uow.now)
    title = f"{plans[name]}{LEVELS[level]}"
    office = create(caller.uow, of_level(title, level, name, opens, closes), caller.by)
    show_contest(caller, office.contest)


def show_settings(caller: Caller, contest: int) -> None:
    """Show what can be changed."""
    caller.chat.show(*settings_page(hosted_office(caller, contest)))


def change_one(caller: Caller, contest: int, what: str) -> None:
    """Turn one setting to its next value."""
    settings = hosted_office(caller, contest).settings
    match what:
        case "items":
            settings = replace(settings, items=_next(_ITEMS, settings.items))
        case "appeal":
            settings = replace(settings, appeal_hours=_next(_HOURS, settings.appeal_hours))
        case "case":
            settings = replace(settings, case=not settings.case)
        case "everyone":
            settings = replace(settings, everyone=not settings.everyone)
        case _:
            settings = replace(settings, timed=not settings.timed)
    change(caller.uow, caller.hall, contest, settings, caller.by)
    show_settings(caller, contest)


def ask_name(caller: Caller, contest: int) -> None:
    """Ask for a name."""
    hosted_office(caller, contest)
    ask(caller, "name", "叫什么名字？例如：三季度商务楼宇抽查", contest=contest)


def take_name(caller: Caller, known: Json, text: str) -> None:
    """Take the name."""
    _changed(caller, known["contest"], replace(hosted_office(caller, known["contest"]).settings, name=text))


def ask_times(caller: Caller, contest: int) -> None:
    """Ask for the window."""
    hosted_office(caller, contest)
    ask(caller, "times", f"从什么时候到什么时候？北京时间，例如：{EXAMPLE}", contest=contest)


def take_times(caller: Caller, known: Json, text: str) -> None:
    """Take the window."""
    opens, closes = read_window(text, caller.uow.now)
    settings = hosted_office(caller, known["contest"]).settings
    _changed(caller, known["contest"], replace(settings, opens=opens, closes=closes))


def ask_roster(caller: Caller, contest: int) -> None:
    """Ask for the roster's file."""
    hosted_office(caller, contest)
    words = (
        "把名单发给我，.xlsx 或 .csv 都行，一人一行。\n"
        "第一行写表头：城市、区县、分公司、姓名、客户群、Telegram 邀请码。\n"
        "邀请码可以空着，我来编。哪一格写错了，我会告诉您。"
    )
    ask(caller, "roster", words, contest=contest)


def remind_of_file(caller: Caller, known: Json, _text: str) -> None:
    """He wrote instead of sending the file."""
    ask_roster(caller, known["contest"])


def take_roster(caller: Caller, file: SentFile) -> bool:
    """Take a roster's file; False for any other file."""
    if file.rows is None:
        return False
    contest = _wants_roster(caller)
    try:
        roster = import_roster(caller.uow, caller.hall, contest, file.rows, caller.by)
    except RosterFaultsError as wrong:
        _tell_faults(caller, file, wrong)
        return True
    forget(caller)
    counted = "，".join(f"{escape(city, quote=False)} {people} 人" for city, people in cities(roster).items())
    office = caller.hall.office(caller.uow, contest)
    text = f"<b>名单收下了</b>：{len(roster)} 人。{counted[:600]}。\n名单 SHA256：<code>{office.roster_hash}</code>"
    caller.chat.say("menu", text)
    caller.chat.say("menu", *host_page(office, office.phase(caller.uow.now)))
    return True


def ask_sure(caller: Caller, contest: int, step: str) -> None:
    """Ask before something that can't be undone."""
    hosted_office(caller, contest)
    caller.chat.show(*sure(contest, step))


def do_step(caller: Caller, contest: int, step: str) -> str:
    """Take a step with the contest as a whole."""
    uow, hall = caller.uow, caller.hall
    match step:
        case "commit":
            settings = hosted_office(caller, contest).settings
            bank = caller.house.banks.of(settings.plan)
            commit(uow, hall, contest, bank.items, bank.chosen_cases() if settings.case else {}, by=caller.by)
        case "draw":
            office = draw(uow, hall, contest, caller.by)
            invited = invite(caller.house, caller.chat, contest, tuple(sorted(office.drawn)))
            show_contest(caller, contest)
            return f"抽好了，{len(office.drawn)} 人，其中 {invited} 人已经通知到。"
        case "reveal" | "all":
            reveal(uow, hall, contest, caller.by, everything=step == "all")
        case "final":
            finalise(uow, hall, contest, caller.by)
        case _:
            raise PassedError
    show_contest(caller, contest)
    return ""


def _changed(caller: Caller, contest: int, settings: Settings) -> None:
    change(caller.uow, caller.hall, contest, settings, caller.by)
    forget(caller)
    show_settings(caller, contest)


def _wants_roster(caller: Caller) -> int:
    """The contest a roster is for: the one he was asked about, else his only one that may still have one."""
    waits = asked(caller)
    if waits is not None and waits[0] == "roster":
        return int(waits[1]["contest"])
    waiting = [one.contest for one in led_by(caller) if one.phase in _BEFORE_COMMITMENT]
    if len(waiting) == 1:
        return waiting[0]
    if waiting:
        raise ContestError("这份名单给哪一场竞赛？请先进那场竞赛，点「传名单」，再发给我。")
    if not caller.by.is_admin and not led_by(caller):
        raise NotAllowedError("这看起来是参赛名单，只有主办竞赛的人才能交给我。")
    raise ContestError("现在没有等名单的竞赛。先新建一场，再把名单发给我。")


def _tell_faults(caller: Caller, file: SentFile, wrong: RosterFaultsError) -> None:
    faults = wrong.faults
    lines = [f"{one.cell or '整张表'}：{escape(one.message, quote=False)}" for one in faults[:MOST_FAULTS]]
    more = f"\n另外还有 {len(faults) - MOST_FAULTS} 处，全部在下面的文件里。" if len(faults) > MOST_FAULTS else ""
    head = f"<b>名单没有收下</b>，有 {len(faults)} 处要改，改好再发一次："
    caller.chat.say("report", "\n".join((head, *lines)) + more)
    if more:
        name = f"{PurePath(file.name).stem}-要改的.txt"
        all_of_it = Attachment("document", name, f"{wrong}\n".encode())
        caller.chat.send("report", all_of_it, "名单里要改的地方，全部在这里。")


def _next(values: tuple[int, ...], now: int) -> int:
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]
