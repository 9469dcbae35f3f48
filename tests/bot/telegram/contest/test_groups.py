"""The public board in a group: who may bring it, how it follows, who may open the result there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.telegram.incoming import CommandedInGroup, TappedInGroup
from bot.voice.notes import HEARD
from tests.bot.telegram.contest.conftest import ADMIN

if TYPE_CHECKING:
    from bot.store.memory import Queued
    from bot.telegram.incoming import FromGroup
    from tests.bot.telegram.contest.conftest import Table

GROUP = -500


def happens(table: Table, came: FromGroup) -> list[Queued]:
    """What the bot says to something out of the group."""
    table.phone(1).arrives()
    before = len(table.store.outbox)
    with table.store.begin() as uow:
        assert table.handler.contests.in_group(uow, came)
    return list(table.store.outbox[before:])


def brought(table: Table, rep: int, word: str = "board1") -> str:
    return str(happens(table, CommandedInGroup(GROUP, rep, "start", "duilian_bot", word))[-1].params["text"])


def test_only_a_host_brings_the_board_into_a_group(table: Table) -> None:
    table.joined(1)
    assert "只有这场竞赛的主办人" in brought(table, 101)
    assert "这个链接不对" in brought(table, ADMIN, "boardx")
    assert "还没有人交卷" in brought(table, ADMIN)


def test_the_board_follows_in_place_and_is_not_sent_again_when_nothing_changed(table: Table) -> None:
    brought(table, ADMIN)
    table.phone(1).arrives()
    sent = len(table.store.outbox)
    table.clock.forward(61)
    table.ring()
    assert len(table.store.outbox) == sent
    table.contest.play(1, 12)
    table.clock.forward(61)
    table.ring()
    last = table.store.outbox[-1]
    assert (last.chat_id, last.method) == (GROUP, "editMessageText")
    assert "职工1" in last.params["text"]


def test_after_the_freeze_the_board_in_the_group_tells_nothing_new(table: Table) -> None:
    table.contest.play(1, 12)
    table.clock.forward(2)
    brought(table, ADMIN)
    table.contest.at(table.contest.settings.freezes)
    table.ring()
    frozen = table.store.outbox[-1].params["text"]
    assert "封榜" in frozen
    table.phone(1).arrives()
    table.contest.play(2, 12)
    table.clock.forward(61)
    table.ring()
    told = [one.params["text"] for one in table.store.outbox if one.chat_id == GROUP]
    assert told
    assert not any("职工2" in text or "交卷 2" in text for text in told)


def test_the_result_is_opened_in_the_group_by_hosts_only_and_from_the_last(table: Table) -> None:
    for entry in range(1, 7):
        table.contest.play(entry, 12 - entry)
    table.contest.close()
    table.clock.forward(24 * 3600 + 1)
    assert "审题" in brought(table, ADMIN)
    (refused,) = happens(table, TappedInGroup(GROUP, 555, "q", "greveal:1"))
    assert "主办人" in refused.params["text"]
    shown = happens(table, TappedInGroup(GROUP, ADMIN, "q", "greveal:1"))
    assert "揭榜中" in shown[0].params["text"]
    assert "职工1" not in shown[0].params["text"]
    for _ in range(5):
        shown = happens(table, TappedInGroup(GROUP, ADMIN, "q", "greveal:1"))
    assert "🥇1. 职工1" in shown[0].params["text"]


def test_a_voice_note_during_a_question_is_asked_for_in_writing(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    voice = {"file_id": "1", "file_unique_id": "1", "duration": 2}
    phone.gets(message=phone.message(voice=voice), **{HEARD: {"text": "一百二十八"}})
    assert "请打字" in phone.text
