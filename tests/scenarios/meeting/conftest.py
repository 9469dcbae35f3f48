"""A morning drill with the shipped scenarios, heard by listeners that know what stands in 【】."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scenarios.loader import load_scenarios
from scenarios.meeting import MorningDrill, Offer, PanelPlay, Play, PracticePlay, RivalsPlay
from scenarios.panel import Meeting
from scenarios.practice import Practice
from scenarios.rivals import Rivals
from scripts.loader import load_shipped
from tests.contest import hearing
from tests.drills import PANEL, PRACTICE, RIVALS, Led
from tests.spoken import MarkedListener

if TYPE_CHECKING:
    from scripts.model import PlanShelf

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def drill(shelf: PlanShelf) -> MorningDrill:
    staged = load_scenarios(load_shipped().library).staged
    script, panel, rivals = shelf.scripts["广告公司"], staged[PANEL], staged[RIVALS]
    listener = MarkedListener(shelf.points_of(script))
    meeting = Meeting(panel, listener)  # type: ignore[arg-type]
    table = Rivals(rivals.document, rivals, hearing)  # type: ignore[arg-type]
    plays: dict[str, Play] = {
        PRACTICE: PracticePlay(Practice(shelf, script, listener), TODAY),  # type: ignore[arg-type]
        PANEL: PanelPlay(meeting, TODAY, chairs=(list(meeting.table.people)[1],)),
        RIVALS: RivalsPlay(table, rivals),
    }

    def play_of(offer: Offer) -> Play:
        return plays[offer.scenario]

    return MorningDrill(play_of)


@pytest.fixture
def led(drill: MorningDrill) -> Led:
    return Led(drill)
