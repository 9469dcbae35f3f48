"""Rewrites a trainer's YAML so that only what changed is written anew: his comments, order and quotes stay.

The text is not parsed and dumped but spliced at the places of the values that changed, as he wrote everything else.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from scripts.source import read

_WIDEST = 100
_STEP = 2


def rewritten(text: str, before: Any, after: Any) -> str:
    """Return the document's text with the values of `after` where they differ from `before`.

    Both are data of dicts, lists and strings in a form of the caller's: a value that is equal in both is not touched,
    and a key of the text that is in neither stays. Of a dict the order counts, too. A list of one text may stand in the
    document as that text alone. Line ends and a byte order mark stay as they are.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    crlf = "\r\n" in text
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    root = yaml.compose(plain, Loader=yaml.SafeLoader)
    if same(before, after) or root is None:
        return text
    start, end = root.start_mark.index, _end(plain, root)
    done = plain[:start] + _Rewriter(plain).value(root, before, after, _Around(0)) + plain[end:]
    return mark + (done.replace("\n", "\r\n") if crlf else done)


@dataclass(frozen=True, slots=True)
class _Around:
    """What a value stands in: the column of its line's first key or dash, and whether brackets are open."""

    column: int
    flow: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A key with its value, or an item: what goes before it, its own beginning (`名字: ` or `- `), and its comment."""

    name: str
    lead: str
    head: str
    node: Any
    tail: str


class _Rewriter:
    """Rewrites the values of one text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def value(self, node: Any, before: Any, after: Any, around: _Around) -> str:
        """Give the new text in place of the node's."""
        spliced = self._spliced(node, before, after, around)
        return _line(after) if spliced is None else spliced

    def _spliced(self, node: Any, before: Any, after: Any, around: _Around) -> str | None:
        """Give the node's text with its changes within, None when it must be written anew as a whole."""
        if same(before, after):
            return self._text[node.start_mark.index : _end(self._text, node)]
        if isinstance(node, yaml.MappingNode) and isinstance(before, dict) and isinstance(after, dict) and after:
            return self._mapping(node, before, after, around)
        if isinstance(node, yaml.SequenceNode) and isinstance(before, list) and isinstance(after, list):
            return self._sequence(node, before, after, around) if after and len(node.value) == len(before) else None
        lone = after[0] if isinstance(after, list) and len(after) == 1 else after
        if isinstance(node, yaml.ScalarNode) and isinstance(lone, str):
            return scalar(lone, node.style) if isinstance(before, str | list) else None
        return None

    def _owned(self, entry: _Entry, head: str, before: Any, after: Any, around: _Around) -> str:
        """Give an entry with its value; one written anew stands behind its key, below only if a comment is between."""
        spliced = self._spliced(entry.node, before, after, around)
        body = _line(after) if spliced is None else spliced
        if spliced is None and "\n" in head:
            beside = head.rstrip()
            below = beside + "\n" + " " * (around.column + _STEP)
            head = below if "#" in beside else beside + " "
        elif body and head.endswith(":"):
            head += " "
        return head + body + entry.tail

    # ---- keys and their values

    def _mapping(self, node: Any, before: Mapping[str, Any], after: Mapping[str, Any], around: _Around) -> str:
        entries = {entry.name: entry for entry in self._entries(node)}
        here = _Around(node.start_mark.column, around.flow or bool(node.flow_style))
        unknown = [name for name in entries if name not in before]
        renamed = _renamed(before, after)
        names = _in_order(list(entries), list(before), list(after), renamed, unknown)
        pieces: list[tuple[str, str]] = []
        for name in names:
            old = renamed.get(name, name)
            entry = entries.get(old)
            if entry is None:
                pieces.append((_usual_lead(entries.values(), here), self._new(name, after[name], here, entries)))
                continue
            now = after.get(name, before.get(old))
            head = entry.head if old == name else entry.head.replace(old, scalar(name), 1)
            pieces.append((entry.lead, self._owned(entry, head, before.get(old), now, here)))
        return self._joined(node, pieces, here)

    def _entries(self, node: Any) -> list[_Entry]:
        found: list[_Entry] = []
        last = node.start_mark.index + 1
        for number, (key, value) in enumerate(node.value):
            begin, end = key.start_mark.index, _end(self._text, value)
            stop = end if node.flow_style else _line_end(self._text, end)
            lead = self._text[last:begin] if number else ""
            start = max(value.start_mark.index, _end(self._text, key))
            found.append(
                _Entry(str(key.value), lead, self._text[begin:start], value, self._text[max(end, start) : stop])
            )
            last = stop
        return found

    def _new(self, name: str, value: Any, here: _Around, others: Mapping[str, _Entry]) -> str:
        """Write a key that was not there, in the manner of its neighbours."""
        key = scalar(name)
        compact = any(getattr(entry.node, "flow_style", None) for entry in others.values())
        if here.flow or _short(value) or (isinstance(value, dict) and compact and _short(value, _WIDEST * 2)):
            return f"{key}: {_line(value)}"
        return f"{key}:{_block(value, here.column + _STEP)}"

    # ---- items

    def _sequence(self, node: Any, before: Sequence[Any], after: Sequence[Any], around: _Around) -> str:
        items = self._items(node)
        here = _Around(node.start_mark.column, around.flow or bool(node.flow_style))
        inner = _Around(here.column + _STEP, here.flow)
        pieces: list[tuple[str, str]] = []
        for new, old in _paired(before, after):
            if old is None:
                dash = "" if here.flow else "- "
                pieces.append((_usual_lead(items, here), dash + _line(after[new])))
            else:
                body = self._owned(items[old], items[old].head, before[old], after[new], inner)
                pieces.append((items[old].lead, body))
        return self._joined(node, pieces, here)

    def _items(self, node: Any) -> list[_Entry]:
        found: list[_Entry] = []
        last = node.start_mark.index + (1 if node.flow_style else 0)
        for number, item in enumerate(node.value):
            start, end = item.start_mark.index, _end(self._text, item)
            begin = start if node.flow_style else self._dash(last, start, node.start_mark.column)
            stop = end if node.flow_style else _line_end(self._text, end)
            lead = self._text[last:begin] if number else ""
            found.append(_Entry("", lead, self._text[begin:start], item, self._text[end:stop]))
            last = stop
        return found

    def _dash(self, last: int, start: int, column: int) -> int:
        at = self._text.rfind("\n" + " " * column + "-", last, start)
        return last if at < 0 else at + 1 + column

    def _joined(self, node: Any, pieces: Sequence[tuple[str, str]], here: _Around) -> str:
        """Put entries together; the first has nothing before it, every other what parts it from its neighbour."""
        if node.flow_style:
            start, end = node.start_mark.index, node.end_mark.index
            first = node.value[0][0] if isinstance(node, yaml.MappingNode) else node.value[0]
            last = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
            opening = self._text[start : first.start_mark.index]
            closing = self._text[_end(self._text, last) : end]
            inside = "".join((lead or ", ") * bool(number) + own for number, (lead, own) in enumerate(pieces))
            return opening + inside + closing
        usual = "\n" + " " * here.column
        text = ""
        for number, (lead, own) in enumerate(pieces):
            if number:
                text += (lead or usual) + own
            else:
                text += lead.lstrip("\n").removeprefix(" " * here.column) + own
        return text


