"""The committed files agree with the model, and the schema is one that any tool can use."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tools"))

from derive import COMMAND, derived  # noqa: E402

DERIVED = derived()
SCHEMAS = sorted((TOP / "schema" / "v1").glob("*.json"))


@pytest.mark.parametrize("path", DERIVED, ids=lambda path: str(path.name))
def test_derived_files_are_up_to_date(path: Path) -> None:
    assert path.is_file(), f"run: {COMMAND}"
    assert path.read_text("utf-8") == DERIVED[path], f"run: {COMMAND}"


def _subschemas(schema: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every subschema: values under keywords that hold schemas, by name or in lists."""
    yield pointer, schema
    for key in ("properties", "$defs", "dependentSchemas"):
        for name, inner in schema.get(key, {}).items():
            yield from _subschemas(inner, f"{pointer}/{key}/{name}")
    for key in ("allOf", "anyOf"):
        for index, inner in enumerate(schema.get(key, [])):
            yield from _subschemas(inner, f"{pointer}/{key}/{index}")
    for key in ("items", "if", "then", "else"):
        if key in schema:
            yield from _subschemas(schema[key], f"{pointer}/{key}")


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: str(path.name))
def test_a_schema_is_sound_and_self_contained(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith("urn:")
    for pointer, inner in _subschemas(schema):
        if "$ref" in inner:
            assert inner["$ref"].startswith("#/$defs/"), pointer
            assert inner["$ref"].removeprefix("#/$defs/") in schema["$defs"], pointer
        elif not pointer.endswith("/value"):
            assert "type" in inner or "if" in inner, pointer
        if "pattern" in inner:
            assert inner.get("title"), f"{pointer}: findings print the title, not the pattern"


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: str(path.name))
def test_every_property_is_described_for_editors(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    for name, definition in schema["$defs"].items():
        described = definition.get("properties", {"": definition})
        if name == "record" or definition.get("type") == "object":
            for field, inner in described.items():
                assert inner.get("description"), f"{name}.{field}"
