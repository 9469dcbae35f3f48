"""A drill in its group: who may press what, what the bot says it hears, and how a drill ends that nobody leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.store.records import Person
from bot.views.buttons import LONGEST_HANDLE
from tests.groups import BRANCH, GROUP, HOST, NUMBERS, TEAM

if TYPE_CHECKING:
    from tests.groups import Branch

ME = {"id": 4242, "is_bot": True, "first_name": "对练"}
RIGHTS = dict.fromkeys(
    ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
     "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
     "can_edit_stories", "can_delete_stories"),
    True,
)  # fmt: skip


def standing(branch: Branch, before: str, after: str) -> str:
    """The bot's standing in the group changes; gives what it says there."""
    more = {"administrator": RIGHTS, "kicked": {"until_date": 0}}
    member = {"user": ME, "status": after, **more.get(after, {})}
    was = {"user": ME, "status": before, **(RIGHTS if before == "administrator" else {})}
    heard = len(branch.chat())
    place = {"id": branch.group, "type": "supergroup", "title": "城东分公司"}
    sender = {"id": NUMBERS[HOST], "is_bot": False, "first_name": HOST}
    change = {"chat": place, "from": sender, "date": 1, "old_chat_member": was, "new_chat_member": member}
    branch.gets(my_chat_member=change)
    return "\n".join(message.text for message in branch.chat()[heard:])


# -- coming into the group --------------------------------------------------------------------------------------------


def test_when_it_comes_it_says_what_it_hears_and_how_to_be_heard(branch: Branch) -> None:
    text = standing(branch, "left", "member")
    assert "/drill" in text
    assert "长按我的消息，点「回复」" in text
    assert "设成群管理员" in text
    assert branch.chat()[-1].buttons == [("跟我私聊", "https://t.me/duilian_bot?start=drill")]


def test_as_an_administrator_it_says_that_everybody_can_just_speak(branch: Branch) -> None:
    standing(branch, "left", "member")
    assert "直接说就行" in standing(branch, "member", "administrator")
    assert "点「回复」" in standing(branch, "administrator", "member")
    assert standing(branch, "member", "member") == ""


def test_where_it_hears_everything_it_asks_nobody_to_reply(branch: Branch) -> None:
    standing(branch, "left", "administrator")
    branch.opens("一对一", "广告公司")
    assert "直接在群里说就行" in branch.board.text
    assert not any(message.asks_reply for message in branch.chat())


