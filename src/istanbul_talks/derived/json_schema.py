"""The JSON Schema (draft 2020-12) of a record and of a dataset document.

Every subschema names its ``type``, every pattern has a ``title`` that says it in words, and no
``$ref`` leaves the file: the schema works offline, in an editor as in a validator.
"""

from collections.abc import Iterable
from typing import Any

from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    HEADER,
    ID,
    RECORDS,
    TYPES,
    AnyShape,
    DateShape,
    Field,
    FlagShape,
    ListShape,
    NumberShape,
    RecordShape,
    ReferenceShape,
    Shape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
    structs,
    vocabularies,
    vocabulary_name,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAMESPACE = f"urn:istanbul-talks:schema:v{SCHEMA_VERSION}"

Schema = dict[str, Any]


def dataset_schema() -> Schema:
    """The schema of a dataset document, with everything it refers to."""
    header = _object(HEADER)
    return {
        "$schema": DRAFT,
        "$id": f"{NAMESPACE}:dataset",
        "title": "Dataset document",
        "description": "Records of any type, each value with its claims.",
        "type": "object",
        "properties": {
            "$schema": {
                "type": "string",
                "description": "For editors: where this schema lies. It is never fetched.",
            },
            **header["properties"],
            "records": {
                "type": "array",
                "description": "The records, of any type and in any order.",
                "items": {"$ref": "#/$defs/record"},
            },
        },
        "required": [*header["required"], "records"],
        "additionalProperties": False,
        "$defs": _definitions(),
    }


def record_schema() -> Schema:
    """The schema of one record, as it stands on a line of a JSON Lines file."""
    definitions = _definitions()
    record = definitions.pop("record")
    return {"$schema": DRAFT, "$id": f"{NAMESPACE}:record", **record, "$defs": definitions}


def _definitions() -> Schema:
    return {
        "record": _dispatch(),
        **{record.name: _record(record) for record in RECORDS.values()},
        "claim": _object(CLAIM, without="element"),
        "element_claim": _object(CLAIM),
        "dissent": _object(DISSENT, without="element"),
        "element_dissent": _object(DISSENT),
        **{_name(struct): _object(struct) for struct in structs().values()},
        "id": _plain(ID),
        "date": _plain(DateShape()),
        **{name: _plain(TermShape(terms)) for name, terms in vocabularies().items()},
    }


def _dispatch() -> Schema:
    """``if``/``then`` on the type: ``oneOf`` would make every message useless."""
    return {
        "title": "Record",
        "description": "One record; its type says which fields it has.",
        "type": "object",
        "properties": {
            "type": {"type": "string", "enum": list(TYPES), "description": "The record type."}
        },
        "required": ["type"],
        "allOf": [
            {
                "if": {
                    "type": "object",
                    "properties": {"type": {"type": "string", "const": name}},
                    "required": ["type"],
                },
                "then": {"$ref": f"#/$defs/{name}"},
            }
            for name in TYPES
        ],
    }


def _record(record: RecordShape) -> Schema:
    names = [field.name for field in record.fields]
    return {
        "title": record.name.capitalize(),
        "description": " ".join(record.doc.split()),
        "type": "object",
        "properties": {
            "type": {"type": "string", "const": record.name, "description": "The record type."},
            "id": {
                **_plain(ReferenceShape((record.name,))),
                "description": "The id of this record, unique in the dataset.",
            },
            **{field.name: _property(field) for field in record.fields},
            "provenance": {
                "type": "object",
                "description": "For every field that is given, the claims for its value.",
                "properties": {f.name: _claims(_claim(f)) for f in record.fields},
                "additionalProperties": False,
            },
            "dissents": {
                "type": "object",
                "description": "What other sources say instead, by field.",
                "properties": {f.name: _claims(_dissent(f)) for f in record.fields},
                "minProperties": 1,
                "additionalProperties": False,
            },
        },
        "required": ["type", "id", *(f.name for f in record.fields if f.required), "provenance"],
        "dependentSchemas": {
            name: {
                "type": "object",
                "properties": {"provenance": {"type": "object", "required": [name]}},
            }
            for name in names
        },
        "additionalProperties": False,
    }


