"""Hypothesis strategies for records and their JSON values, derived from the shapes of the model.

A field and its claims are drawn as one thing or not at all, optional fields are drawn, too, and
nothing is filtered away: each drawn record has the form that the JSON Schema demands. References
are well-formed ids; that they lead anywhere is not promised.
"""

import functools
import json
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from istanbul_talks.derived.converter import structure
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import (
    CLAIM,
    DISSENT,
    LINE,
    RECORDS,
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
)

Json = Any

MOST = 2
"""How many items a drawn list has at most: records have many lists in lists."""

MOST_FIELDS = 5
"""How many optional fields a drawn record has at most; every field has its turn."""


def records(record_type: str | None = None) -> SearchStrategy[Record]:
    """Records of one type, or of any."""
    return record_values(record_type).map(structure)


def record_values(record_type: str | None = None) -> SearchStrategy[Json]:
    """The JSON values of records of one type, or of any."""
    if record_type is None:
        return st.one_of(*(record_values(name) for name in RECORDS))
    return _record(RECORDS[record_type])


@st.composite
def _record(draw: DrawFn, record: RecordShape) -> Json:
    required = [field for field in record.fields if field.required]
    optional = [field for field in record.fields if not field.required]
    held = {field.name for field in draw(_some(optional))}
    value = {"type": record.name, "id": draw(values(ReferenceShape((record.name,))))}
    provenance = {}
    for field in record.fields:
        if field in required or field.name in held:
            value[field.name], provenance[field.name] = draw(_held(field))
    value["provenance"] = provenance
    dissenting = draw(_some(list(record.fields)))[:MOST]
    if dissenting:
        value["dissents"] = {field.name: draw(dissents(field)) for field in dissenting}
    return value


def _some(fields: list[Field]) -> SearchStrategy[list[Field]]:
    """A few of these fields; a record type can have no optional ones."""
    if not fields:
        return st.just([])
    return st.integers(0, min(MOST_FIELDS, len(fields))).flatmap(
        lambda n: st.lists(st.sampled_from(fields), unique=True, min_size=n, max_size=n)
    )


@st.composite
def _held(draw: DrawFn, field: Field) -> tuple[Json, list[Json]]:
    """A field's value together with the claims for it, one at least for each element."""
    value = draw(values(field.shape))
    if field.element is None:
        return value, draw(st.lists(claims(), min_size=1, max_size=MOST))
    return value, [{**draw(claims()), "element": element} for element in value]


@functools.cache
def claims() -> SearchStrategy[Json]:
    """The JSON values of claims that name no element."""
    return _struct(CLAIM, without=("element",))


@functools.cache
def dissents(field: Field) -> SearchStrategy[Json]:
    """The JSON values of what other sources say instead of a field's value, one at least."""
    base = _struct(DISSENT, without=("element", "value"))
    whole = st.builds(lambda claim, value: {**claim, "value": value}, base, values(field.shape))
    if field.element is None:
        return st.lists(whole, min_size=1, max_size=MOST)
    one = st.builds(
        lambda claim, value: {**claim, "element": value, "value": value},
        base,
        values(field.element),
    )
    return st.lists(whole | one, min_size=1, max_size=MOST)


@functools.cache
def values(shape: Shape) -> SearchStrategy[Json]:
    """The JSON values of a shape."""
    match shape:
        case TextShape():
            return _texts(shape)
        case NumberShape(minimum=low, maximum=high, integral=integral):
            integers = st.integers(low, high)
            return integers if integral else integers | st.floats(low, high)
        case FlagShape():
            return st.booleans()
        case TermShape(vocabulary=terms):
            return st.sampled_from([str(term) for term in terms])
        case ReferenceShape(types=types):
            return st.builds("/".join, st.tuples(st.sampled_from(types), _slugs()))
        case DateShape():
            return _dates()
        case SpanShape(bound=bound):
            return st.lists(values(bound), min_size=2, max_size=2)
        case ListShape(item=item):
            return st.lists(values(item), min_size=1, max_size=MOST, unique_by=_same)
        case StructShape():
            return _struct(shape)
        case AnyShape():
            raise AssertionError("the shape of a dissent's value is its field's")


def _same(value: Json) -> str:
    """Equal for values that are equal in JSON, whatever the order of their keys."""
    return json.dumps(value, sort_keys=True)


def _struct(struct: StructShape, without: tuple[str, ...] = ()) -> SearchStrategy[Json]:
    fields = [field for field in struct.fields if field.name not in without]
    required = {f.name: values(f.shape) for f in fields if f.required}
    optional = {f.name: values(f.shape) for f in fields if not f.required}
    drawn = st.fixed_dictionaries(required, optional=optional)
    if not struct.any_of:
        return drawn
    one = st.sampled_from(struct.any_of).flatmap(
        lambda name: st.fixed_dictionaries({name: optional[name]})
    )
    return st.builds(lambda some, sure: {**some, **sure}, drawn, one)


def _texts(shape: TextShape) -> SearchStrategy[str]:
    if shape.pattern == LINE:
        alphabet = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
        return st.text(alphabet, min_size=1, max_size=min(shape.max_length, 60))
    patterned = st.from_regex(shape.pattern, fullmatch=True)
    return patterned.filter(lambda text: len(text) <= shape.max_length)


def _slugs() -> SearchStrategy[str]:
    word = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=6)
    return st.lists(word, min_size=1, max_size=MOST).map("-".join)


def _dates() -> SearchStrategy[str]:
    days = st.dates().map(str)
    months = days.map(lambda day: day[:7])
    years = days.map(lambda day: day[:4])
    points = st.builds("".join, st.tuples(years | months | days, st.sampled_from(["", "~"])))
    times = st.times().map(lambda time: time.isoformat("seconds")) | st.times().map(
        lambda time: time.isoformat("minutes")
    )
    zones = st.sampled_from(["Z", "+03:00", "-00:30", "+14:59"])
    date_times = st.builds(lambda day, time, zone: f"{day}T{time}{zone}", days, times, zones)
    intervals = st.one_of(
        st.tuples(points, points),
        st.tuples(points, st.just("..")),
        st.tuples(st.just(".."), points),
    ).map("/".join)
    return st.one_of(points, date_times, intervals)
