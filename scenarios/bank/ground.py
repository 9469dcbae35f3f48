"""What generators stand on: a plan as data, and for any path in it the line, the words and the fingerprint."""

from __future__ import annotations

import json
import re
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from scenarios.bank.item import ItemSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.bank.doubts import Doubts
    from scripts.model import Plan
    from scripts.source import Path, Source

_COMMENT = re.compile(r"\s+#.*$")


class Ground:
    """A plan, what it leaves open, and the file it was read from; `name` is how items call that file."""

    def __init__(self, plan: Plan, doubts: Doubts, source: Source, name: str) -> None:
        self.plan = plan
        self.doubts = doubts
        self._source = source
        self._name = name

    @cached_property
    def _data(self) -> Any:
        return self.plan.model_dump(mode="json", by_alias=True)

    def value(self, path: Path) -> Any:
        """What the plan says at a path. Raises KeyError where it says nothing."""
        return value_at(self._data, path)

    def source_of(self, *paths: Path) -> ItemSource:
        """The source of an item that stands on the facts at these paths; its line is the first one's."""
        return source_at(self._source, self._name, paths, tuple(self.value(path) for path in paths))

    def clear(self, *words: str) -> bool:
        """Whether these words can stand in one question without touching what the plan leaves open."""
        return self.doubts.touched("", words) is None

    def beside(self, right: str, others: Iterable[str]) -> list[str]:
        """Those of the others that are plainly something else than the right answer and raise no doubt beside it."""
        return [other for other in others if other != right and self.clear(right, other)]


def value_at(data: Any, path: Path) -> Any:
    """What stands at a path of plain data. Raises KeyError where nothing stands."""
    for part in path:
        try:
            data = data[part]
        except (IndexError, TypeError):
            raise KeyError(part) from None
    return data


def source_at(source: Source, name: str, paths: tuple[Path, ...], values: tuple[Any, ...]) -> ItemSource:
    """The source of facts: the author's own line where the first stands, and a fingerprint of them all."""
    line = source.value_place(paths[0]).line
    told = [["/".join(map(str, path)), value] for path, value in zip(paths, values, strict=True)]
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return ItemSource(
        file=name,
        line=line,
        path=str(told[0][0]),
        words=_COMMENT.sub("", source.line(line)).strip(),
        fingerprint=sha256(content.encode()).hexdigest(),
    )
