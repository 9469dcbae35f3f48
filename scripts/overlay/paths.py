"""The way a city names a place in the province's file: `stages.开场白.points.自我介绍.say`, name by name.

Names are matched against those that are there, the longest first, so that a name may hold a dot itself. An item of a
list is named by its own text or by its number, counting from 1. The full stop of a Chinese keyboard does as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.nearest import did_you_mean

if TYPE_CHECKING:
    from scripts.source import Path

DOTS = ".。．"
_OTHER_DIVIDERS = re.compile(r"\s*[/／>＞→]\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """How far a written path leads: the place reached, what stands there, and what of the path is left over."""

    path: Path
    value: Any
    rest: str

    @property
    def whole(self) -> bool:
        """Whether the path leads all the way; one that names nothing leads nowhere."""
        return bool(self.path) and not self.rest

    @property
    def is_new_name(self) -> bool:
        """Whether only one more name is left, which a mapping could take in."""
        return isinstance(self.value, dict) and bool(self.rest) and not any(dot in self.rest for dot in DOTS)


def find(data: Any, written: str) -> Found:
    """Follow a written path into a document as far as it leads."""
    path: Path = ()
    value, rest = data, written.strip()
    while rest:
        step = _step(value, rest)
        if step is None:
            break
        key, rest = step
        path, value = (*path, key), value[key]
    return Found(path, value, rest)


def _step(value: Any, rest: str) -> tuple[str | int, str] | None:
    names = _names(value)
    for name in sorted(names, key=len, reverse=True):
        if rest == name:
            return names[name], ""
        if rest.startswith(name) and rest[len(name)] in DOTS:
            return names[name], rest[len(name) + 1 :]
    return None


def _names(value: Any) -> dict[str, str | int]:
    if isinstance(value, dict):
        return {name: name for name in value}
    if isinstance(value, list):
        numbered: dict[str, str | int] = {str(index + 1): index for index in range(len(value))}
        return {**{item: index for index, item in enumerate(value) if isinstance(item, str)}, **numbered}
    return {}


def written(path: Path) -> str:
    """Write a path as a city would: names and numbers from 1, divided by dots."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def is_misdivided(data: Any, wrong: str) -> bool:
    """Whether a path leads further once its slashes or arrows are dots."""
    return len(find(data, _OTHER_DIVIDERS.sub(".", wrong)).path) > len(find(data, wrong).path)


def hint(data: Any, found: Found, wrong: str) -> str:
    """Say what to write in place of a path that leads nowhere."""
    if is_misdivided(data, wrong):
        return f"一层一层用英文句点隔开：{_OTHER_DIVIDERS.sub('.', wrong)}"
    name, after = _first_name(found.rest)
    if isinstance(found.value, list):
        return f"写第几项，从 1 数到 {len(found.value)}。"
    if not isinstance(found.value, dict):
        return f"走到「{written(found.path)}」就到头了，后面的去掉。"
    options = did_you_mean(name, found.value)
    if options.startswith("是不是"):
        close = options.removeprefix("是不是想写「").removesuffix("」？")
        return f"是不是想写「{'.'.join(part for part in (written(found.path), close, after) if part)}」？"
    return options or "照省里的文件，一层一层写名字。"


def _first_name(rest: str) -> tuple[str, str]:
    parts = re.split(f"[{DOTS}]", rest, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""
