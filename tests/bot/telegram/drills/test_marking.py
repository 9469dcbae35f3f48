"""Critique in private chats: blind sheets on buttons, weak points that become cards, what the trainer alone reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.store.records import NewRoom, RaterMark
from tests.groups import GROUP, HOST, NUMBERS, TEAM

if TYPE_CHECKING:
    from tests.groups import Branch


@pytest.fixture
def marking(branch: Branch) -> Branch:
    """A drill whose rep has spoken, and everybody marks."""
    branch.opens("一对一", "广告公司")
    branch.says(branch.holder(), "【礼貌问候】【自我介绍】")
    branch.passes(30)
    branch.taps(HOST, "下一步")
    return branch


def rep_of(branch: Branch) -> str:
    inner = branch.drill.room.critique
    assert inner is not None
    return branch.drill.room.name(inner.subject.rep)


def peers_of(branch: Branch) -> list[str]:
    return [name for name in TEAM if name != rep_of(branch)]


def all_mark(branch: Branch, grade: str = "较好") -> None:
    for name in (rep_of(branch), *peers_of(branch)):
        branch.fills_in(name, grade)


def button(branch: Branch, name: str, verb: str) -> tuple[str, str]:
    """The first button of that verb on a person's latest sheet."""
    return next((label, handle) for label, handle in branch.sheet(name).buttons if handle.startswith(verb))


def test_nobody_reads_what_the_machine_thinks_before_he_has_marked(marking: Branch) -> None:
    rep = rep_of(marking)
    assert "练习报告" not in marking.text(rep)
    marking.fills_in(rep)
    assert "练习报告" not in marking.text(rep)
    for name in peers_of(marking):
        marking.fills_in(name)
    assert "练习报告" in marking.text(rep)
    assert "分项对照" in marking.text(rep)


def test_the_sheet_leads_on_from_grade_to_grade_to_the_lines_to_handing_in(marking: Branch) -> None:
    peer = peers_of(marking)[0]
    assert "「开场白」打几分？" in marking.sheet(peer).text
    marking.taps(peer, "较好", private=True)
    assert "「开场白」打几分？" not in marking.sheet(peer).text
    for _ in range(8):
        if "打几分" not in marking.sheet(peer).text:
            break
        marking.taps(peer, "一般", private=True)
    assert "哪一句不够好" in marking.sheet(peer).text
    marking.taps(peer, "2", private=True)
    assert "差在哪一条" in marking.sheet(peer).text
    marking.forges(peer, button(marking, peer, "fault")[1], private=True)
    assert "哪一句值得留" in marking.sheet(peer).text
    marking.forges(peer, button(marking, peer, "keep")[1], private=True)
    assert marking.taps(peer, "交", private=True) == "交好了，谢谢。"
    assert "已交。" in marking.text(peer)


def test_a_sheet_that_lacks_something_is_not_taken_and_says_what(marking: Branch) -> None:
    peer = peers_of(marking)[0]
    marking.taps(peer, "看整份", private=True)
    answer = marking.taps(peer, "交", private=True)
    assert answer.startswith("还差：")
    assert "挑一句不够好的" in answer
    assert len(answer) <= 200


def test_a_sheet_handed_in_stays_as_it_is(marking: Branch) -> None:
    peer = peers_of(marking)[0]
    marking.fills_in(peer)
    assert "交了就不能再改" in marking.forges(peer, f"grade:{marking.drill.number}:0:1", private=True)


def test_two_taps_at_once_leave_what_one_would(marking: Branch) -> None:
    rep, peer, number = rep_of(marking), peers_of(marking)[0], marking.drill.number
    inner = marking.drill.room.critique
    assert inner is not None
    own = next(line.number for line in inner.subject.lines if line.own)
    for _ in range(2):
        marking.forges(peer, f"keep:{number}:{own}:1", private=True)
        marking.forges(rep, f"gap:{number}:0:1", private=True)
    after = marking.drill.room.critique
    assert after is not None
    assert after.sheet(str(NUMBERS[peer])).keeps == (own,)
    assert len(after.own.gaps) == 1
    marking.forges(peer, f"keep:{number}:{own}:0", private=True)
    assert marking.drill.room.critique.sheet(str(NUMBERS[peer])).keeps == ()  # type: ignore[union-attr]


