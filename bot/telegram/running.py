"""The bot at work: the handler put to the delivery, and the commands made known to Telegram."""

from __future__ import annotations

import asyncio
import logging
from threading import Thread
from typing import TYPE_CHECKING, Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeDefault

from bot.delivery.bot_api import BotApi
from bot.delivery.files import Files
from bot.delivery.logs import start_logging
from bot.delivery.members import Members
from bot.delivery.office import BOT, Duties, run_office
from bot.delivery.outcomes import NOT_FOUND, UNAUTHORIZED, Done, Refused
from bot.delivery.poller import TokenRefusedError
from bot.services.listeners import listener_of
from bot.services.versions.looking import ready_to_use
from bot.services.watching import Watching, watch_in_background
from bot.store.errors import StoreError
from bot.telegram.commands import COMMANDS, FOR_GROUPS
from bot.telegram.documents import Documents
from bot.telegram.drills.conducting import TIMER
from bot.telegram.drills.hall import Bot
from bot.telegram.drills.hosts import Hosts
from bot.telegram.handler import Handler
from bot.telegram.timers import Timers
from bot.voice.notes import VoiceNotes
from bot.voice.recognising import Whisper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.delivery.worker import Prepare
    from bot.services.catalogue import Catalogue
    from bot.services.playbill import Playbill
    from bot.settings import Settings
    from bot.store.database import Database

log = logging.getLogger(__name__)

SECONDS_TO_INTRODUCE = 5.0


def run_bot(settings: Settings, store: Database, catalogue: Catalogue, duties: Duties = BOT) -> None:
    """Run until SIGTERM or Ctrl-C. Raises TokenRefusedError with a Chinese sentence."""
    token = settings.telegram_token or ""
    start_logging(texts=settings.duilian_log_texts, secrets=(token,))
    bot = asyncio.run(_introduced(settings, token))
    admins, web = settings.duilian_admins, settings.duilian_web_url or ""
    listen = listener_of(settings)
    handler = Handler(catalogue, bot.name, hears_all=bot.hears_all, admins=admins, web=web, listen=listen)

    def warm_up() -> None:
        _warm_up(catalogue, store, handler.playbill)

    Thread(target=warm_up, name="warm-up", daemon=True).start()
    watch_in_background(Watching(catalogue, log.warning), then=warm_up)
    run_office(
        settings,
        store,
        on_update=handler,
        on_timer=Timers({TIMER: handler.desk.ring, **handler.contests.timers()}),
        duties=duties,
        prepare=_prepare(settings, token, catalogue),
    )


async def _introduced(settings: Settings, token: str) -> Bot:
    """Ask Telegram who the bot is and set the commands of its menus; gives a bot without a name when it can't be had.

    The bot works without either, so that a bad line is only logged: fetching tries on by itself.
    """
    async with BotApi(settings.telegram_base_url, token, proxy=settings.telegram_proxy) as api:
        me = await api.call("getMe", {}, seconds=SECONDS_TO_INTRODUCE)
        if isinstance(me, Refused) and me.code in (UNAUTHORIZED, NOT_FOUND):
            raise TokenRefusedError(f"Telegram 不认这个令牌（{me.why}）。请向 @BotFather 核对 TELEGRAM_TOKEN。")
        if not isinstance(me, Done):
            log.warning("getMe failed: %s", me)
            return Bot()
        for menu in _menus():
            outcome = await api.call("setMyCommands", menu, seconds=SECONDS_TO_INTRODUCE)
            if not isinstance(outcome, Done):
                log.warning("setMyCommands failed: %s", outcome)
    return Bot(str(me.result.get("username", "")), bool(me.result.get("can_read_all_group_messages")))


def _menus() -> Iterator[dict[str, Any]]:
    """The commands as Telegram shows them: one menu for private chats, another for groups."""
    for scope, commands in ((BotCommandScopeDefault(), COMMANDS), (BotCommandScopeAllGroupChats(), FOR_GROUPS)):
        listed = [BotCommand(name, about).to_dict() for name, (about, _) in commands.items()]
        yield {"commands": listed, "scope": scope.to_dict()}


def _prepare(settings: Settings, token: str, catalogue: Catalogue) -> Prepare:
    """What is done to an update before it is handled: files are checked, hosts and, if that is set, voices known."""
    files = Files(settings.telegram_base_url, token, settings.telegram_proxy)
    documents = Documents(files, catalogue.roots).prepare
    hosts = Hosts(Members(settings.telegram_base_url, token, settings.telegram_proxy)).prepare
    if not settings.duilian_voice:
        return lambda update: hosts(documents(update))
    notes = VoiceNotes(Whisper(), files).prepare
    return lambda update: notes(hosts(documents(update)))


def _warm_up(catalogue: Catalogue, store: Database, playbill: Playbill) -> None:
    """Train the listeners before anybody waits for one: those of versions in use, of the files, of rivals' seats.

    A panel and a case are heard by the listener of their script.
    """
    try:
        with store.begin() as uow:
            in_use = ready_to_use(uow, catalogue)
    except StoreError as error:
        log.warning("%s", error)
        in_use = ()
    for ready in (*in_use, *(catalogue.get(name) for name in catalogue.names)):
        if ready is not None:
            ready.warm_up()
    playbill.warm_up()
