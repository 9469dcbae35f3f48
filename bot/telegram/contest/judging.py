"""A host judges: keys to check, appeals one by one, rulings tried out before they take effect, each with a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.contests.appeals import appeals, reject
from bot.services.contests.keys import dry_run, rule, take_back
from bot.services.contests.records import ContestError
from bot.services.contests.review import flags, suspects
from bot.telegram.contest.asking import ask, forget
from bot.telegram.contest.caller import PassedError
from bot.telegram.contest.making import hosted_office
from bot.views.buttons import Button, handle, mark_of, rows
from bot.views.contest.hosting import answer_text, appeal_page, back, effect_html, flags_html, item_lines, suspect_page
from scenarios.bank import answer_from_json
from scenarios.contest.keys import RULINGS, Ruling
from scenarios.contest.office import OVER
from scenarios.contest.said import own_answer

if TYPE_CHECKING:
    from bot.services.contests.appeals import Appeal
    from bot.store.records import Json
    from bot.telegram.contest.caller import Caller
    from bot.views.buttons import Rows
    from scenarios.bank import Answer, Item
    from scenarios.contest.keys import RulingKind


def show_suspect(caller: Caller, contest: int, at: int) -> None:
    """Show one of the items whose key should be checked."""
    found = suspects(caller.uow, caller.hall, contest, caller.by)
    if not found:
        caller.chat.show("没有看出可疑的答案。", ((back(contest),),))
        return
    at = min(at, len(found) - 1)
    mark = mark_of(found[at].item.id)
    caller.chat.show(*suspect_page(found[at], at=at, of=len(found), mark=mark, contest=contest))


def show_flags(caller: Caller, contest: int) -> None:
    """Show what a person should look at."""
    caller.chat.show(flags_html(flags(caller.uow, caller.hall, contest, caller.by)), ((back(contest),),))


def show_appeal(caller: Caller, contest: int, _at: int = 0) -> None:
    """Show the next appeal that waits."""
    waiting = [one for one in appeals(caller.uow, caller.hall, contest, caller.by) if one.upheld is None]
    if not waiting:
        caller.chat.show("没有等裁定的申诉。", ((back(contest),),))
        return
    one = waiting[0]
    item = caller.hall.exam(caller.uow, contest).items[one.item]
    given = answer_text(item, _given(caller, contest, one.entry, one.item))
    mark = mark_of(one.item)
    caller.chat.show(*appeal_page(one, item, given=given, left=len(waiting), mark=mark, contest=contest))


def ask_reject(caller: Caller, contest: int, entry: int, item: str) -> None:
    """Ask why an appeal is not upheld."""
    found = _item(caller, contest, item)
    words = "申诉不成立，为什么？写一句，申诉的人看得到。"
    ask(caller, "reject", words, contest=contest, entry=entry, item=found.id)


def take_reject(caller: Caller, known: Json, text: str) -> None:
    """The appeal is not upheld."""
    contest, entry, item = known["contest"], known["entry"], known["item"]
    reject(caller.uow, caller.hall, contest, entry, item, why=text, by=caller.by)
    forget(caller)
    position = next(one.position for one in caller.hall.exam(caller.uow, contest).paper(entry) if one.item == item)
    _tell(caller, contest, entry, f"第 {position} 题的申诉没有成立：{escape(text, quote=False)}")
    caller.chat.say("notice", "裁定了：不成立。", _onward(contest))


def try_ruling(caller: Caller, contest: int, item: str, kind: RulingKind, entry: int) -> None:
    """Show what a ruling would change, and ask why: the reason makes it take effect."""
    hosted_office(caller, contest)
    found = _item(caller, contest, item)
    if kind != "accept":
        _tried(caller, contest, Ruling(found.id, kind))
    elif entry:
        given = _given(caller, contest, entry, found.id)
        if given is None:
            raise ContestError("他这道题没有作答，没有答案可以算对。可以选作废，或者人人给分。")
        _tried(caller, contest, Ruling(found.id, kind, (given,)))
    else:
        how = "发这个数" if found.kind == "number" else "发选项的序号，几个用逗号隔开，例如 1,3"
        words = "\n".join((*item_lines(found), "", f"另外哪个答案也算对？{how}。"))
        ask(caller, "accept", words, contest=contest, item=found.id)


def take_accepted(caller: Caller, known: Json, text: str) -> None:
    """Take the other right answer as a host types it."""
    item = caller.hall.exam(caller.uow, known["contest"]).items[known["item"]]
    _tried(caller, known["contest"], Ruling(item.id, "accept", (_typed(item, text),)))


def take_ruling(caller: Caller, known: Json, text: str) -> None:
    """The reason is there: the next key version takes effect."""
    contest, ruling = known["contest"], Ruling.from_json(known["ruling"])
    upheld = [one for one in _waiting(caller, contest) if one.item == ruling.item]
    told = rule(caller.uow, caller.hall, contest, ruling, why=text, by=caller.by)
    forget(caller)
    for one in upheld:
        _tell(caller, contest, one.entry, f"第 {one.position} 题的申诉成立：{RULINGS[ruling.kind]}。")
    version = hosted_office(caller, contest).key.version
    changed = f"{len(told.people)} 人、{len(told.branches)} 个分公司、{len(told.cities)} 个城市的成绩或名次变了"
    words = f"答案第 {version} 版生效了，{changed}；原来的成绩还看得到。"
    caller.chat.say("notice", words, _onward(contest))


def ask_take_back(caller: Caller, contest: int, item: str) -> None:
    """Ask why a ruling is taken back."""
    found = _item(caller, contest, item)
    if found.id not in hosted_office(caller, contest).key.by_item:
        raise ContestError("这道题没有裁定过，没有什么可撤回的。")
    ask(caller, "takeback", "撤回对这道题的裁定，为什么？写一句，发了就生效。", contest=contest, item=found.id)


def take_back_why(caller: Caller, known: Json, text: str) -> None:
    """The ruling is taken back."""
    take_back(caller.uow, caller.hall, known["contest"], known["item"], why=text, by=caller.by)
    forget(caller)
    caller.chat.say("notice", "撤回了，按原来的答案重新算好了。", rows(back(known["contest"])))


def _tried(caller: Caller, contest: int, ruling: Ruling) -> None:
    told = dry_run(caller.uow, caller.hall, contest, ruling, caller.by)
    item = caller.hall.exam(caller.uow, contest).items[ruling.item]
    also = "".join(f"：{answer_text(item, one)}" for one in ruling.also)
    head = f"<b>试算：{RULINGS[ruling.kind]}</b>{also}"
    last = "要这么改，写一句理由发给我，发了就生效。不改就点「返回」。"
    words = "\n\n".join((head, effect_html(told), last))
    ask(caller, "ruling", words, rows(back(contest)), contest=contest, ruling=ruling.as_json())


def _typed(item: Item, text: str) -> Answer:
    """An answer as a host types it: option numbers from 1 in the bank's own order, or a number."""
    try:
        if item.kind == "number":
            return answer_from_json(text.strip())
        places = [int(one) - 1 for one in text.replace("，", ",").replace("、", ",").split(",")]
    except (ValueError, ArithmeticError):
        raise ContestError(f"「{text[:20]}」看不懂。请照上面说的写。") from None
    if item.kind == "single":
        return places[0]
    return answer_from_json(json.loads(json.dumps(sorted(places) if item.kind == "several" else places)))


