"""`duilian graph`: a script as a flow chart, as text for other tools or as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.arguments import USAGE_ERROR, complain, one_of
from bot.terminal.configuration import settings_or_leave
from bot.terminal.library import catalogue_of, warn_of_broken_files
from bot.terminal.naming import script_or_complaint
from bot.terminal.writing import write_file
from bot.views.picture import png
from scripts.diagram import chart_of, dot, mermaid, svg

if TYPE_CHECKING:
    import argparse

    from bot.terminal.arguments import CommandParser
    from scripts.diagram import Chart

FORMATS = {"mermaid": "Mermaid 文字", "dot": "Graphviz 文字", "svg": "矢量图", "png": "图片"}
SUFFIXES = {".mmd": "mermaid", ".dot": "dot", ".gv": "dot", ".svg": "svg", ".png": "png"}


def add_arguments(parser: CommandParser) -> None:
    """Describe the command line."""
    parser.about_arguments.add_argument("script", metavar="脚本", help="如 广告公司")
    add = parser.options.add_argument
    add("--format", metavar="格式", type=one_of(FORMATS), help="mermaid（默认）、dot、svg、png；不写就看文件名")
    add("--output", metavar="文件", type=Path, help="写进文件；不写就显示出来（png 必须写文件）")


def run(arguments: argparse.Namespace) -> int:
    """Draw; 2 when it was wrongly asked for, 1 when the file can't be written."""
    output: Path | None = arguments.output
    kind = arguments.format or SUFFIXES.get(output.suffix.lower() if output else ".mmd", "")
    if not kind:
        complain("看文件名不知道要哪种格式。", f"加上 --format，或者文件名以 {'、'.join(SUFFIXES)} 结尾。")
        return USAGE_ERROR
    if kind == "png" and output is None:
        complain("图片要写进文件：--output 文件.png")
        return USAGE_ERROR
    catalogue = catalogue_of(settings_or_leave())
    warn_of_broken_files(catalogue, complain)
    ready = script_or_complaint(catalogue, arguments.script)
    if isinstance(ready, str):
        complain(ready)
        return USAGE_ERROR
    drawn = _drawn(chart_of(ready.script), kind)
    if output is None:
        sys.stdout.write(drawn.decode())
        return 0
    return write_file(output, drawn)


def _drawn(chart: Chart, kind: str) -> bytes:
    if kind == "png":
        return png(svg(chart))
    return {"mermaid": mermaid, "dot": dot, "svg": svg}[kind](chart).encode()
