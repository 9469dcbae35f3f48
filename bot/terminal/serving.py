"""What `duilian bot`, `webhook` and `worker` share: one program's part of the delivery, until told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.poller import TokenRefusedError
from bot.settings import SettingsError
from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.telegram.running import run_bot
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, need_or_leave, warn_of_broken_files

if TYPE_CHECKING:
    from bot.delivery.office import Duties


def serve(duties: Duties, *needed: str, what: str) -> int:
    """Run until told to stop; 2 when it can't begin for its settings, 1 for anything else."""
    settings = settings_or_leave("TELEGRAM_TOKEN", *needed)
    catalogue = catalogue_of(settings)
    if settings.duilian_voice:
        need_or_leave("voice")
    warn_of_broken_files(catalogue, complain)
    if not catalogue.names:
        complain(f"话术库里没有一个能用的脚本，{what}没有启动。请看 duilian check。")
        return 1
    try:
        store = open_database(settings.duilian_database_url)
    except StoreError as error:
        complain(str(error))
        return 1
    try:
        complain(f"{what}启动了，按 Ctrl-C 停止。")
        run_bot(settings, store, catalogue, duties)
    except (TokenRefusedError, SettingsError) as error:
        complain(str(error))
        return USAGE_ERROR
    except StoreError as error:
        complain(str(error))
        return 1
    finally:
        store.close()
    complain(f"{what}已停止。")
    return 0
