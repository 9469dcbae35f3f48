"""The sheets of a critique in private chats, page by page: first the grades, then the lines, then handing in."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, TypeVar

from bot.services.drills.raters import watched
from bot.telegram.outgoing import Outgoing
from bot.telegram.visit import StaleButtonError
from bot.views.buttons import Button, Rows, handle, rows, ticked
from bot.views.critique import GRADES, MOST_CANDIDATES, settling_page, sheet_page, side_by_side_page, transcript_page
from bot.views.html import html_messages
from bot.views.page import Section
from bot.views.raters import raters_page
from bot.views.report import plain_name
from scenarios import critique
from scenarios.critique.room import BEST, CONFIRMED, GAPS, WORST

if TYPE_CHECKING:
    from bot.telegram.drills.hall import Hall
    from scenarios.meeting import Room

T = TypeVar("T")
PAGES = ("home", "item", "lines", "topics", "keeps", "gaps")
LINES_A_PAGE = 8
TOPICS_A_PAGE = 10


def draw_sheet(hall: Hall, number: int, room: Room, person: str) -> None:
    """Draw a person's sheet at what comes next on it; after marking, what he has still to settle, or what he wrote."""
    inner = room.critique
    if inner is None:
        return
    chat = Outgoing(hall.uow, int(person))
    if inner.phase == "marking":
        chat.draw(f"sheet:{number}", *SheetOnButtons(number, inner, person).next())
        return
    own = person == inner.subject.rep
    page = (() if own else side_by_side_page(inner, person)) or sheet_page(inner, person)
    chat.draw(f"sheet:{number}", html_messages(page)[0])
    if own:
        chat.draw(f"settle:{number}", html_messages(settling_page(inner))[0], _settling(number, inner))


def invite_host(hall: Hall, number: int, room: Room) -> None:
    """Ask the host whether he marks too, unless he is among those who do or whose talk it is."""
    host, inner = room.setup.host, room.critique
    if inner is not None and host not in (inner.subject.rep, *(rater for rater, _ in inner.raters)):
        text = f"{room.name(inner.subject.rep)}这一场，大家正在打分。您要不要也打一份？"
        button = Button("我也打分", handle("joinin", number))
        Outgoing(hall.uow, int(host)).say("menu", escape(text, quote=False), ((button,),))


def tell_trainer(hall: Hall, group: int, room: Room) -> None:
    """Tell the trainer, and nobody else, of raters to look at and of items that raters can't agree on."""
    page = raters_page(*watched(hall.uow, group, room)) if room.setup.trainer else ()
    if page:
        Outgoing(hall.uow, int(room.setup.trainer)).say("report", html_messages(page))


