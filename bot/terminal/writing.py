"""Writing what a command made into a file, with its failures in Chinese."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.terminal.arguments import complain
from scenarios.bank.json_schema import schema_files as bank_schema_files
from scenarios.json_schema import schema_files as scenario_schema_files
from scripts.json_schema import schema_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = "schema"
"""The folder of a library from which an editor completes: every document of the library names it."""


def write_schemas(library: Path) -> None:
    """Write the JSON Schemas into a library. Raises OSError."""
    folder = library / SCHEMAS
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in every_schema():
        (folder / name).write_text(text, encoding="utf-8")


def every_schema() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each JSON Schema: of scripts and their plan, of scenarios, of the bank."""
    yield from schema_files()
    yield from scenario_schema_files()
    yield from bank_schema_files()


def write_file(file: Path, content: bytes) -> int:
    """Write the file and say so; gives the exit code."""
    try:
        file.write_bytes(content)
    except OSError as error:
        complain(f"写不进 {file}（{error.strerror}）。")
        return 1
    sys.stdout.write(f"写好了：{file}\n")
    return 0
