"""The simulated customer: what he makes of a rep's words, and what he says next."""

from scripts.talk.customer import SimulatedCustomer
from scripts.talk.difficulty import LEVELS, Difficulty
from scripts.talk.state import Evidence, Handled, Reply, Said, Setting, TalkState

__all__ = [
    "LEVELS",
    "Difficulty",
    "Evidence",
    "Handled",
    "Reply",
    "Said",
    "Setting",
    "SimulatedCustomer",
    "TalkState",
]
