"""What the cities say otherwise than the province, and what of it has gone stale: old base, new base, local text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.page import Line, Page, Section
from scripts.overlay import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.overlay import City, LocalFile, LocalPatch

_WIDTH = 200
"""How much of a text is shown, in characters."""


def cities_page(cities: Iterable[City]) -> Page:
    """Give each city's files, and its stale patches with all three texts."""
    sections = tuple(section for city in cities for section in _city(city))
    nobody = "还没有哪个市改过省里的脚本。开一个：duilian overlay new 市 脚本"
    return sections or (Section("", (Line(nobody, "quiet"),)),)


def cities_json(cities: Iterable[City]) -> list[dict[str, object]]:
    """Give every patch of every city for programs."""
    return [_patch_json(city, file, patch) for city in cities for file in city.files for patch in file.patches]


def three_texts(patch: LocalPatch) -> tuple[Line, ...]:
    """Give what the province said, what it says now, and what the city says."""
    ours = "（去掉）" if patch.kind == "remove" else _text(patch.now)
    rows = (("省里原来", _text(patch.was)), ("省里现在", _text(patch.current)), ("我们的", ours))
    return tuple(Line(f"{label}：{text}", "quiet", inner=True) for label, text in rows)


def _city(city: City) -> Iterator[Section]:
    lines = []
    for file in city.files:
        counts = {word: sum(one.kind == kind for one in file.patches) for kind, word in _KINDS.items()}
        said = "，".join(f"{word} {count} 处" for word, count in counts.items() if count) or "还没有改"
        lines.append(Line(f"{file.overlay.base}　{said}　{file.source.file}"))
    scripts = "、".join(city.subject.shelf.scripts) or "（没有）"
    branches = (f"另有{'、'.join(city.branches)}用这个市的。",) if city.branches else ()
    notes = (f"脚本：{scripts}", *branches)
    yield Section(city.name, (*lines, *(Line(note, "quiet") for note in notes)))
    stale = city.stale()
    if stale:
        told = [line for patch in stale for line in (Line(patch.written, "bad"), *three_texts(patch))]
        yield Section(f"{city.name}：{len(stale)} 处过期，省里后来改过", tuple(told))


_KINDS = {"change": "改", "add": "加", "remove": "去掉"}


def _patch_json(city: City, file: LocalFile, patch: LocalPatch) -> dict[str, object]:
    return {
        "city": city.name,
        "base": file.overlay.base,
        "file": file.source.file,
        "line": patch.place.line,
        "kind": patch.kind,
        "path": patch.written,
        "reason": patch.reason or file.overlay.reason,
        "stale": patch.stale,
        "was": patch.was,
        "base-now": patch.current,
        "now": patch.now,
    }


def _text(value: object) -> str:
    return "（没有）" if value is None else shown(value, _WIDTH)
