"""The scenarios a drill can play, each behind one face; a new form is a file with a `Play` and an entry in FORMS."""

from scenarios.meeting.plays.panel import PanelPlay
from scenarios.meeting.plays.play import FORMS, REP, Form, Play, PlayMoved, Result
from scenarios.meeting.plays.practice import PracticePlay
from scenarios.meeting.plays.rivals import RivalsPlay

__all__ = ["FORMS", "REP", "Form", "PanelPlay", "Play", "PlayMoved", "PracticePlay", "Result", "RivalsPlay"]
