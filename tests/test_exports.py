"""Exports: whole or not at all, and with everything that the format can carry."""

import json
import os
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.columns import Column, Kind, record_columns
from istanbul_talks.derived.converter import structure
from istanbul_talks.derived.strategies import records
from istanbul_talks.exports import FORMATS, exporting, sqlite
from istanbul_talks.frames.claims import CLAIM_COLUMNS
from istanbul_talks.model.shapes import RECORDS
from rebuilding import rebuilt

some_records = st.lists(records(), max_size=5, unique_by=lambda record: record.id)
headers = st.fixed_dictionaries({"title": st.none() | st.just("Made up"), "version": st.just("7")})


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_whole(name: str, talks: it.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "out"
    it.export(talks, name, path)
    assert path.exists()
    assert [*tmp_path.iterdir()] == [path]
    mode = stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    assert mode == (0o777 if path.is_dir() else 0o666) & ~mask


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_is_the_same_each_time(name: str, talks: it.Dataset, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        it.export(talks, name, tmp_path / folder / "out")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def contents(folder: Path) -> dict[Path, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in found}


def test_json_lines_read_back(talks: it.Dataset, tmp_path: Path) -> None:
    it.export(talks, "jsonl", tmp_path / "talks.jsonl")
    assert [*it.read(tmp_path / "talks.jsonl", canonical=False)] == [*talks]


@settings(max_examples=60)
@given(some_records, headers)
def test_parquet_holds_everything(
    tmp_path_factory: pytest.TempPathFactory, made: list[it.Record], header: dict[str, Any]
) -> None:
    talks = it.Dataset(made, **header)
    folder = tmp_path_factory.mktemp("parquet") / "out"
    it.export(talks, "parquet", folder)
    claims = pq.read_table(folder / "claims.parquet")
    about = {k.decode(): v.decode() for k, v in claims.schema.metadata.items()}
    assert {k: about[k] for k in about.keys() & {"title", "version"}} == {
        k: v for k, v in header.items() if v is not None
    }
    found = []
    for shape in RECORDS.values():
        for row in pq.read_table(folder / f"{shape.collection}.parquet").to_pylist():
            own = [claim for claim in claims.to_pylist() if claim["record"] == row["id"]]
            found.append(structure(rebuilt(shape, row, own)))
    assert found == [*talks]


@settings(max_examples=60)
@given(some_records, headers)
def test_sqlite_holds_everything(
    tmp_path_factory: pytest.TempPathFactory, made: list[it.Record], header: dict[str, Any]
) -> None:
    talks = it.Dataset(made, **header)
    path = tmp_path_factory.mktemp("sqlite") / "out.db"
    it.export(talks, "sqlite", path)
    with closing(sqlite3.connect(path)) as database:
        about = dict(database.execute("SELECT name, value FROM dataset"))
        claims = [*_rows(database, "claims", CLAIM_COLUMNS)]
        found = []
        for shape in RECORDS.values():
            for row in _rows(database, shape.collection, record_columns(shape)):
                own = [claim for claim in claims if claim["record"] == row["id"]]
                found.append(structure(rebuilt(shape, row, own)))
    assert found == [*talks]
    assert (about["title"], about["version"]) == (talks.title, talks.version)


def _rows(
    database: sqlite3.Connection, table: str, columns: Iterable[Column]
) -> Iterable[dict[str, Any]]:
    """The rows of a table, with cells as Arrow has them."""
    cursor = database.execute(f"SELECT * FROM {table} ORDER BY rowid")
    names = [name for name, *_ in cursor.description]
    by_name = {column.name: column for column in columns}
    for cells in cursor:
        row = dict(zip(names, cells, strict=True))
        for name, cell in row.items():
            if by_name[name].many:
                row[name] = [_part(item) for item in json.loads(cell or "[]")]
            elif by_name[name].kind is Kind.FLAG and cell is not None:
                row[name] = bool(cell)
        yield row


def _part(item: Any) -> Any:
    if not isinstance(item, dict):
        return item
    return {"kind": item["kind"], "start": item["span"][0], "end": item["span"][1]}


@pytest.fixture(scope="module")
def database(talks: it.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The canonical dataset as a database."""
    path = tmp_path_factory.mktemp("sqlite") / "talks.db"
    it.export(talks, "sqlite", path)
    return path


def test_sqlite_has_no_broken_foreign_key(database: Path) -> None:
    with closing(sqlite3.connect(database)) as talks:
        assert talks.execute("PRAGMA foreign_key_check").fetchall() == []
        assert talks.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = [name for (name,) in talks.execute("SELECT name FROM pragma_table_list")]
        keys = [k for t in tables for k in talks.execute(f'PRAGMA foreign_key_list("{t}")')]
        assert len(keys) > 40
        assert talks.execute("SELECT count(*) FROM records WHERE NOT present").fetchone() == (0,)
        assert talks.execute("PRAGMA user_version").fetchone() == (sqlite.FORMAT,)


def test_sqlite_keeps_ids_that_stand_elsewhere(tmp_path: Path) -> None:
    outside = it.read("examples/outside.json")
    it.export(outside, "sqlite", tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as talks:
        assert talks.execute("PRAGMA foreign_key_check").fetchall() == []
        elsewhere = {id for (id,) in talks.execute("SELECT id FROM records WHERE NOT present")}
    assert elsewhere == {
        reference.target
        for record in outside
        for reference in outside.references_of(record.id)
        if reference.target not in outside
    }
    assert elsewhere


def test_sqlite_finds_words(database: Path, talks: it.Dataset) -> None:
    with closing(sqlite3.connect(database)) as found:
        query = "SELECT m.id FROM demands_fts f JOIN demands m ON m.rowid = f.rowid"
        ids = {id for (id,) in found.execute(f"{query} WHERE demands_fts MATCH 'ceasefire'")}
        wordings = found.execute(
            "SELECT wording FROM claims_fts WHERE claims_fts MATCH '\"41 aircraft\"'"
        ).fetchall()
    wanted = {d.id for d in talks.demands.values() if "ceasefire" in d.summary.lower().split()}
    assert wanted
    assert wanted <= ids
    assert wordings
    assert all("41 aircraft" in wording for (wording,) in wordings)


def test_the_views_answer(database: Path, talks: it.Dataset) -> None:
    with closing(sqlite3.connect(database)) as found:
        counts = found.execute(
            "SELECT DISTINCT figure, claimant, low, best, high, unit, adopted "
            "FROM who_says_how_many WHERE about = 'event/spiderweb'"
        ).fetchall()
        views = [
            name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
        ]
        for view in views:
            assert found.execute(f"SELECT count(*) FROM {view}").fetchone() > (0,), view
    assert {(f, c, lo, b, h, u, bool(a)) for f, c, lo, b, h, u, a in counts} == {
        (c.figure, c.claimant, c.low, c.best, c.high, c.unit, c.adopted)
        for c in talks.compare(about="event/spiderweb")
    }


def test_what_is_there_stays(talks: it.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl"
    path.write_text("mine")
    with pytest.raises(FileExistsError, match="--force"):
        it.export(talks, "jsonl", path)
    assert path.read_text() == "mine"
    it.export(talks, "jsonl", path, force=True)
    assert len(path.read_text().splitlines()) == len(talks)


def test_a_folder_with_other_things_is_not_replaced(talks: it.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "out"
    it.export(talks, "parquet", path)
    it.export(talks, "parquet", path, force=True)
    (path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match=r"mine\.txt"):
        it.export(talks, "parquet", path, force=True)
    assert (path / "mine.txt").read_text() == "mine"


def test_a_folder_that_cannot_be_replaced_stays(
    talks: it.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    it.export(talks, "parquet", tmp_path / "out")
    before = contents(tmp_path)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "export":
            raise OSError("not now")
        return rename(path, target)

    monkeypatch.setattr(exporting, "exchange", lambda one, other: False)  # as on older systems
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="not now"):
        it.export(talks, "parquet", tmp_path / "out", force=True)
    assert contents(tmp_path) == before


def test_a_failed_export_leaves_nothing(
    talks: it.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> object:
        raise OSError("the disk is full")

    monkeypatch.setattr(sqlite, "claim_cells", fail)
    (tmp_path / "old.db").write_text("old")
    for name in ("new.db", "old.db"):
        with pytest.raises(OSError, match="disk is full"):
            it.export(talks, "sqlite", tmp_path / name, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["old.db"]
    assert (tmp_path / "old.db").read_text() == "old"


def test_an_unknown_format_gets_a_hint(talks: it.Dataset, tmp_path: Path) -> None:
    with pytest.raises(it.UnknownName, match="sqlite"):
        it.export(talks, "sqlit", tmp_path / "x")


def test_a_folder_that_is_not_there_is_said(talks: it.Dataset, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        it.export(talks, "jsonl", tmp_path / "nowhere" / "x")
