"""The machine that something was measured on, in a few words."""

from __future__ import annotations

import os
import platform
from pathlib import Path

_PROCESSORS = Path("/proc/cpuinfo")


def machine() -> str:
    """Processor, cores, system and Python."""
    return f"{_processor()}，{os.cpu_count()} 核，{platform.system()}，Python {platform.python_version()}"


def _processor() -> str:
    try:
        told = _PROCESSORS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        told = []
    names = (line.partition(":")[2].strip() for line in told if line.startswith("model name"))
    return next(names, platform.machine())