def test_where_it_hears_only_replies_it_names_whose_turn_it_is_and_asks_for_one(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    message = next(message for message in branch.chat() if "角色分好了" in message.text)
    assert f"（{branch.holder()}，请回复这条消息说话）" in message.text
    assert message.asks_reply
    assert f'href="tg://user?id={NUMBERS[branch.holder()]}"' in message.html


# -- /drill -----------------------------------------------------------------------------------------------------------


def test_in_private_the_command_tells_how_to_do_it_in_a_group(branch: Branch) -> None:
    assert "拉进分公司的群" in branch.writes(HOST, "/drill")


def test_a_host_whom_the_bot_does_not_know_is_asked_into_private_first(branch: Branch) -> None:
    assert "先跟我私聊一次" in branch.says("小郑", "/drill")
    assert not branch.running
    assert branch.says("小郑", "/drill@other_bot") == ""


def test_a_second_drill_in_the_group_is_refused_politely_and_the_host_gets_his_board_back(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    number = branch.drill.number
    assert f"由{HOST}主持" in branch.says(TEAM[0], "/drill")
    branch.says(HOST, "/drill")
    assert branch.chat()[-1].text == branch.board.text
    assert branch.drill.number == number


def test_a_new_drill_may_begin_as_soon_as_the_last_is_over(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    first = branch.drill.number
    branch.taps(HOST, "结束")
    branch.says(TEAM[0], "/drill")
    assert branch.drill.number != first
    assert branch.running


def test_a_drill_that_ran_out_while_the_bot_was_down_does_not_stand_in_the_way(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    first = branch.drill.number
    branch.clock.forward(3600)
    branch.says(TEAM[0], "/drill")
    assert branch.drill.number != first
    assert "没有人开始，自动结束" in branch.text()


def test_other_commands_in_the_group_lead_to_the_private_chat(branch: Branch) -> None:
    assert "私聊" in branch.says(HOST, "/practice")


# -- gathering --------------------------------------------------------------------------------------------------------


def test_nobody_is_called_by_a_name_he_did_not_give(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    assert "先点我的头像" in branch.taps("小郑", "报到")
    branch.introduce("小郑")
    assert branch.taps("小郑", "报到") == "报到了。"
    assert "已经在名单里" in branch.taps("小郑", "报到")
    branch.passes(15)
    assert "报到 1 人：小郑" in branch.board.text


def test_the_first_time_a_button_leads_into_the_private_chat(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    assert ("第一次来，先登记", "https://t.me/duilian_bot?start=drill") in branch.board.buttons
    assert "怎么称呼" in branch.writes("小郑", "/start drill")


def test_only_the_host_chooses_and_leads(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    for label in ("选形式", "选主题", "开始", "结束"):
        assert branch.taps(TEAM[0], label) == "这个按钮只有主持人能按。"
    assert branch.running


def test_without_a_form_or_people_it_does_not_begin(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    assert branch.taps(HOST, "开始") == "请先选形式。"
    branch.taps(HOST, "选形式")
    branch.taps(HOST, "一对一：一个人谈，机器演客户")
    branch.taps(HOST, "广告公司")
    assert "至少要一个人" in branch.taps(HOST, "开始")


def test_a_theme_can_be_written_by_the_host_alone(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    assert "自己写一个" in branch.taps(HOST, "选主题")
    branch.says(TEAM[0], "午饭吃什么")
    branch.says(HOST, "报价要讲总账")
    assert "主题：报价要讲总账" in branch.board.text


def test_themes_come_from_what_several_of_the_branch_are_weak_at(branch: Branch) -> None:
    from bot.store.records import Evidence  # noqa: PLC0415 - of this test alone

    with branch.store.begin() as uow:
        for name in TEAM[:3]:
            uow.evidence.add(
                Evidence(NUMBERS[name], "ask_cost", "小型民营企业", "role-play", 0.0, "", "广告公司@V1", uow.now)
                for _ in range(3)
            )
        uow.evidence.add(
            [Evidence(NUMBERS[TEAM[0]], "close", "小型民营企业", "role-play", 0.0, "", "广告公司@V1", uow.now)]
        )
    branch.says(HOST, "/drill")
    branch.taps(HOST, "选主题")
    assert [label for label, _ in branch.board.buttons] == ["询问现有费用（3 个人弱）", "‹ 返回"]
    branch.taps(HOST, "询问现有费用（3 个人弱）")
    assert "主题：询问现有费用" in branch.board.text


def test_one_or_two_chairs_of_a_panel_are_given_to_colleagues(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    for label in ("选形式", "一对多：一个人对一桌人", "广告公司碰头会", "王总（老板）", "赵会计（财务）"):
        branch.taps(HOST, label)
    assert "广告公司碰头会（王总、赵会计由同事扮演）" in branch.board.text
    branch.passes(40)
    branch.taps(HOST, "陈姐（采购）")
    assert "广告公司碰头会（赵会计、陈姐由同事扮演）" in branch.board.text
    branch.taps(HOST, "✓ 陈姐（采购）")
    assert "广告公司碰头会（赵会计由同事扮演）" in branch.board.text


def test_a_person_can_be_the_customer_of_a_contest(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    for label in ("选形式", "多对一：几家抢一个客户", "广告公司三家争一单", "一位同事演", "选好了"):
        branch.taps(HOST, label)
    for name in TEAM[:4]:
        branch.taps(name, "报到")
    branch.passes(40)
    branch.taps(HOST, "开始")
    customer = branch.holder("客户")
    assert "您演客户" in branch.text(customer)
    assert "份）" in branch.text(customer)


def test_every_button_fits_what_telegram_carries(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    for label in ("选形式", "一对多：一个人对一桌人", "广告公司碰头会", "王总（老板）"):
        branch.taps(HOST, label)
        assert all(len(handle.encode()) <= LONGEST_HANDLE for _, handle in branch.board.buttons)


# -- the talk ---------------------------------------------------------------------------------------------------------


def test_two_taps_at_once_go_one_step_further_only(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    first = branch.holder()
    skip = next(handle for label, handle in branch.board.buttons if label == "跳过")
    onward = next(handle for label, handle in branch.board.buttons if label == "下一步")
    assert branch.forges(HOST, skip) == ""
    second = branch.holder()
    assert "已经按过了" in branch.forges(HOST, skip)
    assert branch.holder() == second != first
    branch.says(second, "【礼貌问候】")
    assert branch.forges(HOST, onward) == ""
    assert "已经按过了" in branch.forges(HOST, onward)
    assert branch.drill.room.phase == "critique"


def test_a_pause_stops_the_talk_and_is_lifted_though_the_board_was_not_drawn_again(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    assert branch.taps(HOST, "暂停") == ""
    assert branch.taps(HOST, "暂停") == "已经暂停了。"
    rep = branch.holder()
    heard = len(branch.chat())
    branch.says(rep, "【礼貌问候】")
    assert len(branch.chat()) == heard
    assert "现在暂停" in branch.chat(rep)[-1].text
    assert branch.taps(HOST, "继续") == ""
    branch.says(rep, "【礼貌问候】")
    assert dict(branch.drill.room.spoke)[str(NUMBERS[rep])] == 1


def test_the_floor_is_given_to_a_person_by_his_name(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    branch.passes(30)
    branch.taps(HOST, "点名")
    other = next(label for label, handle in branch.board.buttons if handle.startswith("floor"))
    branch.taps(HOST, other)
    assert branch.holder() == other
    assert f"现在请{other}说话" in branch.text()
    assert "暂停" in [label for label, _ in branch.board.buttons]


def test_who_leaves_hands_on_what_he_played_and_may_come_back(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    rep = branch.holder()
    assert "您先忙" in branch.taps(rep, "我先走")
    assert branch.holder() != rep
    assert "加入" in branch.taps(rep, "加入")
    second = branch.holder()
    branch.leaves(second)
    assert branch.holder() != second


def test_late_comers_watch(branch: Branch) -> None:
    branch.opens("一对一", "广告公司", *TEAM[:3])
    assert "您加入了" in branch.taps(TEAM[4], "加入")
    room = branch.drill.room
    assert room.role_of(str(NUMBERS[TEAM[4]])) == "评议"


def test_chatter_of_those_without_a_part_is_nobodys_business(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    watcher = next(name for name in TEAM if name != branch.holder())
    assert branch.says(watcher, "【礼貌问候】") == ""
    assert branch.says("小郑", "有人吗") == ""
    assert not branch.drill.room.spoke


def test_who_speaks_in_private_by_mistake_is_sent_to_the_group(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    assert "请到群里说" in branch.writes(branch.holder(), "王总您好")
    watcher = next(name for name in TEAM if name != branch.holder())
    assert "现在没有在练的对话" in branch.writes(watcher, "王总您好")


# -- the end ----------------------------------------------------------------------------------------------------------


def test_a_drill_left_alone_closes_itself_and_its_minutes_stay(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    branch.says(branch.holder(), "【礼貌问候】")
    branch.clock.forward(901)
    branch.ring()
    branch.passes(90)
    assert not branch.running
    assert "晨会演练纪要" in branch.text()
    assert branch.drill.room.minutes is not None
    assert [label for label, _ in branch.board.buttons] == []


def test_a_drill_nobody_begins_ends_without_a_file(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    branch.passes(200)
    assert "没有人开始，自动结束" in branch.text()
    assert not [message for message in branch.chat() if message.file]


def test_buttons_of_a_drill_that_is_over_say_so(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    buttons = dict(branch.board.buttons)
    branch.taps(HOST, "结束")
    for label in ("暂停", "下一步", "跳过", "结束", "加入"):
        assert "已经结束了" in branch.forges(HOST if label != "加入" else "小吴", buttons[label]) or label == "加入"
    assert "已经结束了" in branch.forges(HOST, buttons["点名"])


@pytest.mark.parametrize(
    "handle",
    ["attend:99999", "lead:1:fly:turns", "lead:1:next", "lead:x:next:turns", "host:1:moon", "choose:1:short",
     "floor:1:0", "theme:1:00000000", "menu", "grade:1:0:1", "x" * 64, "点名:1", "attend:1\n"],
)  # fmt: skip
def test_a_forged_button_gets_a_sentence_and_changes_nothing(branch: Branch, handle: str) -> None:
    branch.opens("一对一", "广告公司")
    before = branch.drill.room
    for name in (HOST, TEAM[0], "小郑"):
        assert branch.forges(name, handle)
    assert branch.drill.room == before


def test_a_button_of_another_groups_drill_does_nothing_here(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    onward = dict(branch.board.buttons)["结束"]
    branch.group = -7
    assert "过时" in branch.forges(HOST, onward)
    branch.group = GROUP
    assert branch.running


def test_a_group_that_becomes_a_supergroup_goes_on_drilling(kept: Branch) -> None:
    kept.opens("一对一", "广告公司")
    with kept.store.begin() as uow:
        uow.chats.migrate(GROUP, -100_4001)
    kept.group = -100_4001
    rep = kept.holder()
    kept.says(rep, "【礼貌问候】【自我介绍】")
    assert dict(kept.drill.room.spoke)[str(NUMBERS[rep])] == 1
    kept.passes(25)
    kept.taps(HOST, "结束")
    assert "晨会演练纪要" in kept.text()


def test_roles_come_to_everybody_over_the_weeks(branch: Branch) -> None:
    reps: list[str] = []
    for _ in range(len(TEAM)):
        branch.opens("一对一", "广告公司")
        reps.append(branch.holder())
        branch.taps(HOST, "结束")
        branch.passes(120)
    assert sorted(reps) == sorted(TEAM)


def test_a_person_of_another_branch_does_not_make_themes(branch: Branch) -> None:
    with branch.store.begin() as uow:
        uow.people.save(Person(900, "外人", BRANCH + "二", uow.now))
    branch.says(HOST, "/drill")
    assert branch.drill.room.setup.themes == ()


def test_its_own_menu_in_groups_has_the_one_command() -> None:
    from bot.telegram.running import _menus  # noqa: PLC0415 - of this test alone

    menus: list[dict[str, Any]] = list(_menus())
    scopes = {menu["scope"]["type"]: [command["command"] for command in menu["commands"]] for menu in menus}
    assert scopes["all_group_chats"] == ["drill"]
    assert "drill" not in scopes["default"]
    assert all(len(commands) <= 7 for commands in scopes.values())
