"""A trainer's file as text and as nodes: every plain scalar a string, every value's line and column remembered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from scripts.problems import Place, Problem, Severity

Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """One file read: its data as dicts, lists and strings only, and where each path of it stands."""

    file: str
    text: str
    data: Any = None
    places: dict[Path, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, path: Path) -> Place:
        """Where `path` stands, or the nearest part above it that stands somewhere."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def line(self, number: int) -> str:
        """The author's own line of that number, counting from 1."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


def read(file: str, text: str) -> Source:
    """Read one document: `safe_load` would turn 0510 into 328 and 8:30 into 510, so scalars stay as written."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        message = "这一行的 YAML 写法读不通。"
        return Source(file, text, problems=(Problem("yaml-syntax", Severity.ERROR, place, message),))
    places: dict[Path, Place] = {}
    data = _plain(root, (), file, places) if root is not None else None
    return Source(file, text, data, places)


def _plain(node: yaml.Node, path: Path, file: str, places: dict[Path, Place]) -> Any:
    places.setdefault(path, Place(file, node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        plain = {}
        for key, value in node.value:
            name = str(key.value)
            places[(*path, name)] = Place(file, key.start_mark.line + 1, key.start_mark.column + 1)
            plain[name] = _plain(value, (*path, name), file, places)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*path, index), file, places) for index, value in enumerate(node.value)]
    if node.tag == "tag:yaml.org,2002:null" and node.value in ("", "~"):
        return None
    return str(node.value)
