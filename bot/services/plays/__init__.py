"""Role-plays with several people for one person alone: begun, led, put aside and ended, each step kept."""

from bot.services.plays.keeping import PlayMoved, keep_step
from bot.services.plays.leading import finish_play, hear_line, hint_in_play, pause_play, resume_play, turn_to
from bot.services.plays.playing import Playing, load_play, play_in
from bot.services.plays.standing import PlayStanding
from bot.services.plays.starting import keep_begun, keep_opening, start_play, start_play_again

__all__ = [
    "PlayMoved",
    "PlayStanding",
    "Playing",
    "finish_play",
    "hear_line",
    "hint_in_play",
    "keep_begun",
    "keep_opening",
    "keep_step",
    "load_play",
    "pause_play",
    "play_in",
    "resume_play",
    "start_play",
    "start_play_again",
    "turn_to",
]
