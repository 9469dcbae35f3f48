"""The open rules of a panel in figures: what moves a person, how long he waits, how many speak after one turn."""

from __future__ import annotations

RULES = "P1"
"""The version of these rules; every room and report carries it. A changed figure is a new version."""

# Stance, 0-100.
BENEFIT = 2
"""A benefit moves a person by this times its worth to him (-2 to 3), the first time he hears it."""
TOLD = 2
"""Being asked about what he knows pleases him by this, once for each fact."""
DODGED = -2
"""He was spoken to and did not get his answer."""
PASSED_OVER = -3
"""He waits for an answer, and `BEARS_PASSING` times running the rep turned to somebody else."""
BEARS_PASSING = 2
UNHEEDED = -4
"""Nobody has turned to him for `UNHEEDED_AFTER` turns though he has something to ask."""
WALKED_OUT = -8
"""His patience is out: he stops listening."""
OFFENCES = {
    "rude": (-8, -2, "rude"),
    "wrong_price": (-6, -1, "wrong-price"),
    "over_discount": (-4, -1, "over-discount"),
    "disparage": (-4, -1, "disparage"),
    "wrong_gift": (-3, 0, "wrong-gift"),
    "absolute": (-3, -1, "absolute"),
}
"""What a violation costs everybody in the room: stance, mood, and the situation that gives the words for it."""

UNHEEDED_AFTER = 6
"""Turns of the rep after which a person who has something to ask feels passed by."""
GUARDED_BELOW = 30
"""Below this stance a person holds his facts back until he is asked again."""
COLD_BELOW, WARM_FROM = 30, 60
"""Stance below which a person sounds cold, and from which he sounds warm."""

# The floor.
MOST_SPEAKERS = 4
"""Voices after one turn of the rep."""
MOST_OPEN = 2
"""Concerns that wait for an answer at the same time, unless the rep himself turns to somebody who has one more."""
CROWDING = 0.3
"""How often a second person asks while the first still waits."""
LEADING = 0.35
"""How often nobody asks after a turn that brought something new, so that the rep can lead."""
WRAPPED_UP_AFTER = 4
"""Turns of the rep without a question from anybody after the host has asked for a last word; then it is decided."""

# How urgent a wish to speak is; a concern's own weight (1-30) is the urgency of asking for it.
ADDRESSED, OFFENDED, ANSWERED = 100, 90, 80
TOUCHED, BREAKS_IN, COMES_BACK, MINDS = 70, 60, 50, 40
COMMENTS, KNOWS, WAITS = 35, 75, 32
