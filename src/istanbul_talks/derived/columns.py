"""The columns of a table of records, or of their claims, derived from the shapes of the model.

A date is its EDTF text with the first and the last day that it can mean and its precision; a
quantity is its low, best and high and its unit; of a span there are start and end. What holds
several values is a list. So every column holds one kind of thing, and all but the last few of a
date can be read back.
"""

import datetime
import functools
from collections.abc import Callable
from enum import StrEnum
from operator import attrgetter
from typing import Any

import attrs

from istanbul_talks.model.shapes import (
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
from istanbul_talks.model.values import Edtf, Precision


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    TERM = "term"
    REFERENCE = "reference"
    DATE = "date"
    """The text of an EDTF date."""
    DAY = "day"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    STRUCT = "struct"


@attrs.frozen(kw_only=True)
class Column:
    """A column: what it is called, what its cells hold, and how a cell is read off a record.

    ``many`` says that a cell is a list, ``terms`` are those of kind term, ``types`` the record
    types that a reference can name, ``parts`` the columns of a struct. A ``computed`` column says
    again what another one says.
    """

    name: str
    field: str
    kind: Kind
    doc: str
    holder: str = ""
    """The attribute of a row that has the field, where it is not the row itself."""
    part: Callable[[Any], Any] | None = None
    """How the cell is read off the field's value, where it is not that value itself."""
    many: bool = False
    required: bool = False
    computed: bool = False
    terms: type[StrEnum] | None = None
    types: tuple[str, ...] = ()
    parts: tuple["Column", ...] = ()
    shape: Shape | None = None
    """The shape of what a cell holds; None where it is computed."""
    cell: Callable[[Any], Any] = attrs.field(init=False, repr=False, eq=False)
    """The cell of a row."""

    @property
    def read(self) -> str:
        """The name, dotted if need be, that the field's value has on a row."""
        return f"{self.holder}.{self.field}" if self.holder else self.field

    @cell.default
    def _reader(self) -> Callable[[Any], Any]:
        whole = attrgetter(self.read)
        return whole if self.part is None else _within(whole, self.part)


ID_DOC = "The id of the record."


@functools.cache
def record_columns(record: RecordShape) -> tuple[Column, ...]:
    """The columns of a collection: the id, then those of each field in its order."""
    id = ReferenceShape((record.name,))
    return (_plain("id", ID_DOC, id, required=True), *columns(record.fields))


@functools.cache
def columns(fields: tuple[Field, ...]) -> tuple[Column, ...]:
    """The columns of the fields of a record or of a value object."""
    return tuple(column for field in fields for column in _of_field(field))


def _of_field(field: Field) -> tuple[Column, ...]:
    match field.shape:
        case DateShape():
            return _dates(field)
        case StructShape() as struct:
            return tuple(
                attrs.evolve(
                    column,
                    name=f"{field.name}_{column.name}",
                    field=field.name,
                    required=field.required and column.required,
                    doc=f"{field.doc} {column.doc}",
                    part=column.cell,
                )
                for column in columns(struct.fields)
            )
        case SpanShape(bound=bound):
            return (
                _bound(field, "start", "Where the span begins.", bound),
                _bound(field, "end", "Where the span ends.", bound),
            )
        case ListShape(item=StructShape() as struct):
            parts = columns(struct.fields)
            return (_column(field, Kind.STRUCT, many=True, parts=parts, shape=struct),)
        case ListShape(item=item):
            plain = _plain(field.name, field.doc, item, required=field.required)
            return (attrs.evolve(plain, many=True),)
        case shape:
            return (_plain(field.name, field.doc, shape, required=field.required),)


def _bound(field: Field, name: str, doc: str, shape: NumberShape) -> Column:
    """One end of a span."""
    return attrs.evolve(_plain(name, doc, shape), field=field.name, part=attrgetter(name))


def _column(field: Field, kind: Kind, **more: Any) -> Column:
    return Column(
        name=field.name,
        field=field.name,
        kind=kind,
        doc=field.doc,
        required=field.required,
        **more,
    )


def _plain(name: str, doc: str, shape: Shape, *, required: bool = False) -> Column:
    """The column of a shape that fits into a cell."""
    terms: type[StrEnum] | None = None
    types: tuple[str, ...] = ()
    match shape:
        case TextShape():
            kind = Kind.TEXT
        case NumberShape(integral=integral):
            kind = Kind.INTEGER if integral else Kind.NUMBER
        case FlagShape():
            kind = Kind.FLAG
        case TermShape(vocabulary=vocabulary):
            kind, terms = Kind.TERM, vocabulary
        case ReferenceShape():
            kind, types = Kind.REFERENCE, shape.types
        case DateShape():
            kind = Kind.DATE
        case AnyShape() | SpanShape() | ListShape() | StructShape():
            raise AssertionError(f"{name} does not fit into a cell")
    return Column(
        name=name,
        field=name,
        kind=kind,
        doc=doc,
        required=required,
        terms=terms,
        types=types,
        shape=shape,
    )


def _dates(field: Field) -> tuple[Column, ...]:
    """The date as written, and what it means."""

    def meant(name: str, kind: Kind, doc: str, of: Callable[[Edtf], Any], **more: Any) -> Column:
        return Column(
            name=f"{field.name}_{name}",
            field=field.name,
            kind=kind,
            doc=doc,
            part=of,
            computed=True,
            **more,
        )

    return (
        _column(field, Kind.DATE, shape=field.shape),
        meant("earliest", Kind.DAY, f"The first day that `{field.name}` can mean.", _earliest),
        meant("latest", Kind.DAY, f"The last day that `{field.name}` can mean.", _latest),
        meant(
            "precision",
            Kind.TERM,
            f"How finely `{field.name}` is given.",
            attrgetter("precision"),
            terms=Precision,
        ),
    )


def _within(whole: Callable[[Any], Any], part: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def cell(record: Any) -> Any:
        value = whole(record)
        return None if value is None else part(value)

    return cell


MOST_REMEMBERED = 65_536
"""Of how many dates it is remembered what they mean: many records share few."""


@functools.lru_cache(MOST_REMEMBERED)
def _earliest(date: Edtf) -> datetime.date | None:
    return date.earliest


@functools.lru_cache(MOST_REMEMBERED)
def _latest(date: Edtf) -> datetime.date | None:
    return date.latest
