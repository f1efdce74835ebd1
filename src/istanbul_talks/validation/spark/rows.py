"""What executors and driver send each other: rows of one form, a kind a row.

The form is the same for every kind, so that one pass over the data, kept by Spark, can be asked
several times: for its findings, for what must be remembered of records, for its totals.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from istanbul_talks.findings.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Table
    from pyspark.sql import DataFrame, SparkSession

FINDING = {
    "code": "string",
    "severity": "string",
    "message": "string",
    "hint": "string",
    "file": "string",
    "line": "bigint",
    "column": "bigint",
    "width": "bigint",
    "pointer": "string",
    "record": "string",
    "field": "string",
    "excerpt": "string",
    "cut": "bigint",
}
"""The columns of findings, in the words of `Finding` and `Place`."""

PLACE = {"number": "bigint", "part": "bigint", "seq": "bigint"}
"""The number of a block, the number of its part, and the number of the row in that."""

ROW = {
    "kind": "string",
    **PLACE,
    **FINDING,
    "id": "string",
    "block": "bigint",
    "belief": "string",
    "rest": "string",
    "key": "binary",
    "what": "string",
    "end": "bigint",
    "payload": "binary",
}
"""All that a row may hold; a kind leaves empty what it has no use for."""

Columns = Mapping[str, list[Any]]


def ddl(columns: Mapping[str, str]) -> str:
    """The columns as Spark wants them."""
    return ", ".join(f"`{name}` {type}" for name, type in columns.items())


def rows(kind: str, columns: Columns) -> "RecordBatch":
    """Rows of one kind."""
    length = len(next(iter(columns.values())))
    return arrow(ROW, {"kind": [kind] * length, **columns}, length)


def arrow(types: Mapping[str, str], columns: Columns, length: int) -> "RecordBatch":
    """Columns as Arrow has them, empty those that are not given."""
    import pyarrow as pa

    known = {"string": pa.string(), "bigint": pa.int64(), "binary": pa.binary()}
    schema = pa.schema([(name, known[type]) for name, type in types.items()])
    try:
        arrays = [
            pa.array(columns[field.name], field.type)
            if field.name in columns
            else pa.nulls(length, field.type)
            for field in schema
        ]
    except UnicodeEncodeError:
        sounder = {name: [*map(sound, held)] for name, held in columns.items()}
        return arrow(types, sounder, length)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def frame(
    spark: "SparkSession", types: Mapping[str, str], columns: Columns, step: int = 100_000
) -> "DataFrame":
    """A table of the driver as a DataFrame; so many rows are sent at a time."""
    import pyarrow as pa

    length = len(next(iter(columns.values())))
    pieces = []
    for start in range(0, max(1, length), step):
        held = {name: column[start : start + step] for name, column in columns.items()}
        pieces.append(arrow(types, held, min(step, length - start)))
    return spark.createDataFrame(pa.Table.from_batches(pieces))


def sound(value: Any) -> Any:
    """A text that UTF-8 can hold: the names of some files are none."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def columns_of(findings: Iterable[Finding]) -> dict[str, list[Any]]:
    """Findings as columns."""
    held = [*map(_values, findings)]
    return {name: [row[number] for row in held] for number, name in enumerate(FINDING)}


def _values(finding: Finding) -> tuple[Any, ...]:
    place = finding.place
    return (
        finding.code,
        finding.severity.value,
        finding.message,
        finding.hint,
        place.file,
        place.line,
        place.column,
        place.width,
        place.pointer,
        finding.record,
        finding.field,
        place.excerpt,
        place.cut,
    )


def findings_of(table: "Table", files: Iterable[str]) -> Iterator[Finding]:
    """The findings behind the rows of a table, about these files."""
    odd = {sound(name): name for name in files if name != sound(name)}
    for row in table.to_pylist():
        for known, name in odd.items():
            row["file"] = name if row["file"] == known else row["file"]
            row["message"] = row["message"].replace(known, name)
        about = {name: row[name] for name in ("code", "message", "hint", "record", "field")}
        place = {name: row[name] for name in FINDING if name not in about and name != "severity"}
        yield Finding(severity=Severity(row["severity"]), place=Place(**place), **about)
