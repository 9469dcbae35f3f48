"""Getting to know a person: name and branch once, and again when he corrects them."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from bot.services.register_person import Asked, BadNameError, answer, ask_again, still_asked
from bot.telegram.choosing import show_scripts
from bot.views.buttons import Button, handle

if TYPE_CHECKING:
    from bot.telegram.visit import Visit

QUESTIONS = {Asked.NAME: "请问怎么称呼您？发一下姓名就行。", Asked.BRANCH: "您在哪个分公司？比如：南京鼓楼分公司。"}
WELCOME = "您好，这里是对练：跟模拟客户练销售话术，谈完给一份报告。成绩只给您自己和带您的培训师看。"


def ask(visit: Visit, asked: Asked) -> None:
    """Put the question that is open."""
    known = [name for name in visit.uow.people.branches() if name] if asked is Asked.BRANCH else []
    same = f"\n已经有的写法：{'、'.join(known[:8])}" if known else ""
    visit.chat.say("line", escape(QUESTIONS[asked] + same, quote=False))


def take_answer(visit: Visit, text: str) -> None:
    """Take the answer to the open question, then ask the next or begin."""
    try:
        person = answer(visit.uow, visit.person, text)
    except BadNameError as error:
        visit.chat.say("notice", escape(str(error), quote=False))
        return
    asked = still_asked(person)
    if asked is not None:
        ask(visit, asked)
        return
    visit.chat.say("notice", f"记住了：{escape(person.name, quote=False)}，{escape(person.branch, quote=False)}。")
    show_scripts(replace(visit, person=person))


def show_profile(visit: Visit) -> None:
    """Show what is known of him, with buttons to correct it."""
    person = visit.person
    buttons = (Button("改姓名", handle("correct", "name")), Button("改分公司", handle("correct", "branch")))
    text = f"姓名：{escape(person.name, quote=False)}\n分公司：{escape(person.branch, quote=False)}"
    visit.chat.show(text, (buttons,))


def correct(visit: Visit, what: str) -> None:
    """Ask once more for his name or branch."""
    asked = Asked[what.upper()]
    ask_again(visit.uow, visit.person, asked)
    ask(visit, asked)
