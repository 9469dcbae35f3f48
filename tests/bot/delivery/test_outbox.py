"""What goes out: in order, replies first, within the rates, and each fault followed by what has to follow."""

from __future__ import annotations

import itertools

import pytest

from bot.delivery.endings import MAYBE_LOST, SHOW_AGAIN
from bot.delivery.leases import Lease
from bot.delivery.outcomes import Closed, Done, Gone, Harmless, Moved, Refused, TooMany, Unknown, Unsent
from bot.delivery.parcels import Parcel
from bot.delivery.worker import SHOWN_BEFORE
from bot.store.records import Attachment, Chat
from tests.bot.delivery.conftest import Post, tap


def texts(parcels: list[object]) -> list[str]:
    return [parcel.params.get("text") for parcel in parcels]  # type: ignore[attr-defined]


def test_a_chat_gets_its_messages_in_order_one_at_a_time(post: Post) -> None:
    for text in ("一", "二", "三"):
        post.queue(text)
    [first] = post.claim()
    assert post.claim() == []
    assert texts(post.claim((first, Done({"message_id": 5})))) == ["二"]


def test_replies_go_before_broadcasts_whatever_was_queued_first(post: Post) -> None:
    for chat in range(1, 60):
        post.queue("群发", chat, kind="broadcast")
    post.queue("回答", 1)
    post.queue("回答", 500)
    sent = [(parcel.chat_id, parcel.params["text"]) for parcel in post.deliver_all(0.2)]
    assert sent[:2] == [(1, "回答"), (500, "回答")]


def test_the_whole_bot_stays_within_its_rate_with_several_senders(post: Post) -> None:
    other = Lease(post.store, seconds=600)
    for chat in range(1, 200):
        post.queue("群发", chat, kind="broadcast")
    moments: list[float] = []
    for step in range(200):
        for holder in (post.lease.holder, other.holder):
            parcels, _ = post.outbox.turn(holder, 40)
            post.outbox.turn(holder, 0, [(parcel, Done({"message_id": 1})) for parcel in parcels])
            moments += [step / 50] * len(parcels)
        post.clock.forward(0.02)
    busiest = max(sum(1 for moment in moments if at <= moment < at + 1) for at in moments)
    assert busiest <= 30
    assert len(moments) >= 99


def test_a_private_chat_gets_a_short_burst_and_then_one_a_second(post: Post) -> None:
    for n in range(10):
        post.queue(str(n))
    sent_by_second: list[int] = []
    for _ in range(5):
        sent_by_second.append(sum(len(post.deliver()) for _ in range(5)))
        post.clock.forward(1)
    assert sent_by_second == [3, 1, 1, 1, 1]


def test_a_group_never_gets_more_than_twenty_in_any_minute(post: Post) -> None:
    for n in range(80):
        post.queue(str(n), -7)
    moments = []
    for step in range(180):
        moments += [step] * len(post.deliver())
        post.clock.forward(1)
    busiest = max(sum(1 for moment in moments if at <= moment < at + 60) for at in moments)
    assert 15 <= busiest <= 20


def test_429_stops_one_chat_for_as_long_as_asked_and_no_other(post: Post) -> None:
    post.queue("慢", 1)
    [slow] = post.claim()
    post.claim((slow, TooMany(7.0)))
    post.queue("快", 2)
    assert texts(post.deliver()) == ["快"]
    post.clock.forward(6.5)
    assert post.deliver() == []
    post.clock.forward(1)
    assert texts(post.deliver()) == ["慢"]


def test_what_certainly_was_not_sent_is_tried_again_ever_more_rarely(post: Post) -> None:
    post.queue("再试")
    tried = []
    for second in range(100):
        if post.deliver(Unsent("502")):
            tried.append(second)
        post.clock.forward(1)
    gaps = [later - earlier for earlier, later in itertools.pairwise(tried)]
    assert len(tried) > 5
    assert gaps == sorted(gaps)
    assert texts(post.deliver_all(120)) == ["再试"]


