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
"""Takes a value."""
ClaimedDoubt = Callable[[Any, tuple[Any, ...]], Any]
"""Takes a value and the claims for it."""

# Plain texts: to compare with a term of a vocabulary takes longer.
_LOWER, _UPPER = frozenset(map(str, LOWER_BOUND)), frozenset(map(str, UPPER_BOUND))

MOST_REMEMBERED = 65_536
"""How many texts of one shape are remembered, so that memory does not grow with the data."""


@attrs.frozen
class Doubts:
    """What can make a field doubtful.

    ``of_value`` is asked about a value, ``of_claims`` about a value beside the claims for it; where
    there is ``fine``, what is in it need not be asked about. ``has_elements`` says whether claims
    may name elements.
    """

    fine: set[str | None] | None = None
    of_value: Doubt | None = None
    of_claims: ClaimedDoubt | None = None
    has_elements: bool = False


def doubts(field: Field, targets: Targets) -> Doubts:
    """The doubts of a field of a record."""
    match field.shape:
        case ListShape(item=item) if field.element is not None:
            return Doubts(of_claims=_elements(value_doubts(item, targets)), has_elements=True)
        case StructShape(cls=cls) if cls is Quantity:
            return Doubts(of_claims=_misstated)
        case shape:
            held = value_doubts(shape, targets)
            of_value = held.of_value
            if held.fine is not None or of_value is None:
                return held
            return Doubts(of_claims=lambda value, _: of_value(value))


def value_doubts(shape: Shape, targets: Targets) -> Doubts:
    """The doubts of a value of this shape; none at all if its type leaves none."""
    match shape:
        case ReferenceShape():
            ids = targets.ids(shape)
            return Doubts(ids.fine, ids.doubt)
        case DateShape():
            return Doubts(_dates.fine, is_no_date)
        case TextShape(pattern=pattern) if pattern != LINE:
            texts = _Remembered(_unlike(pattern))
            return Doubts(texts.fine, texts.doubt)
        case StructShape(cls=cls) if cls is Quantity:
            return Doubts(of_value=disordered)
        case ListShape(item=item):
            return Doubts(of_value=_repetition(value_doubts(item, targets)))
        case _:
            return Doubts()


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
    for claim in claims:
        hedges = claim.hedge
        if hedges is not None and (
            (quantity.low is None and not _LOWER.isdisjoint(hedges))
            or (quantity.high is None and not _UPPER.isdisjoint(hedges))
        ):
            return True
    return False


def _misstated(quantity: Any, claims: tuple[Any, ...]) -> bool:
    if quantity.low is None and quantity.high is None and quantity.best is not None:
        return unbounded(quantity, claims)
    return disordered(quantity) or unbounded(quantity, claims)


def _elements(item: Doubts) -> ClaimedDoubt:
    """No item twice, and each is named by a claim, and no claim names another."""
    of_item, fine = item.of_value, frozenset() if item.fine is None else item.fine

    def doubt_elements(value: tuple[Any, ...], claims: tuple[Any, ...]) -> bool:
        doubtful = False
        if of_item is not None:
            for one in value:
                if one not in fine and of_item(one):
                    doubtful = True
        if len(value) == 1:
            (one,) = value
            for claim in claims:
                if claim.element != one:
                    return True
            return doubtful
        items = {*value}
        return doubtful or len(items) < len(value) or items != {c.element for c in claims}

    return doubt_elements


def _repetition(item: Doubts) -> Callable[[Any], bool]:
    """No item twice."""
    of_item, fine = item.of_value, frozenset() if item.fine is None else item.fine

    def doubt_items(value: tuple[Any, ...]) -> bool:
        doubtful = repeated(value)
        if of_item is not None:
            for one in value:
                if one not in fine and of_item(one):
                    doubtful = True
        return doubtful

    return doubt_items


def repeated(items: tuple[Any, ...]) -> bool:
    """Whether any of some plain items stands twice."""
    return len(items) > 1 and len({*items}) < len(items)


class _Remembered:
    """Remembers the texts that are beyond doubt."""

    def __init__(self, doubtful: Callable[[str], bool]) -> None:
        self.fine: set[str | None] = set()
        self._doubtful = doubtful

    def doubt(self, text: str) -> bool:
        """Whether a text is doubtful; if not, it is fine from here on."""
        if text in self.fine:
            return False
        if self._doubtful(text):
            return True
        if len(self.fine) >= MOST_REMEMBERED:
            self.fine.clear()
        self.fine.add(text)
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


_dates = _Remembered(_no_date)
is_no_date = _dates.doubt
