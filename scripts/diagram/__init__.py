"""A script as a flow chart: what is drawn (`chart`), and how, as Mermaid, DOT and SVG text."""

from scripts.diagram.chart import Arrow, Box, Chart, chart_of
from scripts.diagram.drawn import svg
from scripts.diagram.written import dot, mermaid

__all__ = ["Arrow", "Box", "Chart", "chart_of", "dot", "mermaid", "svg"]
