"""Who talks to whom: each form of role-play as a pure room that hears utterances and answers with events."""
