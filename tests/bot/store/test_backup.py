"""A backup taken while people practise can be put back, and the way back to an older version keeps every talk."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from bot.store.backup import back_up
from bot.store.database import Database, attach_database, open_database
from bot.store.errors import StoreError
from bot.store.migrate import current, downgrade, upgrade
from bot.store.records import NewRoom, Person, Turn
from tests.postgres import server
from tests.stores import HandClock


def talk(database: Database, turns: int) -> int:
    with database.begin() as uow:
        room = uow.rooms.add(NewRoom(7, "practice", "广告公司@V1", "h", "1", {}, uow.now))
        uow.turns.append([Turn(room.id, n, "rep", f"第{n}句", "", uow.now) for n in range(1, turns + 1)])
    return room.id


def test_a_backup_taken_in_the_middle_of_work_is_whole_and_can_be_put_back(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path / 'a.sqlite3'}", tmp_path / "copy.sqlite3"
    database = open_database(url)
    first = talk(database, 5)
    stop = threading.Event()

    def go_on() -> None:
        while not stop.is_set():
            talk(database, 20)

    working = threading.Thread(target=go_on)
    working.start()
    back_up(url, copy)
    stop.set()
    working.join()
    database.close()
    for file in tmp_path.glob("a.sqlite3*"):
        file.unlink()
    shutil.copy(copy, tmp_path / "a.sqlite3")
    restored = open_database(url)
    with restored.begin() as uow:
        rooms = uow.rooms.of(7, limit=10_000)
        assert len(uow.turns.of(first)) == 5
        assert {len(uow.turns.of(room.id)) for room in rooms if room.id != first} <= {20}
    restored.close()


def test_a_backup_never_overwrites_and_says_what_is_missing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    with pytest.raises(StoreError, match="没有找到数据库"):
        back_up(url, tmp_path / "copy.sqlite3")
    open_database(url).close()
    (tmp_path / "copy.sqlite3").write_text("别的东西", encoding="utf-8")
    with pytest.raises(StoreError, match="已经存在"):
        back_up(url, tmp_path / "copy.sqlite3")
    with pytest.raises(StoreError, match=r"没有文件夹 .*没有的文件夹，"):
        back_up(url, tmp_path / "没有的文件夹" / "copy.sqlite3")


def test_a_backup_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.sqlite3'}"
    open_database(url).close()
    dangling = tmp_path / "copy.sqlite3"
    dangling.symlink_to(tmp_path / "没有的文件夹" / "copy.sqlite3")
    with pytest.raises(StoreError, match="没有备份成"):
        back_up(url, dangling)


def test_postgres_is_pointed_to_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        back_up(server(), tmp_path / "copy")


def test_going_back_a_version_and_up_again_keeps_every_talk(database: Database, clock: HandClock) -> None:
    room = talk(database, 3)
    with database.begin() as uow:
        uow.people.save(Person(7, "小陈", "城东", clock()))
    attached = attach_database(database.url.render_as_string(hide_password=False), clock=clock)
    with attached.transaction() as connection:
        downgrade(connection, "0001")
        assert current(connection) == "0001"
    with attached.transaction() as connection:
        upgrade(connection)
    with attached.begin() as uow:
        assert [turn.text for turn in uow.turns.of(room)] == ["第1句", "第2句", "第3句"]
        assert uow.people.get(7) is not None
        uow.outbox.reply(7, "menu", "sendMessage", {"text": "回来了"})
    attached.close()
