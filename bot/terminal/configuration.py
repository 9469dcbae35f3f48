"""The settings for the commands, or their problems in Chinese."""

from __future__ import annotations

import os

from bot.settings import Settings, SettingsError, load_settings
from bot.terminal.arguments import USAGE_ERROR, complain


def settings_or_leave(*needed: str) -> Settings:
    """Read the settings; with wrong ones, or one of `needed` missing, say each in Chinese and leave with 2."""
    try:
        settings = load_settings(os.environ)
        settings.require(*needed)
    except SettingsError as error:
        complain(*error.problems)
        raise SystemExit(USAGE_ERROR) from None
    return settings
