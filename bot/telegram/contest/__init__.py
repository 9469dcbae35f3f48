"""The competition in Telegram: reps answer in one message that is edited in place, hosts lead a contest by buttons."""
