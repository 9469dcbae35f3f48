"""The board of a drill: one message with all that the group can see of it, and the buttons under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.drills.programme import Bill
from bot.views.buttons import Button, Rows, handle, mark_of, rows, ticked
from bot.views.drill import board
from bot.views.html import html_messages
from bot.views.page import Line, Section
from scenarios.meeting.plays import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.telegram.drills.hall import Hall
    from bot.telegram.drills.screen import Menu
    from scenarios.meeting import Room
    from scenarios.meeting.room import InputKind

SPEAK_UP = "说话：直接在群里说就行。"
REPLY = "说话：长按我的消息，点「回复」再说；不回复我听不见。"
_ASK = {
    "form": "请主持人选形式。",
    "practice": "请主持人选客户。",
    "panel": "请主持人选场景。",
    "rivals": "请主持人选场景。",
    "theme": "请主持人选主题，也可以自己写一个发在群里。",
    "floor": "请主持人点名：谁来接着说？",
}
_FORM_NOTES = {
    "practice": "一个人谈，机器演客户",
    "panel": "一个人对一桌人",
    "rivals": "几家抢一个客户",
}


def board_html(room: Room, menu: Menu, now: float, *, hears: bool) -> str:
    """Give the board's text: where the drill stands, what to do now."""
    todo = tuple(Line(line, "quiet") for line in _todo(room, menu, hears=hears))
    return html_messages((*board(room, now), Section("", todo)))[0] if todo else html_messages(board(room, now))[0]


def board_buttons(hall: Hall, number: int, room: Room, menu: Menu) -> Rows:
    """Give the buttons that stand under the board now."""
    if room.over:
        return ()
    if menu:
        return _menu(hall, number, room, menu)
    if room.phase == "gathering":
        return _gathering(hall, number, room)
    # The same buttons whether it is paused or not: the board may be drawn late, and the host must not wait for it.
    clock = (_lead(number, room, "pause", "暂停"), _lead(number, room, "resume", "继续"))
    onward = (_lead(number, room, "next", "下一步"), _lead(number, room, "end", "结束"))
    come_and_go = (Button("加入", handle("attend", number)), Button("我先走", handle("quit", number)))
    if room.phase == "critique":
        mark = hall.private_chat("去打分", first=False)
        return (*((mark,) if mark else ()), (*clock, *onward), come_and_go)
    pass_on = (_lead(number, room, "skip", "跳过"), Button("点名", handle("host", number, "floor")))
    return (*clock, onward[0]), (*pass_on, onward[1]), come_and_go


def _todo(room: Room, menu: Menu, *, hears: bool) -> Iterator[str]:
    if room.over:
        return
    if menu in _ASK:
        yield _ASK[menu]
    elif menu == "variant":
        panel = room.offer is not None and room.offer.form == "panel"
        yield "哪把椅子给同事坐？一两把，不选就都由机器演。" if panel else "客户由谁演？"
    elif room.phase == "gathering":
        yield "来了的点「报到」，第一次来的先登记姓名。人齐了，主持人按「开始」。"
    if room.phase != "critique":
        yield SPEAK_UP if hears else REPLY


def _gathering(hall: Hall, number: int, room: Room) -> Rows:
    come = (Button("报到", handle("attend", number)), *hall.private_chat("第一次来，先登记"))
    choose = (Button("选形式", handle("host", number, "form")), Button("选主题", handle("host", number, "theme")))
    return come, choose, (_lead(number, room, "start", "开始"), _lead(number, room, "end", "结束"))


def _menu(hall: Hall, number: int, room: Room, menu: Menu) -> Rows:
    back = (Button("‹ 返回", handle("host", number, "back")),)
    if menu == "form":
        forms = {offer.form: FORMS[offer.form] for offer in room.setup.offers}
        choices = [Button(f"{name}：{_FORM_NOTES[form]}", handle("host", number, form)) for form, name in forms.items()]
        return (*rows(*choices), back)
    if menu == "theme":
        themes = [
            Button(f"{one.name}（{one.people} 个人弱）", handle("theme", number, mark_of(one.item)))
            for one in room.setup.themes
        ]
        return (*rows(*themes), back)
    if menu == "floor":
        free = [one for one in room.present if one not in dict(room.seats).values()]
        people = [Button(room.name(one), handle("floor", number, one)) for one in free]
        return (*rows(*people, width=3), back)
    if menu == "variant":
        return (*_variants(hall, number, room), (Button("选好了", handle("host", number, "back")),))
    titles = [
        one.scenario for one in room.setup.offers if one.form == menu and Bill.of(one.scenario) == Bill(one.scenario)
    ]
    return (*rows(*(_choice(number, title, title) for title in titles)), back)


def _variants(hall: Hall, number: int, room: Room) -> Rows:
    if room.offer is None:
        return ()
    bill = Bill.of(room.offer.scenario)
    if room.offer.form == "rivals":
        machine, person = Bill(bill.name), Bill(bill.name, person=True)
        labels = {machine.title: "机器演", person.title: "一位同事演"}
        return rows(*(_choice(number, t, ticked(word, on=t == bill.title)) for t, word in labels.items()), width=2)
    chairs = hall.programme(room.setup.host).chairs(bill.name)
    return rows(*(_chair(number, bill, chair, tuple(chairs), post) for chair, post in chairs.items()), width=2)


def _chair(number: int, bill: Bill, chair: str, chairs: tuple[str, ...], post: str) -> Button:
    """A chair to give or to take back; a third one given takes the first back."""
    taken = set(bill.chairs) ^ {chair}
    after = [one for one in chairs if one in taken]
    if len(after) > 2:  # noqa: PLR2004 - one or two chairs
        after = [one for one in after if one != bill.chairs[0]]
    return _choice(number, Bill(bill.name, tuple(after)).title, ticked(f"{chair}（{post}）", on=chair in bill.chairs))


def _choice(number: int, title: str, label: str) -> Button:
    return Button(label, handle("choose", number, mark_of(title)))


def _lead(number: int, room: Room, what: InputKind, label: str) -> Button:
    return Button(label, handle("lead", number, what, room.phase))
