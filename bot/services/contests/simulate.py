"""A whole contest played by made-up people in compressed time, through the same use cases as a real one.

Every hand that plays is seeded: abilities, speed, who stays away, taps twice, loses his connection or answers late.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import exp
from random import Random
from typing import TYPE_CHECKING

from bot.services.contests.answer import answer
from bot.services.contests.case import finish, say
from bot.services.contests.commit import commit
from bot.services.contests.create import create
from bot.services.contests.draw import draw
from bot.services.contests.import_roster import import_roster
from bot.services.contests.records import HandedIn, OpenCase, Participant, ServedItem
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.contests.serve import serve
from bot.services.contests.shown import shown
from bot.services.contests.unfreeze import finalise, reveal
from bot.services.contests.window import close
from scenarios.contest.chain import digest
from scenarios.contest.papers import choice_shown
from scenarios.contest.roster import COLUMNS
from scenarios.contest.settings import CLOSING, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.services.contests.banks import PlanBank
    from bot.services.contests.hall import Hall
    from bot.services.contests.records import OnPaper
    from bot.store.contract import Store
    from scenarios.bank import Answer, Item
    from scenarios.contest.exam import Exam
    from scenarios.contest.settings import Level

WINDOW = timedelta(minutes=30)
LEAD = timedelta(minutes=5)
ARRIVING = 0.55
"""The part of the window in which people begin."""

_AWAY, _LEAVES, _LATE, _TWICE, _BACK = 0.06, 0.002, 0.01, 0.04, 0.03
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰飞鹏红梅建国志强晓东文博"
_PLACES = ("南京", "苏州", "无锡", "常州", "南通", "扬州", "镇江", "泰州", "盐城", "淮安", "徐州", "连云港", "宿迁")


class MovedClock:
    """The store's clock while people are simulated."""

    def __init__(self, time: datetime) -> None:
        self.time = time

    def __call__(self) -> datetime:
        """The time as it was last moved."""
        return self.time


@dataclass(frozen=True, slots=True)
class Asked:
    """What to simulate; `plan` is the plan's folder name."""

    plan: str
    people: int
    seed: int
    level: Level = "city"
    items: int = 20
    case: bool = False


@dataclass(frozen=True, slots=True)
class Simulated:
    """What was played: how many people came, answers acknowledged, and answers repeated or late among them."""

    contest: int
    people: int
    came: int
    answers: int
    repeated: int
    late: int


@dataclass
class _Play:
    """The players and what still lies ahead of them: (when, whose turn)."""

    store: Store
    hall: Hall
    bank: PlanBank
    clock: MovedClock
    contest: int
    exam: Exam
    random: Random
    seed: int
    ahead: list[tuple[datetime, int]] = field(default_factory=list)
    fronts: dict[int, OnPaper] = field(default_factory=dict)
    answers: int = 0
    repeated: int = 0
    late: int = 0

    def ability(self, entry: int) -> float:
        """How good somebody is: normal, the same for the same seed."""
        return Random(f"{self.seed}:{entry}").gauss(0, 1)

    def run(self) -> None:
        """Let everybody take his turns in the order of time."""
        while self.ahead:
            self.clock.time, entry = heapq.heappop(self.ahead)
            who = Participant(self.contest, entry)
            front = self.fronts.get(entry)
            match front:
                case ServedItem():
                    self._answers(who, front)
                case OpenCase():
                    self._speaks(who, front)
                case _:
                    with self.store.begin() as uow:
                        front = serve(uow, self.hall, who, "web")
                    self._has(who, front)

    def _has(self, who: Participant, front: OnPaper) -> None:
        """He has something new in front of him: it is shown, and he takes his time."""
        self.fronts[who.entry] = front
        if isinstance(front, HandedIn) or self.random.random() < _LEAVES:
            return
        seconds = 6.0
        if isinstance(front, ServedItem):
            self.clock.time += timedelta(seconds=0.2)
            with self.store.begin() as uow:
                shown(uow, self.hall, who, front.position)
            seconds = min(front.seconds - 1.0, 4 + self.random.lognormvariate(1.9, 0.5))
            if self.random.random() < _LATE:
                seconds = front.seconds + 1.0 + self.random.random()
        heapq.heappush(self.ahead, (self.clock.time + timedelta(seconds=seconds), who.entry))

    def _answers(self, who: Participant, front: ServedItem) -> None:
        if self.random.random() < _BACK and not self._comes_back(who, front):
            return
        slip = self.exam.paper(who.entry)[front.position - 1]
        item = self.exam.items[slip.item]
        choice = choice_shown(slip, item, self._thought(who.entry, item))
        with self.store.begin() as uow:
            told = answer(uow, self.hall, who, front.position, choice, via="web")
        self.answers += 1
        self.late += told.late
        if self.random.random() < _TWICE:
            with self.store.begin() as uow:
                self.repeated += answer(uow, self.hall, who, front.position, choice, via="web").again
        self._has(who, told.next)

    def _comes_back(self, who: Participant, front: ServedItem) -> bool:
        """Whether the same question is still in front of him; else his time ran out, and he has what came after it."""
        with self.store.begin() as uow:
            again = serve(uow, self.hall, who, "web")
        if isinstance(again, ServedItem) and again.position == front.position:
            return True
        self._has(who, again)
        return False

    def _speaks(self, who: Participant, front: OpenCase) -> None:
        plays = self.bank.cases[front.title].staged
        lines = [line for point in plays.shelf.points_of(plays.script).values() for line in point.examples]
        with self.store.begin() as uow:
            if front.n and self.random.random() < 0.1:  # noqa: PLR2004 - some end it themselves
                self._has(who, finish(uow, self.hall, who))
                return
            told = say(uow, self.hall, who, front.n, self.random.choice(lines))
        self._has(who, told.next)

    def _thought(self, entry: int, item: Item) -> Answer:
        """What somebody answers: the key with a chance by his ability, else something near it."""
        if self.random.random() < 1 / (1 + exp(-1.2 * self.ability(entry) - 1.6 + 0.5 * item.difficulty)):
            return item.key
        return _slip_of_mind(item, self.random)


