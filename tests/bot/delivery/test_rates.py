"""The rates' arithmetic: whatever is asked for whenever, no window ever holds more than it may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.rates import Rate, Rates

START = datetime(2026, 3, 2, tzinfo=UTC)


@given(
    st.builds(Rate, st.sampled_from([0.04, 1.0, 4.0]), st.integers(1, 5)),
    st.lists(st.tuples(st.floats(0, 10), st.integers(1, 30)), max_size=60),
)
def test_no_window_holds_more_than_the_burst_and_what_time_allows(rate: Rate, asked: list[tuple[float, int]]) -> None:
    now = full_at = START
    sent: list[datetime] = []
    for pause, wanted in asked:
        now += timedelta(seconds=pause)
        room = min(wanted, rate.room(full_at, now))
        if room:
            full_at = rate.after(full_at, now, room)
            sent += [now] * room
    for at in sent:
        window = timedelta(seconds=rate.interval * 3)
        assert sum(1 for other in sent if at <= other < at + window) <= rate.burst + 3


@given(st.integers(1, 20), st.integers(1, 5))
def test_there_is_room_again_exactly_when_it_says(already: int, burst: int) -> None:
    rate = Rate(1.0, burst)
    full_at = rate.after(START, START, already)
    ready = max(rate.ready_at(full_at), START)
    assert rate.room(full_at, ready) >= 1
    if ready > START:
        assert rate.room(full_at, ready - timedelta(milliseconds=1)) == 0


def test_groups_and_private_chats_have_their_own_limit() -> None:
    rates = Rates.of()
    assert rates.of_chat(101).interval == 1.0
    assert rates.of_chat(-1001).burst + 60 / rates.of_chat(-1001).interval == 20
