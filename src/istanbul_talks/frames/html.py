"""Collections, claims and counts as tables in HTML, as notebooks show them."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from istanbul_talks.model.html import html_table
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS, RecordShape

if TYPE_CHECKING:
    from istanbul_talks.frames.claims_table import ClaimsTable
    from istanbul_talks.frames.comparison import Comparison

MOST_ROWS = 30
"""How many rows a notebook shows; what is left out is said below them."""

MOST_FIELDS = 8
"""How many fields of records a notebook shows side by side."""


def records_html(shape: RecordShape, records: Collection[Record]) -> str:
    """Records of one type, with those fields that the first of them have."""
    shown = [*islice(records, MOST_ROWS)]
    used = [f.name for f in shape.fields if any(_has(record, f.name) for record in shown)]
    names = used[:MOST_FIELDS]
    rows = ([record.id, *(getattr(record, name) for name in names)] for record in shown)
    left = _left(len(records) - len(shown), shape.collection)
    if more := used[MOST_FIELDS:]:
        left = " ".join(filter(None, [left, f"More fields: {', '.join(more)}."]))
    caption = f"{len(records)} {shape.collection}"
    return html_table(caption, ["id", *names], rows, left=left)


def dataset_html(title: str, collections: Iterable[tuple[str, int]]) -> str:
    """A dataset: how many records each collection has, and what they are."""
    meaning = {s.collection: s.doc.partition(". ")[0].rstrip(".") for s in RECORDS.values()}
    rows = [(name, number, meaning[name]) for name, number in collections]
    return html_table(title, ("collection", "records", "what they are"), rows)


def claims_html(claims: "ClaimsTable") -> str:
    """Claims: the record, the field and the value that each is about, and where it stands."""
    number = len(claims)
    rows = [
        (
            row.record.id,
            row.field,
            f"≠ {row.value}" if row.dissent else row.value,
            row.claim.wording,
            row.claim.hedge,
            row.claim.claimant,
            row.claim.source,
            row.claim.basis,
        )
        for row in islice(claims, MOST_ROWS)
    ]
    columns = ("record", "field", "value", "wording", "hedge", "claimant", "source", "basis")
    left = _left(number - len(rows), "claims")
    return html_table(f"{number} claims", columns, rows, left=left)


def counts_html(counts: "Comparison", columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Counts side by side, as they are printed."""
    shown = [*islice(rows, MOST_ROWS)]
    left = _left(len(counts) - len(shown), "counts")
    return html_table(f"{len(counts)} counts", columns, shown, left=left)


def _has(record: Record, name: str) -> bool:
    return getattr(record, name) not in (None, ())


def _left(number: int, what: str) -> str:
    return f"And {number:,} more {what}." if number > 0 else ""
