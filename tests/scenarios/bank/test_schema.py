"""The editor's schemas of questions and cases: kept current, every key explained, every file naming one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from scenarios.bank.folders import shipped_bank
from scenarios.bank.json_schema import DOCUMENTS, schema_files, schema_of
from scenarios.bank.meanings import MEANINGS

SCHEMAS = shipped_bank().parent / "schema"
FILES = sorted(file for part in ("items", "cases") for file in shipped_bank().glob(f"*/{part}/*.yaml"))


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    for name, text in schema_files():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, f"run duilian schema and copy {name} here"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_is_explained_in_chinese(name: str) -> None:
    schema = schema_of(DOCUMENTS[name], MEANINGS)
    for part in (schema, *schema["definitions"].values()):
        for key, value in part["properties"].items():
            assert re.search("[一-鿿]", value.get("description", "")), key


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_names_its_schema_and_uses_its_keys(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = re.search(r"\$schema=(\S+)", text)
    assert found is not None
    schema = (file.parent / found[1]).resolve()
    assert schema.parent == SCHEMAS
    assert yaml.safe_load(text).keys() <= schema_of(DOCUMENTS[schema.stem], MEANINGS)["properties"].keys()
