"""CSV as a Data Package: frictionless finds it valid, and it reads back to an equal dataset."""

import codecs
import contextlib
import csv
import functools
import io
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from frictionless import Package, validate as frictionless_validate
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from datasets import datasets as twisted
from istanbul_talks.cli.group import main
from istanbul_talks.derived.columns import record_columns
from istanbul_talks.derived.converter import (
    Unstructurable,
    structure,
    structure_header,
    unstructure,
)
from istanbul_talks.derived.strategies import records
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.frames.claims import CLAIM_COLUMNS
from istanbul_talks.io.documents import documents
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.shapes import RECORDS, vocabularies
from istanbul_talks.packages.cells import marked, unmarked
from istanbul_talks.packages.opening import opened
from istanbul_talks.packages.paths import claim_paths, record_paths
from istanbul_talks.validation import engine
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run

EXAMPLE = Path(__file__).parents[1] / "examples" / "outside.json"

AWKWARD = ["=1+1", "'=1+1", "''", "'", "-", "+1", "@a", "＝x", 'a "b", c', ",", " ", "NA", "null"]
"""Texts that spreadsheets, CSV or readers of CSV could take for something else."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may run (OWASP, CSV Injection)."""

lines = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
    | st.sampled_from("'=+@"),
    min_size=1,
    max_size=20,
)
texts = st.none() | st.sampled_from(AWKWARD) | lines
headers = st.fixed_dictionaries(dict.fromkeys(("title", "version", "license", "schema"), texts))
some_records = st.lists(records(), max_size=5, unique_by=lambda record: record.id)


@st.composite
def datasets(draw: st.DrawFn) -> it.Dataset:
    """Datasets of any records and heads, whether or not references lead anywhere."""
    return it.Dataset([*draw(some_records), *draw(awkward_actors())], **draw(headers))


@st.composite
def awkward_actors(draw: st.DrawFn) -> list[it.Record]:
    """An actor with awkward names and as awkward dissents, if any."""
    names = draw(st.lists(st.sampled_from(AWKWARD) | lines, max_size=4, unique=True))
    if not names:
        return []
    claim = it.Claim(source=it.Id("source/s"), basis=it.Basis.STATED, wording=names[0])
    dissent = it.Dissent(
        source=it.Id("source/s"), basis=it.Basis.STATED, value=names[-1], note=names[0]
    )
    actor = it.Actor(
        id=it.Id("actor/awkward-0"),
        kind=it.ActorKind.PERSON,
        name=names[0],
        aliases=tuple(names[1:]),
        provenance={"kind": (claim,), "name": (claim, claim)}
        | ({"aliases": (claim,)} if names[1:] else {}),
        dissents={"name": (dissent,), "aliases": (dissent_of(dissent, tuple(names)), dissent)},
    )
    return [structured(actor)]


def dissent_of(dissent: it.Dissent, value: tuple[str, ...]) -> it.Dissent:
    return it.Dissent(source=dissent.source, basis=dissent.basis, note=dissent.note, value=value)


def structured(actor: it.Actor) -> it.Record:
    """The actor with a dissent on one alias that names its element, as the form demands."""
    value = unstructure(actor)
    value["dissents"]["aliases"][1]["element"] = value["dissents"]["aliases"][1]["value"]
    return structure(value)


def exported(dataset: it.Dataset, folder: Path) -> Path:
    path = folder / "out"
    it.export(dataset, "csv", path)
    return path


def reread(path: Path) -> it.Dataset:
    """What a package holds, without asking whether its references resolve."""
    (source,) = opened(Input(str(path / "datapackage.json"), path / "datapackage.json"))
    assert isinstance(source, Input), source
    (document,) = documents(source)
    header = structure_header(document.header)  # type: ignore[union-attr]
    return it.Dataset(
        (structure(entry.value) for entry in document.entries),  # type: ignore[union-attr]
        version=header.version,
        title=header.title,
        license=header.license,
        schema=document.header.get("$schema"),  # type: ignore[union-attr]
    )


