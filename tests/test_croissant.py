"""Croissant: mlcroissant finds it valid, and loads every record as what it is, offline."""

import datetime
import hashlib
import json
import math
import socket
from pathlib import Path
from typing import Any

import mlcroissant
import pytest

import istanbul_talks as it
from istanbul_talks.derived.columns import Column, Kind
from istanbul_talks.frames.claims import claim_rows
from istanbul_talks.model.shapes import RECORDS, vocabularies, vocabulary_name
from istanbul_talks.packages.cells import cell_writer
from istanbul_talks.packages.tables import CLAIMS, RECORD_TABLES

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use:DeprecationWarning")
"""mlcroissant uses what rdflib will give up."""

EXAMPLE = Path(__file__).parents[1] / "examples" / "outside.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, talks: it.Dataset) -> Path:
    """The canonical dataset with its Croissant description."""
    path = tmp_path_factory.mktemp("croissant") / "out"
    it.export(talks, "croissant", path)
    return path


@pytest.fixture(scope="module")
def loaded(folder: Path) -> mlcroissant.Dataset:
    """The same as mlcroissant knows it, which raises if anything is wrong."""
    return mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name leads anywhere."""

    def refuse(*args: object, **more: object) -> None:
        raise OSError("there is no network here")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_it_is_croissant_1_1_with_nothing_wrong(
    loaded: mlcroissant.Dataset, talks: it.Dataset
) -> None:
    metadata = loaded.metadata
    assert metadata.ctx.conforms_to.value == "http://mlcommons.org/croissant/1.1"
    assert metadata.ctx.issues.errors == set()
    # Nobody knows when data were published that lie in a folder.
    assert [w for w in metadata.ctx.issues.warnings if "datePublished" not in w] == []
    assert (metadata.name, metadata.version) == (talks.title, talks.version)
    assert metadata.license == [talks.license]
    assert str(talks.title) in metadata.cite_as


def test_every_file_has_its_hash(folder: Path) -> None:
    described = json.loads((folder / "croissant.json").read_text("utf-8"))
    hashes = {file["contentUrl"]: file["sha256"] for file in described["distribution"]}
    assert hashes == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.csv")
    }


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("record_type", ["actor", "meeting", "figure", "source", "demand"])
def test_records_are_loaded(
    record_type: str, loaded: mlcroissant.Dataset, talks: it.Dataset
) -> None:
    table = RECORD_TABLES[record_type]
    collection = talks.collections[RECORDS[record_type].collection]
    rows = [*loaded.records(table.name)]
    assert [row[f"{table.name}/id"].decode() for row in rows] == [*collection]
    for row, record in zip(rows, collection.values(), strict=True):
        for column in table.columns:
            held = row[f"{table.name}/{column.name}"]
            assert plain(held) == expected(column, record), (record.id, column.name)


@pytest.mark.usefixtures("offline")
def test_claims_are_loaded(loaded: mlcroissant.Dataset, talks: it.Dataset) -> None:
    names = ("record", "field", "number", "dissent", "source", "start", "wording", "note")
    columns = [column for column in CLAIMS.columns if column.name in names]
    wanted = [[expected(column, row) for column in columns] for row in claim_rows(talks)]
    rows = loaded.records("claims")
    assert [[plain(row[f"claims/{c.name}"]) for c in columns] for row in rows] == wanted


def plain(value: Any) -> Any:
    """A value as mlcroissant gives it: bytes for texts, a time for a day, nan for nothing."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, datetime.datetime):
        return value.date()
    return None if isinstance(value, float) and math.isnan(value) else value


def expected(column: Column, held: Any) -> Any:
    """A value as its type of Croissant has it; lists are texts."""
    value = column.cell(held)
    typed = column.kind in (Kind.DAY, Kind.INTEGER, Kind.NUMBER, Kind.FLAG)
    return value if typed and not column.many else cell_writer(column)(held) or None


@pytest.mark.usefixtures("offline")
def test_terms_are_enumerations(loaded: mlcroissant.Dataset) -> None:
    sets = {record_set.id: record_set for record_set in loaded.metadata.record_sets}
    for vocabulary in vocabularies().values():
        id = f"vocabulary-{vocabulary_name(vocabulary)}"
        assert "https://schema.org/Enumeration" in map(str, sets[id].data_types)
        assert [row[f"{id}/term"] for row in loaded.records(id)] == [*vocabulary]
    measure = next(f for f in sets["figures"].fields if f.name == "measure")
    assert measure.references.field == "vocabulary-measure/term"


def test_the_folder_is_a_package_that_reads_back(folder: Path, talks: it.Dataset) -> None:
    assert it.read(folder, canonical=False) == talks


def test_outside_data_are_described(tmp_path: Path) -> None:
    data = it.read(EXAMPLE)
    it.export(data, "croissant", tmp_path / "out")
    loaded = mlcroissant.Dataset(jsonld=str(tmp_path / "out" / "croissant.json"))
    assert next(iter(loaded.records("figures")))["figures/quantity_best"] == 12
    ids = {row["records/id"].decode(): row["records/present"] for row in loaded.records("records")}
    assert (ids["place/istanbul"], ids["place/example-harbour"]) == (False, True)
    assert it.read(tmp_path / "out") == data


def test_data_without_a_title_are_described(tmp_path: Path) -> None:
    it.export(it.Dataset([]), "croissant", tmp_path / "out")
    mlcroissant.Dataset(jsonld=str(tmp_path / "out" / "croissant.json"))