@dataclass(frozen=True, slots=True)
class SheetOnButtons:
    """One person's sheet, page by page: each gives its text and its buttons."""

    number: int
    room: critique.Room
    person: str

    def at(self, page: str, place: int = 0, more: int = 0) -> tuple[str, Rows]:
        """One page. Raises StaleButtonError for a page there is not."""
        if self._sheet.handed or self.room.phase != "marking":
            return self._text(), ()
        match page:
            case "item":
                text, buttons = self._item(place)
            case "lines":
                text, buttons = self._lines(place)
            case "topics":
                text, buttons = self._topics(place, more)
            case "keeps":
                text, buttons = self._keeps(place)
            case "gaps":
                text, buttons = self._gaps(place)
            case _:
                return self._text(), self._home()
        return text, (*buttons, (self._go("看整份", "home"),))

    def next(self) -> tuple[str, Rows]:
        """The page that comes next while something is missing, else the whole sheet."""
        graded = dict(self._sheet.grades)
        ungraded = [n for n, item in enumerate(self._subject.items) if item.name not in graded]
        if ungraded:
            return self.at("item", ungraded[0])
        if self.person == self._subject.rep:
            named = len(self._sheet.gaps) >= min(GAPS, len(self._subject.topics))
            return self.at("home" if named else "gaps")
        if not self._sheet.faults and self._subject.lines:
            return self.at("lines")
        own = any(line.own for line in self._subject.lines)
        return self.at("keeps" if own and not self._sheet.keeps else "home")

    @property
    def _sheet(self) -> critique.Sheet:
        return self.room.sheet(self.person)

    @property
    def _subject(self) -> critique.Subject:
        return self.room.subject

    @property
    def _all_topics(self) -> tuple[tuple[int, critique.Topic], ...]:
        """All topics with their places, in an order that does not tell which of them the machine found wanting."""
        return tuple(sorted(enumerate(self._subject.topics), key=lambda one: one[1].code))

    def _text(self, question: str = "") -> str:
        page = html_messages(sheet_page(self.room, self.person))[0]
        return f"{page}\n\n<b>{escape(question, quote=False)}</b>" if question else page

    def _go(self, label: str, page: str, place: int = 0, more: int = 0) -> Button:
        return Button(label, handle("sheet", self.number, page, place, more))

    def _home(self) -> Rows:
        grades = [self._go(item.name, "item", n) for n, item in enumerate(self._subject.items)]
        if self.person == self._subject.rep:
            more: tuple[Button, ...] = (self._go("改差距", "gaps"),)
        else:
            more = (self._go("挑不够好的", "lines"), self._go("挑值得留的", "keeps"))
        faulty = dict.fromkeys(fault.line for fault in self._sheet.faults)
        off = [Button(f"去掉第 {line} 句的意见", handle("unfault", self.number, line)) for line in faulty]
        return (*rows(*grades, width=3), more, *rows(*off), (Button("交", handle("handin", self.number)),))

    def _item(self, place: int) -> tuple[str, Rows]:
        item = _slice(self._subject.items, place, 1)[0]
        grades = [Button(name, handle("grade", self.number, place, grade)) for grade, name in GRADES.items()]
        return self._text(f"「{item.name}」打几分？"), (tuple(grades),)

    def _lines(self, place: int) -> tuple[str, Rows]:
        shown = _slice(self._subject.lines, place, LINES_A_PAGE)
        picks = [self._go(str(line.number), "topics", line.number) for line in shown]
        turning = self._turning("lines", place, len(self._subject.lines), LINES_A_PAGE)
        return self._talk(place, "哪一句不够好？点它的号。"), (*rows(*picks, width=4), *turning)

    def _topics(self, number: int, place: int) -> tuple[str, Rows]:
        line = _slice(self._subject.lines, number - 1, 1)[0]
        shown = _slice(self._all_topics, place, TOPICS_A_PAGE)
        picks = [Button(plain_name(topic.name), handle("fault", self.number, number, n)) for n, topic in shown]
        turn = [self._go("‹ 前面", "topics", number, place - 1)] if place else []
        turn += (
            [self._go("还有 ›", "topics", number, place + 1)]
            if (place + 1) * TOPICS_A_PAGE < len(self._all_topics)
            else []
        )
        own_words = (Button("自己写一句", handle("words", self.number, number)),)
        text = escape(f"第 {number} 句：“{line.text}”", quote=False) + "\n\n<b>差在哪一条？</b>"
        return text, (*rows(*picks, width=2), *([tuple(turn)] if turn else ()), own_words)

    def _keeps(self, place: int) -> tuple[str, Rows]:
        kept = self._sheet.keeps
        picks = [
            Button(
                ticked(str(line.number), on=line.number in kept), self._keep(line.number, on=line.number not in kept)
            )
            for line in _slice(self._subject.lines, place, LINES_A_PAGE)
            if line.own
        ]
        turning = self._turning("keeps", place, len(self._subject.lines), LINES_A_PAGE)
        return self._talk(place, "哪一句值得留？点它的号。"), (*rows(*picks, width=4), *turning)

    def _keep(self, line: int, *, on: bool) -> str:
        return handle("keep", self.number, line, int(on))

    def _gaps(self, place: int) -> tuple[str, Rows]:
        shown, gaps = _slice(self._all_topics, place, TOPICS_A_PAGE), self._sheet.gaps
        picks = [
            Button(
                ticked(plain_name(topic.name), on=topic.code in gaps),
                handle("gap", self.number, n, int(topic.code not in gaps)),
            )
            for n, topic in shown
        ]
        turning = self._turning("gaps", place, len(self._subject.topics), TOPICS_A_PAGE)
        return self._text(f"自己觉得差在哪里？选 {GAPS} 条。"), (*rows(*picks, width=2), *turning)

    def _talk(self, place: int, question: str) -> str:
        """Some lines of the talk with their numbers, and a question."""
        (whole,) = transcript_page(self._subject)
        shown = Section(whole.title, _slice(whole.lines, place, LINES_A_PAGE))
        return f"{html_messages((shown,))[0]}\n\n<b>{question}</b>"

    def _turning(self, page: str, place: int, many: int, a_page: int) -> Rows:
        turn = [self._go("‹ 前面", page, place - 1)] if place else []
        turn += [self._go("后面 ›", page, place + 1)] if (place + 1) * a_page < many else []
        return (tuple(turn),) if turn else ()


def _settling(number: int, inner: critique.Room) -> Rows:
    """The buttons by which he confirms his weak points and says of what use each sheet was."""
    if inner.phase == "over":
        return ()
    codes = [topic.code for topic in inner.subject.topics]
    found = critique.candidates(inner)
    wanted = min(CONFIRMED, len(found))
    points = [
        Button(
            ticked(plain_name(one.topic.name), on=one.topic.code in inner.confirmed),
            handle("confirm", number, codes.index(one.topic.code), int(one.topic.code not in inner.confirmed)),
        )
        for one in found[:MOST_CANDIDATES]
        if len(inner.confirmed) < wanted or one.topic.code in inner.confirmed
    ]
    given = dict(inner.stars)
    stars = [
        tuple(
            Button(f"第 {sheet} 份 {value}", handle("stars", number, sheet, value)) for value in range(WORST, BEST + 1)
        )
        for sheet in range(1, len(inner.order) + 1)
        if sheet not in given
    ]
    return (*rows(*points, width=2), *stars[:1])


def _slice(all_there_are: tuple[T, ...], page: int, a_page: int) -> tuple[T, ...]:
    """One page of these; raises StaleButtonError when there is no such page."""
    shown = all_there_are[page * a_page : (page + 1) * a_page] if page >= 0 else ()
    if not shown:
        raise StaleButtonError("这一页没有了。")
    return shown