def simulate(store: Store, clock: MovedClock, hall: Hall, bank: PlanBank, asked: Asked) -> Simulated:
    """Make a contest, play it and publish its result; everybody of the roster takes part."""
    random = Random(asked.seed)
    opens = clock.time + LEAD
    name = f"模拟赛 {asked.people} 人（种子 {asked.seed}）"
    settings = Settings(
        name,
        asked.level,
        asked.plan,
        opens,
        opens + WINDOW,
        asked.items,
        asked.case,
        timed=True,
        everyone=True,
        appeal_hours=0,
    )
    with store.begin() as uow:
        contest = create(uow, settings, AT_THE_TERMINAL).contest
        import_roster(uow, hall, contest, roster(asked.people, random), AT_THE_TERMINAL)
    with store.begin() as uow:
        seeds = (digest(f"draw {asked.seed}"), digest(f"papers {asked.seed}"))
        commit(
            uow, hall, contest, bank.items, bank.chosen_cases() if asked.case else {}, by=AT_THE_TERMINAL, seeds=seeds
        )
    with store.begin() as uow:
        office = draw(uow, hall, contest, AT_THE_TERMINAL)
        exam = hall.exam(uow, contest)
    play = _Play(store, hall, bank, clock, contest, exam, random, asked.seed)
    for entry in sorted(office.drawn):
        if random.random() >= _AWAY:
            heapq.heappush(play.ahead, (opens + WINDOW * (random.random() * ARRIVING), entry))
    came = len(play.ahead)
    play.run()
    clock.time = settings.closes + CLOSING
    with store.begin() as uow:
        close(uow, hall, contest, AT_THE_TERMINAL)
    with store.begin() as uow:
        reveal(uow, hall, contest, AT_THE_TERMINAL, everything=True)
    with store.begin() as uow:
        finalise(uow, hall, contest, AT_THE_TERMINAL)
    return Simulated(contest, asked.people, came, play.answers, play.repeated, play.late)


def roster(people: int, random: Random) -> list[list[str]]:
    """The rows of a made-up roster: cities of some sixty people, each with a few counties and branches."""
    rows = [list(COLUMNS.values())]
    for number in range(people):
        place = number // 60
        city = _PLACES[place % len(_PLACES)] + ("" if place < len(_PLACES) else str(place // len(_PLACES) + 1))
        county = f"{city}{'东南西北'[number % 4]}区"
        name = random.choice(_SURNAMES) + random.choice(_GIVEN) + random.choice(_GIVEN) + str(number + 1)
        rows.append([city, county, f"{county}分公司", name, "商务楼宇", ""])
    return rows


def _slip_of_mind(item: Item, random: Random) -> Answer:
    """A wrong answer, as wrong as people's are."""
    key, options = item.key, list(range(len(item.options)))
    if isinstance(key, int):
        return random.choice([one for one in options if one != key])
    if not isinstance(key, tuple):
        return key + random.choice((-10, -5, 5, 10, 20))
    if item.kind == "several":
        return _other_ticks(key, options, random)
    swapped = list(key)
    first, second = random.sample(range(len(swapped)), 2)
    swapped[first], swapped[second] = swapped[second], swapped[first]
    return tuple(swapped)


def _other_ticks(key: Sequence[int], options: Sequence[int], random: Random) -> tuple[int, ...]:
    flipped = random.choice(options)
    ticks = set(key) ^ {flipped}
    return tuple(sorted(ticks or {options[0], options[-1]}))
