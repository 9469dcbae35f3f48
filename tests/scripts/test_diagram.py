"""Flow charts: everything the script says is there, and no tool trips over Chinese names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from scripts.diagram import chart_of, dot, mermaid, svg
from scripts.loader import load_shipped

if TYPE_CHECKING:
    from scripts.diagram import Chart
    from scripts.model import Script

SHIPPED = [script for shelf in load_shipped().library.shelves.values() for script in shelf.scripts.values()]


@pytest.fixture(params=SHIPPED, ids=[script.script for script in SHIPPED])
def script(request: pytest.FixtureRequest) -> Script:
    found: Script = request.param
    return found


@pytest.fixture
def chart(script: Script) -> Chart:
    return chart_of(script)


def test_every_stage_and_ending_has_a_box(script: Script, chart: Chart) -> None:
    assert {box.name for box in chart.boxes} >= {*script.stages, *script.endings}


def test_every_branch_that_leads_elsewhere_is_on_an_arrow(script: Script, chart: Chart) -> None:
    leading = [
        branch
        for branches in (script.always, *(stage.next for stage in script.stages.values()))
        for branch in branches
        if branch.target in {*script.stages, *script.endings}
    ]
    assert sum(len(arrow.labels) for arrow in chart.arrows) == len(leading)


def test_mermaid_names_are_ascii_and_labels_are_quoted(chart: Chart) -> None:
    for line in mermaid(chart).splitlines():
        outside = re.sub(r'"[^"]*"', "", line)
        assert outside.isascii(), line


def test_a_quote_in_a_name_does_not_end_a_label(script: Script) -> None:
    stage = script.stages["开场白"].model_copy(update={"name": '他说"好"'})
    changed = script.model_copy(update={"stages": {**script.stages, "开场白": stage}})
    stages = {('他说"好"' if name == "开场白" else name): one for name, one in changed.stages.items()}
    chart = chart_of(changed.model_copy(update={"stages": stages}))
    assert '["他说#quot;好#quot;' in mermaid(chart)
    assert r'"他说\"好\"' in dot(chart)


def test_dot_is_one_digraph_with_every_arrow(chart: Chart) -> None:
    text = dot(chart)
    assert text.startswith('digraph "')
    assert text.count(" -> ") == len(chart.arrows)
    assert text.count("{") == text.count("}")


def test_the_picture_is_well_formed_and_shows_every_name_within_its_page(chart: Chart) -> None:
    root = ET.fromstring(svg(chart))  # noqa: S314 - our own picture
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    shown = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {box.name for box in chart.boxes} <= set(shown)
    for rect in root.iter("{http://www.w3.org/2000/svg}rect"):
        x, y = float(rect.attrib.get("x", 0)), float(rect.attrib.get("y", 0))
        assert x + float(rect.attrib["width"]) <= width
        assert y + float(rect.attrib["height"]) <= height


def test_boxes_do_not_lie_on_each_other(chart: Chart) -> None:
    root = ET.fromstring(svg(chart))  # noqa: S314 - our own picture
    boxes = [
        tuple(float(rect.attrib[key]) for key in ("x", "y", "width", "height"))
        for rect in root.iter("{http://www.w3.org/2000/svg}rect")
        if "x" in rect.attrib
    ]
    for number, (x, y, wide, high) in enumerate(boxes):
        for other_x, other_y, other_wide, other_high in boxes[number + 1 :]:
            apart = x + wide <= other_x or other_x + other_wide <= x
            assert apart or y + high <= other_y or other_y + other_high <= y


def test_an_arrow_back_is_drawn_beside_the_stages(script: Script) -> None:
    opening = script.stages["探询需求"]
    back = opening.next[0].model_copy(update={"to": "开场白"})
    changed = opening.model_copy(update={"next": (back, *opening.next)})
    chart = chart_of(script.model_copy(update={"stages": {**script.stages, "探询需求": changed}}))
    assert ("stage2", "stage1") in {(arrow.start, arrow.end) for arrow in chart.arrows}
    assert svg(chart).count("<path") > svg(chart_of(script)).count("<path")
