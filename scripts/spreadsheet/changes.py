"""What two workbooks differ in, told in the words of their sheets, rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from scripts.spreadsheet.importing import Line, Taken

_SHORT = 40


@dataclass(frozen=True, slots=True)
class Change:
    """One row that came, went or changed: its sheet and names, and what became of it, a line each."""

    sheet: str
    document: str
    names: tuple[str, ...]
    what: tuple[str, ...]

    def __str__(self) -> str:
        head = f"「{self.sheet}」表　{' · '.join(self.names)}".rstrip("　")
        return "\n".join((head, *(f"  {line}" for line in self.what)))


def changes(before: Taken, after: Taken) -> tuple[Change, ...]:
    """Give every row that differs, sheet by sheet; rows that only changed places are told once a sheet."""
    sheets = dict.fromkeys(line.sheet for line in (*before.lines, *after.lines))
    found: list[Change] = []
    for sheet in sheets:
        old = [line for line in before.lines if line.sheet == sheet]
        new = [line for line in after.lines if line.sheet == sheet]
        if len({(one.document, one.names) for one in old}) < len(old) or _repeats(new):
            found.extend(_of_list(sheet, old, new))
        else:
            found.extend(_of_table(sheet, old, new))
    return tuple(found)


def _repeats(lines: list[Line]) -> bool:
    return len({(one.document, one.names) for one in lines}) < len(lines)


def _of_table(sheet: str, old: list[Line], new: list[Line]) -> Iterator[Change]:
    """Tell of rows that have names of their own."""
    was = {(one.document, one.names): one for one in old}
    now = {(one.document, one.names): one for one in new}
    for key, line in was.items():
        if key not in now:
            yield Change(sheet, line.document, line.names, ("去掉了",))
    for key, line in now.items():
        if key not in was:
            yield Change(sheet, line.document, line.names, ("加上了", *_said({}, line.cells)))
        elif said := tuple(_said(was[key].cells, line.cells)):
            yield Change(sheet, line.document, line.names, said)
    yield from _moved(sheet, [key for key in was if key in now], [key for key in now if key in was])


def _moved(
    sheet: str, was: list[tuple[str, tuple[str, ...]]], now: list[tuple[str, tuple[str, ...]]]
) -> Iterator[Change]:
    """Tell of rows in another order among those of the same stage, or the like; between stages it means nothing."""
    for document, around in dict.fromkeys((document, names[:-1]) for document, names in now if names):
        before = [names[-1] for one, names in was if names and (one, names[:-1]) == (document, around)]
        after = [names[-1] for one, names in now if names and (one, names[:-1]) == (document, around)]
        if before != after:
            order = " → ".join(after[:12]) + (" ……" if after[12:] else "")
            yield Change(sheet, document, around, (f"次序变成：{order}",))


def _of_list(sheet: str, old: list[Line], new: list[Line]) -> Iterator[Change]:
    """Tell of rows that are known by their order only, such as branches."""
    for names in dict.fromkeys(line.names for line in (*old, *new)):
        was = [line for line in old if line.names == names]
        now = [line for line in new if line.names == names]
        matcher = SequenceMatcher(None, [_key(one) for one in was], [_key(one) for one in now], autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                continue
            pairs = min(b - a, d - c)
            for at in range(pairs):
                said = tuple(_said(was[a + at].cells, now[c + at].cells))
                yield Change(sheet, now[c + at].document, (*names, f"第 {c + at + 1} 条"), said)
            for line, at in zip(was[a + pairs : b], range(a + pairs, b), strict=True):
                yield Change(sheet, line.document, (*names, f"原来的第 {at + 1} 条"), ("去掉了", *_shown(line.cells)))
            for line, at in zip(now[c + pairs : d], range(c + pairs, d), strict=True):
                yield Change(sheet, line.document, (*names, f"第 {at + 1} 条"), ("加上了", *_said({}, line.cells)))


def _key(line: Line) -> tuple[tuple[str, str], ...]:
    return tuple(line.cells.items())


def _shown(cells: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{title}：{_short(text)}" for title, text in cells.items() if text)


def _said(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Tell column by column what changed."""
    for title in dict.fromkeys((*before, *after)):
        was, now = before.get(title, ""), after.get(title, "")
        if was == now:
            continue
        if not was:
            yield f"{title}：{_short(now)}" if "\n" not in now else f"{title}：{_several(now.split(chr(10)))}"
        elif not now:
            yield f"{title}：{_short(was)} → 空"
        elif "\n" in was or "\n" in now:
            yield from (f"{title}：", *_of_lines(was.split("\n"), now.split("\n")))
        else:
            yield f"{title}：{_short(was)} → {_short(now)}"


def _of_lines(was: list[str], now: list[str]) -> Iterator[str]:
    gone, came = [one for one in was if one not in now], [one for one in now if one not in was]
    yield from (f"  - {_short(one)}" for one in gone)
    yield from (f"  + {_short(one)}" for one in came)
    if not gone and not came:
        yield f"  次序变成：{_several(now)}"


def _several(lines: Iterable[str]) -> str:
    return " / ".join(_short(line, 20) for line in lines)


def _short(text: str, most: int = _SHORT) -> str:
    line = text.replace("\n", " / ")
    return line if len(line) <= most else f"{line[: most - 1]}…"
