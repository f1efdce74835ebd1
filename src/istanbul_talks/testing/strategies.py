"""Strategies for records, for what records hold, and for the claims behind it.

What they draw makes sense by itself: low ≤ best ≤ high, intervals that do not end before they
begin, a unit that fits the measure. They are those of `derived.strategies`, which draw all that
the JSON Schema accepts, mended until no rule about a single record objects. References are
well-formed ids; records that they lead to are drawn by `datasets`.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived import strategies as well_formed
from istanbul_talks.derived.converter import structure, structure_dissent, structure_value
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import (
    CLAIM,
    RECORDS,
    TYPES,
    DateShape,
    ReferenceShape,
    Shape,
    SpanShape,
    structs,
)
from istanbul_talks.model.values import Coordinates, Edtf, Id, Part, Quantity, Span
from istanbul_talks.testing.fitting import fitted, mend_claim, sensible

Json = Any


def records(record_type: str | None = None) -> SearchStrategy[Record]:
    """Records of a type (``"figure"``), or of any. Raises `ValueError` for an unknown type."""
    return record_values(record_type).map(structure)


def record_values(record_type: str | None = None) -> SearchStrategy[Json]:
    """The JSON values of records of a type, or of any. Raises `ValueError` for an unknown type."""
    _known(record_type)
    return well_formed.record_values(record_type).map(fitted)


def ids(*types: str) -> SearchStrategy[Id]:
    """Ids of records of these types, or of any. Raises `ValueError` for an unknown type."""
    for name in types:
        _known(name)
    return _drawn(ReferenceShape(types or TYPES))


def dates() -> SearchStrategy[Edtf]:
    """Years, months, days, date-times and intervals that do not end before they begin."""
    return _drawn(DateShape())


def quantities() -> SearchStrategy[Quantity]:
    """Quantities in any unit, with low ≤ best ≤ high."""
    return _drawn(structs()[Quantity])


def coordinates() -> SearchStrategy[Coordinates]:
    """Points on the earth."""
    return _drawn(structs()[Coordinates])


def spans() -> SearchStrategy[Span]:
    """Spans of at least one character."""
    (shape,) = (field.shape for field in CLAIM.fields if isinstance(field.shape, SpanShape))
    return _drawn(shape)


def parts() -> SearchStrategy[Part]:
    """Parts of a source's text, of at least one character."""
    return _drawn(structs()[Part])


def claims() -> SearchStrategy[Claim]:
    """Claims for a field of one value; the wording is as long as the span."""
    mended = well_formed.claims().map(dict).map(mend_claim)
    return mended.map(lambda claim: structure_value(CLAIM, claim))


@st.composite
def dissents(draw: DrawFn) -> Dissent:
    """Dissents on a field of some record: their value is of that field's type."""
    field = draw(st.sampled_from(_FIELDS))
    claim = mend_claim(dict(draw(well_formed.dissents(field))[0]))
    return structure_dissent(field, {**claim, "value": sensible(field.shape, claim["value"])})


_FIELDS = tuple(field for record in RECORDS.values() for field in record.fields)


def strategy_for(cls: type) -> Any:
    """The strategy for a class of the model or for datasets; NotImplemented if there is none."""
    if cls is Record:
        return records()
    if issubclass(cls, Record):
        return records(cls.type)
    if cls is Dataset:
        from istanbul_talks.testing.whole import datasets

        return datasets()
    strategy = _BY_CLASS.get(cls)
    return strategy() if strategy else NotImplemented


_BY_CLASS = {
    Claim: claims,
    Coordinates: coordinates,
    Dissent: dissents,
    Edtf: dates,
    Id: ids,
    Part: parts,
    Quantity: quantities,
    Span: spans,
}


def _known(record_type: str | None) -> None:
    if record_type is not None and record_type not in TYPES:
        hint = did_you_mean(record_type, TYPES) or "the types are " + ", ".join(TYPES)
        raise ValueError(f"there is no record type {record_type!r}; {hint}")


def _drawn(shape: Shape) -> SearchStrategy[Any]:
    """What a field of this shape holds."""
    return well_formed.values(shape).map(
        lambda value: structure_value(shape, sensible(shape, value))
    )
