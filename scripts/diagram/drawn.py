"""A chart as an SVG picture: stages down the left, what leads out of each beside it, endings down the right.

The layout is ours, since every script has the same shape: seven stages in a row. Each ending has a line of its own
that runs down the page; whatever leads to it joins it with a dot. Widths are counted, not measured: a Chinese character
is as wide as the letters are high.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.diagram.chart import Arrow, Box, Chart, Kind

FONTS = "Noto Sans SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
"""Every system has one of these; a renderer without fonts is handed the first."""

_COLOURS: dict[Kind, tuple[str, str]] = {
    "stage": ("#e8f0fb", "#4a74b4"),
    "anywhere": ("#f3f3f3", "#888888"),
    "won": ("#e3f4e3", "#2e7d32"),
    "follow-up": ("#fff6dd", "#b7791f"),
    "lost": ("#fbe4e4", "#b23b3b"),
}
_INK, _QUIET, _LINE = "#222222", "#666666", "#5b6470"
_NAME, _TEXT, _LABEL = 17, 13, 12
_LEAD = 1.5
_MARGIN, _TITLE = 28, 64
_BOX, _PAD = 260, 12
_LABELS = 250
_LANE, _ENDING = 26, 170
_NEVER_FIRST = "，。、；：！？）」”"
_SIDE = 150
"""The width kept on the left for arrows that go back or pass over stages, where there are any."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box with its place on the page, in pixels."""

    box: Box
    left: float
    top: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


def svg(chart: Chart) -> str:
    """Return the picture as SVG text."""
    return _Drawing(chart).text()


