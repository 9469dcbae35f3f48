"""How messages come in and go out: nothing lost, nothing twice, in order, within Telegram's limits."""