def _claims(item: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": item}


def _claim(field: Field) -> Schema:
    if field.element is None:
        return {"$ref": "#/$defs/claim"}
    return {
        "$ref": "#/$defs/element_claim",
        "type": "object",
        "properties": {"element": _schema(field.element)},
    }


def _dissent(field: Field) -> Schema:
    whole = {"type": "object", "properties": {"value": _schema(field.shape)}}
    if field.element is None:
        return {"$ref": "#/$defs/dissent", **whole}
    element = _schema(field.element)
    return {
        "$ref": "#/$defs/element_dissent",
        "type": "object",
        "properties": {"element": element},
        "if": {"type": "object", "required": ["element"]},
        "then": {"type": "object", "properties": {"value": element}},
        "else": whole,
    }


def _object(struct: StructShape, *, without: str = "") -> Schema:
    fields = [field for field in struct.fields if field.name != without]
    schema: Schema = {
        "title": struct.cls.__name__,
        "description": " ".join((struct.cls.__doc__ or "").split()),
        "type": "object",
        "properties": {field.name: _property(field) for field in fields},
        "required": [field.name for field in fields if field.required],
        "additionalProperties": False,
    }
    if struct.any_of:
        schema["anyOf"] = [{"type": "object", "required": [name]} for name in struct.any_of]
    return schema


def _property(field: Field) -> Schema:
    return {**_schema(field.shape), "description": field.doc}


def _schema(shape: Shape) -> Schema:
    """The schema of a value; what is used often stands under ``$defs`` once."""
    match shape:
        case TermShape() | DateShape() | StructShape():
            return {"$ref": f"#/$defs/{_name(shape)}"}
        case ReferenceShape() if shape == ID:
            return {"$ref": "#/$defs/id"}
        case ListShape(item=item):
            return {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": _schema(item),
            }
        case _:
            return _plain(shape)


def _plain(shape: Shape) -> Schema:
    match shape:
        case TextShape():
            return {
                "type": "string",
                "title": shape.title,
                "pattern": _anchored(shape.pattern),
                "maxLength": shape.max_length,
            }
        case NumberShape():
            return {
                "type": "integer" if shape.integral else "number",
                "minimum": shape.minimum,
                "maximum": shape.maximum,
            }
        case FlagShape():
            return {"type": "boolean"}
        case TermShape(vocabulary=terms):
            return {
                "title": vocabulary_name(terms).replace("_", " "),
                "description": _definition_list(terms.__doc__ or "", terms),
                "type": "string",
                "enum": [str(term) for term in terms],
            }
        case ReferenceShape(types=types):
            return {
                "title": f"the id of {_a(types)}, {_one_of(types)}/slug",
                "type": "string",
                "pattern": _anchored(shape.pattern),
            }
        case DateShape(pattern=pattern):
            return {
                "title": "a date, time or interval in EDTF, such as 2025-06-02 or ../2025-06-30",
                "type": "string",
                "pattern": _anchored(pattern),
            }
        case SpanShape(bound=bound):
            return {
                "title": "a span, [start, end)",
                "type": "array",
                "items": _plain(bound),
                "minItems": 2,
                "maxItems": 2,
            }
        case AnyShape():
            return {}
        case _:
            raise AssertionError(shape)


def _anchored(pattern: str) -> str:
    r"""Anchor a pattern. Python's ``$`` also matches before a final newline, so forbid one."""
    return rf"^(?:{pattern})(?!\n)$"


def _name(shape: TermShape | DateShape | StructShape) -> str:
    match shape:
        case TermShape(vocabulary=terms):
            return vocabulary_name(terms)
        case DateShape():
            return "date"
        case StructShape(cls=cls):
            return cls.__name__.lower()


def _definition_list(intro: str, terms: Iterable[Any]) -> str:
    return "\n".join([intro, *(f"- {term}: {term.definition}" for term in terms)])


def _a(types: tuple[str, ...]) -> str:
    if types == TYPES:
        return "a record"
    return " or ".join(f"{'an' if name[0] in 'aeiou' else 'a'} {name}" for name in types)


def _one_of(types: tuple[str, ...]) -> str:
    return "type" if types == TYPES else "|".join(types)