def same(before: Any, after: Any) -> bool:
    """Whether two values are the same, the order of keys included."""
    return before == after and json.dumps(before, ensure_ascii=False) == json.dumps(after, ensure_ascii=False)


def scalar(text: str, style: str | None = None) -> str:
    """Write one text as YAML: in the quotes it had, else bare where that is read back as it is."""
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and _is_bare(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _is_bare(text: str) -> bool:
    if not text or text != text.strip() or "\n" in text or text == "~":
        return False
    source = read("", f"a:\n  {text}: [{text}, {text}]\n")
    return not source.problems and source.data == {"a": {text: [text, text]}}


def _line(value: Any) -> str:
    """Write a value in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {_line(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_line(part) for part in value) + "]"
    return scalar(value)


def _block(value: Any, column: int) -> str:
    """Write what is too long for one line below its key."""
    indent = "\n" + " " * column
    if isinstance(value, dict):
        return "".join(
            f"{indent}{scalar(key)}: {_line(part)}"
            if _short(part)
            else f"{indent}{scalar(key)}:{_block(part, column + _STEP)}"
            for key, part in value.items()
        )
    if isinstance(value, list):
        return "".join(f"{indent}- {_line(part)}" for part in value)
    return " " + scalar(value)


def _short(value: Any, most: int = _WIDEST) -> bool:
    nested = isinstance(value, dict) and any(isinstance(part, dict) for part in value.values())
    return isinstance(value, str) or (len(_line(value)) <= most and not nested and value not in ({}, []))


def _end(text: str, node: Any) -> int:
    """Where a node's own text ends: a block collection's marks reach over all the comments that follow it.

    The comment in its last line is still its own.
    """
    if isinstance(node, yaml.ScalarNode):
        end: int = node.end_mark.index
        return len(text[:end].rstrip()) if node.style in {"|", ">"} else end
    if node.flow_style or not node.value:
        closed: int = node.end_mark.index
        return closed
    last = node.value[-1]
    return _line_end(text, _end(text, last[1] if isinstance(last, tuple) else last))


def _line_end(text: str, at: int) -> int:
    """The end of the line when nothing but a comment follows, else `at`."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    rest = text[at:end].strip()
    return end if not rest or rest.startswith("#") else at


def _usual_lead(entries: Any, here: _Around) -> str:
    """What parts a new entry from the one before it."""
    if here.flow:
        return ", "
    leads = [entry.lead for entry in entries][1:]
    apart = bool(leads) and all(lead.startswith("\n\n") for lead in leads)
    return ("\n\n" if apart else "\n") + " " * here.column


def _paired(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[int, int | None]]:
    """Say for each item of `after` which one of `before` it was: the same, a moved one, or the one it replaces."""
    old, new = [_hashable(one) for one in before], [_hashable(one) for one in after]
    pairs: dict[int, int] = {}
    replaced: list[tuple[range, range]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs.update(zip(range(c, d), range(a, b), strict=True))
        elif kind == "replace":
            replaced.append((range(a, b), range(c, d)))
    free = [at for at in range(len(old)) if at not in pairs.values()]
    for at in range(len(new)):
        moved = next((one for one in free if at not in pairs and old[one] == new[at]), None)
        if moved is not None:
            pairs[at] = moved
            free.remove(moved)
    for olds, news in replaced:
        left = [one for one in olds if one in free]
        pairs.update(zip((at for at in news if at not in pairs), left, strict=False))
    return [(at, pairs.get(at)) for at in range(len(new))]


def _renamed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Map each new name to the one it took the place of: at the same spot, with much the same below it."""
    found: dict[str, str] = {}
    for kind, a, b, c, d in SequenceMatcher(None, list(before), list(after), autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c:
            found |= {
                new: old
                for old, new in zip(list(before)[a:b], list(after)[c:d], strict=True)
                if old not in after and new not in before and _alike(before[old], after[new])
            }
    return found


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict) and one and other:
        equal = [key for key in one.keys() & other.keys() if one[key] == other[key]]
        return len(equal) * 2 >= max(len(one), len(other))
    same_value: bool = one == other
    return same_value


def _in_order(
    written: list[str], before: list[str], after: list[str], renamed: Mapping[str, str], unknown: list[str]
) -> list[str]:
    """The names in their new order: as written unless two have changed places; unknown ones after their neighbours."""
    new_name = {old: new for new, old in renamed.items()}
    kept = [new_name.get(name, name) for name in written]
    known = [name for name in kept if name in after and name not in unknown]
    came = [new_name.get(name, name) for name in before]
    moved = [name for name in came if name in known] != [name for name in after if name in known]
    order = [name for name in after if name in known] if moved else known
    for at, name in enumerate(after):
        if name not in order:
            before_it = [one for one in after[:at] if one in order]
            order.insert(order.index(before_it[-1]) + 1 if before_it else 0, name)
    for name in unknown:
        ahead = [one for one in kept[: kept.index(name)] if one in order]
        order.insert(order.index(ahead[-1]) + 1 if ahead else 0, name)
    return order


def _hashable(value: Any) -> Hashable:
    return json.dumps(value, ensure_ascii=False)
