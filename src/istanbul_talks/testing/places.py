"""Every place of a record's JSON value where something of a known shape stands."""

from collections.abc import Iterator
from typing import Any

import attrs

from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    RECORDS,
    Field,
    ListShape,
    ReferenceShape,
    Shape,
    StructShape,
)

Json = Any


@attrs.frozen
class Place:
    """What holds a value, the key or number that it has there, and its shape.

    ``required`` says that the key must not go.
    """

    holder: Json
    key: str | int
    shape: Shape
    required: bool = False

    @property
    def value(self) -> Json:
        """What stands there."""
        return self.holder[self.key]


def places(record: Json) -> Iterator[Place]:
    """The places of a well-formed record: id, fields, and all within them and their claims."""
    shape = RECORDS[record["type"]]
    yield Place(record, "id", ReferenceShape((shape.name,)), required=True)
    for field in shape.fields:
        if field.name in record:
            yield from _within(Place(record, field.name, field.shape, field.required))
        for claim in record["provenance"].get(field.name, ()):
            yield from _of_claim(claim, CLAIM, field)
        for dissent in record.get("dissents", {}).get(field.name, ()):
            yield from _of_claim(dissent, DISSENT, field)


def containers(record: Json) -> Iterator[Json]:
    """The objects whose keys are given by the model: the record, claims and value objects."""
    yield record
    for name in ("provenance", "dissents"):
        if name in record:
            yield record[name]
            yield from (claim for claims in record[name].values() for claim in claims)
    for place in places(record):
        if isinstance(place.shape, StructShape):
            yield place.value


def claim_lists(record: Json) -> Iterator[Place]:
    """The lists of claims and dissents."""
    for part, shape in (("provenance", CLAIM), ("dissents", DISSENT)):
        for name in record.get(part, {}):
            yield Place(record[part], name, ListShape(shape))


def _of_claim(claim: Json, struct: StructShape, field: Field) -> Iterator[Place]:
    for part in struct.fields:
        if part.name not in claim:
            continue
        shape = part.shape
        if part.name == "element" and field.element is not None:
            shape = field.element
        elif part.name == "value":
            shape = (field.element if "element" in claim else None) or field.shape
        yield from _within(Place(claim, part.name, shape, part.required))


def _within(place: Place) -> Iterator[Place]:
    """The place itself and those within what stands there."""
    yield place
    match place.shape:
        case ListShape(item=item):
            for number in range(len(place.value)):
                yield from _within(Place(place.value, number, item))
        case StructShape(fields=fields):
            for field in fields:
                if field.name in place.value:
                    yield from _within(Place(place.value, field.name, field.shape, field.required))
