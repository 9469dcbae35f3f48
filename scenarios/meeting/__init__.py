"""晨会演练: a role-play in the morning meeting, from roles dealt by fair rotation to the minutes."""

from scenarios.meeting.drill import MorningDrill, refusal
from scenarios.meeting.events import (
    BoardChanged,
    Closed,
    FloorGiven,
    InCritique,
    MeetingEvent,
    Notice,
    PhaseBegan,
    Played,
    RolesDealt,
    TimeWarning,
)
from scenarios.meeting.minutes import Minutes
from scenarios.meeting.plays import PanelPlay, Play, PracticePlay, RivalsPlay
from scenarios.meeting.room import Input, Offer, Room, Setup
from scenarios.meeting.rotation import Past, Role, deal
from scenarios.meeting.themes import Theme, Weak, team_themes

__all__ = [
    "BoardChanged",
    "Closed",
    "FloorGiven",
    "InCritique",
    "Input",
    "MeetingEvent",
    "Minutes",
    "MorningDrill",
    "Notice",
    "Offer",
    "PanelPlay",
    "Past",
    "PhaseBegan",
    "Play",
    "Played",
    "PracticePlay",
    "RivalsPlay",
    "Role",
    "RolesDealt",
    "Room",
    "Setup",
    "Theme",
    "TimeWarning",
    "Weak",
    "deal",
    "refusal",
    "team_themes",
]
