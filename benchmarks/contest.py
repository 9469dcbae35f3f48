"""A contest under load on a real database: 1,000 answers in 2 s, a province's window, and `kill -9` in the middle.

`python -m benchmarks.contest [--people 10000] [--branch 100] [--programs 2] [--threads 8] [--kills 10]` needs a server
of Postgres. Everybody answers as his page would: each answer and each clock is a durable commit. A window of 30 minutes
is run through as quickly as it goes. Exits with 1 if an acknowledged answer is missing or there twice, if any sum
differs from its recomputation, or if a bound is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Self

from bot.services.contests.boards import board
from bot.services.contests.hall import Hall
from bot.store.database import Database, open_database
from bot.web.running import AT_ONCE
from scenarios.bank import Item
from scenarios.bank.loader import load_bank
from scripts.loader import load_shipped
from tests.answering import PLAN, Acknowledgement, Acknowledgements, Crowd, faults, killed, open_contest
from tests.postgres import fresh_database

QUESTIONS = 20
WINDOW_SECONDS = 1800
BURST, BURST_SECONDS = 1000, 2.0
ANSWER_MS, BOARD_MS = 250, 1000


@dataclass
class Boards:
    """A projector beside the answers: once a second its board is made anew, and what that took is noted."""

    store: Database
    contest: int
    took: list[float] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        hall = Hall(lambda _: {}, fresh=timedelta(0))
        while not self._over.wait(1.0):
            began = time.perf_counter()
            with self.store.looking() as uow:
                board(uow, hall, self.contest)
            self.took.append((time.perf_counter() - began) * 1000)


def items() -> tuple[Item, ...]:
    """The bank of the shipped plan."""
    return tuple(load_bank(load_shipped().library.shelves[PLAN]).bank.items.values())


def burst(url: str) -> bool:
    """1,000 people answer within two seconds, by the threads of one `duilian web`; a wait for a free one counts."""
    with closing(open_database(url)) as store:
        contest = open_contest(store, items(), BURST, QUESTIONS)
        told = Acknowledgements()
        crowd = Crowd(store, contest, told)
        fronts = {entry: front for entry in range(1, BURST + 1) if (front := crowd.arrive(entry)) is not None}
        began = time.perf_counter()
        crowd.answer_at(fronts, BURST_SECONDS, AT_ONCE)
        seconds = time.perf_counter() - began
        wrong = faults(store, contest, told.answers)
    return _told(f"{BURST} answers within {BURST_SECONDS:g} s", told, seconds, [], wrong)


def window(url: str, people: int, programs: int, threads: int) -> bool:
    """A whole contest, its people spread over so many programs, beside a board on a projector."""
    with closing(open_database(url)) as store:
        contest = open_contest(store, items(), people, QUESTIONS)
        context = multiprocessing.get_context("spawn")
        with Boards(store, contest) as boards, context.Pool(programs) as pool:
            shares = [(url, contest, range(1 + n, people + 1, programs), threads) for n in range(programs)]
            parts = pool.starmap(_share, shares)
        told = Acknowledgements([one for part in parts for one in part[0]], [one for part in parts for one in part[1]])
        seconds = max(part[2] for part in parts)
        wrong = faults(store, contest, told.answers)
        if len(told.answers) != people * QUESTIONS:
            wrong.append(f"{len(told.answers)} answers acknowledged, {people * QUESTIONS} expected")
    return _told(f"{people} people × {QUESTIONS} questions", told, seconds, boards.took, wrong)


def _share(url: str, contest: int, entries: range, threads: int) -> tuple[list[Acknowledgement], list[float], float]:
    with closing(open_database(url)) as store:
        told = Acknowledgements()
        crowd = Crowd(store, contest, told)
        began = time.perf_counter()
        crowd.play_all(entries, threads)
        return told.answers, told.seconds, time.perf_counter() - began


def kills(url: str, times: int) -> bool:
    """A program is killed at random moments; what it had acknowledged is there, once."""
    people = range(1, 201)
    with closing(open_database(url)) as store:
        contest = open_contest(store, items(), len(people), QUESTIONS)
        most = len(people) * QUESTIONS // (2 * times)
        acknowledged = killed(url, contest, people, kills=times, most=most, seed=times)
        wrong = faults(store, contest, acknowledged)
    print(f"  kill -9 × {times}: {len(acknowledged)} answers acknowledged, {len(wrong)} faults", flush=True)
    return _clean(wrong)


def _told(what: str, told: Acknowledgements, seconds: float, boards: list[float], wrong: list[str]) -> bool:
    p50, p99, most = (told.percentile(share) for share in (0.5, 0.99, 1.0))
    pace = f"{len(told.answers) / seconds:.0f} answers/s in {seconds:.0f} s"
    print(f"  {what}: {pace} ({WINDOW_SECONDS / seconds:.1f} × a 30-minute window)", flush=True)
    print(f"    an answer: p50 {p50:.0f} ms, p99 {p99:.0f} ms, slowest {most:.0f} ms; {len(wrong)} faults", flush=True)
    if boards:
        print(f"    a board: mean {sum(boards) / len(boards):.0f} ms, slowest {max(boards):.0f} ms", flush=True)
    return _clean(wrong) and p99 <= ANSWER_MS and max(boards, default=0) <= BOARD_MS


def _clean(wrong: list[str]) -> bool:
    for one in wrong[:10]:
        print(f"    {one}", flush=True)
    return not wrong


def main() -> int:
    """Run everything and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--branch", type=int, default=100)
    parser.add_argument("--programs", type=int, default=2)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        files = (f"sqlite:///{Path(name) / part}.sqlite3" for part in ("burst", "window", "kills"))
        print("SQLite, one program", flush=True)
        fine = [
            burst(next(files)),
            window(next(files), given.branch, 1, given.threads),
            kills(next(files), given.kills),
        ]
    print(f"Postgres, {given.programs} programs", flush=True)
    with fresh_database() as url:
        fine.append(burst(url))
    with fresh_database() as url:
        fine.append(kills(url, given.kills))
    with fresh_database() as url:
        fine.append(window(url, given.people, given.programs, given.threads))
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
