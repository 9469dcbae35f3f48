"""A morning drill and a critique led by a test: people by name, a clock the test moves, all that happened kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from scenarios import critique
from scenarios.critique import Item, Line, Subject, Topic
from scenarios.loader import load_scenarios
from scenarios.meeting import (
    Input,
    MeetingEvent,
    MorningDrill,
    Notice,
    Offer,
    PanelPlay,
    Play,
    Played,
    PracticePlay,
    RivalsPlay,
    Setup,
)
from scenarios.panel import Meeting
from scenarios.practice import Practice
from scenarios.rivals import Rivals
from scripts.loader import load_shipped
from tests.contest import hearing
from tests.spoken import MarkedListener, saying

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.model import PlanShelf

TEAM = ("小李", "小王", "小张", "小赵", "小陈", "小孙", "小周", "小吴")
HOST = "老师"
OFFERS = (
    Offer("practice", "广告公司"),
    Offer("panel", "广告公司碰头会"),
    Offer("rivals", "广告公司三家争一单"),
    Offer("rivals", "广告公司三家争一单，客户由人扮演"),
)
PRACTICE, PANEL, RIVALS, BUYER = (offer.scenario for offer in OFFERS)
TODAY = date(2026, 11, 23)


def shipped_drill(shelf: PlanShelf) -> MorningDrill:
    """A drill with the shipped scenarios, one chair of the panel for a colleague; heard is what stands in 【】."""
    staged = load_scenarios(load_shipped().library).staged
    script, panel, rivals = shelf.scripts["广告公司"], staged[PANEL], staged[RIVALS]
    listener = MarkedListener(shelf.points_of(script))
    meeting = Meeting(panel, listener)  # type: ignore[arg-type]
    table = Rivals(rivals.document, rivals, hearing)  # type: ignore[arg-type]
    plays: dict[str, Play] = {
        PRACTICE: PracticePlay(Practice(shelf, script, listener), TODAY),  # type: ignore[arg-type]
        PANEL: PanelPlay(meeting, TODAY, chairs=(list(meeting.table.people)[1],)),
        RIVALS: RivalsPlay(table, rivals),
        BUYER: RivalsPlay(table, rivals, customer="person"),
    }
    return MorningDrill(lambda offer: plays[offer.scenario])


class Led:
    """A drill and all that has happened in it."""

    def __init__(self, drill: MorningDrill, /, **setup: Any) -> None:
        self.drill = drill
        given: dict[str, Any] = {
            "drill": "d1",
            "day": "2026-11-23",
            "host": HOST,
            "host_name": "王老师",
            "trainer": HOST,
        } | setup
        self.room, happened = drill.open_room(Setup(**{"offers": OFFERS, **given}), 0.0)
        self.now = 0.0
        self.all: list[MeetingEvent] = list(happened)

    def take(self, one: Input) -> tuple[MeetingEvent, ...]:
        self.room, events = self.drill.take(self.room, one)
        self.all += events
        return events

    def host(self, kind: Any, item: str = "") -> tuple[MeetingEvent, ...]:
        """One of the host's buttons."""
        return self.take(Input(kind, self.now, HOST, item))

    def does(self, who: str, kind: Any, **fields: Any) -> tuple[MeetingEvent, ...]:
        return self.take(Input(kind, self.now, who, **fields))

    def join(self, *people: str) -> None:
        for person in people:
            self.does(person, "join", text=person)

    def say(self, who: str, *names: str) -> tuple[MeetingEvent, ...]:
        return self.does(who, "say", text=saying(*names) or "您好。")

    def wait(self, seconds: float) -> tuple[MeetingEvent, ...]:
        self.now += seconds
        return self.take(Input("tick", self.now))

    def begin(self, scenario: str, *people: str) -> None:
        """Choose, gather and start."""
        self.host("choose", scenario)
        self.join(*(people or TEAM))
        self.host("start")

    def criticise(self, who: str, kind: Any, **fields: Any) -> tuple[MeetingEvent, ...]:
        return self.does(who, "critique", inner=critique.Input(kind, 0.0, **fields))

    def mark(self, who: str, grade: int = 4) -> None:
        """Fill in a whole sheet and hand it in."""
        assert self.room.critique is not None
        for one in sheet_inputs(self.room.critique, who, grade):
            self.does(who, "critique", inner=one)

    @property
    def rep(self) -> str:
        """Who speaks as the rep."""
        return self.room.holder("客户经理")

    def notices(self, events: Sequence[MeetingEvent]) -> list[str]:
        return [one.text for one in events if isinstance(one, Notice)]

    def heard(self, events: Sequence[MeetingEvent]) -> list[Any]:
        """What happened in the talk."""
        return [one.event for one in events if isinstance(one, Played)]


def sheet_inputs(room: critique.Room, who: str, grade: int = 4) -> list[critique.Input]:
    """The taps that fill in a whole sheet."""
    subject = room.subject
    taps = [critique.Input("grade", 0.0, who, item.name, value=grade) for item in subject.items]
    if who == subject.rep:
        taps += [critique.Input("gap", 0.0, who, topic.code) for topic in subject.topics[:2]]
    else:
        own = next(line.number for line in subject.lines if line.own)
        taps.append(critique.Input("fault", 0.0, who, subject.topics[0].code, number=own))
        taps.append(critique.Input("keep", 0.0, who, number=own))
    return [*taps, critique.Input("hand-in", 0.0, who)]


SUBJECT = Subject(
    talk="t1",
    rep="小李",
    script="广告公司@V1",
    segment="小型民营企业",
    lines=(
        Line(1, "customer", "你哪位？", own=False),
        Line(2, "rep", "您好，网通小李。", own=True),
        Line(3, "customer", "太贵了。", own=False),
        Line(4, "rep", "那给您打三折。", own=True),
    ),
    items=(Item("开场白", 80), Item("异议处理", 20)),
    topics=(
        Topic("太贵了·认同", "太贵了·认同", "您担心价格，很正常。"),
        Topic("discount", "越权折扣", "折扣我回去申请。"),
        Topic("greeting", "礼貌问候"),
    ),
    score=55,
    gaps=("discount",),
)
