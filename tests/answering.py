"""Many people who answer a contest at once, and what has to be true of it afterwards."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from random import Random
from typing import TypeVar

from bot.services.contests.answer import answer
from bot.services.contests.audit import recompute, verify
from bot.services.contests.commit import commit
from bot.services.contests.create import create
from bot.services.contests.draw import draw
from bot.services.contests.hall import Hall
from bot.services.contests.import_roster import import_roster
from bot.services.contests.records import Participant, ServedItem
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.services.contests.serve import serve
from bot.services.contests.shown import shown
from bot.store.contract import Store, UnitOfWork
from bot.store.database import Database, open_database
from bot.store.errors import ClashError
from bot.store.together import Together
from scenarios.bank import Item
from scenarios.contest.papers import choice_shown
from scenarios.contest.settings import Settings
from tests.competition import rows

T = TypeVar("T")
PLAN = "office-building"
Acknowledgement = tuple[int, int]
"""(entry, position)."""


@dataclass
class Acknowledgements:
    """What was acknowledged, and how long each took in seconds; threads share it."""

    answers: list[Acknowledgement] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    tell: Callable[[Acknowledgement], None] = lambda _: None

    def add(self, who: Participant, position: int, took: float) -> None:
        """One answer was acknowledged: from now on it must never be missing."""
        self.answers.append((who.entry, position))
        self.seconds.append(took)
        self.tell((who.entry, position))

    def percentile(self, share: float) -> float:
        """How many milliseconds at most that share of the answers took."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


def open_contest(store: Store, items: Sequence[Item], people: int, questions: int, branches: int = 60) -> int:
    """A contest of everybody on a roster, in the middle of its window."""
    now, hall = datetime.now(UTC), Hall(lambda _: {})
    names = [f"分公司{number}" for number in range(branches)]
    settings = Settings(
        "全省抽查",
        "city",
        PLAN,
        now - timedelta(hours=1),
        now + timedelta(hours=9),
        questions,
        timed=True,
        everyone=True,
    )
    with store.begin() as uow:
        contest = create(uow, settings, AT_THE_TERMINAL).contest
        import_roster(uow, hall, contest, rows(people, names), AT_THE_TERMINAL)
        commit(uow, hall, contest, items, {}, by=AT_THE_TERMINAL, seeds=("draw-seed", "papers-seed"))
    with store.begin() as uow:
        draw(uow, hall, contest, AT_THE_TERMINAL)
    return contest


class Crowd:
    """People at the doors of one program: each move is a durable unit of work, as a page asks for it."""

    def __init__(self, store: Database, contest: int, acknowledged: Acknowledgements) -> None:
        self.contest, self.acknowledged = contest, acknowledged
        self._together, self._hall = Together(store), Hall(lambda _: {})
        with store.begin() as uow:
            self._exam = self._hall.exam(uow, contest)

    def do(self, act: Callable[[UnitOfWork], T], *, durable: bool = True) -> T:
        """Do it, again if another program got in the way."""
        while True:
            try:
                return self._together.do(act, durable=durable)
            except ClashError:
                continue

    def arrive(self, entry: int) -> ServedItem | None:
        """Somebody opens his page and sees his question; None when he is through."""
        who = Participant(self.contest, entry)
        front = self.do(lambda uow: serve(uow, self._hall, who, "web"))
        if not isinstance(front, ServedItem):
            return None
        self.do(lambda uow: shown(uow, self._hall, who, front.position), durable=False)
        return front

    def answer(self, entry: int, front: ServedItem, since: float | None = None) -> ServedItem | None:
        """He answers; gives his next question. `since` is when his answer came in, by `time.perf_counter`."""
        who = Participant(self.contest, entry)
        slip = self._exam.paper(entry)[front.position - 1]
        item = self._exam.items[slip.item]
        chosen = choice_shown(slip, item, item.key)
        began = time.perf_counter() if since is None else since
        told = self.do(lambda uow: answer(uow, self._hall, who, front.position, chosen, via="web"))
        self.acknowledged.add(who, front.position, time.perf_counter() - began)
        following = told.next
        if not isinstance(following, ServedItem):
            return None
        self.do(lambda uow: shown(uow, self._hall, who, following.position), durable=False)
        return following

    def play_all(self, entries: Sequence[int], threads: int, seed: int = 1) -> None:
        """Everybody plays to the end, from wherever he stands, question by question in turn, as in a window."""
        ordered = list(entries)
        Random(seed).shuffle(ordered)
        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(self._in_turn, ordered[n::threads]) for n in range(threads)]:
                done.result()

    def _in_turn(self, entries: Sequence[int]) -> None:
        fronts = {entry: self.arrive(entry) for entry in entries}
        while fronts:
            fronts = {entry: self.answer(entry, front) for entry, front in fronts.items() if front is not None}

    def answer_at(self, fronts: dict[int, ServedItem], seconds: float, threads: int) -> None:
        """Everybody answers his question, spread evenly over so many seconds; a wait for a thread counts, too."""
        began = time.perf_counter()
        waiting = iter(enumerate(fronts.items()))
        turn = threading.Lock()

        def work() -> None:
            while True:
                with turn:
                    following = next(waiting, None)
                if following is None:
                    return
                number, (entry, front) = following
                due = began + seconds * number / len(fronts)
                time.sleep(max(0.0, due - time.perf_counter()))
                self.answer(entry, front, due)

        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(work) for _ in range(threads)]:
                done.result()


def faults(store: Database, contest: int, acknowledged: Sequence[Acknowledgement]) -> list[str]:
    """What is wrong afterwards: answers lost or kept twice, sums that are no sums, a chain that doesn't hold."""
    with store.looking() as uow:
        kept = Counter((one.log, one.body["position"]) for one in uow.contest_logs.answers(contest))
        audit, again = verify(uow, contest), recompute(uow, contest)
    lost = set(acknowledged) - kept.keys()
    twice = [which for which, times in kept.items() if times > 1]
    return [
        *(f"lost: {one}" for one in sorted(lost)),
        *(f"kept twice: {one}" for one in twice),
        *audit.findings,
        *again.differences,
    ]


def killed(
    url: str, contest: int, entries: Sequence[int], *, kills: int, most: int, seed: int
) -> list[Acknowledgement]:
    """Let a program answer for them, kill it so many times, and give what it had acknowledged.

    It is killed at a random moment soon after its first, or up to its `most`-th acknowledgement: before it is through.
    """
    random, context = Random(seed), multiprocessing.get_context("spawn")
    acknowledged: list[Acknowledgement] = []
    for _ in range(kills):
        ours, theirs = context.Pipe(duplex=False)
        program = context.Process(target=_program, args=(url, contest, entries, theirs))
        program.start()
        theirs.close()
        acknowledged += [ours.recv() for _ in range(random.randint(1, most))]
        time.sleep(random.uniform(0, 0.005))
        program.kill()
        with suppress(EOFError):
            while True:  # what it had told before it was killed
                acknowledged.append(ours.recv())
        program.join()
    return acknowledged


def _program(url: str, contest: int, entries: Sequence[int], told: Connection) -> None:
    """The program that will be killed: it tells each acknowledgement before it goes on."""
    turn = threading.Lock()

    def tell(one: Acknowledgement) -> None:
        with turn:
            told.send(one)

    with closing(open_database(url)) as store:
        Crowd(store, contest, Acknowledgements(tell=tell)).play_all(entries, threads=4, seed=time.time_ns())
