"""The editor's schemas of scenarios and their stories: kept current, every key explained in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scenarios.documents.meanings import MEANINGS
from scenarios.json_schema import DOCUMENTS, schema, schema_files
from scenarios.loader import scenario_files, shipped_scenarios
from scenarios.panel.conditions import CONDITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = shipped_scenarios().parent / "schema"
CHINESE = re.compile("[一-鿿]")


def keys_of(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    whole = schema(name)
    for part, one in {DOCUMENTS[name].__name__: whole, **whole["definitions"]}.items():
        for key, value in one["properties"].items():
            yield f"{part}.{key}", value


def test_the_schemas_in_the_package_are_those_of_the_models() -> None:
    for name, text in schema_files():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, "run: duilian schema scenarios/schema"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_is_explained_in_chinese(name: str) -> None:
    assert [key for key, value in keys_of(name) if not CHINESE.search(value.get("description", ""))] == []


def test_nothing_is_explained_that_cannot_be_written() -> None:
    known = {key for name in DOCUMENTS for key, _ in keys_of(name)}
    assert {f"{model}.{key}" for model, keys in MEANINGS.items() for key in keys} - known == set()


def test_an_interrupt_offers_the_conditions_of_a_meeting_and_no_others() -> None:
    when = schema("panel")["definitions"]["Interrupt"]["properties"]["when"]
    assert when["properties"].keys() == CONDITIONS.keys()


def test_a_person_is_not_asked_for_the_name_he_stands_under() -> None:
    assert "name" not in schema("panel")["definitions"]["Person"]["properties"]


@pytest.mark.parametrize("file", scenario_files(shipped_scenarios()), ids=lambda file: file.name)
def test_every_shipped_file_names_its_schema_which_knows_its_keys(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = re.search(r"\$schema=(\S+)", text.splitlines()[0])
    assert found is not None
    named = (file.parent / found[1]).resolve()
    assert named.parent == SCHEMAS.resolve()
    assert yaml.safe_load(text).keys() <= schema(named.stem)["properties"].keys()
