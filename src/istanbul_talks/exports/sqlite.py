"""A SQLite database: a table a collection, all claims, views, and full-text search.

Nothing is lost. ``records`` has every id that is named anywhere, with ``present`` 0 where the data
only refers to it, so that foreign keys hold for outside data, too. Fields of several values are
JSON arrays; where they hold ids, ``links`` has a row for each. Ready for Datasette.
"""

import datetime
import errno
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.cells import cells
from istanbul_talks.derived.columns import Column, Kind, record_columns
from istanbul_talks.derived.converter import plain
from istanbul_talks.frames.arrow import in_batches
from istanbul_talks.frames.claim_cells import claim_cells
from istanbul_talks.frames.claims import CLAIM_COLUMNS
from istanbul_talks.model.naming import own_name
from istanbul_talks.model.shapes import RECORDS, vocabularies

FORMAT = 1
"""``PRAGMA user_version``: changes when tables change in a way that breaks queries."""

_TYPES = {
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "NUMERIC",
    Kind.FLAG: "INTEGER",
}


def write(dataset: Dataset, path: Path) -> None:
    """Write the database. Raises `OSError`."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, dataset)
    except sqlite3.Error as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(path)) from None


def _fill(database: sqlite3.Connection, dataset: Dataset) -> None:
    for pragma in _PRAGMAS:
        database.execute(f"PRAGMA {pragma}")
    database.execute("BEGIN")
    for statement in _schema():
        database.execute(statement)
    _insert(database, "dataset", ("name", "value"), _about(dataset))
    _insert(database, "terms", ("vocabulary", "term", "label", "definition"), _terms())
    for shape in RECORDS.values():
        records = dataset.collections[shape.collection].values()
        columns = record_columns(shape)
        _insert(database, shape.collection, _names(columns), _rows(columns, records))
        named = ((r.id, shape.name, shape.collection, own_name(r), 1) for r in records)
        _insert(database, "records", _RECORDS, named)
    _insert(database, "links", ("record", "field", "position", "target"), _links(dataset))
    _insert(database, "claims", _names(CLAIM_COLUMNS), _claims(dataset))
    for statement in _after():
        database.execute(statement)
    database.execute("COMMIT")
    database.execute("ANALYZE")


_PRAGMAS = (
    # Nothing else reads it yet, and a half-written one is thrown away: no journal is needed.
    "journal_mode = OFF",
    "synchronous = OFF",
    # Records hold terms of their vocabularies only; to look again costs as much as the rows do.
    "ignore_check_constraints = ON",
    f"user_version = {FORMAT}",
)

_RECORDS = ("id", "type", "collection", "label", "present")


def _schema() -> Iterator[str]:
    """The tables, with what each column means as a comment, and the views."""
    yield "CREATE TABLE dataset (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"
    yield (
        "CREATE TABLE terms (vocabulary TEXT NOT NULL, term TEXT NOT NULL, label TEXT NOT NULL, "
        "definition TEXT NOT NULL, PRIMARY KEY (vocabulary, term)) WITHOUT ROWID"
    )
    yield (
        "CREATE TABLE records (id TEXT PRIMARY KEY, type TEXT NOT NULL, "
        "collection TEXT NOT NULL, label TEXT, present INTEGER NOT NULL)"
    )
    for shape in RECORDS.values():
        yield _table(shape.collection, record_columns(shape))
    yield (
        "CREATE TABLE links (record TEXT NOT NULL REFERENCES records (id), field TEXT NOT NULL, "
        "position INTEGER NOT NULL, target TEXT NOT NULL REFERENCES records (id))"
    )
    yield _table("claims", CLAIM_COLUMNS)
    yield from _VIEWS


def _table(name: str, columns: Sequence[Column]) -> str:
    return f"CREATE TABLE {name} (\n" + ",\n".join(map(_definition, columns)) + "\n)"


def _definition(column: Column) -> str:
    words = [f'    "{column.name}"', "TEXT" if column.many else _TYPES.get(column.kind, "TEXT")]
    if column.name == "id":
        words.append("PRIMARY KEY")
    elif column.required:
        words.append("NOT NULL")
    if column.kind is Kind.REFERENCE and not column.many:
        words.append("REFERENCES records (id)")
    if column.terms is not None and not column.many:
        terms = ", ".join(f"'{term}'" for term in column.terms)
        words.append(f'CHECK ("{column.name}" IN ({terms}))')
    if column.kind is Kind.FLAG:
        words.append(f'CHECK ("{column.name}" IN (0, 1))')
    return " ".join(words)


_VIEWS = (
    # Who says how many: figures, then what other sources say instead of their number.
    """CREATE VIEW who_says_how_many AS
    SELECT f.about, f.measure, f.item, f.claimant, f.quantity_low AS low, f.quantity_best AS best,
        f.quantity_high AS high, f.quantity_unit AS unit, c.hedge, c.source, c.wording,
        f.id AS figure, 1 AS adopted
    FROM figures f LEFT JOIN claims c
        ON c.record = f.id AND c.field = 'quantity' AND c.dissent = 0
    UNION ALL
    SELECT f.about, f.measure, f.item, c.claimant, c.dissent_value ->> 'low',
        c.dissent_value ->> 'best', c.dissent_value ->> 'high', c.dissent_value ->> 'unit',
        c.hedge, c.source, c.wording, f.id, 0
    FROM figures f JOIN claims c ON c.record = f.id AND c.field = 'quantity' AND c.dissent = 1""",
    """CREATE VIEW demands_by_party AS
    SELECT d.id, p.label AS party, a.label AS addressee, d.kind, d.issue, d.summary, d.date,
        m.label AS raised_at
    FROM demands d LEFT JOIN records p ON p.id = d.party LEFT JOIN records a ON a.id = d.addressee
        LEFT JOIN records m ON m.id = d.raised_at""",
    """CREATE VIEW seats AS
    SELECT p.id, m.label AS meeting, a.label AS actor, p.role, b.label AS on_behalf_of, p.status
    FROM participations p JOIN records m ON m.id = p.meeting JOIN records a ON a.id = p.actor
        LEFT JOIN records b ON b.id = p.on_behalf_of""",
    # Values that at least one source contradicts.
    """CREATE VIEW contested AS
    SELECT record, field, count(*) AS dissents FROM claims WHERE dissent GROUP BY record, field""",
)


def _after() -> Iterator[str]:
    """What is quicker to make once the rows are there: the ids named elsewhere, indexes, search."""
    references = [
        (shape.collection, column.name)
        for shape in RECORDS.values()
        for column in record_columns(shape)
        if column.kind is Kind.REFERENCE and not column.many and column.name != "id"
    ]
    own = [("claims", c.name) for c in CLAIM_COLUMNS if c.kind is Kind.REFERENCE and not c.many]
    for table, column in (*references, ("links", "target"), *own):
        yield (
            "INSERT OR IGNORE INTO records SELECT DISTINCT "
            f'"{column}", substr("{column}", 1, instr("{column}", \'/\') - 1), \'\', NULL, 0 '
            f'FROM {table} WHERE "{column}" IS NOT NULL'
        )
        yield f'CREATE INDEX "{table}_{column}" ON {table} ("{column}")'
    yield "CREATE INDEX links_record ON links (record)"
    for shape in RECORDS.values():
        texts = [
            column.name
            for column in record_columns(shape)
            if column.kind is Kind.TEXT and not column.computed
        ]
        if texts:
            yield from _search(shape.collection, texts)
    yield from _search("claims", ["wording", "note"])


def _search(table: str, columns: list[str]) -> Iterator[str]:
    """A full-text index over a table's own rows: Datasette finds it by its ``content``."""
    named = ", ".join(f'"{column}"' for column in columns)
    yield (
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5 ({named}, content='{table}', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    yield f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')"


def _insert(
    database: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    marks = ", ".join("?" * len(names))
    named = ", ".join(f'"{name}"' for name in names)
    database.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)


def _about(dataset: Dataset) -> list[tuple[str, str | None]]:
    return [(name, getattr(dataset, name)) for name in ("title", "version", "license", "schema")]


def _terms() -> Iterator[tuple[str, str, str, str]]:
    for name, vocabulary in vocabularies().items():
        for term in vocabulary:
            yield name, str(term), term.label, term.definition


def _links(dataset: Dataset) -> Iterator[tuple[str, str, int, str]]:
    """The ids in fields of several values, one by one."""
    for shape in RECORDS.values():
        columns = [c for c in record_columns(shape) if c.kind is Kind.REFERENCE and c.many]
        if columns:
            for record in dataset.collections[shape.collection].values():
                for column in columns:
                    for position, target in enumerate(column.cell(record)):
                        yield record.id, column.name, position, target


def _names(columns: Sequence[Column]) -> list[str]:
    return [column.name for column in columns]


def _rows(columns: Sequence[Column], objects: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    """A row for each object, made column by column: that is much quicker."""
    for batch in in_batches(objects):
        yield from _stored_rows(columns, cells(columns, batch))


def _claims(dataset: Dataset) -> Iterator[tuple[Any, ...]]:
    for held in claim_cells(dataset):
        yield from _stored_rows(CLAIM_COLUMNS, held)


def _stored_rows(
    columns: Sequence[Column], held: Sequence[Sequence[Any]]
) -> Iterator[tuple[Any, ...]]:
    """Rows of cells as SQLite keeps them."""
    stored = (
        map(store, column_cells) if (store := _stored(column)) else column_cells
        for column, column_cells in zip(columns, held, strict=True)
    )
    return zip(*stored, strict=True)


def _stored(column: Column) -> Callable[[Any], Any] | None:
    """How a cell is kept, if not as it is."""
    if column.many:
        return _json
    if column.kind is Kind.DAY:
        return _day
    # sqlite3 looks for an adapter of whatever is no plain text before it takes it as one.
    return _bare if column.kind in (Kind.TERM, Kind.REFERENCE, Kind.DATE) else None


def _json(items: Sequence[Any]) -> str | None:
    return _encode(items if isinstance(items[0], str) else plain(items)) if items else None


_encode = json.JSONEncoder(ensure_ascii=False).encode


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _bare(text: str | None) -> str | None:
    return None if text is None else str.__str__(text)
