"""One rep and one customer: a talk begun, moved on by what he says, paused, ended, told again as a story."""
