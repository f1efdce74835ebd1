"""What makes the value of a field doubtful, derived from the shapes of the model.

A doubt is a function that returns something truthy where a closer look is needed. The types of the
structs have held the rest already: see `istanbul_talks.derived.structs`.
"""

import re
from collections.abc import Callable
from typing import Any

import attrs

from istanbul_talks.model.shapes import (
    LINE,
    DateShape,
    Field,
    ListShape,
    ReferenceShape,
    Shape,
    StructShape,
    TextShape,
)
from istanbul_talks.model.values import EDTF, Edtf, Quantity
from istanbul_talks.validation.rules.quantities import LOWER_BOUND, UPPER_BOUND
from istanbul_talks.validation.targets import Targets

Doubt = Callable[[Any], Any]
ClaimsDoubt = Callable[[Any, tuple[Any, ...]], Any]

MOST_REMEMBERED = 65_536
"""How many texts of one shape are remembered, so that memory does not grow with the data."""


@attrs.frozen
class Doubts:
    """What can make a field doubtful: its value alone, and its value beside the claims for it."""

    value: Doubt | None
    claims: ClaimsDoubt | None


def doubts(field: Field, targets: Targets) -> Doubts:
    """The doubts of a field of a record."""
    match field.shape:
        case ListShape(item=item):
            of_item = doubt(item, targets)
            return Doubts(None, _elements(of_item) if field.element else _repetition(of_item))
        case StructShape(cls=cls) if cls is Quantity:
            return Doubts(disordered, unbounded)
        case shape:
            return Doubts(doubt(shape, targets), None)


def doubt(shape: Shape, targets: Targets) -> Doubt | None:
    """The doubt of a value of this shape; None if its type leaves none."""
    match shape:
        case ReferenceShape():
            return targets.ids(shape).__getitem__
        case DateShape():
            return is_no_date
        case TextShape(pattern=pattern) if pattern != LINE:
            return _Remembered(_unlike(pattern)).__getitem__
        case StructShape(cls=cls) if cls is Quantity:
            return disordered
        case ListShape(item=item):
            repeated = _repetition(doubt(item, targets))
            return lambda value: repeated(value, ())
        case _:
            return None


def disordered(quantity: Any) -> bool:
    """Whether a quantity has no number, or its bounds and its number are out of order."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if low is None and high is None:
        return best is None
    if low is not None:
        if high is not None and low > high:
            return True
        if best is not None and best < low:
            return True
    return best is not None and high is not None and best > high


def unbounded(quantity: Any, claims: tuple[Any, ...]) -> bool:
    """Whether a claim's hedge asks for a bound that the quantity lacks."""
    return any(claim.hedge is not None and _unbounded(claim.hedge, quantity) for claim in claims)


def _unbounded(hedges: tuple[str, ...], quantity: Any) -> bool:
    return (quantity.low is None and not LOWER_BOUND.isdisjoint(hedges)) or (
        quantity.high is None and not UPPER_BOUND.isdisjoint(hedges)
    )


def _elements(of_item: Doubt | None) -> ClaimsDoubt:
    """No item twice, and each is named by a claim, and no claim names another."""

    def doubt_elements(value: tuple[Any, ...], claims: tuple[Any, ...]) -> bool:
        if of_item is not None:
            for item in value:
                if of_item(item):
                    return True
        items = set(value)
        return len(items) < len(value) or items != {claim.element for claim in claims}

    return doubt_elements


def _repetition(of_item: Doubt | None) -> ClaimsDoubt:
    """No item twice."""

    def doubt_items(value: tuple[Any, ...], _: tuple[Any, ...]) -> bool:
        if of_item is not None and any(map(of_item, value)):
            return True
        return len(value) > 1 and len(set(value)) < len(value)

    return doubt_items


class _Remembered(dict[str, bool]):
    """Remembers the texts that are beyond doubt."""

    def __init__(self, doubtful: Callable[[str], bool]) -> None:
        self._doubtful = doubtful

    def __missing__(self, text: str) -> bool:
        if self._doubtful(text):
            return True
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[text] = False
        return False


def _unlike(pattern: str) -> Callable[[str], bool]:
    matches = re.compile(pattern).fullmatch
    return lambda text: matches(text) is None


_is_date = re.compile(EDTF).fullmatch


def _no_date(text: str) -> bool:
    """Whether a text is no date, or an interval that ends before it begins."""
    if not _is_date(text):
        return True
    if "/" not in text:
        return False
    date = Edtf(text)
    return bool(date.earliest and date.latest and date.earliest > date.latest)


is_no_date: Doubt = _Remembered(_no_date).__getitem__
