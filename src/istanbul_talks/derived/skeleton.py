"""Skeletons of records and documents: the form is right, the content is still to be filled in.

Each field has a value of its own form and a claim whose note says what belongs there. What is to
be replaced says so: ``TODO`` in texts and notes, ``todo`` in ids.
"""

from collections.abc import Iterable
from typing import Any

from istanbul_talks.derived.codebook import form
from istanbul_talks.model.shapes import (
    CLAIM,
    HEADER,
    RECORDS,
    AnyShape,
    DateShape,
    Field,
    FlagShape,
    ListShape,
    NumberShape,
    ReferenceShape,
    Shape,
    SpanShape,
    StructShape,
    TermShape,
    TextShape,
    vocabulary_name,
)
from istanbul_talks.model.vocabulary import Basis

MARK = "TODO"

Json = Any

_ROOM = next(
    field.shape.max_length
    for field in CLAIM.fields
    if field.name == "note" and isinstance(field.shape, TextShape)
)
"""How long a note may be."""


def skeleton_document(types: Iterable[str], schema: str, *, optional: bool) -> dict[str, Json]:
    """A dataset document with a record of each type; ``schema`` is where editors find the schema.

    Required fields only, unless the ``optional`` ones are wanted, too.
    """
    return {
        "$schema": schema,
        **_struct(HEADER, optional=optional),
        "records": [skeleton_record(name, optional=optional) for name in types],
    }


def skeleton_record(name: str, *, optional: bool) -> dict[str, Json]:
    """A record of a type with a claim for each of its fields."""
    record = RECORDS[name]
    fields = [field for field in record.fields if field.required or optional]
    values = {field.name: _value(field, optional=optional) for field in fields}
    return {
        "type": name,
        "id": f"{name}/{MARK.lower()}",
        **values,
        "provenance": {field.name: [_claim(field, values[field.name])] for field in fields},
    }


def _claim(field: Field, value: Json) -> dict[str, Json]:
    claim = {
        "source": f"source/{MARK.lower()}",
        "wording": f"{MARK} a few words of the source",
        "basis": str(Basis.CODED if _is_coded(field.shape) else Basis.STATED),
        "note": _note(field),
    }
    return claim if field.element is None else {**claim, "element": value[0]}


def _value(field: Field, *, optional: bool) -> Json:
    return _of(field.shape, field, optional=optional)


def _of(shape: Shape, field: Field, *, optional: bool) -> Json:
    """A value of a shape; what it says is taken from the field it stands for."""
    match shape:
        case TextShape(example=None, max_length=length):
            return f"{MARK} {field.doc}"[:length]
        case TextShape(example=example):
            return example
        case NumberShape(minimum=low, maximum=high):
            return max(low, min(0, high))
        case FlagShape():
            return False
        case TermShape(vocabulary=terms):
            return str(next(iter(terms)))
        case ReferenceShape(types=types):
            return f"{types[0]}/{MARK.lower()}-{field.name.replace('_', '-')}"
        case DateShape():
            return "2000-12-31"
        case SpanShape(bound=bound):
            return [bound.minimum, bound.minimum + 1]
        case ListShape(item=item):
            return [_of(item, field, optional=optional)]
        case StructShape():
            return _struct(shape, optional=optional)
        case AnyShape():
            raise AssertionError("only dissents hold a value of any shape")


def _struct(struct: StructShape, *, optional: bool) -> dict[str, Json]:
    """A value object; of fields of which one is needed, all are given to choose from."""
    return {
        field.name: _value(field, optional=optional)
        for field in struct.fields
        if field.required or optional or field.name in struct.any_of
    }


def _note(field: Field) -> str:
    """What belongs into a field: the terms to choose from if there is room, or its form."""
    shape = field.shape.item if isinstance(field.shape, ListShape) else field.shape
    match shape:
        case TermShape(vocabulary=terms):
            note = f"{MARK} {field.doc} One of: {', '.join(terms)}"
            other = f"{MARK} {field.doc} See: istanbul-talks ref {vocabulary_name(terms)}"
            return note if len(note) <= _ROOM else other
        case StructShape():
            return f"{MARK} {field.doc} See: istanbul-talks ref {form(shape)}"
        case _:
            return f"{MARK} {field.doc} Holds: {form(field.shape)}"


def _is_coded(shape: Shape) -> bool:
    return isinstance(shape.item if isinstance(shape, ListShape) else shape, TermShape)
