"""Timers fire once, in their chat's order, whoever is alive to see them; the late ones follow their rule."""

from __future__ import annotations

from datetime import timedelta

from bot.delivery.alarms import next_due, ring_due
from bot.delivery.housekeeping import KEPT, Housekeeper, sweep
from bot.store.records import Late, Timer
from tests.bot.delivery.conftest import Post, message


def set_timer(post: Post, key: str, seconds: float, *, late: Late = Late.RUN, chat: int | None = 101) -> None:
    with post.store.begin() as uow:
        uow.timers.set(Timer(key, "clock", post.clock() + timedelta(seconds=seconds), chat, {"轮": 1}, late, 60.0))


def test_a_timer_fires_once_when_it_is_due(post: Post) -> None:
    set_timer(post, "开赛", 30)
    assert ring_due(post.store) == 0
    assert next_due(post.store) == post.clock() + timedelta(seconds=30)
    post.clock.forward(30)
    assert (ring_due(post.store), ring_due(post.store)) == (1, 0)
    post.handle_all()
    assert post.seen == ["开赛"]


def test_a_timer_stands_in_its_chats_queue(post: Post) -> None:
    post.take_in(message(1, text="先到的话"))
    set_timer(post, "钟", 0)
    ring_due(post.store)
    post.take_in(message(2, text="后到的话"))
    post.handle_all()
    assert post.seen == ["先到的话", "钟", "后到的话"]


def test_what_came_due_while_everything_was_down_follows_its_rule(post: Post) -> None:
    set_timer(post, "要补", 10, late=Late.RUN)
    set_timer(post, "过时不候", 10, late=Late.DROP)
    set_timer(post, "刚刚到点", 3590, late=Late.DROP)
    post.clock.forward(3600)
    assert ring_due(post.store) == 3
    post.handle_all()
    assert post.seen == ["要补", "刚刚到点"]


def test_a_timer_without_a_chat_fires_too(post: Post) -> None:
    set_timer(post, "日报", 0, chat=None)
    set_timer(post, "周报", 0, chat=None)
    ring_due(post.store)
    post.handle_all()
    assert post.seen == ["日报", "周报"]


def test_a_key_can_be_used_again_after_it_fired(post: Post) -> None:
    for _ in range(3):
        set_timer(post, "每日", 1)
        post.clock.forward(1)
        ring_due(post.store)
        post.handle_all()
    assert post.seen == ["每日"] * 3


def test_the_housekeeper_rings_beats_and_sweeps(post: Post) -> None:
    ticks = [0.0]
    keeper = Housekeeper(post.store, post.lease, incoming=post.incoming, outgoing=post.outgoing, tick=lambda: ticks[0])
    set_timer(post, "钟", 0.2)
    assert 0.1 < keeper.round() <= 0.2
    post.clock.forward(0.3)
    assert keeper.round() == 0.0
    post.handle_all()
    assert post.seen == ["钟"]
    ticks[0] += 2
    post.clock.forward(4)
    keeper.round()
    post.clock.forward(4)
    assert post.lease.bury_the_dead() == 0


def test_what_was_done_long_ago_is_swept_and_what_went_wrong_stays(post: Post) -> None:
    post.fails["毒"] = 99
    post.take_in(message(1, text="好"), message(2, 202, text="毒"))
    for _ in range(4):
        post.handle_all()
        post.clock.forward(60)
    post.deliver_all(10)
    assert sweep(post.store) == 0
    post.clock.forward(KEPT.total_seconds() + 60)
    assert sweep(post.store) == 3
    assert len(post.inbox.set_aside()) == 1