def _given(caller: Caller, contest: int, entry: int, item: str) -> Answer | None:
    kept = caller.uow.contest_logs.answer(contest, entry, item)
    return None if kept is None else own_answer(kept.body)


def _item(caller: Caller, contest: int, mark: str) -> Item:
    """The item a button is about, once its key may be seen; raises ContestError."""
    if hosted_office(caller, contest).phase(caller.uow.now) not in OVER:
        raise ContestError("收卷以后才能看答案、动答案。")
    for item in caller.hall.exam(caller.uow, contest).items.values():
        if mark_of(item.id) == mark:
            return item
    raise PassedError


def _waiting(caller: Caller, contest: int) -> list[Appeal]:
    return [one for one in appeals(caller.uow, caller.hall, contest, caller.by) if one.upheld is None]


def _onward(contest: int) -> Rows:
    return rows(Button("下一条申诉", handle("happeal", contest, 0)), back(contest))


def _tell(caller: Caller, contest: int, entry: int, words: str) -> None:
    """Tell somebody what became of his appeal."""
    found = caller.uow.attempts.peek(contest, entry)
    if found is not None and found[0].rep is not None:
        there = replace(caller.chat, chat_id=found[0].rep, message_id=None)
        there.say("reminder", words, rows(Button("看我的答卷", handle("cmine", contest, 0))))
