"""Notices that files of the library have changed, and has them read again: for new talks only."""

from __future__ import annotations

from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.services.catalogue import Catalogue

SECONDS = 2.0
"""How often the files are looked at; a look at fifty takes a millisecond."""

Stamps = dict["Path", tuple[int, int]]
"""Each file's time of change and size."""


class Watching:
    """Keeps an eye on the files of a catalogue; `say` is told in Chinese what was read again."""

    def __init__(self, catalogue: Catalogue, say: Callable[[str], None]) -> None:
        self._catalogue = catalogue
        self._say = say
        self._stamps = _stamps(catalogue.roots)

    def look(self) -> bool:
        """Read the library again if a file has changed; gives whether it was."""
        stamps = _stamps(self._catalogue.roots)
        if stamps == self._stamps:
            return False
        self._stamps = stamps
        report = self._catalogue.reload()
        if not report.errors:
            self._say("话术库改过了，新开的练习用新的；正在谈的照旧。")
            return True
        first = report.errors[0]
        rest = f"（一共 {len(report.errors)} 处）" if report.errors[1:] else ""
        where = f"{first.place.file} 第 {first.place.line} 行"
        self._say(f"话术库改过了，可是有错误，先用改之前能用的：{where}，{first.message}{rest}")
        return True


def watch_in_background(watching: Watching, then: Callable[[], None]) -> None:
    """Look every two seconds for as long as the process runs; `then` is called after each reading."""

    def watch() -> None:
        while True:
            sleep(SECONDS)
            if watching.look():
                then()

    Thread(target=watch, name="watch-library", daemon=True).start()


def _stamps(roots: tuple[Path, ...]) -> Stamps:
    stamps: Stamps = {}
    for root in roots:
        for file in root.rglob("*.y*ml"):
            try:
                found = file.stat()
            except OSError:  # gone between listing and looking: the next look sees it
                continue
            stamps[file] = (found.st_mtime_ns, found.st_size)
    return stamps
