"""What makes a dissent doubtful, beside what makes any claim doubtful."""

from collections.abc import Callable
from typing import Any

from istanbul_talks.model.shapes import Field, ListShape, StructShape
from istanbul_talks.model.values import Quantity
from istanbul_talks.validation.gate.fields import Doubt, disordered, doubt, unbounded
from istanbul_talks.validation.rules.quantities import units_of
from istanbul_talks.validation.targets import Targets

DissentDoubt = Callable[[Any, Any], Any]
"""Takes a dissent and its record."""


def dissent_doubt(field: Field, targets: Targets) -> DissentDoubt:
    """The doubt of a dissent on this field."""
    of_value = doubt(field.shape, targets)
    if isinstance(field.shape, ListShape):
        return _of_list(field, of_value, doubt(field.shape.item, targets))
    if isinstance(field.shape, StructShape) and field.shape.cls is Quantity:
        return _of_quantity(field)

    def of_one(dissent: Any, record: Any) -> bool:
        value = dissent.value
        return value == getattr(record, field.name) or bool(of_value and of_value(value))

    return of_one


def _of_list(field: Field, of_value: Doubt | None, of_item: Doubt | None) -> DissentDoubt:
    def of_some(dissent: Any, record: Any) -> bool:
        value, held = dissent.value, getattr(record, field.name) or ()
        element = getattr(dissent, "element", None)
        if element is not None:
            return value != element or value in held or bool(of_item and of_item(value))
        if type(value) is not tuple or set(value) == set(held):
            return True
        return bool(of_value and of_value(value))

    return of_some


def _of_quantity(field: Field) -> DissentDoubt:
    def of_number(dissent: Any, record: Any) -> bool:
        value = dissent.value
        return (
            value == getattr(record, field.name)
            or disordered(value)
            or unbounded(value, (dissent,))
            or value.unit not in units_of(record, field.name)
        )

    return of_number
