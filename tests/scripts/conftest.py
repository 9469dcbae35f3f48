"""A small, faultless plan of another trade (送水), to be broken in one place at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.checks import Listen
from scripts.loader import check_paths
from scripts.problems import Report

FAULTLESS = Path(__file__).parent / "library"


@dataclass(frozen=True)
class Workbench:
    """A copy of the faultless library that a test may break."""

    library: Path

    @property
    def plan(self) -> Path:
        return self.library / "office-water"

    @property
    def script(self) -> Path:
        return self.plan / "scripts" / "studio.yaml"

    def file_with(self, text: str) -> Path:
        """The only file that holds `text`, and holds it once."""
        found = [file for file in self.plan.rglob("*.yaml") if text in file.read_text(encoding="utf-8")]
        assert [file.read_text(encoding="utf-8").count(text) for file in found] == [1], f"{text!r} in {found}"
        return found[0]

    def replace(self, old: str, new: str) -> tuple[Path, int]:
        """Put `new` in the one place of `old`; returns the file and the line on which it begins."""
        file = self.file_with(old)
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new), encoding="utf-8")
        return file, text[: text.index(old)].count("\n") + 1

    def check(self, *paths: Path, listen: Listen | None = None) -> Report:
        """Check the paths, or the whole library, with no other library behind it."""
        return check_paths(paths or [self.library], behind=(), listen=listen)


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """A fresh copy of the faultless library."""
    return Workbench(Path(shutil.copytree(FAULTLESS, tmp_path / "library")))
