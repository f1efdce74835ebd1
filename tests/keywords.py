"""Every keyword of the JSON Schema of a record, broken wherever it stands."""

import copy
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from fitting import Json
from istanbul_talks.derived.json_schema import record_schema
from istanbul_talks.model.shapes import TYPES

SCHEMA = record_schema()

ASSERTING = {
    "additionalProperties",
    "anyOf",
    "const",
    "dependentSchemas",
    "enum",
    "else",
    "if",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minProperties",
    "minimum",
    "pattern",
    "required",
    "then",
    "type",
    "uniqueItems",
}
NOT_ASSERTING = {"$defs", "$id", "$ref", "$schema", "allOf", "description", "items", "properties"}
NOT_ASSERTING |= {"title"}

ODD = {
    "string": [None, 41, True, [], {}],
    "integer": [None, "41", True, 1.5, [1]],
    "number": [None, "41", False, {}],
    "boolean": [None, "true", 1, 0],
    "array": [None, "x", {}, 41],
    "object": [None, "x", [], 41],
}
"""By the JSON type that is wanted, values of others."""

LONG = "https://example.org/"
"""What may stand before a text without making it one of the wrong form, if it is a web address."""


def _resolved(schema: Json) -> list[Json]:
    """A schema without its references, and what those lead to."""
    if "$ref" not in schema:
        return [schema]
    name = schema["$ref"].removeprefix("#/$defs/")
    return [schema, *_resolved(SCHEMA["$defs"][name])]


Tried = Counter[tuple[int, str]]


def broken(schema: Json, value: Any, tried: Tried) -> Iterator[tuple[str, Any]]:
    """Values that differ from a valid one by breaking one keyword, with the keyword.

    No keyword is broken more than a few times in the same place of the schema.
    """
    for part in _resolved(schema):
        for keyword in part.keys() & _BREAK.keys():
            tried[id(part), keyword] += 1
            if tried[id(part), keyword] <= 2:
                for odd in _BREAK[keyword](part, value):
                    yield keyword, odd
        if isinstance(value, dict):
            for name in part.get("properties", {}).keys() & value.keys():
                for keyword, odd in broken(part["properties"][name], value[name], tried):
                    yield keyword, {**value, name: odd}
        if isinstance(value, list) and "items" in part:
            for index, item in enumerate(value):
                for keyword, odd in broken(part["items"], item, tried):
                    yield keyword, [*value[:index], odd, *value[index + 1 :]]


def _longer(part: Json, value: str) -> list[str]:
    most = part["maxLength"]
    return [
        value + "x" * (most + 1 - len(value)),
        (LONG + "x" * most)[: most + 1],
        value + "-ab1" * most,
    ]


def _out_of_form(part: Json, value: str) -> list[str]:
    ends = ["\n", " ", "\t", "\x00", "\x7f", "\x85", "\u2028", "é", "!", "/x", "-", "--x", "~~"]
    return ["", *(value + end for end in ends), *(end + value for end in ends)]


def _without(names: list[str], value: Json) -> Json:
    return {name: held for name, held in value.items() if name not in names}


def _without_claims(part: Json, value: Json) -> Iterator[Json]:
    for name in part["dependentSchemas"].keys() & value.keys():
        yield {**value, "provenance": _without([name], value["provenance"])}


def _as_if(part: Json, value: Json) -> Iterator[Json]:
    """A dissent whose value is a whole list, though it names an element, or the other way round."""
    if "element" in value:
        yield {**value, "value": [value["value"]]}
    else:
        yield {**value, "value": value["value"][0]}


_BREAK: dict[str, Callable[[Json, Any], Any]] = {
    "type": lambda part, value: ODD[part["type"]],
    "enum": lambda part, value: [f"{value}x", value.upper(), "", " "],
    "const": lambda part, value: [kind for kind in TYPES if kind != value],
    "pattern": _out_of_form,
    "minimum": lambda part, value: [part["minimum"] - 1, -1e300],
    "maximum": lambda part, value: [part["maximum"] + 1, 1e300, 10**400],
    "maxLength": _longer,
    "minItems": lambda part, value: [value[: part["minItems"] - 1]],
    "maxItems": lambda part, value: [[*value, *value][: part["maxItems"] + 1]],
    "minProperties": lambda part, value: [{}],
    "uniqueItems": lambda part, value: [[*value, copy.deepcopy(value[0])]],
    "required": lambda part, value: [_without([name], value) for name in part["required"]],
    "additionalProperties": lambda part, value: [
        {**value, name: held} for name in ("colour", "", "types", "Id") for held in ("x", None)
    ],
    "anyOf": lambda part, value: [_without(["low", "best", "high"], value)],
    "dependentSchemas": _without_claims,
    "if": _as_if,
}


def keywords(schema: Json) -> Iterator[str]:
    """The keywords of a schema and of all within it."""
    yield from schema
    for key in ("properties", "$defs", "dependentSchemas"):
        for inner in schema.get(key, {}).values():
            yield from keywords(inner)
    for key in ("allOf", "anyOf"):
        for inner in schema.get(key, []):
            yield from keywords(inner)
    for key in schema.keys() & {"items", "if", "then", "else"}:
        yield from keywords(schema[key])
