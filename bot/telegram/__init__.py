"""Telegram: updates in, messages out. It maps one to a service's call and the other to views, and decides nothing."""
