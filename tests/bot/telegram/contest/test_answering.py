"""Answering a contest in a private chat: what a rep would miss if it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.views.contest.paper import LETTERS

if TYPE_CHECKING:
    from tests.bot.telegram.contest.conftest import Phone, Table

ITEMS = 12


def answer(table: Table, phone: Phone, entry: int, position: int, *, right: bool = True) -> str:
    """Answer the question in front of him by its buttons or by typing; gives what he reads then."""
    given: Any = table.contest.right(entry, position) if right else table.contest.wrong(entry, position)
    kind = table.contest.item_at(entry, position).kind
    table.clock.forward(3)
    if kind == "number":
        told = phone.says(str(given))
    elif kind == "single":
        told = phone.presses(LETTERS[given])
    else:
        for place in given:
            phone.presses(LETTERS[place])
        told = phone.presses("交")
    phone.arrives()
    return told


def up_to(table: Table, phone: Phone, entry: int, position: int) -> None:
    """Answer everything before that question."""
    for before in range(1, position):
        answer(table, phone, entry, before)


def test_a_whole_paper_of_every_kind_is_answered_in_one_message(table: Table) -> None:
    phone = table.joined(1)
    assert "职工1" in phone.text
    begun = phone.presses("开始答题")
    assert "第 1 题</b>，共 12 题" in begun
    told = [answer(table, phone, 1, position) for position in range(1, ITEMS + 1)]
    assert "交卷了" in told[-1]
    assert "12 道题，按时答了 12 道" in told[-1]
    assert table.contest.points(1) == ITEMS * 1000
    edits = [q for q in table.store.outbox if q.method == "editMessageText" and q.chat_id == 101]
    assert len(edits) > ITEMS // 2
    handles = [b for q in table.store.outbox for row in q.params.get("reply_markup", {}).get("inline_keyboard", ())
               for b in row if "callback_data" in b]  # fmt: skip
    keys = {one.id for one in table.contest.items}
    assert all(len(b["callback_data"].encode()) <= 64 for b in handles)
    assert not any(key in b["callback_data"] for b in handles for key in keys)


def test_the_clock_starts_when_telegram_took_the_question_not_when_it_was_queued(table: Table) -> None:
    phone = table.joined(1)
    phone.says("/settings")
    phone.taps(f"cpaper:{table.contest.id}")
    table.clock.forward(600)
    table.ring()
    phone.arrives()
    table.clock.forward(10)
    assert "第 2 题" in answer(table, phone, 1, 1)
    with table.store.begin() as uow:
        (kept,) = [event for event in uow.contest_logs.of(table.contest.id, 1) if event.kind == "answered"]
    assert kept.body["late"] is False
    assert kept.body["elapsed"] == 13_000_000


def test_an_answer_after_the_limit_is_kept_and_earns_nothing(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    phone.arrives()
    table.clock.forward(120)
    assert "交晚了" in answer(table, phone, 1, 1)
    assert table.contest.points(1) == 0


def test_when_the_time_is_up_a_button_takes_the_place_of_the_question(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    phone.arrives()
    table.clock.forward(120)
    table.ring()
    last = table.store.outbox[-1]
    assert "时间到了" in last.params["text"]
    phone.sent = [last]
    table.clock.forward(3600 / 4)
    assert "第 2 题" in phone.presses("下一题")
    phone.arrives()
    assert "第 3 题" in answer(table, phone, 1, 2)


def test_a_double_tap_counts_once_and_another_answer_is_refused(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    at = table.kinds(1, ITEMS)["single"]
    phone.arrives()
    up_to(table, phone, 1, at)
    right = table.contest.right(1, at)
    handle = f"cone:{table.contest.id}:{at}:{right}"
    phone.taps(handle)
    phone.taps(handle)
    assert phone.toast["text"] == "上一题记下了。"
    phone.taps(f"cone:{table.contest.id}:{at}:{(right + 1) % 4}")  # type: ignore[operator]
    assert "已经答过了" in phone.toast["text"]
    with table.store.begin() as uow:
        answered = [one for one in uow.contest_logs.of(table.contest.id, 1) if one.kind == "answered"]
    assert len(answered) == at


def test_ticks_survive_a_restart_and_a_double_tick_is_no_untick(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    at = table.kinds(1, ITEMS)["several"]
    phone.arrives()
    up_to(table, phone, 1, at)
    places = table.contest.right(1, at)
    assert isinstance(places, list)
    first = f"cpick:{table.contest.id}:{at}:{places[0]}:1"
    phone.taps(first)
    phone.taps(first)
    table.restart(table.catalogue)
    phone.handler = table.handler
    for place in places[1:]:
        phone.presses(LETTERS[place])
    assert "记下了" in phone.presses("交")
    assert table.contest.points(1) == at * 1000


def test_a_rejoin_resumes_the_same_question_with_its_clock_running(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    phone.arrives()
    table.clock.forward(10)
    phone.opens("code-0001")
    again = phone.presses("接着答") if "接着答" in phone.labels else phone.presses("开始答题")
    assert "第 1 题" in again
    assert "还剩" in again
    phone.arrives()
    table.clock.forward(120)
    assert "交晚了" in answer(table, phone, 1, 1)


def test_others_buttons_and_forged_ones_do_nothing(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    phone.arrives()
    stranger = table.phone(555)
    for data in (
        f"cone:{table.contest.id}:1:0",
        f"cpaper:{table.contest.id}",
        "cone:99:1:0",
        f"cmine:{table.contest.id}:1",
    ):
        stranger.taps(data)
        assert "没有您的名字" in stranger.toast["text"]
    for data in (f"cone:{table.contest.id}:2:0", f"cone:{table.contest.id}:1:77", f"cpick:{table.contest.id}:1:99:1"):
        phone.taps(data)
        assert phone.toast["text"]
    assert table.contest.points(1) == 0


def test_words_typed_during_a_question_go_to_the_contest_and_a_bad_number_costs_nothing(table: Table) -> None:
    phone = table.joined(1)
    phone.presses("开始答题")
    at = table.kinds(1, ITEMS)["number"]
    phone.arrives()
    up_to(table, phone, 1, at)
    entry = next(n for n in range(2, 7) if table.contest.item_at(n, 1).kind != "number")
    other = table.joined(entry)
    other.presses("开始答题")
    assert "点题目下面的按钮" in other.says("王总您好")
    assert "看清题再答" in phone.says("128")
    table.clock.forward(3)
    assert "只填一个数" in phone.says("一百二左右吧")
    assert "记下了" in phone.says(str(table.contest.right(1, at)))


def account(table: Table, entry: int) -> int | None:
    """Which account came as this person."""
    with table.store.begin() as uow:
        return table.contest.hall.sitting(uow, table.contest.who(entry)).attempt.rep


def test_whoever_tries_codes_gets_nowhere_and_a_while_later_may_still_come_in(table: Table) -> None:
    guesser = table.phone(556)
    for n in range(20):
        guesser.says(f"guess-{n:04d}")
    assert account(table, 2) is None
    guesser.opens("code-0002")
    assert account(table, 2) is None
    table.joined(1)
    assert account(table, 1) == 101
    table.clock.forward(601)
    guesser.opens("code-0002")
    assert account(table, 2) == 556


def test_a_code_is_used_once_and_a_strangers_code_leads_nowhere(table: Table) -> None:
    table.joined(1)
    thief = table.phone(555)
    assert "已经有人用了" in thief.opens("code-0001")
    assert "怎么称呼您" in thief.opens("nobody-has-this")
