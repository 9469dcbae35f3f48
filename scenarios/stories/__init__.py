"""Stories: talks written down as a script's regression tests, played with the true listener.

`held` holds a talk, `told` compares it with its story, `walks` finds a short talk to every ending, `coverage` says what
of a script no talk has touched, `recorded` writes a talk down, `testing` does all of it for a plan.
"""
