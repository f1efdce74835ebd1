"""The tables of a package: what each is called, its columns and its key."""

from typing import NamedTuple

import attrs

from istanbul_talks.derived.columns import Column, Kind, record_columns
from istanbul_talks.frames.claims import CLAIM_COLUMNS
from istanbul_talks.model.shapes import RECORDS, TYPES

DESCRIPTOR = "datapackage.json"


@attrs.frozen
class Table:
    """A CSV file with a header and a row for each thing that it is about."""

    name: str
    doc: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


class NamedRecord(NamedTuple):
    """An id that the data name: of a record in the package, or of one elsewhere."""

    id: str
    type: str
    present: bool


class TermRow(NamedTuple):
    """A term of a vocabulary."""

    vocabulary: str
    term: str
    label: str
    definition: str


def _column(name: str, doc: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name=name, field=name, kind=kind, doc=doc, required=True)


RECORD_TABLES = {
    shape.name: Table(shape.collection, " ".join(shape.doc.split()), record_columns(shape), ("id",))
    for shape in RECORDS.values()
}
"""The table of each record type."""

_VALUE = "value"
"""The column of claims that says for readers what others hold: the field, element or dissent."""

CLAIMS = Table(
    "claims",
    "All claims: why each field holds its value and, where dissent is true, what another source "
    "says instead. A row is the number-th claim or dissent for a field of a record.",
    tuple(attrs.evolve(c, computed=c.computed or c.name == _VALUE) for c in CLAIM_COLUMNS),
    ("record", "field", "dissent", "number"),
)

NAMED_RECORDS = Table(
    "records",
    "Every id that is named in the package, to be referred to; where present is false the record "
    "lies elsewhere, in the canonical dataset. For other tools: it is not read back.",
    (
        attrs.evolve(_column("id", "The id of the record.", Kind.REFERENCE), types=TYPES),
        _column("type", "Its type."),
        _column("present", "Whether the record is in this package.", Kind.FLAG),
    ),
    ("id",),
)

TERMS = Table(
    "terms",
    "The terms of all vocabularies, with their definitions. For other tools: it is not read back.",
    (
        _column("vocabulary", "The vocabulary that the term belongs to."),
        _column("term", "The term as it stands in the data."),
        _column("label", "What a reader is shown for it."),
        _column("definition", "What it means, so that a coder can decide by it."),
    ),
    ("vocabulary", "term"),
)

DATA_TABLES = {table.name: table for table in (*RECORD_TABLES.values(), CLAIMS)}
"""The tables that the data are read back from."""

TABLES = {**DATA_TABLES, **{table.name: table for table in (NAMED_RECORDS, TERMS)}}
"""All tables of a package, by their names."""