@settings(max_examples=80)
@given(dataset=datasets())
def test_a_package_reads_back_to_an_equal_dataset(
    dataset: it.Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = exported(dataset, tmp_path_factory.mktemp("package"))
    assert [cell for cell in cells(path) if is_formula(cell)] == []
    back = reread(path)
    assert back == dataset
    assert back.schema == dataset.schema
    assert it.dumps(back) == it.dumps(dataset)


def test_the_canonical_dataset_reads_back(talks: it.Dataset, tmp_path: Path) -> None:
    path = exported(talks, tmp_path)
    assert it.read(path, canonical=False) == talks
    assert it.read(path / "datapackage.json", canonical=False) == talks
    assert it.validate(path, canonical=False).records == len(talks)


def test_outside_data_read_back_and_go_together_with_other_files(tmp_path: Path) -> None:
    data = it.read(EXAMPLE)
    path = exported(data, tmp_path)
    assert it.read(path) == data
    assert {f.code for f in it.validate(path, canonical=False).findings} == {"IT201"}
    about = {"version": data.version, "title": data.title, "license": data.license}
    it.write(it.Dataset(data.actors.values(), **about), tmp_path / "actors.json")
    rest = it.Dataset((r for r in data if r.type != "actor"), **about)
    (tmp_path / "rest").mkdir()
    assert it.read(exported(rest, tmp_path / "rest"), tmp_path / "actors.json") == data


def test_an_empty_dataset_reads_back(tmp_path: Path) -> None:
    empty = it.Dataset([])
    assert it.read(exported(empty, tmp_path)) == empty
    assert frictionless_errors(tmp_path / "out") == []


def test_lists_of_any_length_read_back(tmp_path: Path) -> None:
    """The csv module refuses cells of more than 131,072 characters unless it is told."""
    limit = csv.field_size_limit()
    claim = it.Claim(source=it.Id("source/s"), basis=it.Basis.CODED)
    spans = [it.Span(n, n + 1) for n in range(4_000)]
    source = it.Source(
        id=it.Id("source/s"),
        kind=it.SourceKind.NEWS_ARTICLE,
        parts=tuple(it.Part(kind=it.PartKind.BODY, span=span) for span in spans),
        provenance={"kind": (claim,), "parts": (claim,)},
    )
    assert reread(exported(it.Dataset([source]), tmp_path)) == it.Dataset([source])
    assert csv.field_size_limit() == limit


def test_what_is_made_in_python_is_checked(tmp_path: Path) -> None:
    actor = it.Actor(id=it.Id("actor/a"), kind=it.ActorKind.STATE, name="two\nlines")
    with pytest.raises(it.ValidationFailed, match="IT107"):
        it.export(it.Dataset([actor]), "csv", tmp_path / "out")
    assert [*tmp_path.iterdir()] == []


def test_every_column_that_is_not_computed_has_its_place() -> None:
    for shape in RECORDS.values():
        given = {column.name for column in record_columns(shape) if not column.computed}
        assert record_paths(shape.name).keys() == given
    own = {"record", "field", "number", "dissent", "value"}
    assert claim_paths().keys() == {column.name for column in CLAIM_COLUMNS} - own


# Formulas


@given(st.text() | st.text("'=+-@\t\r＝ a", max_size=6))
def test_marks_are_taken_away_again(text: str) -> None:
    cell = marked(text)
    assert unmarked(cell) == text
    assert not cell.startswith(FORMULAS)
    assert cell in (text, f"'{text}")


def cells(path: Path) -> Iterable[str]:
    """Every cell of every file of a package."""
    for file in path.glob("*.csv"):
        for row in csv.reader(io.StringIO(file.read_text("utf-8"), newline="")):
            yield from row


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may run it; a latitude south of the equator is a number."""
    if cell[:1] == "-" and cell[1:2].isdigit():
        float(cell)
    elif cell.startswith(FORMULAS):
        return True
    return False


def test_texts_are_marked_in_the_file_and_nowhere_else(tmp_path: Path) -> None:
    claim = it.Claim(source=it.Id("source/s"), basis=it.Basis.STATED)
    actor = it.Actor(
        id=it.Id("actor/a"),
        kind=it.ActorKind.PERSON,
        name="=1+1",
        aliases=("@a", "'b"),
        provenance={"kind": (claim,), "name": (claim,), "aliases": (claim,)},
    )
    path = exported(it.Dataset([actor]), tmp_path)
    line = (path / "actors.csv").read_text("utf-8").split("\n")[1]
    assert line == 'actor/a,person,\'=1+1,"[""@a"", ""\'b""]"'


# Frictionless


def frictionless_errors(path: Path) -> list[tuple[str, str | None, int | None]]:
    """What frictionless says: kind of error, column and row."""
    report = frictionless_validate(str(path / "datapackage.json"))
    rows: Any = report.flatten(["type", "fieldName", "rowNumber"])
    return [tuple(row) for row in rows]


def test_frictionless_passes_the_canonical_dataset(talks: it.Dataset, tmp_path: Path) -> None:
    path = exported(talks, tmp_path)
    assert frictionless_errors(path) == []
    package = Package(str(path / "datapackage.json"))
    assert package.title == talks.title
    figures = package.get_table_resource("figures").read_rows()
    assert [row["id"] for row in figures] == [*talks.figures]
    assert [row["quantity_best"] for row in figures] == [
        figure.quantity.best for figure in talks.figures.values()
    ]
    meetings = package.get_table_resource("meetings").read_rows()
    assert [row["date_earliest"] for row in meetings] == [
        meeting.date and meeting.date.earliest for meeting in talks.meetings.values()
    ]
    assert [tuple(row["outcome"] or ()) for row in meetings] == [
        meeting.outcome for meeting in talks.meetings.values()
    ]


@settings(max_examples=12)
@given(dataset=datasets())
def test_frictionless_passes_any_dataset(
    dataset: it.Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert frictionless_errors(exported(dataset, tmp_path_factory.mktemp("package"))) == []


def test_the_description_says_what_terms_mean_and_where_keys_lead(
    talks: it.Dataset, tmp_path: Path
) -> None:
    path = exported(talks, tmp_path)
    described = json.loads((path / "datapackage.json").read_text("utf-8"))
    assert (described["title"], described["version"]) == (talks.title, talks.version)
    assert described["licenses"] == [{"name": talks.license}]
    assert {s["title"] for s in described["sources"]} >= {
        s.title for s in talks.sources.values() if s.title and not s.part_of
    }
    tables = {resource["name"]: resource["schema"] for resource in described["resources"]}
    measure = next(f for f in tables["figures"]["fields"] if f["name"] == "measure")
    assert measure["constraints"] == {"enum": [*it.Measure], "required": True}
    assert measure["categories"] == [{"value": t, "label": t.label} for t in it.Measure]
    keys = {
        (table, key["fields"][0]): key["reference"]["resource"]
        for table, schema in tables.items()
        for key in schema.get("foreignKeys", ())
    }
    assert keys["participations", "actor"] == "actors"
    assert keys["places", "within"] == ""
    assert keys["figures", "about"] == "records"
    assert keys["claims", "source"] == "sources"
    terms = csv.DictReader(io.StringIO((path / "terms.csv").read_text("utf-8")))
    assert {(row["vocabulary"], row["term"], row["definition"]) for row in terms} == {
        (name, str(term), term.definition)
        for name, vocabulary in vocabularies().items()
        for term in vocabulary
    }


def test_keys_lead_to_the_table_of_all_ids_where_records_lie_elsewhere(tmp_path: Path) -> None:
    path = exported(it.read(EXAMPLE), tmp_path)
    described = json.loads((path / "datapackage.json").read_text("utf-8"))
    tables = {resource["name"]: resource["schema"] for resource in described["resources"]}
    targets = {
        key["fields"][0]: key["reference"]["resource"] for key in tables["meetings"]["foreignKeys"]
    }
    assert targets["venue"] == "records"  # it refers to canonical places
    rows = [*csv.DictReader(io.StringIO((path / "records.csv").read_text("utf-8")))]
    assert {row["id"] for row in rows if row["present"] == "false"} >= {"place/istanbul"}
    assert frictionless_errors(path) == []


# What bad input gets


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package of an invented dataset."""
    return exported(it.read(EXAMPLE), tmp_path)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), "utf-8")


