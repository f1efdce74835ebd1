"""The claims behind records as a table: one row a claim."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from istanbul_talks.extras import require
from istanbul_talks.frames.arrow import Filler, arrow_schema
from istanbul_talks.frames.claim_cells import claim_cells
from istanbul_talks.frames.claims import CLAIM_COLUMNS, ClaimRow, claim_rows
from istanbul_talks.frames.tabular import Tabular
from istanbul_talks.garbage import seldom_collecting
from istanbul_talks.model.records import Record

if TYPE_CHECKING:
    import pyarrow as pa


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

    def _repr_html_(self) -> str:
        from istanbul_talks.frames.html import claims_html

        return claims_html(self)

    def to_arrow(self) -> "pa.Table":
        """An Arrow table (extra ``arrow``): a row a claim. Raises `MissingExtra`."""
        pa = require("pyarrow", "arrow")
        with seldom_collecting():
            return pa.Table.from_batches([*self.to_batches()], self.arrow_schema)

    def to_batches(self) -> "Iterator[pa.RecordBatch]":
        """The same, batch after batch. Raises `MissingExtra`."""
        pa = require("pyarrow", "arrow")
        schema, fill = self.arrow_schema, Filler(CLAIM_COLUMNS)
        for cells in claim_cells(self._records):
            yield pa.RecordBatch.from_arrays(fill(cells), schema=schema)

    @property
    def arrow_schema(self) -> "pa.Schema":
        """The schema of the table."""
        return arrow_schema(CLAIM_COLUMNS)
