"""Pictures with Chinese on any machine: SVG rendered with a font that comes along."""

from __future__ import annotations

from pylopdf_fonts_zh_cn import sans_path
from resvg_py import svg_to_bytes

FONT = "Noto Sans SC"


def png(svg: str, zoom: float = 2) -> bytes:
    """Render SVG text; `zoom` 2 is sharp on a phone and on paper."""
    rendered = svg_to_bytes(
        svg_string=svg,
        zoom=zoom,
        skip_system_fonts=True,
        font_files=[str(sans_path())],
        font_family=FONT,
        sans_serif_family=FONT,
    )
    return bytes(rendered)
