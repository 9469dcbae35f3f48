"""A competition for tests: a small bank of every kind of question, a roster, and hands that play it on any store."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from bot.services.contests.answer import answer
from bot.services.contests.commit import commit
from bot.services.contests.create import create
from bot.services.contests.draw import draw
from bot.services.contests.hall import Hall
from bot.services.contests.import_roster import import_roster
from bot.services.contests.records import Acknowledged, Participant, ServedItem
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.contests.serve import serve
from bot.services.contests.shown import shown
from bot.services.contests.window import close
from scenarios.bank import Item, ItemSource
from scenarios.contest.papers import choice_shown
from scenarios.contest.settings import CLOSING, Settings
from tests.stores import HandClock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.services.contests.records import OnPaper, Via
    from bot.store.contract import Store
    from scenarios.bank import Answer

QUESTIONS = 5
HEADINGS = ("城市", "区县", "分公司", "姓名", "客户群", "Telegram 邀请码")


def item(number: int, kind: str = "single", **more: Any) -> Item:
    """A question of the bank; its key and difficulty follow from its number."""
    shapes: dict[str, dict[str, Any]] = {
        "single": {"options": ("58 元", "88 元", "128 元", "198 元"), "key": number % 4},
        "several": {"options": ("来电显示", "网络传真", "彩铃", "呼叫转移"), "key": (0, 1 + number % 3)},
        "order": {"options": ("客户经理", "市场部主任", "分公司经理", "省公司"), "key": (0, 1, 2, 3)},
        "number": {"options": (), "key": Decimal(100 + number), "unit": "元/月"},
        "match": {"lefts": ("1M", "2M", "4M"), "options": ("98", "128", "168"), "key": (0, 1, 2)},
    }
    base: dict[str, Any] = {"lefts": (), "unit": "", "tolerance": Decimal(0)}
    base |= {"difficulty": 1 + number % 5, "skill": ("资费", "卖点")[number % 2], "timed": True}
    source = ItemSource("plan.yaml", number, f"tariff.{number}", "原文", f"{number:064d}")
    told = {"stem": f"第 {number} 题：应该选哪个？", "because": "方案里就是这么写的。", "source": source}
    return Item(f"q{number:03d}", **{"kind": kind, **base, **told, **shapes[kind], **more})  # type: ignore[arg-type]


def bank(count: int = 25) -> tuple[Item, ...]:
    """Questions of all kinds, of all difficulties."""
    kinds = ("single", "single", "several", "order", "number", "match")
    return tuple(item(number, kinds[number % 6]) for number in range(count))


def rows(people: int, branches: Sequence[str] = ("城东", "江宁", "浦口")) -> list[list[str]]:
    """The rows of a roster file: people spread over branches, each with an invite code."""
    made = [list(HEADINGS)]
    for number in range(people):
        branch = branches[number % len(branches)]
        made.append(["南京", f"{branch}区", branch, f"职工{number + 1}", "商务楼宇", f"code-{number + 1:04d}"])
    return made


class Competition:
    """One contest led by a test. It opens in an hour and lasts an hour; everybody of the roster takes part."""

    def __init__(
        self, store: Store, clock: HandClock, people: int = 12, roster: list[list[str]] | None = None, **settings: Any
    ) -> None:
        self.store, self.clock = store, clock
        self.hall = Hall(lambda plan: {}, fresh=timedelta(0))
        self.items = bank()
        opens = clock() + timedelta(hours=1)
        asked = {"items": QUESTIONS, "everyone": True, **settings}
        self.settings = Settings("三季度抽查", "city", "商务楼宇", opens, opens + timedelta(hours=1), **asked)
        self.roster = rows(people) if roster is None else roster
        with store.begin() as uow:
            self.id = create(uow, self.settings, AT_THE_TERMINAL).contest

    def ready(self, cases: Mapping[str, Any] | None = None) -> Competition:
        """Import, commit with fixed seeds, draw."""
        with self.store.begin() as uow:
            import_roster(uow, self.hall, self.id, self.roster, AT_THE_TERMINAL)
            seeds = ("draw-seed", "papers-seed")
            commit(uow, self.hall, self.id, self.items, cases or {}, by=AT_THE_TERMINAL, seeds=seeds)
        with self.store.begin() as uow:
            draw(uow, self.hall, self.id, AT_THE_TERMINAL)
        return self

    def opened(self, cases: Mapping[str, Any] | None = None) -> Competition:
        """Made ready, and its window has just opened."""
        self.ready(cases)
        self.clock.time = self.settings.opens
        return self

    def at(self, moment: datetime) -> None:
        """Let it be this time."""
        self.clock.time = moment

    def who(self, entry: int) -> Participant:
        return Participant(self.id, entry)

    def serve(self, entry: int, via: Via = "web") -> OnPaper:
        with self.store.begin() as uow:
            return serve(uow, self.hall, self.who(entry), via)

    def shown(self, entry: int, position: int, at: datetime | None = None) -> None:
        with self.store.begin() as uow:
            shown(uow, self.hall, self.who(entry), position, at)

    def answer(self, entry: int, position: int, choice: object, via: Via = "web") -> Acknowledged:
        with self.store.begin() as uow:
            return answer(uow, self.hall, self.who(entry), position, choice, via=via)

    def item_at(self, entry: int, position: int) -> Item:
        """The question at a place of somebody's paper, which no page would tell."""
        with self.store.begin() as uow:
            exam = self.hall.exam(uow, self.id)
        return exam.items[exam.paper(entry)[position - 1].item]

    def choice(self, entry: int, position: int, given: Answer) -> object:
        """A canonical answer in this person's own order."""
        with self.store.begin() as uow:
            exam = self.hall.exam(uow, self.id)
        slip = exam.paper(entry)[position - 1]
        return choice_shown(slip, exam.items[slip.item], given)

    def right(self, entry: int, position: int) -> object:
        return self.choice(entry, position, self.item_at(entry, position).key)

    def wrong(self, entry: int, position: int) -> object:
        return self.choice(entry, position, wrong_answer(self.item_at(entry, position)))

    def play(self, entry: int, right: int, seconds: float = 3.0) -> None:
        """Play somebody's whole paper: the first `right` questions rightly, the others wrongly."""
        front = self.serve(entry)
        while isinstance(front, ServedItem):
            self.shown(entry, front.position)
            self.clock.forward(seconds)
            position = front.position
            choice = self.right(entry, position) if position <= right else self.wrong(entry, position)
            front = self.answer(entry, position, choice).next

    def close(self) -> None:
        """Let the window end, and gather in what is left."""
        self.at(max(self.clock(), self.settings.closes + CLOSING))
        with self.store.begin() as uow:
            close(uow, self.hall, self.id, AT_THE_TERMINAL)

    def points(self, entry: int) -> int:
        with self.store.begin() as uow:
            found = uow.attempts.get(self.id, entry)
        assert found is not None
        return found[0].points


def wrong_answer(asked: Item) -> Answer:
    """An answer that earns nothing."""
    match asked.kind:
        case "single":
            assert isinstance(asked.key, int)
            return (asked.key + 1) % len(asked.options)
        case "several":
            assert isinstance(asked.key, tuple)
            return tuple(n for n in range(len(asked.options)) if n not in asked.key)
        case "number":
            return Decimal(1)
        case _:
            assert isinstance(asked.key, tuple)
            return asked.key[::-1] if asked.kind == "order" else (*asked.key[1:], asked.key[0])


def renamed(asked: Item, name: str) -> Item:
    """The same question under another id."""
    return replace(asked, id=name)
