"""The model lines with the true listener: heard as they are meant, they win; and who ignores a veto holder loses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.loader import check_scenarios, shipped_scenarios
from scenarios.panel import Meeting
from scenarios.panel.model_rep import next_line
from scoring.listening import build_listener
from scripts.loader import load_shipped
from tests.panels import Session

if TYPE_CHECKING:
    from collections.abc import Collection

    from scenarios.loader import Staged
    from scenarios.panel import PanelReport

NAMES = ["广告公司碰头会", "船公司评估会", "办事处碰头会", "连锁集团会签会", "夫妻店饭桌会"]
FILES = ["advertising", "international", "state-owned", "private-large", "private-small"]
SEEDS = range(3)


@pytest.mark.parametrize("file", FILES)
def test_every_model_line_is_heard_as_it_is_meant(file: str) -> None:
    path = shipped_scenarios() / "office-building" / f"{file}.yaml"
    found = check_scenarios([path], load_shipped().library, listen=build_listener)
    assert [(one.place.line, one.message) for one in found] == []


def played(meeting: Meeting, seed: int, ignoring: Collection[str] = ()) -> PanelReport:
    session = Session(meeting, seed)
    for _ in range(meeting.table.panel.turns):
        if not session.state.over:
            session.utter(next_line(meeting.table, session.state, ignoring))
    return session.report


@pytest.mark.parametrize("name", NAMES)
def test_the_model_talk_wins_and_ignoring_a_veto_holder_loses(staged: dict[str, Staged], name: str) -> None:
    one = staged[name]
    meeting = Meeting(one, build_listener(one.shelf.plan, one.shelf.points_of(one.script)))
    assert [played(meeting, seed).decision for seed in SEEDS] == ["通过"] * len(SEEDS)
    for holder in (person.name for person in meeting.table.people.values() if person.veto):
        assert "通过" not in [played(meeting, seed, [holder]).decision for seed in SEEDS]
