"""Nothing that came in is lost, handled twice or out of order; a bad update blocks only its own chat, for a while."""

from __future__ import annotations

from contextlib import suppress

import pytest

from bot.delivery import inbox as inboxes
from bot.delivery.inbox import SORRY
from bot.delivery.leases import Lease
from bot.store.contract import UnitOfWork
from bot.store.errors import StaleRoomError
from bot.store.records import Chat, Json, NewRoom
from tests.bot.delivery.conftest import BOT, Post, message


def test_an_update_delivered_again_has_no_effect(post: Post) -> None:
    assert post.take_in(message(1), message(2)) == 2
    post.handle_all()
    assert post.take_in(message(1), message(2), message(3)) == 1
    post.handle_all()
    assert len(post.seen) == 3


def test_the_same_number_from_another_bot_is_another_update(post: Post) -> None:
    post.take_in(message(1))
    assert post.inbox.take_in("telegram:777", [message(1)]) == 1


def test_a_chat_is_handled_in_order_and_chats_side_by_side(post: Post) -> None:
    post.take_in(message(1, 101), message(2, 101), message(3, 202), message(4, 101), message(5, 202))
    assert [letter.number for letter in post.inbox.claim(post.lease.holder, 10)] == [1, 3]
    assert post.inbox.claim(post.lease.holder, 10) == []


def test_effects_and_the_end_of_an_update_are_one_transaction(post: Post) -> None:
    post.fails["坏"] = 1
    post.take_in(message(1, text="坏"))
    post.handle_all()
    assert post.deliver() == []
    post.clock.forward(60)
    post.handle_all()
    assert [parcel.params["text"] for parcel in post.deliver()] == ["收到：坏"]


def test_a_failing_chat_blocks_only_itself_and_goes_on_after_the_poison_is_set_aside(post: Post) -> None:
    post.fails["毒"] = 99
    post.take_in(message(1, 101, "毒"), message(2, 101, "后"), message(3, 202, "别人"))
    post.handle_all()
    assert post.seen == ["毒", "别人"]
    for _ in range(inboxes.TRIES):
        post.clock.forward(60)
        post.handle_all()
    assert post.seen == ["毒", "别人", "毒", "毒", "后"]
    [aside] = post.inbox.set_aside()
    assert (aside.number, aside.chat_id) == (1, 101)
    assert "RuntimeError at _echo" in aside.reason
    assert "毒" not in aside.reason
    assert SORRY in [parcel.params["text"] for parcel in post.deliver_all()]


def test_what_was_set_aside_can_be_tried_again(post: Post) -> None:
    post.fails["毒"] = 3
    post.take_in(message(1, text="毒"))
    for _ in range(4):
        post.handle_all()
        post.clock.forward(60)
    [aside] = post.inbox.set_aside()
    assert post.inbox.try_again(aside.seq)
    assert not post.inbox.try_again(aside.seq)
    post.handle_all()
    assert post.seen == ["毒"] * 4
    assert post.inbox.set_aside() == []


def test_an_update_that_kills_the_program_again_and_again_is_set_aside(post: Post) -> None:
    post.take_in(message(1, text="致命"), message(2, text="后"))
    for _ in range(inboxes.CLAIMS):
        victim = Lease(post.store, seconds=5.0)
        assert [letter.number for letter in post.inbox.claim(victim.holder, 1)] == [1]
        post.clock.forward(6)
        post.lease.beat()
    post.handle_all()
    assert post.seen == ["后"]
    assert [aside.number for aside in post.inbox.set_aside()] == [1]
    assert [parcel.params["text"] for parcel in post.deliver_all()] == [SORRY, "收到：后"]


def test_an_update_that_kills_the_program_drags_no_other_chat_along(post: Post) -> None:
    class KilledError(BaseException):
        pass

    def kill(update: Json, _uow: UnitOfWork) -> None:
        if update["message"]["text"] == "致命":
            raise KilledError

    post.also = kill
    others = [f"别人{n}" for n in range(2, 10)]
    post.take_in(message(1, 101, "致命"), *(message(n, 100 + n, f"别人{n}") for n in range(2, 10)))
    for _ in range(inboxes.CLAIMS + 1):
        lease = Lease(post.store, seconds=5.0)
        program = post.another_worker(lease)
        with suppress(KilledError):
            for _ in range(24):
                while program.step():
                    pass
                post.clock.forward(0.25)
                lease.beat()
    assert [aside.number for aside in post.inbox.set_aside()] == [1]
    assert sorted(text for text in post.seen if text != "致命") == others


def test_a_handler_whose_network_or_file_fails_blocks_only_its_own_chat(post: Post) -> None:
    def ask_a_model(update: Json, _uow: UnitOfWork) -> None:
        if update["message"]["text"] == "毒":
            raise TimeoutError

    post.also = ask_a_model
    post.take_in(message(1, 101, "毒"), message(2, 202, "别人"))
    for _ in range(inboxes.TRIES):
        post.handle_all()
        post.clock.forward(60)
    assert post.seen == ["毒", "别人", "毒", "毒"]
    [aside] = post.inbox.set_aside()
    assert "TimeoutError" in aside.reason


