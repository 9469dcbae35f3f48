"""Many at once: private chats and the group move one drill on from several workers, and nothing is lost or doubled."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.bell import Bell
from bot.delivery.inbox import Inbox
from bot.delivery.leases import Lease
from bot.delivery.worker import Worker
from bot.store.database import Database, open_database
from bot.telegram.handler import Handler
from bot.telegram.timers import Timers
from tests.groups import GROUP, HOST, NUMBERS, TEAM, Branch
from tests.stores import HandClock, on_postgres, on_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.services.catalogue import Catalogue

WORKERS = 6


@pytest.fixture(params=["sqlite", "postgres"])
def together(
    request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock, catalogue: Catalogue
) -> Iterator[Branch]:
    folder = request.getfixturevalue("postgres_url") if request.param == "postgres" else tmp_path
    opened = on_postgres(folder, clock) if request.param == "postgres" else on_sqlite(folder, clock)
    with opened as store:
        branch = Branch(Handler(catalogue, "duilian_bot"), store, clock)
        branch.introduce()
        branch.opens("一对一", "广告公司")
        branch.says(branch.holder(), "【礼貌问候】【自我介绍】")
        yield branch


def handle_at_once(branch: Branch, updates: list[dict[str, Any]]) -> None:
    """Handle these updates by several workers, each with a lease and connections of its own."""
    assert isinstance(branch.store, Database)
    address = branch.store.url.render_as_string(hide_password=False)
    stores = [open_database(address, clock=branch.clock) for _ in range(WORKERS)]
    Inbox(branch.store).take_in("telegram:4242", updates)
    start = threading.Barrier(WORKERS)

    def work(store: Database) -> None:
        bells = {"incoming": Bell(), "outgoing": Bell()}
        handler = Handler(branch.handler._catalogue, "duilian_bot")
        lease = Lease(store, seconds=60.0)
        worker = Worker(store, lease, on_update=handler, on_timer=Timers({}), at_once=1, **bells)
        start.wait()
        while worker.step():
            pass

    threads = [threading.Thread(target=work, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for store in stores:
        store.close()
    assert not Inbox(branch.store).set_aside()


def tap(update: int, name: str, handle: str, *, private: bool) -> dict[str, Any]:
    number = NUMBERS[name]
    chat = {"id": number, "type": "private", "first_name": name} if private else {"id": GROUP, "type": "group"}
    message = {"message_id": 1, "date": 1, "chat": {**chat, "title": "x"}, "text": "x"}
    sender = {"id": number, "is_bot": False, "first_name": name}
    query = {"id": f"t{update}", "from": sender, "chat_instance": "1", "data": handle, "message": message}
    return {"update_id": update, "callback_query": query}


def test_grades_that_eight_chats_give_at_once_are_all_kept(together: Branch) -> None:
    together.taps(HOST, "下一步")
    inner = together.drill.room.critique
    assert inner is not None
    number, items = together.drill.number, len(inner.subject.items)
    updates = [
        tap(5000 + 100 * place + item, name, f"grade:{number}:{item}:4", private=True)
        for place, name in enumerate(TEAM)
        for item in range(items)
    ]
    updates.append(tap(9000, HOST, f"lead:{number}:pause:critique", private=False))
    handle_at_once(together, updates[:-1])
    after = together.drill.room.critique
    assert after is not None
    people = (after.subject.rep, *(rater for rater, _ in after.raters))
    assert [len(after.sheet(person).grades) for person in people] == [items] * len(TEAM)


def test_a_private_tap_and_the_groups_own_do_not_undo_each_other(together: Branch) -> None:
    together.taps(HOST, "下一步")
    number = together.drill.number
    peers = [name for name in TEAM if name != together.drill.room.name(together.drill.room.critique.subject.rep)]  # type: ignore[union-attr]
    private = [tap(6000 + n, name, f"grade:{number}:0:5", private=True) for n, name in enumerate(peers)]
    group = [tap(7000 + n, name, f"attend:{number}", private=False) for n, name in enumerate((HOST, "小吴", HOST))]
    together.introduce("小吴")
    handle_at_once(together, [*private, *group])
    room = together.drill.room
    assert room.critique is not None
    graded = [rater for rater, _ in room.critique.raters if room.critique.sheet(rater).grades]
    assert len(graded) == len(peers)
    assert {room.name(person) for person in room.present} == {*TEAM, HOST, "小吴"}
    joins = [one for one in room.log if one.kind == "join" and one.who == str(NUMBERS[HOST])]
    assert len(joins) == 1
