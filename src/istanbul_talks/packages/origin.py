"""Where the values of a document that was put together from tables stand in their files."""

import re
from collections.abc import Mapping, Sequence

import attrs

from istanbul_talks.findings.finding import Finding
from istanbul_talks.io.inputs import Origin
from istanbul_talks.io.positions import unescape
from istanbul_talks.io.text import Text
from istanbul_talks.packages.described import HEADER_PATHS
from istanbul_talks.packages.paths import claim_paths, column_at, record_paths
from istanbul_talks.packages.sheets import Row

FIRST_LINE = 2
"""The line of the document on which its first record stands, each on a line of its own."""


@attrs.frozen(eq=False)
class RecordRows:
    """The row of a record, and those of its claims by ``provenance`` or ``dissents`` and field."""

    type: str
    row: Row
    claims: Mapping[tuple[str, str], Sequence[Row]]


@attrs.frozen(eq=False)
class TableOrigin(Origin):
    """The rows that a document was put together from, record by record."""

    about: Text
    records: Sequence[RecordRows]
    files: tuple[str, ...]

    def located(self, finding: Finding) -> Finding:
        """The same finding where it stands in ``datapackage.json`` or in a CSV file."""
        steps = [unescape(step) for step in finding.place.pointer.split("/")[1:]]
        if steps[:1] != ["records"] or len(steps) < 2:
            pointer = HEADER_PATHS.get(steps[0], "") if steps else ""
            return attrs.evolve(finding, place=self.about.place(pointer))
        missing = re.fullmatch(r"(\w+) is missing", finding.message)
        inner = [*steps[2:], *(missing.groups() if missing else ())]
        row, column = _cell(self.records[int(steps[1])], inner)
        found = attrs.evolve(finding, place=row.place(column), message=self._message(finding))
        wrong = row.bad.get(column)
        if wrong is None or finding.code != "IT103":
            return found
        return attrs.evolve(found, message=str(wrong), hint=wrong.hint)

    def _message(self, finding: Finding) -> str:
        """The message; in that on an id which stands twice, the place is one in the tables.

        No other is looked at: it may quote data, which can look like a place.
        """
        if finding.code != "IT203":
            return finding.message

        def place(match: "re.Match[str]") -> str:
            held = self.records[int(match[1]) - FIRST_LINE]
            return str(held.row.place("id"))

        return re.sub(rf"{re.escape(self.about.file)}:(\d+):\d+", place, finding.message)


def _cell(record: RecordRows, steps: Sequence[str]) -> tuple[Row, str]:
    """The row and the column of what a pointer within a record leads to."""
    if steps[:1] in (["provenance"], ["dissents"]) and len(steps) > 1:
        rows = record.claims.get((steps[0], steps[1]), ())
        number = int(steps[2]) if len(steps) > 2 else 0
        if number < len(rows):
            column = column_at(claim_paths(), steps[3:])
            return rows[number], column or ("record" if len(steps) > 2 else "field")
        steps = steps[1:]
    return record.row, column_at(record_paths(record.type), steps) or "id"
