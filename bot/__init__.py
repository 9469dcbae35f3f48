"""The world outside: terminal, Telegram, store, delivery, settings."""