def test_a_fault_in_his_own_words_is_what_he_types_next_and_no_line_of_his_practice(marking: Branch) -> None:
    peer = peers_of(marking)[0]
    marking.writes(peer, "/practice")
    for label in ("广告公司", "扫楼", "实战", "2 平常"):
        marking.taps(peer, label, private=True)
    marking.forges(peer, f"words:{marking.drill.number}:2", private=True)
    assert "意见写好了" in marking.writes(peer, "说得太快，客户没听清")
    inner = marking.drill.room.critique
    assert inner is not None
    assert [fault.words for fault in inner.sheet(str(NUMBERS[peer])).faults] == ["说得太快，客户没听清"]
    assert "王总" in marking.writes(peer, "【礼貌问候】")
    assert len(marking.drill.room.critique.sheet(str(NUMBERS[peer])).faults) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "handle",
    ["grade:N:99:4", "grade:N:0:9", "gap:N:999:1", "fault:N:999:0", "fault:N:1:999", "keep:N:1:2", "keep:N:999:1",
     "sheet:N:moon:0:0", "sheet:N:lines:999:0", "sheet:N:topics:0:0", "sheet:N:topics:1:999", "words:N:999",
     "confirm:N:0:1", "stars:N:1:5", "judge:N:50", "grade:99999:0:1", "handin:x", "joinin:99999"],
)  # fmt: skip
def test_a_forged_button_in_private_gets_a_sentence_and_changes_nothing(marking: Branch, handle: str) -> None:
    peer = peers_of(marking)[0]
    before = marking.drill.room
    assert marking.forges(peer, handle.replace("N", str(marking.drill.number)), private=True)
    assert marking.drill.room == before


def test_who_was_not_there_marks_nothing(marking: Branch) -> None:
    marking.introduce("小郑")
    number = marking.drill.number
    for handle in (f"grade:{number}:0:4", f"sheet:{number}:home:0:0", f"handin:{number}", f"joinin:{number}"):
        assert marking.forges("小郑", handle, private=True)
    assert str(NUMBERS["小郑"]) not in dict(marking.drill.room.critique.sheets)  # type: ignore[union-attr]


def test_the_host_is_asked_whether_he_marks_too(marking: Branch) -> None:
    marking.taps(HOST, "我也打分", private=True)
    assert "打几分" in marking.sheet(HOST).text
    marking.fills_in(HOST)
    inner = marking.drill.room.critique
    assert inner is not None
    assert dict(inner.raters)[str(NUMBERS[HOST])] == "trainer"


def test_late_comers_may_mark(marking: Branch) -> None:
    marking.introduce("小郑")
    marking.taps("小郑", "加入")
    assert "打几分" in marking.sheet("小郑").text


def test_he_reads_no_names_the_trainer_does_and_the_group_neither_weak_points_nor_marks(marking: Branch) -> None:
    rep, peers = rep_of(marking), peers_of(marking)
    all_mark(marking)
    marking.passes(30)
    side_by_side = next(message.text for message in reversed(marking.chat(rep)) if "分项对照" in message.text)
    assert not any(peer in side_by_side for peer in peers)
    trainers = next(message.text for message in reversed(marking.chat(HOST)) if "分项对照" in message.text)
    assert all(f"【{peer}】" in trainers for peer in peers)
    for word in ("薄弱点", "合起来", "分项对照", "最该补"):
        assert word not in marking.text()
    assert "你交的这一份" in marking.text(peers[0])
    assert "分项对照" not in marking.text(peers[0])


def test_what_he_confirms_and_what_two_named_become_cards_after_a_day_at_the_latest(marking: Branch) -> None:
    rep = rep_of(marking)
    all_mark(marking)
    marking.forges(rep, button(marking, rep, "confirm")[1], private=True)
    assert "✓" in marking.chat(rep)[-1].text
    with marking.store.begin() as uow:
        assert {row.source for row in uow.evidence.of(NUMBERS[rep])} == {"role-play"}
    marking.passes(60)
    marking.clock.forward(86_500)
    marking.ring()
    inner = marking.drill.room.critique
    assert inner is not None
    assert inner.phase == "over"
    number = marking.drill.number
    with marking.store.begin() as uow:
        cards = {card.item for card in uow.cards.open_of(NUMBERS[rep])}
        named = {row.item for row in uow.evidence.of(NUMBERS[rep]) if row.source == "peers"}
        assert cards >= named
        assert uow.timers.get(f"drill:{number}") is None
    assert marking.chat(rep)[-1].buttons == []


