"""A package opened: one input that is validated and read like any dataset document.

The tables are put together to the text of a document, and what validation then finds in it is told
where it stands in the CSV files. Computed cells are no data, but where one is given it must agree.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from istanbul_talks.derived.columns import Column
from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.frames.claims import ClaimRow
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.model.records import Record
from istanbul_talks.packages.cells import NotOfType, cell_text, cell_value, json_value, shown
from istanbul_talks.packages.described import Described, described
from istanbul_talks.packages.origin import RecordRows, TableOrigin
from istanbul_talks.packages.paths import DISSENT_VALUE, Path, claim_paths, put, record_paths
from istanbul_talks.packages.sheets import Row, read_sheet
from istanbul_talks.packages.tables import CLAIMS, DATA_TABLES, RECORD_TABLES

Json = dict[str, Any]

PARTS = {False: "provenance", True: "dissents"}


def opened(source: Input) -> list[Input | Unreadable]:
    """What a package holds, given its ``datapackage.json``: an input, and what is wrong besides.

    Where a file has not the form of its table there is no input: most of what could be said about
    the others would follow from that.
    """
    try:
        about = described(source)
    except Unreadable as error:
        return [error]
    refused = [*about.refused]
    sheets: dict[str, list[Row]] = {}
    for name, path in about.files.items():
        try:
            sheets[name], wrong = read_sheet(Input(str(path), path), DATA_TABLES[name])
        except Unreadable as error:
            wrong = [error]
        refused += wrong
    return [*refused] if refused else [*_put_together(source.name, about, sheets)]


def _put_together(
    name: str, about: Described, sheets: Mapping[str, Sequence[Row]]
) -> Iterator[Input | Unreadable]:
    """The document that the tables make, and what is wrong with how they fit together."""
    claims = _Claims(sheets.get(CLAIMS.name, ()))
    records: list[Json] = []
    origins: list[RecordRows] = []
    for record_type, table in RECORD_TABLES.items():
        paths = record_paths(record_type)
        columns = {column.name: column for column in table.columns}
        for row in sheets.get(table.name, ()):
            record = {"type": record_type, **_value(row, paths, columns)}
            rows = claims.give(record)
            records.append(record)
            origins.append(RecordRows(record_type, row, rows))
    files = tuple(str(path) for path in about.files.values())
    text = _document(about.head, records)
    yield Input(name, text.encode(), TableOrigin(about.text, origins, files))
    yield from claims.refused()
    for record, origin in zip(records, origins, strict=True):
        yield from _contradicted(record, origin)


def _document(head: Json, records: Iterable[Json]) -> str:
    """The text of a document with each record on a line of its own."""
    before = "".join(f"{json.dumps(key)}: {json.dumps(held)}, " for key, held in head.items())
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f'{{{before}"records": [\n{lines}\n]}}\n'


def _value(row: Row, paths: Mapping[str, Path], columns: Mapping[str, Column]) -> Json:
    """The JSON value of a row. What is not of its column's type stays as it stands."""
    value: Json = {}
    for name, path in paths.items():
        text = row.cells.get(name)
        if text is None:
            continue
        held: Any
        try:
            if name == DISSENT_VALUE:
                held = json_value(text, "JSON", 'write a text in quotation marks: "…"')
            else:
                held = cell_value(columns[name], text)
        except NotOfType as error:
            row.bad[name] = error
            held = [[text]] if name == DISSENT_VALUE else text  # which no field may hold
        put(value, path, held)
    return value


class _Claims:
    """The rows of claims, to be given to their records."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._refused: list[Unreadable] = []
        self._ids: set[str] = set()
        self._rows: dict[str, dict[tuple[str, str], list[tuple[float, Row]]]] = {}
        self._given: set[str] = set()
        taken: set[tuple[str, str, str, float]] = set()
        for row in rows:
            record, field = (str(self._key(row, name) or "") for name in ("record", "field"))
            part = PARTS[self._key(row, "dissent") is True]
            number = self._key(row, "number")
            place = number if isinstance(number, int | float) else math.inf
            if (record, part, field, place) in taken and number is not None:
                message = f"another row has the number {number} among these claims"
                self._refused.append(row.refused("IT015", message, "number", "count on from 0"))
            taken.add((record, part, field, place))
            held = self._rows.setdefault(record, {}).setdefault((part, field), [])
            held.append((place, row))

    def _key(self, row: Row, name: str) -> Any:
        """What says where a claim belongs; None, and a complaint, if it says nothing."""
        text = row.cells.get(name)
        if text is None:
            self._refused.append(row.refused("IT015", f"{name} is missing", name))
            return None
        try:
            return cell_value(_CLAIM_COLUMNS[name], text)
        except NotOfType as error:
            self._refused.append(row.refused("IT015", str(error), name, error.hint))
            return None

    def give(self, record: Json) -> Mapping[tuple[str, str], list[Row]]:
        """Put the claims for a record into it, in their order; their rows."""
        id = record.get("id", "")
        self._ids.add(id)
        found: dict[tuple[str, str], list[Row]] = {}
        record["provenance"] = {}
        for (part, field), numbered in self._rows.get(id, {}).items():
            rows = [row for _, row in sorted(numbered, key=lambda pair: pair[0])]
            values = [_value(row, claim_paths(), _CLAIM_COLUMNS) for row in rows]
            record.setdefault(part, {})[field] = values
            found[part, field] = rows
        return found

    def refused(self) -> Iterator[Unreadable]:
        """IT015: rows that are about nothing, or not in their place."""
        yield from self._refused
        for id, fields in self._rows.items():
            if id and id not in self._ids:
                message = f"the package has no record {shown(id)}"
                hint = did_you_mean(id, self._ids) or "claims stand in the package of their record"
                for numbered in fields.values():
                    for _, row in numbered:
                        yield row.refused("IT015", message, "record", hint)


_CLAIM_COLUMNS = {column.name: column for column in CLAIMS.columns}


def _contradicted(value: Json, origin: RecordRows) -> Iterator[Unreadable]:
    """IT016, for a record and its claims; of what has not their form the schema says so."""
    try:
        record = structure(value)
    except Unstructurable:
        return
    yield from _cells_contradicted(origin.row, record)
    for (part, field), rows in origin.claims.items():
        for number, row in enumerate(rows):
            claim = getattr(record, part)[field][number]
            yield from _cells_contradicted(row, ClaimRow(record, field, number, claim))


def _cells_contradicted(row: Row, held: Record | ClaimRow) -> Iterator[Unreadable]:
    for column in row.sheet.table.columns:
        text = row.cells.get(column.name) if column.computed else None
        if text is not None and text != (computed := cell_text(column, column.cell(held))):
            message = f"{shown(text)}, but what it is computed from says {shown(computed)}"
            hint = f"change {column.field}, or leave this cell empty"
            yield row.refused("IT016", message, column.name, hint)
