"""What a drill leaves to those who spoke in it: a talk of their own, as after a practice alone, and none to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.history import history
from bot.services.solo import room_of
from tests.groups import HOST, NUMBERS, TEAM

if TYPE_CHECKING:
    from bot.services.history import Past
    from tests.groups import Branch


def own(branch: Branch, name: str) -> tuple[Past, ...]:
    """His own reports."""
    with branch.store.begin() as uow:
        return history(uow, NUMBERS[name])


def test_the_rep_finds_the_talk_of_the_drill_among_his_reports_once_it_is_over(kept: Branch) -> None:
    kept.opens("一对一", "广告公司")
    rep = kept.holder()
    kept.says(rep, "【礼貌问候】【自我介绍】")
    kept.taps(HOST, "下一步")
    assert own(kept, rep) == ()
    kept.taps(HOST, "结束")
    (past,) = own(kept, rep)
    assert (past.title, past.mode) == ("广告公司", "free")
    kept.writes(rep, "/report")
    assert any("广告公司（实战）" in label for label, _ in kept.chat(rep)[-1].buttons)
    pinned = kept.drill.row.script_hash
    with kept.store.begin() as uow:
        row = uow.rooms.get(past.room)
        assert row is not None
        assert (row.owner, row.script_hash) == (NUMBERS[rep], pinned)
        assert [turn.text for turn in uow.turns.of(past.room) if turn.speaker == "rep"] == ["【礼貌问候】【自我介绍】"]
        assert {seen.source for seen in uow.evidence.of(NUMBERS[rep])} == {"role-play"}
        assert uow.cards.open_of(NUMBERS[rep])
        assert uow.reports.of(past.room)[0].marks
        assert all(not history(uow, NUMBERS[name]) for name in TEAM if name != rep)


def test_each_seat_of_a_contest_gets_its_own_report_and_another_operators_teaches_nothing(branch: Branch) -> None:
    branch.opens("多对一", "广告公司三家争一单", *TEAM[:3])
    seats = {seat: branch.holder(seat) for seat, _ in branch.drill.room.seats}
    for _ in range(2):
        for name in seats.values():
            branch.says(name, "我们四小时到场，写进合同。")
    branch.taps(HOST, "结束")
    for seat, name in seats.items():
        (past,) = own(branch, name)
        assert past.account is not None
        assert (past.account.form, past.account.role) == ("rivals", seat)
        with branch.store.begin() as uow:
            assert bool(uow.evidence.of(NUMBERS[name])) == (seat == "网通")


def test_of_several_reps_the_report_is_his_who_spoke_most(branch: Branch) -> None:
    branch.opens("一对多", "广告公司碰头会", *TEAM[:3])
    first = branch.holder()
    branch.says(first, "各位好。")
    branch.taps(HOST, "跳过")
    second = branch.holder()
    for _ in range(3):
        branch.says(second, "费用都写进合同。")
    branch.taps(HOST, "结束")
    assert own(branch, first) == ()
    (past,) = own(branch, second)
    assert past.title == "广告公司碰头会"


def test_a_practice_of_his_own_goes_on_after_the_drill(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    rep = branch.holder()
    branch.writes(rep, "/practice")
    for label in ("广告公司", "扫楼", "实战", "2 平常"):
        branch.taps(rep, label, private=True)
    with branch.store.begin() as uow:
        before = room_of(uow, NUMBERS[rep])
    branch.says(rep, "【礼貌问候】")
    branch.taps(HOST, "结束")
    with branch.store.begin() as uow:
        after = room_of(uow, NUMBERS[rep])
    assert before is not None
    assert after is not None
    assert (after.id, after.state["paused"]) == (before.id, False)


def test_a_drill_in_which_nobody_spoke_leaves_no_report(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    rep = branch.holder()
    branch.taps(HOST, "结束")
    assert own(branch, rep) == ()


def test_a_colleague_in_a_chair_or_a_second_rep_never_reads_the_report_on_another(branch: Branch) -> None:
    branch.says(HOST, "/drill")
    for label in ("选形式", "一对多：一个人对一桌人", "广告公司碰头会", "赵会计（财务）", "选好了"):
        branch.taps(HOST, label)
    branch.passes(30)
    for name in TEAM[:4]:
        branch.taps(name, "报到")
    branch.passes(40)
    branch.taps(HOST, "开始")
    colleague, rep = branch.holder("赵会计"), branch.holder()
    for _ in range(3):
        branch.says(rep, "费用都写进合同。")
    branch.says(colleague, "我就问一句，账单上会不会多出别的名目？")
    branch.taps(HOST, "跳过")
    second = branch.holder()
    branch.says(second, "各位好。")
    branch.taps(HOST, "结束")
    assert "会上的决定" in branch.text(rep)
    assert "他没来得及打分" in branch.text(rep)
    for name in (colleague, second):
        assert "会上的决定" not in branch.text(name)
        assert own(branch, name) == ()


def test_where_nobody_says_a_word_nobody_wins(branch: Branch) -> None:
    branch.opens("多对一", "广告公司三家争一单", *TEAM[:3])
    branch.taps(HOST, "结束")
    branch.passes(60)
    assert "结果：没有一家拿下这一单。" in branch.text()
    assert "一个数都没有" in branch.text()
    assert "一家都没有交" in branch.text()
    assert all(own(branch, name) == () for name in TEAM[:3])


def test_the_board_of_a_drill_that_is_over_does_not_come_below_its_minutes(branch: Branch) -> None:
    branch.opens("一对一", "广告公司")
    branch.says(branch.holder(), "【礼貌问候】")
    branch.taps(HOST, "下一步")
    branch.taps(HOST, "结束")
    branch.passes(90)
    order = [message.text for message in branch.chat() if message.text]
    assert "晨会演练纪要" in order[-1]
