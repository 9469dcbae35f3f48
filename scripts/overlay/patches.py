"""What a city's file changes, adds and removes, held against the province's document as it is today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from scripts.overlay.paths import find, is_misdivided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.model.overlay import Overlay, Patch, Removal
    from scripts.overlay.paths import Found
    from scripts.problems import Place
    from scripts.source import Path, Source

Kind = Literal["change", "add", "remove"]

ABSENT = "（没有）"
_SHOWN = 60
_LONG_FORM = {"was", "now", "reason"}


@dataclass(frozen=True, slots=True)
class LocalPatch:
    """One patch of a city: where it leads in the province's document and what it puts there.

    `path` is where the value will stand (for an item added to a list the place behind the last one), None when the
    written path leads nowhere today; `found` tells how far it leads. `entry` is the patch's path in the city's own file
    and `value` that of what it puts in. `current` is what the province has there, `was` what it had when the city last
    looked; all values are as written: text, lists, mappings.
    """

    kind: Kind
    written: str
    entry: Path
    value: Path
    source: Source
    found: Found
    path: Path | None
    now: Any
    was: Any
    current: Any
    reason: str

    @property
    def place(self) -> Place:
        """Where the city's author wrote it."""
        is_key = self.entry[-1] == self.written
        return self.source.place(self.entry) if is_key else self.source.value_place(self.entry)

    @property
    def accepted(self) -> bool:
        """Whether the city has on record what it replaces; an addition replaces nothing."""
        return self.kind == "add" or self.was is not None

    @property
    def stale(self) -> bool:
        """Whether the province has changed or removed what the city replaced."""
        return self.kind != "add" and self.was is not None and (self.path is None or not same(self.was, self.current))

    @property
    def changes_nothing(self) -> bool:
        """Whether the city says just what the province says."""
        return self.kind == "change" and self.path is not None and same(self.now, self.current)

    @property
    def old_base(self) -> str:
        """What the province said when the city looked, as one line."""
        return shown(self.was)

    @property
    def new_base(self) -> str:
        """What the province says today, as one line."""
        return shown(self.current) if self.path is not None else ABSENT

    @property
    def local(self) -> str:
        """What the city says, as one line."""
        return shown(self.now) if self.kind != "remove" else "（去掉）"


def patches_of(overlay: Overlay, source: Source, base: Source) -> tuple[LocalPatch, ...]:
    """Read a city's file against the province's document, in the order of changes, additions and removals."""
    changes = (_change(source, base, path, patch) for path, patch in overlay.change.items())
    additions = (one for path, patch in overlay.add.items() for one in _additions(source, base, path, patch))
    removals = (_removal(source, base, path, entry) for path, entry in overlay.remove.items())
    return (*changes, *additions, *removals)


def _change(source: Source, base: Source, written: str, patch: Patch) -> LocalPatch:
    found, entry = find(base.data, written), ("change", written)
    path, current = (found.path, found.value) if found.whole else (None, None)
    value = _value_path(source, entry)
    return LocalPatch("change", written, entry, value, source, found, path, patch.now, patch.was, current, patch.reason)


def _removal(source: Source, base: Source, written: str, removal: Removal) -> LocalPatch:
    found = find(base.data, written)
    listed = source.data["remove"]
    entry: Path = ("remove", listed.index(written)) if isinstance(listed, list) else ("remove", written)
    if isinstance(listed, str):
        entry = ("remove",)
    path, current = (found.path, found.value) if found.whole else (None, None)
    return LocalPatch("remove", written, entry, entry, source, found, path, None, removal.was, current, removal.reason)


def _additions(source: Source, base: Source, written: str, patch: Patch) -> Iterator[LocalPatch]:
    """A mapping added to one that is there adds each of its entries, a list to a list each of its items."""
    found, entry = find(base.data, written), ("add", written)
    value = _value_path(source, entry)

    def one(path: Path | None, now: Any, value: Path, current: Any = None) -> LocalPatch:
        return LocalPatch("add", written, entry, value, source, found, path, now, None, current, patch.reason)

    if found.whole and isinstance(found.value, list):
        items = patch.now if isinstance(patch.now, list) else [patch.now]
        for number, item in enumerate(items):
            current = item if item in found.value else None
            own = (*value, number) if isinstance(patch.now, list) else value
            yield one((*found.path, len(found.value) + number), item, own, current)
    elif found.whole and isinstance(found.value, dict) and isinstance(patch.now, dict):
        for name, what in patch.now.items():
            yield one((*found.path, name), what, (*value, name), found.value.get(name))
    elif found.whole:
        yield one(found.path, patch.now, value, found.value)
    else:
        is_new = found.is_new_name and not is_misdivided(base.data, written)
        yield one((*found.path, found.rest) if is_new else None, patch.now, value)


def _value_path(source: Source, entry: Path) -> Path:
    """Where the value of a patch stands: under `now`, or right behind the path."""
    value = source.data[entry[0]][entry[1]]
    long = isinstance(value, dict) and bool(value) and value.keys() <= _LONG_FORM
    return (*entry, "now") if long else entry


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: a single line may stand in a list or by itself."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return _plain(value[0]) if len(value) == 1 else [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return "" if value is None else value


def shown(value: Any, width: int = _SHOWN) -> str:
    """Return a value as one line for people, cut when it is long."""
    text = _line(value) or ABSENT
    return text if len(text) <= width else text[: width - 1] + "…"


def _line(value: Any) -> str:
    if isinstance(value, list):
        return " / ".join(_line(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{_line(entry)}" for key, entry in value.items())
    return "" if value is None else str(value)
