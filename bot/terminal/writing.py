"""Writing what a command made into a file, with its failures in Chinese."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.terminal.arguments import complain

if TYPE_CHECKING:
    from pathlib import Path


def write_file(file: Path, content: bytes) -> int:
    """Write the file and say so; gives the exit code."""
    try:
        file.write_bytes(content)
    except OSError as error:
        complain(f"写不进 {file}（{error.strerror}）。")
        return 1
    sys.stdout.write(f"写好了：{file}\n")
    return 0
