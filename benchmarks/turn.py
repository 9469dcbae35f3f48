"""From an incoming text to the committed reply: many interleaved talks on SQLite (WAL, synchronous FULL).

`python benchmarks/turn.py [talks] [turns]` leads that many private chats through the bot's own way: the update is
committed to the inbox, a worker claims it, hears it, and commits turn, state and reply together. Beside it stands the
same number of durable commits of one small row on the same disk, for they are the limit.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from bot.delivery.bell import Bell
from bot.delivery.inbox import Inbox
from bot.delivery.leases import Lease
from bot.delivery.worker import Worker
from bot.services.catalogue import Catalogue
from bot.services.practice.start_practice import start_practice
from bot.store.database import Database, open_database
from bot.store.records import Person
from bot.telegram.handler import Handler
from scenarios.practice import Setup
from scripts.loader import shipped_library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LINES = (
    "您好，打扰了，我是网通负责咱们这栋楼的客户经理小陈，就占您两分钟。",
    "我来是想帮您看看电话费和宽带怎么用更划算。",
    "您公司现在用的是哪家的线路？一个月电话费加上网费大概要花多少钱？",
    "平时用着有什么不满意的地方？这事是您定还是要跟谁商量？",
    "我们固话包月、月租全免，长途多的话一个月能省下四百来块。",
    "您的顾虑我明白，口说无凭，您拿上个月的账单，我一项一项跟您对着算，您看这样行吗？",
    "2M 宽带一个月 128，来电显示免费送您，折扣八折我就能定。",
    "那咱们今天就把申请表填了，我周四上午带施工的师傅来看线，您看行吗？",
)
SOURCE = "telegram:4242"


class Bench:
    """A bot over a database of its own, with all its talks begun."""

    def __init__(self, store: Database, talks: int) -> None:
        self.store = store
        self.inbox = Inbox(store)
        catalogue = Catalogue(shipped_library())
        readies = [ready for name in catalogue.names if (ready := catalogue.get(name)) is not None]
        for ready in readies:
            ready.warm_up()
        self.worker = Worker(
            store,
            Lease(store, seconds=3600),
            on_update=Handler(catalogue),
            on_timer=lambda _timer, _uow: None,
            incoming=Bell(),
            outgoing=Bell(),
            at_once=1,
        )
        for rep in range(1, talks + 1):
            with store.begin() as uow:
                uow.people.save(Person(rep, "小陈", "鼓楼分公司", uow.now))
                start_practice(uow, readies[rep % len(readies)], Setup(seed=rep, difficulty=1), rep, rep)

    def turn(self, number: int, rep: int, words: str) -> tuple[float, float]:
        """One turn of one talk: milliseconds until the update was kept, and from there until the reply was."""
        began = perf_counter()
        self.inbox.take_in(SOURCE, [_update(number, rep, words)])
        kept = perf_counter()
        assert self.worker.step()
        return (kept - began) * 1000, (perf_counter() - kept) * 1000


def _update(number: int, rep: int, words: str) -> dict[str, Any]:
    sender = {"id": rep, "is_bot": False, "first_name": "小陈"}
    chat = {"id": rep, "type": "private", "first_name": "小陈"}
    message = {"message_id": number, "date": 1773622800, "chat": chat, "from": sender, "text": words}
    return {"update_id": number, "message": message}


def commit_times(store: Database, times: int) -> list[float]:
    """Give the milliseconds of durable commits of one small row."""
    with store.transaction() as connection:
        connection.execute(text("CREATE TABLE bench (n INTEGER)"))

    def commit() -> None:
        with store.transaction() as connection:
            connection.execute(text("INSERT INTO bench VALUES (1)"))

    return [_milliseconds(commit) for _ in range(times)]


def _milliseconds(act: Callable[[], None]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def _figures(name: str, times: Sequence[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"{name:<34} p50 {cuts[49]:7.2f} ms   p99 {cuts[98]:7.2f} ms   n {len(times)}"


def main() -> None:
    """Run and print the figures."""
    given = [int(word) for word in sys.argv[1:3]]
    talks, turns = (*given, *(1000, len(LINES))[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        store = open_database(f"sqlite:///{Path(folder) / 'bench.sqlite3'}")
        bench = Bench(store, talks)
        number, kept, replied = 0, [], []
        for turn in range(turns):
            for rep in range(1, talks + 1):
                number += 1
                intake, reply = bench.turn(number, rep, LINES[turn % len(LINES)])
                kept.append(intake)
                replied.append(reply)
        whole = [intake + reply for intake, reply in zip(kept, replied, strict=True)]
        print(f"{talks} interleaved talks, {turns} turns each, SQLite WAL, synchronous FULL")
        print(_figures("incoming text to committed reply", whole))
        print(_figures("  of it: update kept in the inbox", kept))
        print(_figures("  of it: heard, answered, committed", replied))
        print(_figures("one durable commit alone", commit_times(store, 2000)))
        print(f"resident memory at its highest     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        store.close()


if __name__ == "__main__":
    main()
