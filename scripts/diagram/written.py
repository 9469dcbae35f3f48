"""A chart as text for other tools: Mermaid (Markdown pages), DOT (Graphviz)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scripts.diagram.chart import Chart, Kind

_MERMAID_STYLES: dict[Kind, str] = {
    "anywhere": "fill:#f3f3f3,stroke:#888888",
    "won": "fill:#e3f4e3,stroke:#2e7d32",
    "follow-up": "fill:#fff6dd,stroke:#b7791f",
    "lost": "fill:#fbe4e4,stroke:#b23b3b",
}
_DOT_COLOURS: dict[Kind, str] = {
    "stage": "#e8f0fb",
    "anywhere": "#f3f3f3",
    "won": "#e3f4e3",
    "follow-up": "#fff6dd",
    "lost": "#fbe4e4",
}
_ENTITY, _ESCAPED = "#quot;", r"\""


def mermaid(chart: Chart) -> str:
    """Return a Mermaid flow chart: ASCII names, every label in quotes."""
    lines = ["flowchart TD"]
    for box in chart.boxes:
        label = _quoted((box.name, *box.notes), "<br/>", _ENTITY)
        shape = f"[{label}]" if box.kind in {"stage", "anywhere"} else f"([{label}])"
        lines.append(f"  {box.key}{shape}")
    for arrow in chart.arrows:
        label = _quoted(arrow.labels, "<br/>", _ENTITY)
        lines.append(f"  {arrow.start} -->|{label}| {arrow.end}")
    for kind, style in _MERMAID_STYLES.items():
        keys = ",".join(box.key for box in chart.boxes if box.kind == kind)
        if keys:
            lines.append(f"  classDef {kind} {style}\n  class {keys} {kind}")
    return "\n".join(lines) + "\n"


def dot(chart: Chart) -> str:
    """Return a Graphviz digraph."""
    title = _quoted((chart.title,), "", _ESCAPED)
    lines = [
        f"digraph {title} {{",
        '  graph [rankdir=TB, fontname="Noto Sans SC"]',
        '  node [shape=box, style="rounded,filled", fontname="Noto Sans SC"]',
        '  edge [fontname="Noto Sans SC", fontsize=10]',
    ]
    for box in chart.boxes:
        label = _quoted((box.name, *box.notes), r"\n", _ESCAPED)
        lines.append(f'  {box.key} [label={label}, fillcolor="{_DOT_COLOURS[box.kind]}"]')
    for arrow in chart.arrows:
        label = _quoted(arrow.labels, r"\n", _ESCAPED)
        lines.append(f"  {arrow.start} -> {arrow.end} [label={label}]")
    return "\n".join((*lines, "}")) + "\n"


def _quoted(parts: Iterable[str], between: str, quote: str) -> str:
    return '"' + between.join(part.replace("\\", "\\\\").replace('"', quote) for part in parts) + '"'
