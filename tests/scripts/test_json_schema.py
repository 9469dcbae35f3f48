"""The editor's schemas: kept current, every key explained in Chinese, no name asked for twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from scripts.conditions import CONDITIONS
from scripts.json_schema import DOCUMENTS, schema_files, schema_of
from scripts.loader import shipped_library
from scripts.model import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = shipped_library().parent / "schema"
CHINESE = re.compile("[一-鿿]")


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, part in {"": schema, **schema["definitions"]}.items():
        for key, value in part["properties"].items():
            yield f"{name}.{key}", value


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in SCHEMAS.glob("*.json")}
    assert written == dict(schema_files()), "run: duilian schema scripts/schema"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_is_explained_in_chinese(name: str) -> None:
    unexplained = [
        key for key, value in keys_of(schema_of(DOCUMENTS[name])) if not CHINESE.search(value.get("description", ""))
    ]
    assert unexplained == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_schema_speaks_english_to_the_author(name: str) -> None:
    text = dict(schema_files())[f"{name}.json"]
    assert [line for line in re.findall(r'"description": "(.*)"', text) if not CHINESE.search(line)] == []


def test_an_entry_is_not_asked_for_the_name_it_stands_under_but_a_customer_is() -> None:
    definitions = schema_of(DOCUMENTS["script"])["definitions"]
    assert "name" not in definitions["Objection"]["properties"]
    assert "name" in definitions["Customer"]["required"]


def test_the_seven_stages_and_all_conditions_are_offered() -> None:
    schema = schema_of(DOCUMENTS["script"])
    assert schema["properties"]["stages"]["required"] == list(STAGES)
    conditions = schema["definitions"]["Branch"]["properties"]["when"]["anyOf"][2]["properties"]
    assert conditions.keys() == CONDITIONS.keys()


def files() -> list[Path]:
    return sorted(file for file in shipped_library().rglob("*.yaml") if "schema=" in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_every_file_that_names_a_schema_names_one_that_is_there_and_knows_its_keys(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = re.search(r"\$schema=(\S+)", text)
    assert found is not None
    schema = (file.parent / found[1]).resolve()
    assert schema.parent == SCHEMAS
    assert yaml.safe_load(text).keys() <= schema_of(DOCUMENTS[schema.stem])["properties"].keys()
