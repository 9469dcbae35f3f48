"""What may become of a script version, what is written down of it, and who is offered which."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scripts.versions import (
    Audience,
    Move,
    MoveRefusedError,
    Signed,
    Snapshot,
    Standing,
    State,
    found,
    pilot,
    publish,
    retire,
    roll_back,
    seal,
    standing_of,
    was_meant_for,
)

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
EAST = Audience(("城东",))


def version(name: str, text: str = "") -> Snapshot:
    return Snapshot(f"hash-{name}{text}", "网吧", name, "net-cafe", {"plan.yaml": text}, seal({"plan.yaml": text}))


def signed(days: int = 0) -> Signed:
    return Signed("王老师", "试一试", MORNING + timedelta(days=days))


class Life:
    """One script's steps, one after the other."""

    def __init__(self) -> None:
        self.moves: list[Move] = []

    def take(self, *moves: Move) -> Standing:
        self.moves.extend(moves)
        return self.standing

    @property
    def standing(self) -> Standing:
        return standing_of("网吧", self.moves)

    def offered(self, branch: str, rep: int = 7) -> str | None:
        move = self.standing.offered(rep, branch)
        return move and move.version


@pytest.fixture
def life() -> Life:
    """V1 in force, V2 tried out in the east."""
    life = Life()
    life.take(found(version("V1"), MORNING))
    life.take(pilot(life.standing, version("V2"), EAST, signed()))
    return life


def test_a_pilot_branch_gets_the_new_version_and_everybody_else_the_old(life: Life) -> None:
    assert life.offered("城东") == "V2"
    assert life.offered("城西") == "V1"


def test_a_pilot_may_be_for_people_by_name(life: Life) -> None:
    life.take(pilot(life.standing, version("V3"), Audience(people=(7,)), signed()))
    assert life.offered("城西", rep=7) == "V3"
    assert life.offered("城西", rep=8) == "V1"


def test_a_draft_is_offered_to_nobody() -> None:
    assert Life().offered("城东") is None
    assert Life().standing.of("V1") is State.DRAFT


def test_publishing_retires_the_version_before_and_says_what_took_its_place(life: Life) -> None:
    standing = life.take(*publish(life.standing, version("V2"), signed(1)))
    assert (standing.of("V1"), standing.of("V2")) == (State.RETIRED, State.PUBLISHED)
    assert standing.latest["V1"].signed.why == "由 V2 接替"
    assert life.offered("城西") == "V2"


def test_what_was_not_tried_out_is_published_only_on_purpose() -> None:
    with pytest.raises(MoveRefusedError, match="还没有试销过"):
        publish(Life().standing, version("V1"), signed())
    (move,) = publish(Life().standing, version("V1"), signed(), unpiloted=True)
    assert (move.before, move.after) == (State.DRAFT, State.PUBLISHED)


def test_a_text_changed_after_its_pilot_is_not_what_was_tried_out(life: Life) -> None:
    with pytest.raises(MoveRefusedError, match="试销之后文件又改过"):
        publish(life.standing, version("V2", "改过"), signed())
    life.take(pilot(life.standing, version("V2", "改过"), EAST, signed(1)))
    assert life.take(*publish(life.standing, version("V2", "改过"), signed(2))).of("V2") is State.PUBLISHED


def test_a_published_version_takes_no_more_change_under_its_name(life: Life) -> None:
    for step in (
        lambda: pilot(life.standing, version("V1", "改过"), EAST, signed()),
        lambda: publish(life.standing, version("V1", "改过"), signed(), unpiloted=True),
    ):
        with pytest.raises(MoveRefusedError, match="例如 V2"):
            step()
    with pytest.raises(MoveRefusedError, match="一个字没变"):
        publish(life.standing, version("V1"), signed())


def test_going_back_restores_the_very_text_and_is_written_down(life: Life) -> None:
    life.take(*publish(life.standing, version("V2"), signed(1)))
    standing = life.take(*roll_back(life.standing, "V1", signed(2)))
    assert standing.published is not None
    assert standing.published.snapshot == "hash-V1"
    assert standing.published.rolls_back
    assert standing.of("V2") is State.RETIRED
    assert life.take(*roll_back(life.standing, "V2", signed(3))).of("V1") is State.RETIRED


def test_only_what_was_published_can_come_back(life: Life) -> None:
    life.take(retire(life.standing, "V2", signed()))
    with pytest.raises(MoveRefusedError, match="没有正式发布过"):
        roll_back(life.standing, "V2", signed())
    with pytest.raises(MoveRefusedError, match="没有发布过 V9。可以退回的：V2"):
        roll_back(life.standing, "V9", signed())


def test_nobody_begins_with_a_retired_version(life: Life) -> None:
    life.take(retire(life.standing, "V1", signed()))
    assert life.offered("城西") is None
    assert life.offered("城东") == "V2"
    with pytest.raises(MoveRefusedError, match="已经停用了"):
        retire(life.standing, "V1", signed())


def test_a_pilot_for_nobody_in_particular_is_refused(life: Life) -> None:
    with pytest.raises(MoveRefusedError, match="--branch"):
        pilot(life.standing, version("V3"), Audience(), signed())


def test_only_what_was_meant_for_a_rep_at_the_time_counts_as_his_use_of_it(life: Life) -> None:
    life.take(*publish(life.standing, version("V2"), signed(5)))
    life.take(*roll_back(life.standing, "V1", signed(9)))
    steps = {name: [move for move in life.moves if move.version == name] for name in ("V1", "V2")}

    def meant(name: str, branch: str, day: int) -> bool:
        return was_meant_for(steps[name], 7, branch, MORNING + timedelta(days=day))

    assert [meant("V2", "城东", day) for day in (-1, 1, 6, 10)] == [False, True, True, False]
    assert [meant("V2", "城西", day) for day in (1, 6)] == [False, True]
    assert [meant("V1", "城西", day) for day in (-30, 1, 6, 10)] == [True, True, False, True]
