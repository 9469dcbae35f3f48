"""Hosting: who may do what, what can no longer be changed, and that every intervention says who and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.services.contests.boards import board, contests
from bot.services.contests.create import cancel, change, create
from bot.services.contests.draw import draw
from bot.services.contests.import_roster import RosterFaultsError, import_roster
from bot.services.contests.intervene import excuse, extend, interventions, restore, void
from bot.services.contests.records import ContestError, HandedIn, NotNowError, ServedItem
from bot.services.contests.review import flags, result, suspects
from bot.services.contests.roles import AT_THE_TERMINAL, By, NotAllowedError, name_host
from bot.services.contests.roster_files import rows_of
from bot.services.contests.window import EDGES, close, tick
from bot.store.contract import Store
from bot.store.memory import MemoryStore
from scenarios.contest.office import Phase
from scenarios.contest.settings import CLOSING, Settings, of_level
from tests.competition import HEADINGS, QUESTIONS, Competition, rows
from tests.stores import HandClock

STRANGER = By(777)


@pytest.fixture
def quick(clock: HandClock) -> Competition:
    return Competition(MemoryStore(clock), clock)


def phase(contest: Competition) -> Phase:
    with contest.store.begin() as uow:
        return contest.hall.office(uow, contest.id).phase(uow.now)


def test_a_contest_goes_through_its_phases_by_the_clock_alone(quick: Competition) -> None:
    assert phase(quick) is Phase.DRAFT
    quick.ready()
    settings = quick.settings
    seen = []
    for moment in (settings.opens, settings.freezes, settings.closes, settings.closes + CLOSING):
        quick.at(moment - timedelta(seconds=1))
        seen.append(phase(quick))
    assert seen == [Phase.DRAWN, Phase.OPEN, Phase.FROZEN, Phase.CLOSING]
    quick.close()
    assert phase(quick) is Phase.APPEALS
    quick.clock.forward(24 * 3600)
    assert phase(quick) is Phase.REVIEW


def test_settings_and_roster_can_be_changed_before_the_commitment_and_never_after_it(quick: Competition) -> None:
    with quick.store.begin() as uow:
        change(uow, quick.hall, quick.id, replace(quick.settings, name="四季度抽查"), AT_THE_TERMINAL)
    quick.ready()
    with pytest.raises(ContestError, match="承诺已经公布"), quick.store.begin() as uow:
        change(uow, quick.hall, quick.id, quick.settings, AT_THE_TERMINAL)
    with pytest.raises(ContestError, match="名单不能再换"), quick.store.begin() as uow:
        import_roster(uow, quick.hall, quick.id, rows(5), AT_THE_TERMINAL)
    with pytest.raises(ContestError, match="只抽一次"), quick.store.begin() as uow:
        draw(uow, quick.hall, quick.id, AT_THE_TERMINAL)
    with quick.store.begin() as uow:
        [listed] = contests(uow, quick.hall)
    assert (listed.title, listed.drawn) == ("四季度抽查", 12)


def test_everything_wrong_with_settings_is_said_at_once(clock: HandClock) -> None:
    store = MemoryStore(clock)
    wrong = of_level(" ", "province", "商务楼宇", clock(), clock())
    with pytest.raises(ContestError) as told, store.begin() as uow:
        create(uow, replace(wrong, items=0, case=False), AT_THE_TERMINAL)
    for part in ("还没有名字", "结束时间要晚于开始时间", "0 道题不行", "全省赛必须有案例"):
        assert part in str(told.value)


def test_only_an_admin_begins_a_contest_and_only_its_hosts_run_it(quick: Competition) -> None:
    with pytest.raises(NotAllowedError, match="省公司的管理员"), quick.store.begin() as uow:
        create(uow, quick.settings, STRANGER)
    with quick.store.begin() as uow:
        create(uow, quick.settings, By(555, province=True))
    with pytest.raises(NotAllowedError, match="主办人"), quick.store.begin() as uow:
        import_roster(uow, quick.hall, quick.id, rows(5), STRANGER)
    with quick.store.begin() as uow:
        name_host(uow, quick.hall, quick.id, STRANGER.rep, "王主任", by=AT_THE_TERMINAL)
    with quick.store.begin() as uow:
        import_roster(uow, quick.hall, quick.id, rows(5), STRANGER)
    with pytest.raises(NotAllowedError), quick.store.begin() as uow:
        name_host(uow, quick.hall, quick.id, 888, "他的朋友", by=STRANGER)
    with quick.store.begin() as uow:
        name_host(uow, quick.hall, quick.id, STRANGER.rep, "", by=AT_THE_TERMINAL, removed=True)
    with pytest.raises(NotAllowedError), quick.store.begin() as uow:
        cancel(uow, quick.hall, quick.id, "不办了", STRANGER)


ROSTER = [
    list(HEADINGS),
    ["南京", "玄武", "城东", "张三", "楼宇", "abcdef1"],
    ["", "", "", "", "", ""],
    ["", "玄武", "城东", "李四", "楼宇", "a b"],
    ["南京", "玄武", "城东", "张三", "楼宇", "abcdef1"],
    ["南京", "玄武", "城东", "王五", "楼宇", "ab-12"],
]


def as_xlsx(table: list[list[str]]) -> bytes:
    book, file = Workbook(), BytesIO()
    assert book.active is not None
    for row in table:
        book.active.append([cell or None for cell in row])
    book.save(file)
    return file.getvalue()


FILES = {
    "xlsx": as_xlsx,
    "csv in UTF-8": lambda table: "\n".join(",".join(row) for row in table).encode("utf-8-sig"),
    "csv in GBK": lambda table: "\r\n".join(",".join(row) for row in table).encode("gbk"),
    "csv with tabs": lambda table: "\n".join("\t".join(row) for row in table).encode(),
}


@pytest.mark.parametrize("form", FILES)
def test_every_fault_of_a_roster_is_told_by_its_cell_and_nothing_is_kept(quick: Competition, form: str) -> None:
    with pytest.raises(RosterFaultsError) as told, quick.store.begin() as uow:
        import_roster(uow, quick.hall, quick.id, rows_of(FILES[form](ROSTER)), AT_THE_TERMINAL)
    assert {one.cell: one.message.partition("：")[0] for one in told.value.faults} == {
        "A4": "城市没有填。合并的格子要拆开，每一行都写上。",
        "F4": "邀请码「a b」用不了",
        "D5": "城东的「张三」和第 2 行重了；真是同名，请在名字后面加个区别。",
        "F5": "邀请码和第 2 行的一样，每人要有自己的。",
        "F6": "邀请码「ab-12」用不了",
    }
    with quick.store.begin() as uow:
        assert quick.hall.roster(uow, quick.id) == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "还缺"),
        (b"\xff\xfe\x00\x00", "看不懂"),
        (b"PK\x03\x04broken", "打不开"),
        ("姓名\n张三".encode(), "「城市」「区县」「分公司」"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_chinese(quick: Competition, content: bytes, told: str) -> None:
    with pytest.raises(ContestError, match=told), quick.store.begin() as uow:
        import_roster(uow, quick.hall, quick.id, rows_of(content), AT_THE_TERMINAL)


def test_whoever_has_no_invite_code_gets_one_of_his_own(quick: Competition) -> None:
    table = [row[:5] for row in rows(50)]
    with quick.store.begin() as uow:
        found = import_roster(uow, quick.hall, quick.id, table, AT_THE_TERMINAL)
    assert len({one.invite for one in found}) == 50
    assert all(len(one.invite) == 10 for one in found)


def test_extra_time_is_given_to_a_person_with_a_reason_and_to_nobody_else(quick: Competition) -> None:
    quick.ready()
    with pytest.raises(ContestError, match="理由"), quick.store.begin() as uow:
        extend(uow, quick.hall, quick.id, [2], later=0, longer=30, why="", by=AT_THE_TERMINAL)
    with quick.store.begin() as uow:
        extend(uow, quick.hall, quick.id, [2], later=10, longer=30, why="停电", by=AT_THE_TERMINAL)
    quick.at(quick.settings.opens)
    with pytest.raises(NotNowError, match="还没开始"):
        quick.serve(2)
    quick.at(quick.settings.closes + timedelta(minutes=35))
    assert isinstance(quick.serve(2), ServedItem)
    with pytest.raises(NotNowError):
        quick.serve(1)
    with quick.store.begin() as uow:
        [event] = interventions(uow, quick.hall, quick.id, AT_THE_TERMINAL)
    assert (event.kind, event.body["why"], event.body["by"]) == ("extended", "停电", 0)


def test_an_early_close_stands_among_what_hosts_did_and_its_board_tells_of_no_later_moment(quick: Competition) -> None:
    quick.opened()
    quick.at(quick.settings.freezes - timedelta(minutes=1))
    with quick.store.begin() as uow:
        close(uow, quick.hall, quick.id, AT_THE_TERMINAL, "全省停电")
    with quick.store.begin() as uow:
        [event] = interventions(uow, quick.hall, quick.id, AT_THE_TERMINAL)
        page = board(uow, quick.hall, quick.id)
    assert (event.kind, event.body["why"]) == ("closed", "全省停电")
    assert page.as_of == quick.clock()


def test_a_close_waits_for_whoever_has_extra_time(quick: Competition) -> None:
    quick.opened()
    quick.serve(2)
    with quick.store.begin() as uow:
        extend(uow, quick.hall, quick.id, [2], later=0, longer=30, why="网络断了", by=AT_THE_TERMINAL)
    quick.at(quick.settings.closes + CLOSING)
    with quick.store.begin() as uow:
        assert tick(uow, quick.hall, quick.id, "close") is None
        moved = uow.timers.get(f"contest:{quick.id}:close")
    assert moved is not None
    assert moved.due == quick.settings.closes + timedelta(minutes=30) + CLOSING
    with pytest.raises(ContestError, match="理由"), quick.store.begin() as uow:
        close(uow, quick.hall, quick.id, AT_THE_TERMINAL)


def test_an_excused_person_is_replaced_and_one_who_began_cannot_be_excused(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, roster=rows(40), everyone=False).opened()
    with contest.store.begin() as uow:
        drawn = contest.hall.office(uow, contest.id).drawn
    first, second = sorted(drawn)[:2]
    with contest.store.begin() as uow:
        instead = excuse(uow, contest.hall, contest.id, first, why="病假", by=AT_THE_TERMINAL)
    assert instead not in {None, *drawn}
    assert instead is not None
    assert isinstance(contest.serve(instead), ServedItem)
    with pytest.raises(NotNowError, match="不在这次的参赛名单"):
        contest.serve(first)
    contest.serve(second)
    with pytest.raises(ContestError, match="已经开始答题"), contest.store.begin() as uow:
        excuse(uow, contest.hall, contest.id, second, why="病假", by=AT_THE_TERMINAL)


def test_a_void_attempt_is_out_of_the_ranking_and_can_be_put_back(quick: Competition) -> None:
    quick.opened()
    quick.play(1, right=QUESTIONS)
    quick.play(2, right=1)
    quick.close()

    def ranked() -> list[int]:
        with quick.store.begin() as uow:
            return [one.entry for one in result(uow, quick.hall, quick.id, AT_THE_TERMINAL).table.people]

    with quick.store.begin() as uow:
        void(uow, quick.hall, quick.id, 1, why="请人代答", by=AT_THE_TERMINAL)
    assert ranked() == [2]
    with quick.store.begin() as uow:
        restore(uow, quick.hall, quick.id, 1, why="查明是本人", by=AT_THE_TERMINAL)
    assert ranked() == [1, 2]


def test_timers_stand_in_the_store_and_each_does_its_work_once(store: Store, clock: HandClock) -> None:
    contest = Competition(store, clock, appeal_hours=1).opened()
    with store.begin() as uow:
        dues = {edge: timer.due for edge in EDGES if (timer := uow.timers.get(f"contest:{contest.id}:{edge}"))}
    settings = contest.settings
    assert dues == {
        "open": settings.opens,
        "remind": settings.closes - timedelta(minutes=30),
        "freeze": settings.freezes,
        "close": settings.closes + CLOSING,
    }
    contest.play(1, right=1)
    contest.serve(2)
    told = {}
    for edge in ("open", "remind", "freeze", "close"):
        contest.at(max(clock(), dues[edge]))
        for _ in range(2):
            with store.begin() as uow:
                found = tick(uow, contest.hall, contest.id, edge)
            told.setdefault(edge, []).append(None if found is None else len(found.entries))
    assert told == {"open": [11, None], "remind": [11, None], "freeze": [12, None], "close": [12, None]}
    assert isinstance(contest.serve(2), HandedIn)
    with store.begin() as uow:
        assert uow.timers.get(f"contest:{contest.id}:appeals-over") is not None
        assert uow.timers.get(f"contest:{contest.id}:close") is None


def test_a_cancelled_contest_takes_nothing_and_says_why(quick: Competition) -> None:
    quick.opened()
    with quick.store.begin() as uow:
        cancel(uow, quick.hall, quick.id, "系统升级", AT_THE_TERMINAL)
    with pytest.raises(NotNowError, match="系统升级"):
        quick.serve(1)
    with quick.store.begin() as uow:
        assert all(uow.timers.get(f"contest:{quick.id}:{edge}") is None for edge in EDGES)
        assert tick(uow, quick.hall, quick.id, "close") is None


def test_a_host_sees_after_the_close_which_key_nobody_agrees_with(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, people=20)
    contest.items = contest.items[:QUESTIONS]
    contest.opened()
    for entry in range(1, 21):
        front = contest.serve(entry)
        while isinstance(front, ServedItem):
            wrong = contest.item_at(entry, front.position).id == "q003"
            choice = contest.wrong(entry, front.position) if wrong else contest.right(entry, front.position)
            front = contest.answer(entry, front.position, choice).next
    with pytest.raises(ContestError, match="收卷以后"), contest.store.begin() as uow:
        suspects(uow, contest.hall, contest.id, AT_THE_TERMINAL)
    contest.close()
    with contest.store.begin() as uow:
        found = {one.item.id: one.review for one in suspects(uow, contest.hall, contest.id, AT_THE_TERMINAL)}
        assert all(one.kind == "alike" for one in flags(uow, contest.hall, contest.id, AT_THE_TERMINAL))
    assert {"hard", "preferred"} <= set(found["q003"].reasons)
    assert all("hard" not in one.reasons for name, one in found.items() if name != "q003")


def test_a_contest_with_too_few_questions_in_the_bank_is_not_committed(clock: HandClock) -> None:
    contest = Competition(MemoryStore(clock), clock, items=30)
    with pytest.raises(ContestError, match="题库里只有 25 道题，一份卷子要 30 道"):
        contest.ready()


def test_settings_come_back_as_they_were_written(clock: HandClock) -> None:
    settings = of_level("抽查", "province", "office-building", clock(), clock() + timedelta(days=2))
    assert (settings.items, settings.case) == (30, True)
    assert Settings.from_json(settings.as_json()) == settings
