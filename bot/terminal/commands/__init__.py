"""One module for each command of `duilian`: its arguments and what it does."""
