"""The modes of practice, one file each; a new one is a new file and one entry here."""

from collections.abc import Mapping

from scenarios.modes.coached import Coached
from scenarios.modes.drill import Drilled
from scenarios.modes.free import Free
from scenarios.modes.protocol import PracticeMode
from scenarios.modes.watch import Watched
from scenarios.room import Mode

MODES_BY_NAME: Mapping[Mode, PracticeMode] = {
    "watch": Watched(),
    "coached": Coached(),
    "free": Free(),
    "drill": Drilled(),
}

__all__ = ["MODES_BY_NAME", "PracticeMode"]
