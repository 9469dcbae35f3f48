"""一对多: a meeting in which one rep faces several people of one customer, who decide together by an open rule."""

from scenarios.panel.events import Decided, PanelEvent, PersonSaid, RepSpoke
from scenarios.panel.meeting import Meeting, WrongVersionError
from scenarios.panel.report import PanelReport, PersonReport
from scenarios.panel.state import PanelState

__all__ = [
    "Decided",
    "Meeting",
    "PanelEvent",
    "PanelReport",
    "PanelState",
    "PersonReport",
    "PersonSaid",
    "RepSpoke",
    "WrongVersionError",
]
