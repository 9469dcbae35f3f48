"""The kill test at full length: 200 updates over 20 chats, `kill -9` at 50 random moments, in every way to run the bot.

Run: `python -m benchmarks.kills [--kills 50] [--seed 1]`. Needs a Postgres server. Exits with 1 if anything was lost,
repeated, out of order, said twice or left unsaid without a word.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bot.delivery.killing import Tally, kill_run
from tests.postgres import fresh_database

WAYS = {
    "polling, SQLite": ("sqlite", ["bot"]),
    "webhook, SQLite": ("sqlite", ["webhook"]),
    "polling, Postgres": ("postgres", ["bot"]),
    "webhook, Postgres, 1 worker": ("postgres", ["front", "worker"]),
    "webhook, Postgres, 3 workers": ("postgres", ["front", "worker", "worker", "worker"]),
}


def one(store: str, roles: list[str], kills: int, seed: int) -> Tally:
    """One way, once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if store == "sqlite":
            return kill_run(f"sqlite:///{folder / 'a.sqlite3'}", roles, folder, kills=kills, seed=seed)
        with fresh_database() as url:
            return kill_run(url, roles, folder, kills=kills, seed=seed)


def main() -> int:
    """Try every way and print what was found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    flawless = True
    print("way                            kills  lost  repeated  disordered  said twice  silent  offered   seconds")
    for way, (store, roles) in WAYS.items():
        tally = one(store, roles, given.kills, given.seed)
        flawless = flawless and tally.flawless
        print(
            f"{way:30} {tally.kills:5} {tally.lost:5} {tally.repeated:9} {tally.disordered:11} "
            f"{tally.said_twice:11} {tally.silent:7} {tally.offered:8} {tally.seconds:9.1f}",
            flush=True,
        )
    return 0 if flawless else 1


if __name__ == "__main__":
    sys.exit(main())
