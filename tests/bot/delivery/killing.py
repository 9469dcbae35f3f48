"""The kill test: updates pour in while the programs that handle them are killed again and again, and then we count."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.delivery.endings import MAYBE_LOST
from bot.delivery.overview import overview
from bot.store.database import open_database
from tests.bot_api import BotApi, User

ROOT = Path(__file__).parents[3]
LEASE = 0.6


@dataclass
class Tally:
    """What was found at the end."""

    kills: int = 0
    lost: int = 0
    repeated: int = 0
    disordered: int = 0
    said_twice: int = 0
    silent: int = 0
    offered: int = 0
    seconds: float = 0.0
    log: str = field(default="", repr=False)

    @property
    def flawless(self) -> bool:
        """Every update had exactly one effect, in order, and nothing was said twice or silently lost."""
        return not (self.lost or self.repeated or self.disordered or self.said_twice or self.silent)


class Program:
    """A program that is killed and started again."""

    def __init__(self, role: str, environment: dict[str, str], log: Path) -> None:
        self._role = role
        self._environment = environment
        self._log = log
        self._process = self._start()

    def kill(self) -> None:
        """Kill it where it stands and start it again."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        self._process = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.bot.delivery.counting_bot", self._role]
        with self._log.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)  # noqa: S603  (this interpreter, this module)


def kill_run(
    url: str, roles: list[str], folder: Path, *, updates: int = 200, chats: int = 20, kills: int = 50, seed: int = 1
) -> Tally:
    """Let `updates` pour into `chats` while the programs of these roles are killed `kills` times; then count."""
    rng = random.Random(seed)
    tally, began, log = Tally(), time.monotonic(), folder / "programs.log"
    with BotApi() as api, ExitStack() as stack:
        environment = {**os.environ, **_settings(api, url, webhook="bot" not in roles)}
        apart = {name: value for name, value in environment.items() if name != "DUILIAN_LISTEN"}
        open_database(url).close()
        programs = [
            stack.enter_context(Program(role, environment if role in {"webhook", "front"} else apart, log))
            for role in roles
        ]
        people = [api.user(1000 + n, f"第{n}人") for n in range(chats)]
        to_say = [(people[n % chats], f"{n // chats}") for n in range(updates)]
        api.latency = 0.05  # so that some are always on their way
        for batch in _batches(to_say, kills):
            time.sleep(rng.uniform(0.0, 1.5))  # killed while starting, too
            for person, text in batch:
                person.says(text)
            time.sleep(rng.uniform(0.0, 0.3))
            rng.choice(programs).kill()
            tally.kills += 1
        _wait_until_all_is_quiet(api, url)
    _count(tally, url, people, updates // chats)
    tally.seconds = time.monotonic() - began
    tally.log = log.read_text(encoding="utf-8", errors="replace")[-4000:]
    return tally


def _batches(to_say: list[tuple[User, str]], kills: int) -> list[list[tuple[User, str]]]:
    """What is said before each kill."""
    return [to_say[len(to_say) * n // kills : len(to_say) * (n + 1) // kills] for n in range(kills)]


def _settings(api: BotApi, url: str, *, webhook: bool) -> dict[str, str]:
    settings = {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_BASE_URL": api.url,
        "DUILIAN_DATABASE_URL": url,
        "DUILIAN_LEASE": str(LEASE),
        "DUILIAN_RATE_BOT": "1000",
        "DUILIAN_RATE_PRIVATE": "30",
    }
    if webhook:
        with socket.socket() as sock:
            sock.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{sock.getsockname()[1]}"
        settings |= {
            "TELEGRAM_WEBHOOK_URL": f"http://{place}/telegram",
            "TELEGRAM_WEBHOOK_SECRET": "secret",
            "DUILIAN_LISTEN": place,
        }
    return settings


def _wait_until_all_is_quiet(api: BotApi, url: str, seconds: float = 60.0) -> None:
    """Nothing left to fetch, to handle, to send or to take over from a dead program."""
    database = open_database(url)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        standing = overview(database)
        if not (api.world.updates or standing.inbox_waiting or standing.outbox_waiting or standing.outbox_sending):
            break
        time.sleep(0.05)
    database.close()


def _count(tally: Tally, url: str, people: list[User], each: int) -> None:
    expected = [str(n) for n in range(each)]
    database = open_database(url)
    with database.begin() as uow:
        for person in people:
            chat = person.chat.chat_id
            said = [turn.text for room in uow.rooms.of(chat) for turn in uow.turns.of(room.id)]
            tally.lost += len(set(expected) - set(said))
            tally.repeated += len(said) - len(set(said))
            tally.disordered += [text for text in expected if text in said] != list(dict.fromkeys(said))
            asked = Counter(m.text for m in person.heard if m.text.startswith("问"))
            offers = sum(m.text == MAYBE_LOST for m in person.heard)
            tally.said_twice += sum(count - 1 for count in asked.values())
            tally.offered += offers
            tally.silent += max(0, each - len(asked) - offers)
    database.close()
