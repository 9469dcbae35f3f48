"""The real command, as a process of its own with a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

DUILIAN = Path(sys.executable).with_name("duilian")


@dataclass(frozen=True)
class Command:
    """`duilian` in its own data folder; `environment` is added to a bare one."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ}
        return {**keep, "DUILIAN_DATABASE_URL": f"sqlite:///{self.folder / 'duilian.sqlite3'}"}

    def __call__(self, *words: str, said: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end with `said` on its standard input."""
        done = subprocess.run(  # noqa: S603 - our own command
            [DUILIAN, *words],
            input=said.encode() if isinstance(said, str) else said,
            capture_output=True,
            env={**self.environment, **environment},
            timeout=60,
            check=False,
        )
        assert b"Traceback" not in done.stderr
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def duilian(tmp_path: Path) -> Command:
    return Command(tmp_path)
