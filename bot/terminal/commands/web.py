"""`duilian web`: the contest's pages, beside the bot on the same database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.contests.banks import Banks
from bot.settings import SettingsError
from bot.store.database import open_database
from bot.store.errors import StoreError
from bot.terminal.arguments import USAGE_ERROR, complain
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of
from bot.web.running import run_web

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings
    from bot.terminal.arguments import CommandParser


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.epilog = (
        "在 DUILIAN_WEB_LISTEN 上监听；大家从外面打开的地址写在 DUILIAN_WEB_URL。"
        "和机器人用同一个数据库；设了 TELEGRAM_TOKEN 才能从小程序进来。"
    )


def run(_arguments: argparse.Namespace) -> int:
    """Run it; 2 when it can't begin for its settings, 1 for anything else."""
    settings = settings_or_leave()
    banks = Banks(catalogue_of(settings))
    try:
        store = open_database(settings.duilian_database_url)
    except StoreError as error:
        complain(str(error))
        return 1
    try:
        complain(f"网页启动了：{address_of(settings)}，按 Ctrl-C 停止。")
        run_web(settings, store, banks.cases)
    except SettingsError as error:
        complain(str(error))
        return USAGE_ERROR
    except StoreError as error:
        complain(str(error))
        return 1
    finally:
        store.close()
    complain("网页已停止。")
    return 0


def address_of(settings: Settings) -> str:
    """Where people open the pages: the address from outside, else the one listened on."""
    host, port = settings.duilian_web_listen
    return settings.duilian_web_url or f"http://{host}:{port}"