def test_after_a_day_of_trying_it_is_given_up(post: Post) -> None:
    post.queue("旧")
    post.clock.forward(25 * 3600)
    post.deliver(Unsent("502"))
    assert post.deliver_all(100) == []


def test_a_line_of_the_talk_is_never_said_twice_blindly_but_offered(post: Post) -> None:
    lost = post.queue("您公司几部电话？", slot="对话")
    post.deliver(Unknown("ReadTimeout"))
    [offer] = post.deliver_all(5)
    assert offer.params["text"] == MAYBE_LOST
    button = offer.params["reply_markup"]["inline_keyboard"][0][0]
    assert button == {"text": SHOW_AGAIN, "callback_data": f"again:{lost}"}


def test_the_tap_below_the_offer_shows_the_line_once(post: Post) -> None:
    lost = post.queue("您公司几部电话？", file=Attachment("document", "图.txt", b"x"))
    post.deliver(Unknown("ReadTimeout"))
    post.deliver_all(5)
    post.take_in(tap(1, f"again:{lost}"), tap(2, f"again:{lost}"), tap(3, f"again:{lost}", chat=999))
    post.handle_all()
    sent = post.deliver_all(5)
    assert [parcel.params for parcel in sent if parcel.method == "sendMessage"] == [{"text": "您公司几部电话？"}]
    assert [parcel.file.data for parcel in sent if parcel.file] == [b"x"]
    answers = [parcel.params.get("text") for parcel in sent if parcel.method == "answerCallbackQuery"]
    assert sorted(answers, key=str) == [None, SHOWN_BEFORE, SHOWN_BEFORE]


@pytest.mark.parametrize("forged", ["again:", "again:x", "again:99999999999999999999999", "again:-1", "again:١"])
def test_a_forged_offer_gets_an_answer_and_no_exception(post: Post, forged: str) -> None:
    post.take_in(tap(1, forged))
    post.handle_all()
    assert [parcel.params["text"] for parcel in post.deliver()] == [SHOWN_BEFORE]


def test_an_edit_whose_answer_was_lost_is_simply_made_again(post: Post) -> None:
    post.queue("榜", slot="榜")
    post.deliver()
    post.queue("新榜", slot="榜", method="editMessageText")
    post.deliver(Unknown("ReadError"))
    assert [(p.method, p.params["text"]) for p in post.deliver_all(5)] == [("editMessageText", "新榜")]


def test_a_broadcast_whose_answer_was_lost_is_left_as_it_is(post: Post) -> None:
    post.queue("通知", kind="broadcast")
    post.deliver(Unknown("ReadTimeout"))
    assert post.deliver_all(5) == []


def test_what_a_dead_sender_had_on_its_way_follows_the_same_rules(post: Post) -> None:
    dead = Lease(post.store, seconds=5.0)
    post.queue("一句", 1)
    post.queue("菜单", 2, kind="menu")
    post.queue("群发", 3, kind="broadcast")
    parcels, _ = post.outbox.turn(dead.holder, 10)
    assert len(parcels) == 3
    post.clock.forward(6)
    post.lease.beat()
    assert sorted(texts(post.deliver_all(5))) == sorted([MAYBE_LOST, "菜单"])


def test_an_answer_that_comes_after_the_funeral_changes_nothing(post: Post) -> None:
    slow = Lease(post.store, seconds=5.0)
    post.queue("一句")
    parcels, _ = post.outbox.turn(slow.holder, 10)
    post.clock.forward(6)
    post.lease.beat()
    post.outbox.turn(slow.holder, 0, [(parcels[0], Done({"message_id": 5}))])
    assert texts(post.deliver_all(5)) == [MAYBE_LOST]


