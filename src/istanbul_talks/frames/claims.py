"""The claims behind records as a table: one row a claim."""

import json
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from istanbul_talks.derived.columns import Column, Kind, columns
from istanbul_talks.derived.converter import plain
from istanbul_talks.extras import require
from istanbul_talks.frames.arrow import Filler, arrow_schema, in_batches
from istanbul_talks.frames.tabular import Tabular
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import CLAIM, ID

if TYPE_CHECKING:
    import pyarrow as pa


class ClaimRow(NamedTuple):
    """A claim and what it is about; ``number`` is its place among the claims for the field."""

    record: Record
    field: str
    number: int
    claim: Claim

    @property
    def dissent(self) -> bool:
        """Whether it claims another value than the one adopted."""
        return isinstance(self.claim, Dissent)

    @property
    def value(self) -> str:
        """What is claimed, as text: the value of the field, one element of it, or another value."""
        if isinstance(self.claim, Dissent):
            return text_of(self.claim.value)
        return self.claim.element or text_of(getattr(self.record, self.field))

    @property
    def dissent_value(self) -> str | None:
        """The value of a dissent as JSON, exactly."""
        if not isinstance(self.claim, Dissent):
            return None
        return json.dumps(plain(self.claim.value), ensure_ascii=False)


def claim_rows(records: Iterable[Record]) -> Iterator[ClaimRow]:
    """Every claim of some records: those for their values, then the dissents."""
    for record in records:
        for by_field in (record.provenance, record.dissents):
            for field, claims in by_field.items():
                for number, claim in enumerate(claims):
                    yield ClaimRow(record, field, number, claim)


class ClaimsTable(Tabular):
    """The claims of some records, one row a claim, as a table in waiting."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records

    def __iter__(self) -> Iterator[ClaimRow]:
        return claim_rows(self._records)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<{len(self)} claims>"

    def to_arrow(self) -> "pa.Table":
        """An Arrow table (extra ``arrow``): a row a claim. Raises `MissingExtra`."""
        pa = require("pyarrow", "arrow")
        return pa.Table.from_batches(self.to_batches(), self.arrow_schema)

    def to_batches(self) -> "Iterator[pa.RecordBatch]":
        """The same, batch after batch. Raises `MissingExtra`."""
        pa = require("pyarrow", "arrow")
        schema = self.arrow_schema
        of_row, of_claim = Filler(ROW_COLUMNS), Filler(OWN_COLUMNS)
        for rows in in_batches(self):
            arrays = [*of_row(rows), *of_claim([row.claim for row in rows])]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    @property
    def arrow_schema(self) -> "pa.Schema":
        """The schema of the table."""
        return arrow_schema(CLAIM_COLUMNS)


def text_of(value: Any) -> str:
    """A value as a person reads it; several are separated by semicolons."""
    if isinstance(value, tuple):
        return "; ".join(map(text_of, value))
    return "" if value is None else str(value)


def _own(name: str, kind: Kind, doc: str, **more: Any) -> Column:
    return Column(
        name=name, field=name, kind=kind, doc=doc, cell=attrgetter(name), required=True, **more
    )


ROW_COLUMNS: tuple[Column, ...] = (
    Column(
        name="record",
        field="record",
        kind=Kind.REFERENCE,
        doc="The record whose field it is about.",
        cell=attrgetter("record.id"),
        required=True,
        types=ID.types,
        shape=ID,
    ),
    _own("field", Kind.TEXT, "The field that it is about."),
    _own("number", Kind.INTEGER, "Its place, from 0, among the claims or dissents of the field."),
    _own("dissent", Kind.FLAG, "Whether it claims another value than the one adopted."),
    _own("value", Kind.TEXT, "What is claimed, as text."),
    attrs.evolve(
        _own("dissent_value", Kind.TEXT, "The value of a dissent as JSON, exactly."),
        required=False,
    ),
)
"""What is read off a `ClaimRow`."""

OWN_COLUMNS: tuple[Column, ...] = columns(CLAIM.fields)
"""Everything that the model has of a claim, read off the claim itself."""


def _of_claim(column: Column) -> Column:
    cell = column.cell
    return attrs.evolve(column, cell=lambda row: cell(row.claim))


CLAIM_COLUMNS: tuple[Column, ...] = (*ROW_COLUMNS, *map(_of_claim, OWN_COLUMNS))
"""The columns of the claims table, all read off a `ClaimRow`."""
