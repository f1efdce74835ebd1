"""What makes a dissent doubtful, beside what makes any claim doubtful."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import astuple

from istanbul_talks.model.shapes import Field, ListShape, RecordShape, StructShape
from istanbul_talks.model.values import Quantity
from istanbul_talks.validation.gate.claims import ClaimDoubts
from istanbul_talks.validation.gate.fields import Doubt, disordered, unbounded, value_doubts
from istanbul_talks.validation.rules.quantities import units_of
from istanbul_talks.validation.targets import Targets

DissentsDoubt = Callable[[tuple[Any, ...], Any], bool]
"""Takes the dissents on a field and their record, and asks about each of them."""


def dissents_doubt(
    record: RecordShape, targets: Targets, of_claims: ClaimDoubts
) -> Callable[[Any, Any], int]:
    """The function that says how many dissents a record has if all are beyond doubt, else 0."""
    plans = tuple((field.name, _doubt(field, targets)) for field in record.fields)

    def count(struct: Any, dissents: Any) -> int:
        found, doubtful = 0, False
        for (name, doubt), held in zip(plans, astuple(dissents), strict=True):
            if held is None:
                continue
            found += len(held)
            if of_claims.any(name, held):
                doubtful = True
            if doubt(held, struct):
                doubtful = True
        return 0 if doubtful else found

    return count


def _doubt(field: Field, targets: Targets) -> DissentsDoubt:
    """The doubt of dissents on this field."""
    of_value = value_doubts(field.shape, targets).of_value
    if isinstance(field.shape, ListShape):
        return _of_list(field, of_value, value_doubts(field.shape.item, targets).of_value)
    if isinstance(field.shape, StructShape) and field.shape.cls is Quantity:
        return _of_quantity(field)

    def of_one(dissent: Any, record: Any) -> bool:
        value = dissent.value
        return bool(of_value and of_value(value)) or value == getattr(record, field.name)

    return _of_each(of_one)


def _of_each(doubt: Callable[[Any, Any], bool]) -> DissentsDoubt:
    def of_all(dissents: tuple[Any, ...], record: Any) -> bool:
        doubtful = False
        for dissent in dissents:
            if doubt(dissent, record):
                doubtful = True
        return doubtful

    return of_all


def _of_list(field: Field, of_value: Doubt | None, of_item: Doubt | None) -> DissentsDoubt:
    def of_some(dissent: Any, held: set[Any]) -> bool:
        value = dissent.value
        element = getattr(dissent, "element", None)
        if element is not None:
            if type(value) is tuple:
                return True
            return bool(of_item and of_item(value)) or value != element or value in held
        if type(value) is not tuple or (of_value and of_value(value)):
            return True
        return set(value) == held

    each = _of_each(of_some)
    return lambda dissents, record: each(dissents, {*(getattr(record, field.name) or ())})


def _of_quantity(field: Field) -> DissentsDoubt:
    def of_number(dissent: Any, record: Any) -> bool:
        value = dissent.value
        return (
            value == getattr(record, field.name)
            or disordered(value)
            or unbounded(value, (dissent,))
            or value.unit not in units_of(record, field.name)
        )

    return _of_each(of_number)
