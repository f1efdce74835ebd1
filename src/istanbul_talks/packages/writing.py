"""Writing a dataset as a package. The same dataset gives the same bytes."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.references import references
from istanbul_talks.frames.claims import claim_rows
from istanbul_talks.model.shapes import RECORDS, vocabularies
from istanbul_talks.packages.cells import cell_writer
from istanbul_talks.packages.descriptor import descriptor
from istanbul_talks.packages.tables import (
    CLAIMS,
    DESCRIPTOR,
    NAMED_RECORDS,
    RECORD_TABLES,
    TERMS,
    NamedRecord,
    Table,
    TermRow,
)


def write_package(dataset: Dataset, folder: Path) -> None:
    """Write the files of a package into a folder that is empty. Raises `OSError`."""
    for shape in RECORDS.values():
        records = dataset.collections[shape.collection].values()
        _write(folder, RECORD_TABLES[shape.name], records)
    _write(folder, CLAIMS, claim_rows(dataset))
    absent = absent_ids(dataset)
    _write(folder, NAMED_RECORDS, _named(dataset, absent))
    _write(folder, TERMS, _terms())
    text = json.dumps(descriptor(dataset, absent), ensure_ascii=False, indent=1)
    (folder / DESCRIPTOR).write_bytes(f"{text}\n".encode())


def absent_ids(dataset: Dataset) -> list[str]:
    """The ids that the data name without having the record, in alphabetical order."""
    named = {reference.target for record in dataset for reference in references(record)}
    return sorted(id for id in named if id not in dataset)


def _write(folder: Path, table: Table, rows: Iterable[Any]) -> None:
    writers = [cell_writer(column) for column in table.columns]
    with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in table.columns)
        for row in rows:
            writer.writerow([write(row) for write in writers])


def _named(dataset: Dataset, absent: Iterable[str]) -> Iterator[NamedRecord]:
    for record in dataset:
        yield NamedRecord(record.id, record.type, present=True)
    for id in absent:
        yield NamedRecord(id, id.partition("/")[0], present=False)


def _terms() -> Iterator[TermRow]:
    for name, vocabulary in vocabularies().items():
        for term in vocabulary:
            yield TermRow(name, str(term), term.label, term.definition)