def test_each_sheet_is_rated_once_it_was_read(marking: Branch) -> None:
    rep = rep_of(marking)
    all_mark(marking)
    for number in range(1, len(TEAM)):
        assert f"第 {number} 份 5" in [label for label, _ in marking.chat(rep)[-1].buttons]
        marking.taps(rep, f"第 {number} 份 5", private=True)
    assert not [label for label, handle in marking.chat(rep)[-1].buttons if handle.startswith("stars")]


def test_marks_nobody_gave_in_time_are_not_waited_for(marking: Branch) -> None:
    marking.fills_in(peers_of(marking)[0])
    marking.passes(200)
    assert not marking.running
    answer = marking.forges(peers_of(marking)[1], f"grade:{marking.drill.number}:0:4", private=True)
    assert "没有赶上" in answer


def test_a_rater_who_marks_only_his_friend_up_is_shown_to_the_trainer_alone(branch: Branch) -> None:
    friend, other = NUMBERS[TEAM[1]], NUMBERS[TEAM[2]]
    with branch.store.begin() as uow:
        for round_ in range(6):
            room = uow.rooms.add(NewRoom(NUMBERS[HOST], "drill", "", "", "", {}, uow.now, GROUP))
            uow.rooms.save(replace(room, kind="drill-of-old", ended=uow.now))
            rep, by = (friend, 40) if round_ % 3 == 0 else (other + round_, 0)
            marks = [RaterMark(room.id, str(NUMBERS[TEAM[0]]), "peer", rep, 50.0 + by)]
            marks += [RaterMark(room.id, str(NUMBERS[name]), "peer", rep, 50.0) for name in TEAM[3:]]
            uow.drills.keep_marks([*marks, RaterMark(room.id, "机器", "machine", rep, 50.0)])
    branch.opens("一对一", "广告公司")
    if branch.holder() == TEAM[1]:
        branch.taps(HOST, "跳过")  # or his friend would have to mark him up here as well
    branch.says(branch.holder(), "【礼貌问候】【自我介绍】")
    branch.taps(HOST, "下一步")
    all_mark(branch)
    assert f"唯独给{TEAM[1]}高" in branch.text(HOST)
    assert not any("唯独给" in branch.text(name) for name in TEAM)


def test_an_offer_said_in_the_group_is_not_taken_and_he_is_told_where(branch: Branch) -> None:
    branch.opens("多对一", "广告公司三家争一单", *TEAM[:2])
    for _ in range(30):
        if branch.screen.asked:
            break
        for seat, person in branch.drill.room.seats:
            branch.clock.forward(3)
            branch.says(branch.drill.room.name(person), f"我们{seat}四小时到场。")
    first = branch.drill.room.name(branch.screen.asked[0])
    before = branch.drill.room
    branch.says(first, "每月 128 元")
    assert branch.drill.room == before
    assert "最后报价请发在这里" in branch.chat(first)[-1].text
    assert "先封着" in branch.writes(first, "每月 128 元")
    assert "128" not in branch.text().partition("最后报价")[2]


def test_a_verdict_is_a_number_and_anything_else_is_asked_for_again(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    for label in ("选形式", "一对多：一个人对一桌人", "广告公司碰头会", "赵会计（财务）", "选好了"):
        branch.taps(HOST, label)
    for name in TEAM[:3]:
        branch.taps(name, "报到")
    branch.passes(40)
    branch.taps(HOST, "开始")
    for _ in range(30):
        if branch.screen.asked:
            break
        branch.clock.forward(5)
        branch.says(branch.holder(), "【请求成交】")
    colleague = branch.holder("赵会计")
    assert "0 到 100 的数" in branch.writes(colleague, "还行吧")
    assert "0 到 100 的数" in branch.writes(colleague, "101")
    assert "记下了：60。" in branch.writes(colleague, "60，账说清楚了")
    assert branch.drill.room.phase == "critique"
