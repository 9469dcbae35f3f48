"""Leading a contest by buttons: what a host would miss if it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.services.authoring.sent_files import SentFile
from bot.services.contests.commit import commit
from bot.services.contests.import_roster import import_roster
from bot.services.contests.roles import AT_THE_TERMINAL
from bot.telegram.contest.times import read_window
from bot.telegram.outgoing import Outgoing
from bot.views.buttons import mark_of
from scenarios.contest.office import Phase
from tests.bot.telegram.contest.conftest import ADMIN, Table
from tests.competition import Competition, rows

if TYPE_CHECKING:
    from bot.services.catalogue import Catalogue
    from tests.bot.telegram.contest.conftest import Phone
    from tests.stores import HandClock


@pytest.fixture
def host(table: Table) -> Phone:
    """An admin of the province, with the contest in front of him."""
    return known(table, ADMIN)


def known(table: Table, number: int) -> Phone:
    phone = table.phone(number)
    for words in ("/start", "王老师", "省公司"):
        phone.says(words)
    phone.taps(f"hcontest:{table.contest.id}")
    return phone


def phase(table: Table) -> Phase:
    with table.store.begin() as uow:
        return table.contest.hall.office(uow, table.contest.id).phase(uow.now)


def test_nobody_but_hosts_gets_behind_the_counter(table: Table, host: Phone) -> None:
    rep = table.joined(1)
    for data in ("hcontest:1", "hstatus:1", "hclose:1", "hlinks:1", "hreview:1:0", "happeal:1:0", "hlog:1", "hnew"):
        rep.taps(data)
        assert "只有" in rep.toast["text"] or "收卷以后" in rep.toast["text"], data
    for data in ("hstep:1:draw", "hcontest:99", "hcontest:x", "hminutes:1:cXX:10", "hrule:1:00000000:void:0"):
        host.taps(data)
        assert host.toast["text"], data


def test_no_host_is_shown_a_key_before_the_close(table: Table, host: Phone) -> None:
    item = table.contest.items[0]
    for data in (f"hrule:1:{mark_of(item.id)}:accept:0", f"hrule:1:{mark_of(item.id)}:void:0", "hreview:1:0"):
        host.taps(data)
        assert "收卷以后" in host.toast["text"]
        assert item.stem not in host.text


def test_a_host_by_numeric_id_leads_his_contest_and_no_other(table: Table, host: Phone) -> None:
    host.presses("主办人")
    assert "加上了" in host.says("333 李老师")
    other = known(table, 333)
    other.says("/settings")
    assert "办竞赛" in other.labels
    other.presses("办竞赛")
    assert not any("新建" in label for label in other.labels)
    assert "进行中" in other.taps("hcontest:1")


def test_every_intervention_asks_why_and_the_reason_stands_in_the_log(table: Table, host: Phone) -> None:
    host.presses("加时、请假…")
    host.presses("给一个人加时")
    host.says("职工2")
    host.presses("30 分钟")
    assert "为什么" in host.text
    assert "理由记下了" in host.says("他们楼停电了")
    host.taps("hperson:1:excuse")
    host.says("3")
    assert "准了假" in host.says("住院了")
    assert "住院了" in host.taps("hlog:1")
    assert "他们楼停电了" in host.text
    with table.store.begin() as uow:
        office = table.contest.hall.office(uow, 1)
    assert office.window(2)[1] > office.settings.closes
    assert 3 not in office.drawn


def test_a_whole_city_gets_more_time_by_three_taps_and_a_reason(table: Table, host: Phone) -> None:
    host.taps("hcities:1")
    host.presses("南京 6 人")
    host.presses("60 分钟")
    assert "给 6 人延长了 60 分钟" in host.says("全市断网")


def test_closing_early_asks_why_and_turning_away_takes_the_question_back(table: Table, host: Phone) -> None:
    host.presses("提前收卷")
    host.taps("hcontest:1")
    host.says("场地临时要用")
    assert phase(table) is Phase.OPEN
    host.taps("hclose:1")
    assert "收卷了" in host.says("场地临时要用")
    assert phase(table) is Phase.APPEALS


def test_an_unknown_name_leaves_the_question_open(table: Table, host: Phone) -> None:
    host.taps("hperson:1:void")
    assert "参赛的人里没有他" in host.says("张三丰")
    assert "为什么" in host.says("职工4")
    assert "理由也记进了记录" in host.says("替考")


def test_attendance_and_boards_name_branches_and_send_a_picture(table: Table, host: Phone) -> None:
    table.contest.play(1, 12)
    assert "城东　1/2" in host.presses("到场")
    assert "职工1" in host.taps("hboard:1")
    host.taps("hpicture:1")
    (picture,) = [call.file for call in host.sent if call.file]
    assert picture.field == "photo"
    assert picture.data.startswith(b"\x89PNG")
    host.taps("hlinks:1")
    (table_file,) = [call.file for call in host.sent if call.file]
    assert "https://t.me/duilian_bot?start=code-0001" in table_file.data.decode("utf-8-sig")


def test_a_ruling_is_tried_out_first_and_taken_back_later(table: Table, host: Phone) -> None:
    for entry in range(1, 7):
        table.contest.play(entry, 12 - entry)
    table.contest.close()
    item = table.contest.item_at(1, 12).id
    before = table.contest.points(1)
    assert "试算：此题人人给分" in host.taps(f"hrule:1:{mark_of(item)}:credit:0")
    assert "职工1" in host.text
    assert table.contest.points(1) == before
    assert "第 2 版生效了" in host.says("原文有歧义")
    assert table.contest.points(1) == before + 1000
    host.taps(f"htake:1:{mark_of(item)}")
    assert "撤回了" in host.says("查过了，没有歧义")
    assert table.contest.points(1) == before


def test_a_typed_answer_that_makes_no_sense_is_asked_for_again(table: Table, host: Phone) -> None:
    table.contest.play(1, 5)
    table.contest.close()
    item = next(one for one in table.contest.items if one.kind == "single")
    host.taps(f"hrule:1:{mark_of(item.id)}:accept:0")
    assert "看不懂" in host.says("选第二个")
    assert "对不上" in host.says("9")
    assert "试算" in host.says("2")


def test_a_contest_is_made_by_buttons_and_a_roster_with_faults_is_told_by_cell(
    catalogue: Catalogue, clock: HandClock
) -> None:
    table = Table(catalogue, clock)
    host = known(table, ADMIN)
    host.taps("hosting")
    host.presses("＋ 新建一场")
    host.presses("全省赛")
    host.presses(next(label for label in host.labels if "楼宇" in label))
    page = host.presses("明天 9:00 到 18:00")
    assert "每人 30 题和案例，03月03日 09:00 到 03月03日 18:00" in page
    host.presses("改设置")
    host.presses("改时间")
    assert "没看懂时间" in host.says("下周一")
    assert "03月05日 09:00" in host.says("3-5 9:00 到 3-6 18:30")
    host.taps("hchange:2:case")
    assert "全省赛必须有案例" in host.toast["text"]
    host.taps("hroster:2")
    assert "D3：姓名没有填" in sent(table, host, [*rows(2)[:2], ["南京", "江宁区", "江宁", "", "", ""]])
    assert "名单收下了</b>：2 人" in sent(table, host, rows(2))


def sent(table: Table, host: Phone, roster: list[list[str]]) -> str:
    """Send a roster as a file that was read already; gives what the bot says."""
    before = len(table.store.outbox)
    with table.store.begin() as uow:
        assert table.handler.contests.take_file(Outgoing(uow, ADMIN), ADMIN, SentFile("名单.xlsx", rows=roster))
    return "\n".join(call.params["text"] for call in table.store.outbox[before:])


def test_a_rep_who_sends_a_roster_is_told_that_it_is_not_his_to_send(table: Table) -> None:
    table.joined(1)
    with table.store.begin() as uow:
        table.handler.contests.take_file(Outgoing(uow, 101), 101, SentFile("名单.xlsx", rows=rows(2)))
    assert "只有主办竞赛的人" in table.store.outbox[-1].params["text"]


@pytest.mark.parametrize("typed", ["3月5日 9:00 到 3月6日 18:30", "3-5 9:00 — 3-6 18：30", "3.5 9点 3.6 18点30"])
def test_times_are_read_as_people_write_them(clock: HandClock, typed: str) -> None:
    opens, closes = read_window(typed, clock())
    assert (opens.isoformat(), closes.isoformat()) == ("2026-03-05T01:00:00+00:00", "2026-03-06T10:30:00+00:00")


def test_those_known_from_an_earlier_contest_are_invited_by_one_tap(catalogue: Catalogue, clock: HandClock) -> None:
    table = Table(catalogue, clock)
    table.contest.ready()
    table.joined(1)
    later = Competition(table.store, clock, people=6)
    with table.store.begin() as uow:
        import_roster(uow, later.hall, later.id, later.roster, AT_THE_TERMINAL)
        commit(uow, later.hall, later.id, later.items, {}, by=AT_THE_TERMINAL)
    host = known(table, ADMIN)
    host.taps("hstep:2:draw")
    assert "其中 1 人已经通知到" in host.toast["text"]
    (invitation,) = [call for call in host.sent if call.kind == "broadcast"]
    assert invitation.chat_id == 101
    stranger = table.phone(555)
    stranger.taps("cjoin:2:1")
    assert "不是给您的" in stranger.toast["text"]
    rep = table.phone(101)
    assert "职工1" in rep.taps("cjoin:2:1")
