"""A bot that remembers everything it is told and answers it, to be killed: run as a program of its own.

`python -m tests.bot.delivery.counting_bot bot|webhook|front|worker`, settings in the environment.
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import replace

from bot.delivery.logs import start_logging
from bot.delivery.office import BOT, FRONT, WEBHOOK, WORKER, run_office
from bot.settings import load_settings
from bot.store.contract import UnitOfWork
from bot.store.database import open_database
from bot.store.records import Json, NewRoom, Timer, Turn

ROLES = {"bot": BOT, "webhook": WEBHOOK, "front": FRONT, "worker": WORKER}


def count(update: Json, uow: UnitOfWork) -> None:
    """Append what was said to the chat's room as its next turn, and ask the next question."""
    message = update.get("message")
    if message is None:
        return
    chat = int(message["chat"]["id"])
    found = uow.rooms.open_of(chat)
    room = found[0] if found else uow.rooms.add(NewRoom(chat, "practice", "x@V1", "", "1", {"n": 0}, uow.now, chat))
    time.sleep(random.uniform(0, 0.01))
    n = room.state["n"] + 1
    uow.turns.append([Turn(room.id, n, "rep", message["text"], "", uow.now)])
    uow.rooms.save(replace(room, state={"n": n}))
    time.sleep(random.uniform(0, 0.005))
    uow.outbox.reply(chat, "line", "sendMessage", {"text": f"问 {message['text']}"})


def ring(timer: Timer, uow: UnitOfWork) -> None:
    """Say that it rang."""
    uow.outbox.reply(timer.chat_id or 0, "reminder", "sendMessage", {"text": f"钟 {timer.key}"})


def main() -> None:
    """Run until killed."""
    start_logging(texts=True)
    settings = load_settings(os.environ, [])
    store = open_database(settings.duilian_database_url)
    run_office(settings, store, on_update=count, on_timer=ring, duties=ROLES[sys.argv[1]])


if __name__ == "__main__":
    main()