def test_what_was_claimed_under_a_number_lost_meanwhile_is_still_written_down(post: Post) -> None:
    slow = Lease(post.store, seconds=5.0)
    post.queue("一句")
    post.queue("又一句")
    post.clock.forward(6)
    post.lease.beat()
    parcels, _ = post.outbox.turn(slow.holder, 10)
    a_new_number = post.lease.holder
    post.outbox.turn(a_new_number, 0, [(parcels[0], Done({"message_id": 5}))])
    post.lease.beat()
    assert texts(post.deliver_all(5)) == ["又一句"]


def test_what_was_claimed_after_the_funeral_does_not_stop_a_chat_for_ever(post: Post) -> None:
    slow = Lease(post.store, seconds=5.0)
    post.clock.forward(6)
    post.lease.beat()
    post.queue("一句")
    post.queue("又一句")
    post.outbox.turn(slow.holder, 10)
    post.lease.beat()
    assert set(texts(post.deliver_all(5))) == {MAYBE_LOST, "又一句"}


def test_edits_find_the_message_of_their_slot(post: Post) -> None:
    number = post.queue("菜单", slot="菜单")
    post.claim()
    post.queue("改一", slot="菜单", method="editMessageText")
    post.queue("改二", slot="菜单", method="editMessageText")
    post.outbox.turn(post.lease.holder, 0, [(post_parcel(post, number), Done({"message_id": 77}))])
    [edit] = post.deliver()
    assert edit.params == {"text": "改二", "message_id": 77}
    with post.store.begin() as uow:
        assert uow.outbox.message_id(101, "菜单") == 77


def post_parcel(post: Post, number: int) -> object:
    """The parcel of a row, as whoever sends it has it."""
    return Parcel(
        number, 101, "line", "sendMessage", {"text": "菜单"}, None, "菜单", post.clock(), 0, post.lease.holder
    )


def test_an_edit_of_a_message_not_yet_sent_takes_its_place(post: Post) -> None:
    post.queue("旧", slot="榜")
    post.queue("新", slot="榜", method="editMessageText")
    assert [(p.method, p.params["text"]) for p in post.deliver_all(5)] == [("sendMessage", "新")]


def test_an_edit_without_a_message_is_said_anew(post: Post) -> None:
    post.queue("报告", slot="报告", method="editMessageText")
    assert [p.method for p in post.deliver()] == ["sendMessage"]
    with post.store.begin() as uow:
        assert uow.outbox.message_id(101, "报告") is not None


def test_an_edit_after_a_lost_message_does_not_change_an_older_one(post: Post) -> None:
    post.queue("旧的一轮", slot="对话")
    post.deliver()
    post.queue("新的一轮", slot="对话")
    post.deliver(Unknown("ReadTimeout"))
    post.queue("新的下文", slot="对话", method="editMessageText")
    assert "editMessageText" not in [p.method for p in post.deliver_all(10)]


def test_a_message_the_user_deleted_is_said_anew_when_he_waits_for_it(post: Post) -> None:
    post.queue("对话", slot="对话")
    post.deliver()
    post.queue("下一句", slot="对话", method="editMessageText")
    post.deliver(Gone("message to edit not found"))
    assert [(p.method, p.params) for p in post.deliver_all(5)] == [("sendMessage", {"text": "下一句"})]


@pytest.mark.parametrize("outcome", [Harmless("message is not modified"), Refused(400, "can't parse entities")])
def test_what_cannot_be_done_does_not_hold_up_what_follows(post: Post, outcome: object) -> None:
    post.queue("一")
    post.queue("二")
    post.deliver(outcome)  # type: ignore[arg-type]
    assert texts(post.deliver()) == ["二"]


