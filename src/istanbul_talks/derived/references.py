"""The references of a record: which other records it points to, and from where."""

import functools
from collections.abc import Iterator
from typing import Any

import attrs

from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import CLAIM, DISSENT, RECORDS, ListShape, ReferenceShape, Shape
from istanbul_talks.model.values import Id


@attrs.frozen
class Reference:
    """One place in a record that names another record.

    ``pointer`` is a JSON Pointer within the record. ``role`` is None where the field itself holds
    the id, and else the part of a claim that does: source, claimant, via or value.
    """

    record: Id
    field: str
    pointer: str
    target: Id
    role: str | None = None


def references(record: Record) -> Iterator[Reference]:
    """All references of a record: those of its fields, then those of its claims."""
    for name in _reference_fields(record.type):
        for pointer, target in _ids(getattr(record, name), f"/{name}"):
            yield Reference(record.id, name, pointer, target)
    for pointer, name, claim in record.claims():
        yield from _of_claim(record.id, name, pointer, claim)


def _of_claim(record: Id, field: str, pointer: str, claim: Claim) -> Iterator[Reference]:
    for role in _CLAIM_ROLES:
        for place, target in _ids(getattr(claim, role, None), f"{pointer}/{role}"):
            yield Reference(record, field, place, target, role)


def _ids(value: Any, pointer: str) -> Iterator[tuple[str, Id]]:
    if isinstance(value, Id):
        yield pointer, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            if isinstance(item, Id):
                yield f"{pointer}/{index}", item


@functools.cache
def _reference_fields(record_type: str) -> tuple[str, ...]:
    return tuple(f.name for f in RECORDS[record_type].fields if _is_reference(f.shape))


def _is_reference(shape: Shape) -> bool:
    return isinstance(shape.item if isinstance(shape, ListShape) else shape, ReferenceShape)


_CLAIM_ROLES = (
    *(field.name for field in CLAIM.fields if _is_reference(field.shape)),
    *(field.name for field in DISSENT.fields if field.name == "value"),
)
