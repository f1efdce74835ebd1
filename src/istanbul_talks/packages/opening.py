"""A package opened: one input that is validated and read like any dataset document.

The tables are put together to the text of a document, and what validation then finds in it is told
where it stands in the CSV files. Computed cells are no data, but where one is given it must agree.
"""

import functools
import json
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from istanbul_talks.derived.columns import Column
from istanbul_talks.derived.converter import Unstructurable, structure
from istanbul_talks.findings.finding import Place
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.frames.claims import ClaimRow
from istanbul_talks.io.inputs import Input, Unreadable, file_at
from istanbul_talks.model.records import Record
from istanbul_talks.packages.cells import NotOfType, cell_reader, cell_writer, dissent_value, shown
from istanbul_talks.packages.described import Described, described
from istanbul_talks.packages.origin import RecordRows, TableOrigin
from istanbul_talks.packages.paths import DISSENT_VALUE, Path, claim_paths, put, record_paths
from istanbul_talks.packages.sheets import Row, read_sheet
from istanbul_talks.packages.tables import CLAIMS, DATA_TABLES, RECORD_TABLES, Table

Json = dict[str, Any]

MOST_COMPARED = 20_000
"""How many pairs of ids are compared to find what was meant, which is slow."""

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
            sheets[name], wrong = read_sheet(_table_at(path), DATA_TABLES[name])
        except Unreadable as error:
            wrong = [error]
        refused += wrong
    return [*refused] if refused else [*_put_together(source.name, about, sheets)]


def _table_at(path: FilePath) -> Input:
    """A table of a package. Raises `Unreadable` if it is no file, or one that lies elsewhere."""
    found = file_at(path)
    if isinstance(found, Unreadable):
        raise found
    folder = FilePath(os.path.realpath(path.parent))
    if path.is_symlink() and folder not in FilePath(os.path.realpath(path)).parents:
        message = "this is a link that leads out of the package"
        raise Unreadable("IT012", message, Place(file=str(path)), "put the file itself there")
    return found


def _put_together(
    name: str, about: Described, sheets: Mapping[str, Sequence[Row]]
) -> Iterator[Input | Unreadable]:
    """The document that the tables make, and what is wrong with how they fit together."""
    claims = _Claims(sheets.get(CLAIMS.name, ()))
    records: list[Json] = []
    origins: list[RecordRows] = []
    for record_type, table in RECORD_TABLES.items():
        cells = _cells(table, record_paths(record_type))
        for row in sheets.get(table.name, ()):
            record = {"type": record_type, **_value(row, cells)}
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


class _Cell(NamedTuple):
    """A column whose cells are data: how they are read, and where in the value they belong."""

    name: str
    path: Path
    read: Callable[[str], Any]


def _cells(table: Table, paths: Mapping[str, Path]) -> list[_Cell]:
    readers = {column.name: cell_reader(column) for column in table.columns}
    return [_Cell(name, path, readers[name]) for name, path in paths.items()]


_IN_CLAIMS = [
    cell._replace(read=dissent_value) if cell.name == DISSENT_VALUE else cell
    for cell in _cells(CLAIMS, claim_paths())
]


def _value(row: Row, cells: Iterable[_Cell]) -> Json:
    """The JSON value of a row. What is not of its column's type is what no field may hold."""
    value: Json = {}
    for name, path, read in cells:
        text = row.cells.get(name)
        if text is None:
            continue
        held: Any
        try:
            held = read(text)
        except NotOfType as error:
            row.bad[name] = error
            held = [[text]] if name == DISSENT_VALUE else text
        put(value, path, held)
    return value


class _Claims:
    """The rows of claims, to be given to their records."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._refused: list[Unreadable] = []
        self._ids: set[str] = set()
        self._rows: dict[str, dict[tuple[str, str], list[tuple[float, Row]]]] = {}
        # Its texts: many different numbers can be made that fall into one place of a set.
        taken: set[tuple[str, str, str, str]] = set()
        for row in rows:
            record, field = (str(self._key(row, name) or "") for name in ("record", "field"))
            part = PARTS[self._key(row, "dissent") is True]
            number = self._key(row, "number")
            place = math.inf if number is None else number
            key = (record, part, field, str(number))
            if key in taken and number is not None:
                message = f"another row has the number {number} among these claims"
                self._refused.append(row.refused("IT015", message, "number", "count on from 0"))
            taken.add(key)
            held = self._rows.setdefault(record, {}).setdefault((part, field), [])
            held.append((place, row))

    def _key(self, row: Row, name: str) -> Any:
        """What says where a claim belongs; None, and a complaint, if it says nothing."""
        text = row.cells.get(name)
        if text is None:
            self._refused.append(row.refused("IT015", f"{name} is missing", name))
            return None
        try:
            held = _CLAIM_KEY[name](text)
            if name == "number" and not isinstance(held, int):
                raise NotOfType(f"{shown(text)} is not a whole number", "count on from 0")
            return held
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
            values = [_value(row, _IN_CLAIMS) for row in rows]
            record.setdefault(part, {})[field] = values
            found[part, field] = rows
        return found

    def refused(self) -> Iterator[Unreadable]:
        """IT015: rows that are about nothing, or not in their place."""
        yield from self._refused
        unknown = [id for id in self._rows if id and id not in self._ids]
        comparable = len(unknown) * len(self._ids) <= MOST_COMPARED
        for id in unknown:
            message = f"the package has no record {shown(id)}"
            meant = did_you_mean(id, self._ids) if comparable else None
            hint = meant or "claims stand in the package of their record"
            for numbered in self._rows[id].values():
                for _, row in numbered:
                    yield row.refused("IT015", message, "record", hint)


_CLAIM_KEY = {c.name: cell_reader(c) for c in CLAIMS.columns if c.name in CLAIMS.key}


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
    for column, write in _computed(row.sheet.table.name):
        text = row.cells.get(column.name)
        if text is not None and text != (computed := write(held)):
            message = f"{shown(text)}, but what it is computed from says {shown(computed)}"
            hint = f"change {column.field}, or leave this cell empty"
            yield row.refused("IT016", message, column.name, hint)


@functools.cache
def _computed(table: str) -> list[tuple[Column, Callable[[Any], str]]]:
    columns = DATA_TABLES[table].columns
    return [(column, cell_writer(column)) for column in columns if column.computed]