def test_a_blocked_chat_is_closed_and_its_queue_dropped(post: Post) -> None:
    for text in ("一", "二", "三"):
        post.queue(text)
    post.queue("别人", 202)
    post.claim()
    post.clock.forward(5)
    with post.store.begin() as uow:
        assert uow.chats.get(101) is None
    post.outbox.turn(
        post.lease.holder, 0, [(post_parcel(post, first_open(post)), Closed("bot was blocked by the user"))]
    )
    assert post.deliver_all(10) == []
    with post.store.begin() as uow:
        assert uow.chats.get(101) == Chat(101, "private", closed="bot was blocked by the user")


def first_open(post: Post) -> int:
    """The number of the first row on its way."""
    with post.store.reading() as connection:
        query = "SELECT min(id) FROM outbox WHERE state = 'sending' AND chat_id = 101"
        return int(connection.exec_driver_sql(query).scalar_one())


def test_a_migrated_group_gets_everything_under_its_new_id(post: Post) -> None:
    for text in ("一", "二"):
        post.queue(text, -5)
    post.deliver(Moved(-1005))
    assert [(p.chat_id, p.params["text"]) for p in post.deliver_all(10)] == [(-1005, "一"), (-1005, "二")]


def test_an_answer_to_a_tap_waits_for_nothing(post: Post) -> None:
    for n in range(10):
        post.queue(str(n))
    post.deliver()
    with post.store.begin() as uow:
        uow.outbox.reply(101, "notice", "answerCallbackQuery", {"callback_query_id": "q"})
    assert "answerCallbackQuery" in [p.method for p in post.claim()]


def test_the_sender_is_told_when_to_look_again(post: Post) -> None:
    for n in range(5):
        post.queue(str(n))
    look = None
    for _ in range(4):
        parcels, look = post.outbox.turn(post.lease.holder, 10)
        post.outbox.turn(post.lease.holder, 0, [(p, Done({"message_id": 1})) for p in parcels])
    assert look is not None
    assert 0 < (look - post.clock()).total_seconds() <= 1


def test_what_was_sent_does_not_stay_in_the_outbox(post: Post) -> None:
    post.queue("客户电话是 025", file=Attachment("document", "a", b"b"))
    post.deliver()
    with post.store.reading() as connection:
        row = connection.exec_driver_sql("SELECT state, params, file_data FROM outbox").one()
    assert tuple(row) == ("sent", None, None)


def test_a_clock_that_was_set_back_holds_nothing_up(post: Post) -> None:
    for n in range(4):
        post.queue(str(n))
    post.deliver()
    post.queue("再试", 202)
    post.clock.forward(-7200)
    assert len(post.deliver_all(10)) == 4


def test_what_the_line_holds_back_is_not_followed_by_more_than_telegram_bears(post: Post) -> None:
    for chat in range(1, 200):
        post.queue("群发", chat, kind="broadcast")
    on_the_way: list[Parcel] = []
    for _ in range(100):
        on_the_way += post.claim()
        post.clock.forward(0.1)
    assert len(on_the_way) == 30
    answered = [(parcel, Done({"message_id": 1})) for parcel in on_the_way[:10]]
    post.outbox.turn(post.lease.holder, 0, answered)
    assert post.claim() == []
    post.clock.forward(1.1)
    assert len(post.claim()) == 4


def test_an_answer_in_vain_leaves_the_slot_alone(post: Post) -> None:
    dead = Lease(post.store, seconds=5.0)
    post.queue("一", slot="对话")
    parcels, _ = post.outbox.turn(dead.holder, 10)
    post.clock.forward(6)
    post.lease.beat()
    post.outbox.turn(dead.holder, 0, [(parcels[0], Done({"message_id": 5}))])
    with post.store.begin() as uow:
        assert uow.outbox.message_id(101, "对话") is None


def test_a_row_tells_when_telegram_took_it(post: Post) -> None:
    number = post.queue("第 1 题", slot="卷子")
    with post.store.begin() as uow:
        assert uow.outbox.sent_at(number) is None
    post.clock.forward(7)
    post.deliver()
    with post.store.begin() as uow:
        assert uow.outbox.sent_at(number) == post.clock()