class _Drawing:
    """One picture in the making; `parts` are its elements in the order they are painted."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.parts: list[str] = []
        self.order = {box.key: number for number, box in enumerate(chart.starts)}
        self.ends = {box.key for box in chart.endings}
        self.next = {key: self._key_after(key) for key in self.order}
        self.aside = [
            arrow for arrow in chart.arrows if arrow.end in self.order and arrow.end != self.next[arrow.start]
        ]
        self.left = _MARGIN + (_SIDE if self.aside else 0)
        self.placed = self._placed()

    def text(self) -> str:
        """Draw everything."""
        self._lanes()
        self._down()
        self._around()
        for placed in self.placed.values():
            self._box(placed)
        width = max(one.left + _width_of(one.box, self.ends) for one in self.placed.values()) + _MARGIN
        height = max(one.bottom for one in self.placed.values()) + _MARGIN
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
            f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FONTS}">'
        )
        tip = (
            '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
            f'orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="{_LINE}"/></marker></defs>'
        )
        paper = f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>'
        title = _text(self.left, _MARGIN + 16, self.chart.title, _NAME + 4, _INK, bold=True)
        return "\n".join((head, tip, paper, title, *self.parts, "</svg>")) + "\n"

    # -- places ---------------------------------------------------------------------------------------------------

    def _key_after(self, key: str) -> str:
        keys = list(self.order)
        place = keys.index(key) + 1
        return keys[place] if place < len(keys) and self.chart.starts[place].kind == "stage" else ""

    def _placed(self) -> dict[str, _Placed]:
        placed: dict[str, _Placed] = {}
        top = float(_TITLE)
        for box in self.chart.starts:
            lines = (*_wrapped(box.about, _BOX - 2 * _PAD, _TEXT), *_bullets(box.notes))
            height = max(_tall(len(lines)), sum(_row(arrow) for arrow in self._leaving(box.key)) + _PAD)
            placed[box.key] = _Placed(box, self.left, top, height, lines)
            down = self._straight(box.key)
            top += height + (len(_labels(down, _LABELS)) * _LABEL * _LEAD + 2 * _PAD if down else _PAD) + _PAD
        left = self.left + _BOX + _LABELS + _LANE * (len(self.ends) + 1)
        ending_top = float(_TITLE)
        for box in self.chart.endings:
            lines = tuple(_wrapped(box.about, _ENDING - 2 * _PAD, _LABEL))
            placed[box.key] = _Placed(box, left, ending_top, _tall(len(lines)), lines)
            ending_top += max(_tall(len(lines)) + 3 * _PAD, (top - _TITLE) / max(1, len(self.ends)))
        return placed

    def _leaving(self, key: str) -> Iterator[Arrow]:
        return (arrow for arrow in self.chart.arrows if arrow.start == key and arrow.end in self.ends)

    def _straight(self, key: str) -> Arrow | None:
        after = self.next[key]
        return next((one for one in self.chart.arrows if after and one.start == key and one.end == after), None)

    # -- arrows ---------------------------------------------------------------------------------------------------

    def _lanes(self) -> None:
        """Draw what leads to endings: a row beside its stage, and the ending's own line down the page."""
        joins: dict[str, list[float]] = {box.key: [] for box in self.chart.endings}
        lanes = {box.key: self.left + _BOX + _LABELS + _LANE * number for number, box in enumerate(self.chart.endings)}
        for box in self.chart.starts:
            at = self.placed[box.key]
            row = at.top + _PAD
            for arrow in self._leaving(box.key):
                lines = _labels(arrow, _LABELS - 2 * _PAD)
                for number, line in enumerate(lines):
                    self.parts.append(
                        _text(at.left + _BOX + _PAD, row + _LABEL * (1 + number * _LEAD), line, _LABEL, _QUIET)
                    )
                row += _row(arrow)
                height = row - _LABEL * 0.6
                self._line([(at.left + _BOX, height), (lanes[arrow.end], height)])
                self._dot(lanes[arrow.end], height)
                joins[arrow.end].append(height)
        for key, heights in joins.items():
            end = self.placed[key]
            if heights:
                self._line([(lanes[key], min(*heights, end.middle)), (lanes[key], max(*heights, end.middle))])
                self._line([(lanes[key], end.middle), (end.left, end.middle)], tip=True)

    def _down(self) -> None:
        """Draw the arrows from each stage to the next."""
        for key, at in self.placed.items():
            arrow = self._straight(key) if key in self.order else None
            if arrow is None:
                continue
            below = self.placed[arrow.end]
            x = at.left + _BOX / 2
            self._line([(x, at.bottom), (x, below.top)], tip=True)
            for number, line in enumerate(_labels(arrow, _LABELS)):
                self.parts.append(
                    _text(x + _PAD, at.bottom + _PAD + _LABEL * (1 + number * _LEAD), line, _LABEL, _QUIET)
                )

    def _around(self) -> None:
        """Draw the arrows that go back or pass over stages, each in a lane of its own on the left."""
        for number, arrow in enumerate(self.aside):
            start, end = self.placed[arrow.start], self.placed[arrow.end]
            x = self.left - _PAD * (2 + number)
            out, into = start.middle + number * 4, end.middle - number * 4 - _PAD
            self._line([(start.left, out), (x, out), (x, into), (end.left, into)], tip=True)
            for place, line in enumerate(_labels(arrow, _SIDE - 2 * _PAD)):
                y = out + _LABEL * (1.4 + place * _LEAD)
                self.parts.append(_text(_MARGIN, y, line, _LABEL - 1, _QUIET))

    # -- elements -------------------------------------------------------------------------------------------------

    def _box(self, at: _Placed) -> None:
        fill, edge = _COLOURS[at.box.kind]
        width = _width_of(at.box, self.ends)
        self.parts.append(
            f'<rect x="{at.left:.1f}" y="{at.top:.1f}" width="{width}" height="{at.height:.1f}" rx="8" '
            f'fill="{fill}" stroke="{edge}"/>'
        )
        self.parts.append(_text(at.left + _PAD, at.top + _PAD + _NAME * 0.9, at.box.name, _NAME, _INK, bold=True))
        size = _LABEL if at.box.key in self.ends else _TEXT
        for number, line in enumerate(at.lines):
            y = at.top + _PAD + _NAME * 1.4 + size * (1 + number * _LEAD)
            self.parts.append(_text(at.left + _PAD, y, line, size, _QUIET))

    def _line(self, points: list[tuple[float, float]], *, tip: bool = False) -> None:
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        end = ' marker-end="url(#tip)"' if tip else ""
        self.parts.append(f'<path d="M{path}" fill="none" stroke="{_LINE}"{end}/>')

    def _dot(self, x: float, y: float) -> None:
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_LINE}"/>')


def _width_of(box: Box, ends: set[str]) -> int:
    return _ENDING if box.key in ends else _BOX


def _tall(lines: int) -> float:
    return 2 * _PAD + _NAME * 1.4 + lines * _TEXT * _LEAD


def _row(arrow: Arrow) -> float:
    """The height of what stands beside a stage for one arrow: its labels over its line."""
    return len(_labels(arrow, _LABELS - 2 * _PAD)) * _LABEL * _LEAD + _PAD


def _labels(arrow: Arrow | None, width: float) -> list[str]:
    if arrow is None:
        return []
    several = len(arrow.labels) > 1
    return [line for label in arrow.labels for line in _wrapped(f"· {label}" if several else label, width, _LABEL)]


def _bullets(notes: Iterable[str]) -> list[str]:
    return [line for note in notes for line in _wrapped(f"· {note}", _BOX - 2 * _PAD, _TEXT)]


def _wrapped(text: str, width: float, size: int) -> list[str]:
    """Break a text into lines no wider than `width`, anywhere but before a closing mark: Chinese has no blanks."""
    lines, line, used = [], "", 0.0
    for char in text:
        wide = size * (1.0 if east_asian_width(char) in "WFA" else 0.56)
        if line and used + wide > width and char not in _NEVER_FIRST:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += wide
    return [*lines, line] if line else lines


def _text(x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}"{weight}>{escape(text)}</text>'