def found(report: Report) -> list[tuple[str, str, int | None, str]]:
    """Code, file, line and what stands at the place, as far as it is the place's."""
    return [
        (
            finding.code,
            Path(finding.place.file).name,
            finding.place.line,
            at(finding),
        )
        for finding in report.findings
    ]


def at(finding: Finding) -> str:
    place = finding.place
    if place.line is None or place.column is None:
        return ""
    line = Path(place.file).read_text("utf-8").split("\n")[place.line - 1]
    return line[place.column - 1 : place.column - 1 + place.width]


MEETING = "meeting/example-talks"


@settings(max_examples=60)
@given(values=twisted())
def test_findings_are_those_of_the_document_where_their_cells_are(
    values: list[Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is wrong with records that have their form is found in their package, too."""
    made = {record.id: record for record in well_formed(values)}
    # In the order of documents, which decides of two records alike which one is told of.
    dataset = it.Dataset([made[id] for id in sorted(made)], title="Made up")
    path = exported(dataset, tmp_path_factory.mktemp("package"))
    report, wanted = it.validate(path), report_on(dataset)
    assert said(report.findings) == said(wanted.findings)
    assert (report.records, report.claims) == (wanted.records, wanted.claims)
    for finding in report.findings:
        assert finding.record in row_of(finding).values()
    if report.ok:
        assert it.read(path) == dataset


def well_formed(values: Iterable[Any]) -> Iterator[it.Record]:
    for value in values:
        with contextlib.suppress(Unstructurable):
            yield structure(value)


def report_on(dataset: it.Dataset) -> Report:
    source = Input("<test>", it.dumps(dataset))
    return Run([source], canonical_facts()).check()


def said(findings: Iterable[Finding]) -> Counter[tuple[str | None, ...]]:
    return Counter((f.code, f.record, f.field, f.message, f.hint) for f in findings)


def row_of(finding: Finding) -> dict[str, str]:
    """The row that a finding points into; its cell is where it says that it is."""
    place = finding.place
    text = Path(place.file).read_text("utf-8")
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert place.line is not None
    row = dict(zip(header, rows[place.line - 2], strict=True))
    written = at(finding)
    cell = row[place.pointer.removeprefix("/")]
    assert next(csv.reader([written])) == [cell] if cell else written in ",\n"
    return row


BROKEN: dict[str, tuple[str, str, str, list[tuple[str, str, int | None, str]]]] = {
    "missing column": (
        "places.csv",
        ",name,",
        ",",
        [("IT013", "places.csv", 1, "coordinates_longitude")],
    ),
    "unknown column": (
        "places.csv",
        ",name,",
        ",name,colour,",
        [("IT013", "places.csv", 1, "colour")],
    ),
    "column there twice": (
        "places.csv",
        ",name,",
        ",name,name,",
        [("IT013", "places.csv", 1, "name")],
    ),
    "row too long": (
        "places.csv",
        "example harbour",
        "example, harbour",
        [("IT014", "places.csv", 2, "")],
    ),
    "quotation mark not closed": (
        "places.csv",
        "example harbour",
        '"example harbour',
        [("IT014", "places.csv", 2, "p")],
    ),
    "unknown term": (
        "places.csv",
        ",building,",
        ",buildng,",
        [("IT104", "places.csv", 2, "buildng")],
    ),
    "required cell empty": (
        "actors.csv",
        "actor/exampleland,state,",
        "actor/exampleland,,",
        [("IT101", "actors.csv", 2, ",")],
    ),
    "no number": (
        "meetings.csv",
        ",hour,",
        ",hours,",
        [("IT104", "meetings.csv", 2, "hours")],
    ),
    "broken key": (
        "meetings.csv",
        "place/example-harbour",
        "place/example-harbor",
        [
            ("IT201", "meetings.csv", 2, "place/example-harbor"),
            ("IT016", "claims.csv", 20, "place/example-harbour"),
        ],
    ),
    "key of another type": (
        "meetings.csv",
        "place/example-harbour",
        "actor/exampleland",
        [("IT202", "meetings.csv", 2, "actor/exampleland")],
    ),
    "claim about nothing": (
        "claims.csv",
        "place/example-harbour,kind,",
        "place/example-harbor,kind,",
        [
            ("IT113", "places.csv", 2, "building"),
            ("IT015", "claims.csv", 14, "place/example-harbor"),
        ],
    ),
    "claim of no field": (
        "claims.csv",
        "place/example-harbour,kind,",
        "place/example-harbour,knd,",
        [("IT113", "places.csv", 2, "building"), ("IT102", "claims.csv", 14, "knd")],
    ),
    "claim without a source": (
        "claims.csv",
        "place/example-harbour,kind,0,false,building,,source/example-bulletin",
        "place/example-harbour,kind,0,false,building,,",
        [("IT101", "claims.csv", 14, ",")],
    ),
    "number that is none": (
        "claims.csv",
        "place/example-harbour,kind,0,",
        "place/example-harbour,kind,first,",
        [("IT015", "claims.csv", 14, "first")],
    ),
    "number that is not whole": (
        "claims.csv",
        "place/example-harbour,kind,0,",
        "place/example-harbour,kind,0.5,",
        [("IT015", "claims.csv", 14, "0.5")],
    ),
    "neither true nor false": (
        "claims.csv",
        "place/example-harbour,kind,0,false",
        "place/example-harbour,kind,0,no",
        [("IT015", "claims.csv", 14, "no")],
    ),
    "computed cell": (
        "claims.csv",
        "place/example-harbour,kind,0,false,building",
        "place/example-harbour,kind,0,false,city",
        [("IT016", "claims.csv", 14, "city")],
    ),
    "path out of the folder": (
        "datapackage.json",
        '"path": "places.csv"',
        '"path": "../places.csv"',
        [("IT012", "datapackage.json", None, '"../places.csv"')],
    ),
    "unknown table": (
        "datapackage.json",
        '"name": "places"',
        '"name": "plces"',
        [("IT012", "datapackage.json", None, '"plces"')],
    ),
    "table without a proper name": (
        "datapackage.json",
        '"name": "places"',
        '"name": {"places": 1}',
        [("IT012", "datapackage.json", None, "{")],
    ),
    "table there twice": (
        "datapackage.json",
        '"name": "places"',
        '"name": "actors"',
        [("IT012", "datapackage.json", None, '"actors"')],
    ),
    "another schema version": (
        "datapackage.json",
        '"schema_version": "1"',
        '"schema_version": "9"',
        [("IT117", "datapackage.json", None, '"9"')],
    ),
    "no JSON": ("datapackage.json", '"title":', '"title"', [("IT004", "datapackage.json", 4, '"')]),
    "missing file": (
        "datapackage.json",
        '"path": "places.csv"',
        '"path": "place.csv"',
        [("IT001", "place.csv", None, "")],
    ),
}
"""A file, a change to it, and what is found: code, file, line and the text of the cell."""


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_broken_package_has_its_findings_where_they_are(mistake: str, package: Path) -> None:
    file, old, new, wanted = BROKEN[mistake]
    replace(package / file, old, new)
    report = it.validate(package)
    seen = [
        (code, name, line if expected[2] is not None else None, text)
        for (code, name, line, text), expected in zip(found(report), wanted, strict=True)
    ]
    assert seen == wanted
    with pytest.raises(it.ValidationFailed) as failed:
        it.read(package)
    assert failed.value.report.findings == report.findings


def test_frictionless_sees_the_same_mistakes(package: Path) -> None:
    for one in ("missing column", "row too long", "unknown term", "broken key"):
        file, old, new, _ = BROKEN[one]
        before = (package / file).read_bytes()
        replace(package / file, old, new)
        assert frictionless_errors(package) != [], one
        (package / file).write_bytes(before)
    assert frictionless_errors(package) == []


@pytest.mark.parametrize(
    "path",
    [
        "../places.csv",
        "/etc/passwd",
        "sub/places.csv",
        "..",
        ".",
        "",
        "C:places.csv",
        "..\\places.csv",
        "https://example.org/places.csv",
        "places.csv\0",
        ["places.csv"],
        None,
    ],
)
def test_only_plain_names_of_files_are_followed(path: Any, package: Path) -> None:
    file = package / "datapackage.json"
    described = json.loads(file.read_text("utf-8"))
    next(r for r in described["resources"] if r["name"] == "places")["path"] = path
    file.write_text(json.dumps(described), "utf-8")
    report = it.validate(package)
    assert [finding.code for finding in report.findings] == ["IT012"]
    assert "places.csv" in (report.findings[0].hint or "")
    assert report.exit_status == 2


DESCRIPTIONS = {
    "no object": [],
    "no resources": {"name": "x"},
    "resource of no form": {"resources": ["places.csv"]},
    "two licences": {"resources": [], "licenses": [{"name": "MIT"}, {"name": "CC0-1.0"}]},
    "licence of no form": {"resources": [], "licenses": "MIT"},
}


@pytest.mark.parametrize("mistake", DESCRIPTIONS)
def test_what_describes_no_package_is_said(mistake: str, tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps(DESCRIPTIONS[mistake]), "utf-8")
    report = it.validate(path)
    assert [(f.code, f.place.file) for f in report.findings] == [("IT012", str(path))]


def test_a_key_that_stands_twice_in_the_description_is_said(package: Path) -> None:
    replace(package / "datapackage.json", '"title":', '"title": "x", "title":')
    assert [finding.code for finding in it.validate(package).findings] == ["IT115"]


BYTES = {
    "latin-1": (b"example harbour", "Çırağan".encode("cp1254"), "IT002", 2),
    "two marks": (b"id,kind", codecs.BOM_UTF8 * 2 + b"id,kind", "IT002", 1),
    "empty": (None, b"", "IT003", None),
    "mark alone": (None, codecs.BOM_UTF8, "IT003", None),
    "semicolons": (b",", b";", "IT013", 1),
    "tabs": (b",", b"\t", "IT013", 1),
}


@pytest.mark.parametrize("mistake", BYTES)
def test_files_that_are_no_such_csv_are_one_finding(mistake: str, package: Path) -> None:
    old, new, code, line = BYTES[mistake]
    path = package / "places.csv"
    data = path.read_bytes()
    path.write_bytes(new if old is None else data.replace(old, new))
    report = it.validate(package)
    found = [(f.code, f.place.file, f.place.line) for f in report.findings]
    assert found == [(code, str(path), line)]
    assert report.exit_status == 2


CELLS = {
    "round": ("meetings", "two", "digits"),
    "duration_best": ("meetings", "1,5", "digits"),
    "duration_high": ("meetings", "1e999", "digits"),
    "started_late": ("meetings", "yes", "true or false"),
    "outcome": ("meetings", "no_breakthrough", "brackets"),
    "aliases": ("actors", '["a", ]', "brackets"),
    "dissent_value": ("claims", "Sampleland", "quotation marks"),
    "start": ("claims", "1o", "digits"),
    "via": ("claims", "actor/sampleland", "brackets"),
}
"""Cells that are not of their column's type: their table, the cell, and what the hint speaks of."""


@pytest.mark.parametrize("column", CELLS)
def test_a_cell_that_is_not_of_its_type_is_said_where_it_is(column: str, package: Path) -> None:
    table, cell, hint = CELLS[column]
    path = package / f"{table}.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = [*csv.DictReader(file)]
    row = next(r for r in rows if r.get("field", "name") == "name")
    row[column] = cell
    if column == "dissent_value":
        row |= {"dissent": "true", "note": "Less likely.", "value": ""}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [*rows[0]], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    findings = [f for f in it.validate(package).findings if f.code == "IT103"]
    assert [(f.place.pointer, f.place.line) for f in findings] == [
        (f"/{column}", rows.index(row) + 2)
    ]
    (finding,) = findings
    assert next(csv.reader([at(finding)])) == [cell]
    assert hint in (finding.hint or "")
    assert cell[:9] in finding.message


def test_two_records_with_one_id_name_each_other(package: Path) -> None:
    replace(package / "actors.csv", "actor/sampleland,", "actor/exampleland,")
    findings = [f for f in it.validate(package).findings if f.code == "IT203"]
    assert [str(f.place) for f in findings] == [f"{package / 'actors.csv'}:3:1"]
    assert findings[0].message == f"the id stands at {package / 'actors.csv'}:2:1 already"


def test_a_value_that_looks_like_a_place_is_quoted_as_it_is(package: Path) -> None:
    odd = f"{package / 'datapackage.json'}:99999:1"
    replace(package / "actors.csv", ",Exampleland,", ',Exampleland,"[""x""]"')
    with (package / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(
            "actor/exampleland,aliases,0,false,,,source/example-bulletin,123,134,Exampleland,"
            f"{odd},,,,,stated,\n"
        )
    told = [f.message for f in it.validate(package).findings if f.code == "IT326"]
    assert told == [f"aliases does not hold {odd}"]


def test_two_claims_with_one_number_are_said(package: Path) -> None:
    path = package / "claims.csv"
    rows = path.read_text("utf-8").split("\n")
    rows.insert(14, rows[13])
    path.write_text("\n".join(rows), "utf-8")
    assert ("IT015", "claims.csv", 15, "0") in found(it.validate(package))


def test_the_order_of_rows_and_columns_means_nothing(package: Path) -> None:
    before = it.read(package)
    for path in package.glob("*.csv"):
        header, *rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
        text = io.StringIO()
        csv.writer(text).writerows(row[::-1] for row in (header, *rows[::-1]))
        path.write_text(text.getvalue(), "utf-8", newline="")
    assert it.read(package) == before


def test_files_as_a_spreadsheet_saves_them_are_read(package: Path) -> None:
    """With a byte order mark first, CR LF behind each row and TRUE in capitals."""
    before, plain = it.read(package), package.with_name("plain")
    shutil.copytree(package, plain)
    for path in package.glob("*.csv"):
        text = path.read_text("utf-8").replace(",false,", ",FALSE,")
        path.write_text(text, "utf-8-sig", newline="\r\n")
    assert it.read(package) == before
    mistakes = [(",building,", ",buildng,", ["IT104"]), (",name,", ",nome,", ["IT013", "IT013"])]
    for old, new, codes in mistakes:  # behind the first line and on it
        for folder in (package, plain):
            replace(folder / "places.csv", old, new)
        assert (package / "places.csv").read_bytes().startswith(codecs.BOM_UTF8)
        seen, wanted = ([*map(shown, it.validate(f).findings)] for f in (package, plain))
        assert seen == wanted
        assert [code for code, *_ in seen] == codes


def shown(finding: Finding) -> tuple[str, str, int | None, int | None, str | None]:
    """What a finding says and where, in the name of its file."""
    place = finding.place
    return finding.code, Path(place.file).name, place.line, place.column, place.excerpt


def test_computed_cells_and_columns_may_be_left_out(package: Path) -> None:
    before = it.read(package)
    for path in package.glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            rows = [*csv.DictReader(file)]
        left_out = re.compile("value|.*_(earliest|latest|precision)")
        names = [name for name in rows[0] if not left_out.fullmatch(name)] if rows else []
        if rows and path.stem not in ("records", "terms"):
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, names, extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
    assert it.read(package) == before


def test_a_package_in_a_folder_is_found_with_the_rest(package: Path) -> None:
    other = {"schema_version": "1", "records": []}
    about = json.loads(EXAMPLE.read_text("utf-8"))
    other |= {key: about[key] for key in ("version", "title", "license")}
    (package.parent / "other.json").write_text(json.dumps(other), "utf-8")
    assert it.read(package.parent) == it.read(package)
    assert it.validate(package.parent / "*" / "datapackage.json").ok


PIECES = [
    ",",
    '"',
    "\n",
    "\r",
    "\0",
    "'",
    "=",
    "[",
    "}",
    "1e999",
    "-1",
    "2.5",
    "true",
    "/",
    "\u2028",
]


@settings(max_examples=100)
@given(
    file=st.sampled_from(["datapackage.json", "claims.csv", "meetings.csv", "figures.csv"]),
    where=st.floats(0, 1),
    width=st.integers(0, 4),
    new=st.sampled_from(PIECES) | st.text(max_size=3),
)
def test_whatever_is_changed_is_read_or_said(
    file: str, where: float, width: int, new: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("package") / "out"
    path.mkdir()
    for name, data in example_files().items():
        (path / name).write_bytes(data)
    text = (path / file).read_text("utf-8")
    # Nearly always behind the header: what is wrong with that hides the rest.
    first = 0 if file.endswith(".json") or where < 0.1 else text.index("\n")
    start = first + int((len(text) - first) * where)
    changed = text[:start] + new + text[start + width :]
    (path / file).write_bytes(changed.encode())
    report = it.validate(path)
    for finding in report.findings:
        assert Path(finding.place.file).parent == path
        if finding.place.line is not None:
            lines = (path / finding.place.file).read_bytes().decode().split("\n")
            assert finding.place.column is not None
            assert finding.place.column <= len(lines[finding.place.line - 1]) + 1
    if report.ok:
        it.read(path)


@functools.cache
def example_files() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = exported(it.read(EXAMPLE), Path(folder))
        return {file.name: file.read_bytes() for file in path.iterdir()}


def test_several_processes_say_the_same(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(package / "places.csv", ",building,", ",buildng,")
    report = it.validate(package)
    monkeypatch.setattr(engine, "WORTH_A_PROCESS", 0)
    assert it.validate(package, jobs=2) == report


def test_spark_leaves_packages_alone(package: Path) -> None:
    data = pytest.importorskip("istanbul_talks.validation.spark.data")
    with pytest.raises(it.SparkUnavailable, match="--engine local"):
        data.Files(None, [package], None, None)


def test_the_command_shows_the_cell(package: Path) -> None:
    run = CliRunner().invoke(main, ["validate", str(package)])
    assert (run.exit_code, "valid" in run.output) == (0, True)
    replace(package / "places.csv", ",building,", ",buildng,")
    run = CliRunner().invoke(main, ["validate", str(package)], color=False)
    assert run.exit_code == 1
    shown = run.output.split("\n")
    assert shown[0].startswith(f"{package / 'places.csv'}:2:23  error IT104")
    assert shown[1].index("buildng") == shown[2].index("^")
    assert "did you mean 'building'?" in run.output


def test_verify_points_into_the_files(package: Path) -> None:
    folder = str(EXAMPLE.parent)
    assert CliRunner().invoke(main, ["verify", str(package), "--sources", folder]).exit_code == 0
    replace(package / "claims.csv", ",283,295,", ",284,296,")
    run = CliRunner().invoke(main, ["verify", str(package), "--sources", folder])
    assert run.exit_code == 1
    assert f"{package / 'claims.csv'}:14:" in run.output
