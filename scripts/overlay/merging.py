"""The province's document with a city's patches in it: data to be held against the model, each value with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from scripts.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scripts.overlay.patches import LocalPatch
    from scripts.problems import Place
    from scripts.source import Path


@dataclass(slots=True)
class _Node:
    """A value on its way from one of two files into the merged document, with the places of its key and of itself."""

    value: dict[str, _Node] | list[_Node] | str | None
    key: Place
    at: Place


def merged(base: Source, patches: Sequence[LocalPatch], extra: Iterable[tuple[str, str, Place]] = ()) -> Source:
    """Return the base with the patches applied; those that lead nowhere are left out.

    `extra` are keys of the document itself that get another text: key, text, and where that is decided.
    """
    root = _node(base, ())
    led = [(patch, patch.path) for patch in patches if patch.path is not None]
    for patch, path in led:
        if patch.kind == "change":
            _put(root, path, _planted(patch))
    doomed = [(path, _at(root, path)) for patch, path in led if patch.kind == "remove"]
    for path, node in doomed:
        _take_out(root, path, node)
    for patch, path in led:
        if patch.kind == "add":
            _put(root, path, _planted(patch))
    for key, text, place in extra:
        _put(root, (key,), _Node(text, place, place))
    return _flat(base, root)


def _node(source: Source, path: Path) -> _Node:
    value: Any = source.data
    for part in path:
        value = value[part]
    return _grown(source, path, value)


def _grown(source: Source, path: Path, value: Any) -> _Node:
    key, at = source.place(path), source.value_place(path)
    if isinstance(value, dict):
        return _Node({name: _grown(source, (*path, name), entry) for name, entry in value.items()}, key, at)
    if isinstance(value, list):
        return _Node([_grown(source, (*path, index), item) for index, item in enumerate(value)], key, at)
    return _Node(value, key, at)


def _planted(patch: LocalPatch) -> _Node:
    """The city's value, standing where the city's author wrote it."""
    return _grown(patch.source, patch.value, patch.now)


def _at(root: _Node, path: Path) -> _Node:
    node = root
    for part in path:
        children: Any = node.value
        node = children[part]
    return node


def _put(root: _Node, path: Path, node: _Node) -> None:
    if not path:
        return
    children: Any = _at(root, path[:-1]).value
    if isinstance(children, list):
        _put_item(children, int(path[-1]), node)
    else:
        children[path[-1]] = node


def _put_item(items: list[_Node], index: int, node: _Node) -> None:
    if index < len(items):
        items[index] = node
    elif items and isinstance(items[-1].value, dict) and "otherwise" in items[-1].value:
        items.insert(len(items) - 1, node)  # a new branch goes before the last one, which holds for all that is left
    else:
        items.append(node)


def _take_out(root: _Node, path: Path, doomed: _Node) -> None:
    children: Any = _at(root, path[:-1]).value
    if isinstance(children, list):
        children[:] = [item for item in children if item is not doomed]
    else:
        del children[path[-1]]


def _flat(base: Source, root: _Node) -> Source:
    source = Source(base.file, base.text)
    data = _laid_out(source, (), root)
    return Source(base.file, base.text, data, source.keys, source.values, (), source.files)


def _laid_out(source: Source, path: Path, node: _Node) -> Any:
    source.keys[path] = (node.key.line, node.key.column)
    source.values[path] = (node.at.line, node.at.column)
    if node.key.file != source.file:
        source.files[path] = node.key.file
    if isinstance(node.value, dict):
        return {name: _laid_out(source, (*path, name), child) for name, child in node.value.items()}
    if isinstance(node.value, list):
        return [_laid_out(source, (*path, index), child) for index, child in enumerate(node.value)]
    return node.value