def test_the_work_of_a_dead_worker_is_taken_over_within_its_lease(post: Post) -> None:
    post.take_in(message(1))
    dead = Lease(post.store, seconds=5.0, name="dead")
    post.inbox.claim(dead.holder, 1)
    post.clock.forward(4)
    post.lease.beat()
    post.handle_all()
    assert post.seen == []
    post.clock.forward(1.1)
    post.lease.beat()
    post.handle_all()
    assert post.seen == ["你好"]


def test_a_worker_taken_for_dead_cannot_finish_what_others_have_taken_over(post: Post) -> None:
    slow = Lease(post.store, seconds=5.0, name="slow")

    def meanwhile(*_: object) -> None:
        post.also = None
        post.clock.forward(6)
        post.lease.beat()
        post.handle_all()

    post.take_in(message(1))
    if post.store.is_sqlite:  # one writer: nobody can come in between, so the worker sleeps before it begins
        worker = post.another_worker(slow)
        taken = worker._take()
        meanwhile()
        assert taken is not None
        worker._handle(*taken)
    else:
        post.also = meanwhile
        post.another_worker(slow).step()
    assert [parcel.params["text"] for parcel in post.deliver_all()] == ["收到：你好"]
    before = slow.holder
    slow.beat()
    assert slow.holder != before


def test_what_somebody_takes_in_hand_after_his_funeral_is_taken_over_when_he_dies(post: Post) -> None:
    slow = Lease(post.store, seconds=5.0, name="slow")
    post.clock.forward(6)
    post.lease.beat()
    post.take_in(message(1))
    assert post.inbox.claim(slow.holder, 1)
    post.handle_all()
    assert post.seen == []
    post.lease.beat()
    post.handle_all()
    assert post.seen == ["你好"]


def test_a_clock_that_was_set_back_does_not_keep_a_dead_worker_alive(post: Post) -> None:
    dead = Lease(post.store, seconds=5.0, name="dead")
    post.take_in(message(1))
    post.inbox.claim(dead.holder, 1)
    post.clock.forward(-7200)
    post.lease.beat()
    post.clock.forward(1)
    post.lease.beat()
    post.handle_all()
    assert post.seen == ["你好"]


def test_what_was_claimed_and_not_begun_is_handed_back_at_the_end(post: Post) -> None:
    post.take_in(*(message(n, chat=100 + n) for n in range(1, 5)))
    post.worker.step()
    post.worker.hand_back()
    other = post.another_worker(Lease(post.store, seconds=5.0))
    while other.step():
        pass
    assert len(post.seen) == 4


def test_a_clash_over_a_room_is_repeated_at_once_and_is_no_failure(post: Post) -> None:
    clashes = iter([True, True, False])

    def clash(*_: object) -> None:
        if next(clashes):
            raise StaleRoomError

    post.also = clash
    post.take_in(message(1))
    post.handle_all()
    assert post.seen == ["你好"] * 3
    assert len(post.deliver()) == 1


def test_a_group_that_became_a_supergroup_is_known_by_its_new_id_from_then_on(post: Post) -> None:
    with post.store.begin() as uow:
        uow.chats.save(Chat(-5, "group", "城东"))
        room = uow.rooms.add(NewRoom(1, "panel", "广告公司@V1", "h", "1", {}, uow.now, chat_id=-5))
    update = message(1, -5)
    update["message"] = {**update["message"], "migrate_to_chat_id": -1005}
    post.take_in(update, message(2, -5))
    post.handle_all()
    with post.store.begin() as uow:
        moved = uow.rooms.get(room.id)
    assert moved is not None
    assert moved.chat_id == -1005
    assert len(post.seen) == 2


@pytest.mark.parametrize(
    "odd", [{"update_id": 9}, {"update_id": 9, "message": None}, {"update_id": 9, "poll": {"id": "x"}}]
)
def test_an_update_of_no_chat_and_an_odd_one_are_kept_and_handled(post: Post, odd: dict[str, object]) -> None:
    post.take_in(odd, message(10))
    letters = post.inbox.claim(post.lease.holder, 10)
    assert [(letter.number, letter.chat_id) for letter in letters] == [(9, None), (10, 101)]


def test_what_people_wrote_does_not_stay_in_the_inbox(post: Post) -> None:
    post.take_in(message(1, text="客户电话是 025"))
    post.handle_all()
    with post.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT source, state, payload FROM inbox").all()
    assert [tuple(row) for row in rows] == [(BOT, "done", None)]


def test_what_takes_long_is_done_once_and_before_the_transaction(post: Post) -> None:
    begun: list[str] = []

    def hears(update: Json) -> Json:
        with post.store.begin() as uow:  # nobody else holds the store
            uow.chats.save(Chat(303, "private"))
        begun.append(update["message"]["text"])
        return {**update, "message": {**update["message"], "text": "听到的话"}}

    post.prepare = hears
    post.take_in(message(1, text="语音"))
    post.handle_all()
    assert begun == ["语音"]
    assert post.seen == ["听到的话"]


def test_what_cannot_be_prepared_is_tried_again_like_any_other_failure(post: Post) -> None:
    post.prepare = {}.__getitem__  # fails on everything
    post.take_in(message(1))
    post.handle_all()
    assert post.seen == []
    post.prepare = lambda update: update
    post.clock.forward(60)
    post.handle_all()
    assert post.seen == ["你好"]
