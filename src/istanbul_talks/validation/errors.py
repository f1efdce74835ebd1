"""The errors that jsonschema finds in a record, without asking it about what is beyond doubt.

Over a whole record jsonschema takes most of a millisecond, nearly all of it for nodes in which
nothing is wrong. So each node is first tried by the converter, which accepts exactly what the JSON
Schema accepts, and jsonschema is asked about those alone that the converter rejects. Importing it
costs 70 ms, so it is imported when there is something to ask.
"""

import functools
from collections.abc import Callable, Iterator, Set
from typing import TYPE_CHECKING, Any

import attrs

from istanbul_talks.derived.converter import fits, fits_claim, fits_dissent
from istanbul_talks.derived.json_schema import dataset_schema
from istanbul_talks.model.shapes import RECORDS, Field, RecordShape, ReferenceShape
from istanbul_talks.validation.repetition import unique_items

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

Json = Any
Path = tuple[str | int, ...]


def header_errors(value: Json) -> "Iterator[ValidationError]":
    """The errors in a document apart from its records."""
    return _header_validator().iter_errors(value)


def record_errors(record_type: str, value: dict[str, Json]) -> "Iterator[ValidationError]":
    """The errors in a JSON object that says it is a record of this type, which exists.

    They have the paths and keywords that they have when jsonschema looks at the whole record.
    """
    nodes = _nodes(record_type)
    if not nodes.frame_fits(value):
        yield from nodes.frame.iter_errors(value)
    for name in value.keys() & nodes.values.keys():
        node = nodes.values[name]
        if not node.fits(value[name]):
            yield from _below((name,), node.validator, value[name])
    for part in ("provenance", "dissents"):
        by_field = value.get(part)
        if isinstance(by_field, dict):
            for name in by_field.keys() & nodes.claims[part].keys():
                node = nodes.claims[part][name]
                yield from _claim_errors((part, name), node, by_field[name])


def _claim_errors(path: Path, node: "_Node", claims: Json) -> "Iterator[ValidationError]":
    if not isinstance(claims, list) or not claims:
        yield from _below(path, _list_validator(), claims)
        return
    for number, claim in enumerate(claims):
        if not node.fits(claim):
            yield from _below((*path, number), node.validator, claim)


def _below(
    path: Path, validator: "Draft202012Validator", value: Json
) -> "Iterator[ValidationError]":
    for error in validator.iter_errors(value):
        error.path.extendleft(reversed(path))
        yield error


@attrs.frozen
class _Node:
    """A part of a record: a quick answer whether it is in form, and who says why not."""

    fits: Callable[[Json], bool]
    validator: "Draft202012Validator"


@attrs.frozen
class _Nodes:
    """The parts of the records of one type.

    ``frame`` looks at the keys of the record and at those of its provenance and dissents,
    ``values`` are its fields and its id, ``claims`` the single claims and dissents, by field.
    """

    record: RecordShape
    frame: "Draft202012Validator"
    values: dict[str, _Node]
    claims: dict[str, dict[str, _Node]]

    def frame_fits(self, value: dict[str, Json]) -> bool:
        """Whether the keys are those that they must be."""
        names = self.values.keys() - {"id"}
        claimed = value.get("provenance")
        return (
            value.keys() - self.values.keys() <= {"type", "provenance", "dissents"}
            and all(f.name in value for f in self.record.fields if f.required)
            and "id" in value
            and isinstance(claimed, dict)
            and names & value.keys() <= claimed.keys() <= names
            and ("dissents" not in value or _some(value["dissents"], names))
        )


def _some(dissents: Json, names: Set[str]) -> bool:
    return isinstance(dissents, dict) and bool(dissents) and dissents.keys() <= names


@functools.cache
def _nodes(record_type: str) -> _Nodes:
    record = RECORDS[record_type]
    schema = _inlined(f"#/$defs/{record_type}")
    properties = schema["properties"]

    def claims(part: str, fit: Callable[[Field, Json], bool]) -> dict[str, _Node]:
        schemas = properties[part]["properties"]
        return {
            field.name: _Node(
                functools.partial(fit, field), _validator(schemas[field.name]["items"])
            )
            for field in record.fields
        }

    shapes = {"id": ReferenceShape((record.name,)), **{f.name: f.shape for f in record.fields}}
    return _Nodes(
        record=record,
        frame=_validator(_frame(schema)),
        values={
            name: _Node(functools.partial(fits, shape), _validator(properties[name]))
            for name, shape in shapes.items()
        },
        claims={
            "provenance": claims("provenance", fits_claim),
            "dissents": claims("dissents", fits_dissent),
        },
    )


def _frame(schema: dict[str, Json]) -> dict[str, Json]:
    """The schema of a record that looks at no value of a field and at no claim."""
    properties: dict[str, Json] = dict.fromkeys(schema["properties"], True)
    for part in ("provenance", "dissents"):
        held = schema["properties"][part]
        properties[part] = {**held, "properties": dict.fromkeys(held["properties"], True)}
    return {**schema, "properties": properties}


@functools.cache
def _list_validator() -> "Draft202012Validator":
    return _validator({"type": "array", "minItems": 1})


@functools.cache
def _header_validator() -> "Draft202012Validator":
    return _validator(dataset_schema())


def _validator(schema: Json) -> "Draft202012Validator":
    made: Draft202012Validator = _class()(schema)
    return made


@functools.cache
def _class() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    return extend(Draft202012Validator, {"uniqueItems": unique_items})  # type: ignore[no-untyped-call]


@functools.cache
def _definitions() -> dict[str, Json]:
    definitions: dict[str, Json] = dataset_schema()["$defs"]
    return definitions


@functools.cache
def _inlined(reference: str) -> Json:
    """What a reference within the schema leads to, without references: looking them up is slow."""
    return _inline(_definitions()[reference.removeprefix("#/$defs/")])


def _inline(schema: Json) -> Json:
    if isinstance(schema, list):
        return [_inline(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inlined = {key: _inline(held) for key, held in schema.items() if key != "$ref"}
    if "$ref" not in schema:
        return inlined
    target = _inlined(schema["$ref"])
    if inlined.keys() <= {"description", "title"}:
        return {**target, **inlined}
    return {**inlined, "allOf": [target]}
