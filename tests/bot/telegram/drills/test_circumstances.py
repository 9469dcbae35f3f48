"""A drill under the circumstances of real groups: topics, anonymous administrators, voices, people and bots that go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery.members import Members
from bot.services.catalogue import Catalogue
from bot.store.memory import MemoryStore
from bot.store.records import Chat
from bot.telegram.drills.hosts import Hosts
from bot.telegram.handler import Handler
from bot.telegram.incoming import LEADS_THE_GROUP
from tests.bot.telegram.drills.test_leading import standing
from tests.bot_api import BotApi
from tests.groups import GROUP, HOST, NUMBERS, TEAM, Branch

if TYPE_CHECKING:
    from tests.stores import HandClock

THE_GROUP = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def sends(branch: Branch, name: str, text: str = "", **more: Any) -> str:
    """A message to the group with more in it than its text; gives what the bot says there."""
    before = len(branch.chat())
    message = branch._message(NUMBERS[name], name, text, private=False)
    branch.gets(message={**{key: value for key, value in message.items() if value}, **more})
    return "\n".join(message.text for message in branch.chat()[before:])


# -- topics -----------------------------------------------------------------------------------------------------------


def threads(branch: Branch) -> list[int | None]:
    """In which topic each call to the group stands, edits apart: they stand where their message is."""
    rows = (row for row in branch._rows() if row["chat_id"] == GROUP and row["method"].startswith("send"))
    return [row["params"].get("message_thread_id") for row in rows]


def test_in_a_group_with_topics_all_is_said_in_the_topic_where_it_was_opened(branch: Branch) -> None:
    sends(branch, HOST, "/drill", is_topic_message=True, message_thread_id=7)
    for label in ("选形式", "一对一：一个人谈，机器演客户", "广告公司"):
        branch.taps(HOST, label)
    branch.taps(TEAM[0], "报到")
    branch.passes(40)
    branch.taps(HOST, "开始")
    branch.says(TEAM[0], "【礼貌问候】")
    branch.taps(HOST, "结束")
    branch.passes(60)
    assert any(message.file for message in branch.chat())
    assert set(threads(branch)) == {7}


def test_a_host_who_asks_in_another_topic_gets_his_board_there(branch: Branch) -> None:
    sends(branch, HOST, "/drill", is_topic_message=True, message_thread_id=7)
    sends(branch, HOST, "/drill", is_topic_message=True, message_thread_id=9)
    branch.passes(60)
    assert threads(branch) == [7, 9]


def test_a_chain_of_replies_in_a_group_without_topics_is_none(branch: Branch) -> None:
    sends(branch, HOST, "/drill", message_thread_id=55)
    assert threads(branch) == [None]


# -- who somebody is --------------------------------------------------------------------------------------------------


def test_an_anonymous_administrator_is_asked_for_himself(branch: Branch) -> None:
    in_the_groups_name = {"from": THE_GROUP, "sender_chat": {"id": GROUP, "type": "supergroup", "title": "城东分公司"}}
    assert "关掉「匿名」" in sends(branch, HOST, "/drill", **in_the_groups_name)
    assert not branch.running
    assert sends(branch, HOST, "/ban@other_bot", **in_the_groups_name) == ""
    branch.opens("一对一", "广告公司")
    assert sends(branch, HOST, "大家安静", **in_the_groups_name) == ""
    answered = {"reply_to_message": {"message_id": 1, "date": 1, "chat": {"id": GROUP, "type": "group", "title": "x"},
                                     "from": {"id": 4242, "is_bot": True, "first_name": "对练"}}}  # fmt: skip
    assert "看不出您是谁" in sends(branch, HOST, "王总您好", **in_the_groups_name, **answered)
    assert not branch.drill.room.spoke


def test_only_a_host_who_leads_the_group_reads_who_wrote_what(branch: Branch) -> None:
    host = TEAM[0]
    branch.says(host, "/drill")
    for label in ("选形式", "一对一：一个人谈，机器演客户", "广告公司"):
        branch.taps(host, label)
    branch.passes(20)
    for name in TEAM[:4]:
        branch.taps(name, "报到")
    branch.passes(30)
    branch.taps(host, "开始")
    rep = branch.holder()
    branch.says(rep, "【礼貌问候】【自我介绍】")
    branch.taps(host, "下一步")
    inner = branch.drill.room.critique
    assert inner is not None
    assert {kind for _, kind in inner.raters} == {"peer"}
    peers = [name for name in TEAM[:4] if name != rep]
    assert "谁也看不到是谁写的" in branch.sheet(peers[0]).text
    for name in (rep, *peers):
        branch.fills_in(name)
    branch.passes(30)
    for name in (host, *peers):
        assert not any(f"【{peer}】" in branch.text(name) for peer in peers)


@pytest.mark.parametrize(("text", "asked"), [("/drill", 1), ("/DRILL@duilian_bot 快点", 1), ("/drills", 0), ("早", 0)])
def test_who_leads_the_group_is_asked_for_the_one_command_only(text: str, asked: int) -> None:
    class Known:
        calls = 0

        def leads(self, chat: int, person: int) -> bool:
            self.calls += 1
            return (chat, person) == (-5, 101)

    known = Known()
    message = {"text": text, "chat": {"id": -5, "type": "supergroup"}, "from": {"id": 101}}
    update = Hosts(known).prepare({"update_id": 1, "message": message})
    assert (known.calls, update.get(LEADS_THE_GROUP)) == (asked, True if asked else None)
    private = {"update_id": 2, "message": {**message, "chat": {"id": 101, "type": "private"}}}
    assert Hosts(known).prepare(private) is private


def test_telegram_is_asked_and_a_dead_line_makes_nobody_a_trainer() -> None:
    with BotApi() as api:
        api.group().chat.admins.add(101)
        members = Members(api.url, api.token)
        assert members.leads(GROUP, 101)
        assert not members.leads(GROUP, 102)
        assert not members.leads(-99, 101)
    assert not Members("http://127.0.0.1:1", "4242:token").leads(GROUP, 101)


# -- who can't be heard or reached ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["voice", "video_note"])
def test_a_voice_is_answered_when_it_was_his_turn(branch: Branch, kind: str) -> None:
    note = {"file_id": "f", "file_unique_id": "f", "duration": 3, **({"length": 240} if kind == "video_note" else {})}
    assert sends(branch, TEAM[0], **{kind: note}) == ""
    branch.opens("一对一", "广告公司")
    rep = branch.holder()
    watcher = next(name for name in TEAM if name != rep)
    assert sends(branch, watcher, **{kind: note}) == ""
    assert f"{rep}，群里的语音我不听，请打字说。" in sends(branch, rep, **{kind: note})


def test_who_has_blocked_the_bot_hears_why_he_cannot_take_part(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    with branch.store.begin() as uow:
        uow.chats.save(Chat(NUMBERS[TEAM[0]], "private", closed="Forbidden: bot was blocked by the user"))
    assert "重新启用" in branch.taps(TEAM[0], "报到")
    with branch.store.begin() as uow:
        uow.chats.reopen(NUMBERS[TEAM[0]])
    assert branch.taps(TEAM[0], "报到") == "报到了。"


def test_removed_from_the_group_it_ends_the_drill_and_gives_the_host_its_minutes(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    branch.says(branch.holder(), "【礼貌问候】")
    standing(branch, "member", "left")
    assert not branch.running
    assert "机器人被移出了群" in branch.text(HOST)
    standing(branch, "left", "member")
    branch.says(HOST, "/drill")
    assert branch.running
    standing(branch, "member", "kicked")
    assert not branch.running


def test_no_longer_an_administrator_in_the_middle_it_says_how_to_be_heard_and_goes_on(branch: Branch) -> None:
    standing(branch, "left", "administrator")
    branch.opens("一对一", "广告公司")
    assert "点「回复」" in standing(branch, "administrator", "member")
    branch.says(branch.holder(), "【礼貌问候】")
    assert branch.chat()[-1].asks_reply


def test_without_any_script_the_host_hears_what_is_wrong(clock: HandClock) -> None:
    empty = Branch(Handler(Catalogue(), "duilian_bot"), MemoryStore(clock), clock)
    empty.introduce()
    assert "duilian check" in empty.says(HOST, "/drill")
    assert not empty.running
