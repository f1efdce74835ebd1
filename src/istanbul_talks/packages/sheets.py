"""CSV files read as they stand: rows that know on which line they are, cells that know where."""

import codecs
import csv
import io
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs

from istanbul_talks.findings.finding import Place
from istanbul_talks.findings.suggestion import did_you_mean
from istanbul_talks.io.inputs import Input, Unreadable, decode
from istanbul_talks.io.text import Text
from istanbul_talks.packages.cells import NotOfType, shown
from istanbul_talks.packages.tables import Table

_CELL = re.compile(r'"(?:[^"]|"")*"|[^,\r\n]*')

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@attrs.frozen(eq=False)
class Row:
    """The cells of one row that are not empty, by column; ``bad`` are those not of their type."""

    sheet: "Sheet"
    start: int
    """Where it begins in the text of its file."""
    cells: dict[str, str]
    bad: dict[str, NotOfType] = attrs.field(factory=dict)

    def place(self, column: str) -> Place:
        """Where the cell of a column stands."""
        return self.sheet.place(self.start, self.sheet.header.index(column))

    def refused(self, code: str, message: str, column: str, hint: str | None = None) -> Unreadable:
        """A complaint about a cell of a column that the file has."""
        return Unreadable(code, message, self.place(column), hint)


@attrs.frozen(eq=False)
class Sheet:
    """A CSV file whose header is that of its table."""

    table: Table
    text: Text
    header: list[str]

    def place(self, start: int, number: int) -> Place:
        """Where the cell of this number stands in the row that begins there."""
        text, at = self.text.text, start
        for _ in range(number):
            at = _CELL.match(text, at).end()  # type: ignore[union-attr]
            if not text.startswith(",", at):
                break
            at += 1
        end = _CELL.match(text, at).end()  # type: ignore[union-attr]
        pointer = f"/{self.header[number]}" if number < len(self.header) else ""
        return self.text.place_at(at, end - at, pointer)


def read_sheet(source: Input, table: Table) -> tuple[list[Row], list[Unreadable]]:
    """The rows of a file, and what is wrong with its form. Raises `Unreadable` if all of it is.

    A byte order mark is no part of the text: spreadsheets that write "CSV UTF-8" put one first.
    """
    text = Text(source.name, decode(source.read().removeprefix(codecs.BOM_UTF8), source.name))
    rows = _rows(text)
    start, header = next(rows)
    sheet = Sheet(table, text, header)
    refused = [*_refused_columns(sheet, start)]
    if refused:
        return [], refused
    found: list[Row] = []
    try:
        for start, cells in rows:
            if len(cells) == len(header):
                held = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
                found.append(Row(sheet, start, held))
            elif cells:
                refused.append(_ragged(sheet, start, len(cells)))
    except Unreadable as error:
        refused.append(error)
    return found, refused


def _rows(text: Text) -> Iterator[tuple[int, list[str]]]:
    """Where each row begins, and its cells. Raises `Unreadable` where the text is no CSV."""
    end = 0

    def lines() -> Iterator[str]:
        nonlocal end
        for line in io.StringIO(text.text, newline=""):
            end += len(line)
            yield line

    start = 0
    reader = csv.reader(lines(), strict=True)
    try:
        with _cells_of_any_size():
            found = []
            for cells in reader:
                found.append((start, cells))
                start = end
    except csv.Error as error:
        yield from found
        hint = 'a text with quotation marks or commas stands in quotation marks, "" for each in it'
        raise Unreadable("IT014", f"not CSV: {error}", text.place_at(start), hint) from None
    yield from found


_size_limit = threading.Lock()


@contextmanager
def _cells_of_any_size() -> Iterator[None]:
    """Let the csv module, which has one limit for the whole process, read long lists."""
    with _size_limit:
        before = csv.field_size_limit(2**31 - 1)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _refused_columns(sheet: Sheet, start: int) -> Iterator[Unreadable]:
    """IT013: columns that are missing, unknown or there twice."""
    names = [column.name for column in sheet.table.columns]
    header = sheet.header
    if len(header) == 1 and header[0] not in names:
        for separator, called in _OTHER_SEPARATORS.items():
            if separator in header[0]:
                hint = "save the file with commas between the cells"
                message = f"the cells are separated by {called}, not by commas"
                yield Unreadable("IT013", message, sheet.place(start, 0), hint)
                return
    seen: set[str] = set()
    for number, name in enumerate(header):
        if number > 2 * len(names):
            hint = "known here: " + ", ".join(names)
            message = f"{len(header) - number:,} columns too many"
            yield Unreadable("IT013", message, sheet.place(start, number), hint)
            break
        if name in seen:
            message, hint = f"the column {shown(name)} stands here a second time", "delete one"
        elif name not in names:
            message, hint = f"unknown column {shown(name)}", _hint(name, names)
        else:
            seen.add(name)
            continue
        seen.add(name)
        yield Unreadable("IT013", message, sheet.place(start, number), hint)
    for column in sheet.table.columns:
        if column.name not in header and not column.computed:
            end = sheet.place(start, min(max(0, len(header) - 1), 2 * len(names)))
            hint = "an empty column says that all its values are missing"
            message = f"the column {column.name} is missing"
            yield Unreadable("IT013", message, attrs.evolve(end, pointer=""), hint)


def _hint(name: str, names: Iterable[str]) -> str:
    return did_you_mean(name, names) or "known here: " + ", ".join(names)


def _ragged(sheet: Sheet, start: int, number: int) -> Unreadable:
    """IT014."""
    wanted = len(sheet.header)
    place = sheet.place(start, min(number, wanted + 1) - 1)
    hint = "a cell with a comma in it stands in quotation marks"
    message = f"{_count(number)}, where the header has {wanted}"
    return Unreadable("IT014", message, attrs.evolve(place, pointer=""), hint)


def _count(number: int) -> str:
    return f"{number} cell{'' if number == 1 else 's'}"
