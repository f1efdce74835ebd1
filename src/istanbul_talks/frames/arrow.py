"""Columns filled from records, as Arrow tables."""

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from istanbul_talks.derived.cells import cells
from istanbul_talks.derived.columns import Column, Kind
from istanbul_talks.extras import require
from istanbul_talks.garbage import seldom_collecting

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R")

ROWS = 16_384
"""How many rows a batch has: enough to be quick, and little beside the records."""


def arrow_schema(columns: Sequence[Column]) -> "pa.Schema":
    """The Arrow schema of columns: each with its type, and with its meaning as metadata."""
    pa = require("pyarrow", "arrow")
    return pa.schema([_field(column) for column in columns])


def arrow_table(columns: Sequence[Column], rows: Iterable[Any]) -> "pa.Table":
    """A table with a row for each object. Raises `MissingExtra`."""
    pa = require("pyarrow", "arrow")
    with seldom_collecting():
        return pa.Table.from_batches([*arrow_batches(columns, rows)], arrow_schema(columns))


def arrow_batches(columns: Sequence[Column], rows: Iterable[Any]) -> "Iterator[pa.RecordBatch]":
    """The same, batch after batch, so that more rows than fit into memory can pass."""
    pa = require("pyarrow", "arrow")
    schema, fill = arrow_schema(columns), Filler(columns)
    for batch in in_batches(rows):
        yield pa.RecordBatch.from_arrays(fill(cells(columns, batch)), schema=schema)


def in_batches(rows: Iterable[R]) -> Iterator[list[R]]:
    """Rows, some at a time."""
    rest = iter(rows)
    while batch := [*islice(rest, ROWS)]:
        yield batch


class Filler:
    """Makes arrays of the cells of columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._fillers = [_filler(column) for column in columns]

    def __call__(self, cells: Sequence[Sequence[Any]]) -> "list[pa.Array]":
        """An array for each column."""
        return [fill(held) for fill, held in zip(self._fillers, cells, strict=True)]


def _field(column: Column) -> "pa.Field":
    import pyarrow as pa

    metadata = {"description": column.doc}
    return pa.field(column.name, _type(column), not column.required, metadata)


def _type(column: Column) -> "pa.DataType":
    import pyarrow as pa

    held = _cell_type(column)
    return pa.list_(held) if column.many else held


def _cell_type(column: Column) -> "pa.DataType":
    import pyarrow as pa

    match column.kind:
        case Kind.TERM:
            # Lists of dictionaries cannot be written to Parquet by all readers: texts there.
            return pa.string() if column.many else pa.dictionary(pa.int8(), pa.string())
        case Kind.DAY:
            return pa.date32()
        case Kind.INTEGER:
            return pa.int64()
        case Kind.NUMBER:
            return pa.float64()
        case Kind.FLAG:
            return pa.bool_()
        case Kind.STRUCT:
            return pa.struct([_field(part) for part in column.parts])
        case Kind.TEXT | Kind.REFERENCE | Kind.DATE:
            return pa.string()


def _filler(column: Column) -> "Callable[[Sequence[Any]], pa.Array]":
    """The function that makes an array of a column's cells."""
    import pyarrow as pa

    if column.kind is Kind.TERM and not column.many:
        assert column.terms is not None
        return _dictionary([str(term) for term in column.terms])
    if column.kind is Kind.STRUCT:
        return functools.partial(_structs, column)
    return functools.partial(pa.array, type=_type(column))


def _dictionary(terms: list[str]) -> "Callable[[Sequence[Any]], pa.Array]":
    """Terms as numbers into their vocabulary: all of it, so that batches go together."""
    import pyarrow as pa
    import pyarrow.compute as pc

    dictionary = pa.array(terms, pa.string())

    def fill(cells: Sequence[Any]) -> "pa.Array":
        texts = pa.array(cells, pa.string())
        indices = pc.index_in(texts, value_set=dictionary)
        if indices.null_count > texts.null_count:
            raise ValueError(f"{next(cell for cell in cells if cell not in terms)!r} is no term")
        return pa.DictionaryArray.from_arrays(indices.cast(pa.int8()), dictionary)

    return fill


def _structs(column: Column, cells: Sequence[Any]) -> "pa.Array":
    import pyarrow as pa

    rows = [[{p.name: p.cell(item) for p in column.parts} for item in cell] for cell in cells]
    return pa.array(rows, _type(column))
