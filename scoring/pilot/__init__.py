"""What a pilot shows: where talks by a version went, what visits brought, and how two versions compare. Pure."""

from scoring.pilot.comparing import Comparison, Ground, Verdict, compare, ground_of
from scoring.pilot.figures import STAYED, Case, Figures, Flow, Lost, Missed, Said, figures_of
from scoring.pilot.gathered import Idea, Talk, Visited, Volume, volume_of
from scoring.pilot.intervals import Share, difference, wilson

__all__ = [
    "STAYED",
    "Case",
    "Comparison",
    "Figures",
    "Flow",
    "Ground",
    "Idea",
    "Lost",
    "Missed",
    "Said",
    "Share",
    "Talk",
    "Verdict",
    "Visited",
    "Volume",
    "compare",
    "difference",
    "figures_of",
    "ground_of",
    "volume_of",
    "wilson",
]
