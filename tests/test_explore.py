"""The page that shows a dataset: it holds all of it, runs nothing of it, and loads nothing."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given, settings, strategies as st

import istanbul_talks as it
from explored import OF_ELEMENTS, parsed, read_page
from istanbul_talks.derived.converter import structure
from istanbul_talks.derived.references import references
from istanbul_talks.exploring.names import record_name
from istanbul_talks.exploring.page import embedded, page
from istanbul_talks.exploring.payload import payload
from istanbul_talks.exploring.sides import WHOSE, acting, owners
from istanbul_talks.exploring.times import OCCASIONS, days
from istanbul_talks.exploring.words import date_in_words, quantity_in_words
from istanbul_talks.model.shapes import RECORDS, ReferenceShape, vocabularies
from istanbul_talks.testing import datasets
from test_cli import EXAMPLE, TOP, run

HOSTILE = "</script><script>alert(1)</script><!-- <script> ]]> &lt;\u2028\u2029 '\"` {0} \\u003c"


@pytest.fixture(scope="module")
def written(talks: it.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explored") / "talks.html"
    assert it.explore(talks, path) == {}
    return path


# What the page holds


@settings(max_examples=40)
@given(datasets())
def test_the_page_holds_every_value_and_claim(dataset: it.Dataset) -> None:
    held = parsed(page(payload(dataset))).payload
    header = {name: getattr(dataset, name) for name in ("version", "title", "license", "schema")}
    assert it.Dataset(map(structure, held["records"]), **header) == dataset


@settings(max_examples=40)
@given(datasets())
def test_whatever_a_record_names_has_a_name_and_every_date_words(dataset: it.Dataset) -> None:
    held = payload(dataset)
    for record in dataset:
        named = {reference.target for reference in references(record)}
        assert {record.id, *named} <= {*held["names"]}
    dates = re.findall('"(?:date|due|as_of|published)": ?"([^"]+)"', json.dumps(held["records"]))
    assert {*dates} <= {*held["dates"]}


def test_the_canonical_page_is_small_and_named(written: Path, talks: it.Dataset) -> None:
    assert written.stat().st_size < 2_000_000
    read = read_page(written)
    assert read.title == talks.title
    assert len(read.payload["records"]) == len(talks)
    assert read.payload["texts"] == {}


def test_the_guide_has_every_field_and_every_term(talks: it.Dataset) -> None:
    guide = payload(talks)["guide"]
    assert [*guide["types"]] == [*RECORDS]
    for name, shape in RECORDS.items():
        fields = [field["name"] for field in guide["types"][name]["fields"]]
        assert fields == [field.name for field in shape.fields]
    for name, terms in vocabularies().items():
        assert [*guide["vocabularies"][name]["terms"]] == [str(term) for term in terms]


def test_outside_data_bring_the_canonical_records_that_they_name() -> None:
    held = payload(it.read(EXAMPLE))
    own = {record["id"] for record in held["records"]}
    beside = {record["id"] for record in held["beside"]}
    assert beside
    assert own.isdisjoint(beside)
    assert beside <= {record.id for record in it.load()}
    sources = {claim["source"] for record in held["beside"] for claim in _claims(record)}
    assert sources <= {*held["citations"]}


def _claims(record: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [record["provenance"], record.get("dissents", {})]
    return [claim for part in parts for claims in part.values() for claim in claims]


def test_a_page_is_the_same_each_time(talks: it.Dataset, written: Path, tmp_path: Path) -> None:
    it.explore(talks, tmp_path / "again.html")
    assert (tmp_path / "again.html").read_bytes() == written.read_bytes()


def test_the_page_carries_the_licences_of_what_it_holds(written: Path) -> None:
    packages = json.loads((TOP / "explorer" / "package.json").read_text("utf-8"))["dependencies"]
    licences = read_page(written).payload["licences"]
    for name, version in packages.items():
        assert re.search(
            rf"^{re.escape(name)} {version} \((MIT|ISC|BSD-3-Clause)\)$", licences, re.M
        )
    assert all(f"{name}.geojson is made by" in licences for name in ("land", "areas"))


# What the page may do


def test_the_policy_admits_the_pages_own_script_and_style_alone(written: Path) -> None:
    read = read_page(written)
    data, script = read.scripts
    (style,) = read.styles
    directives = dict(part.split(" ", 1) for part in read.policy.split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": _hash(script),
        "style-src": _hash(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert data != script


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def test_no_element_of_the_page_loads_anything(written: Path) -> None:
    for tag, attributes in read_page(written).elements:
        assert {*attributes} <= OF_ELEMENTS, tag
        assert attributes.get("href") in (None, "data:,"), tag


@given(st.recursive(st.text() | st.none(), lambda inner: st.dictionaries(st.text(), inner)))
@example(HOSTILE)
def test_embedded_json_reads_back_and_means_nothing_to_html(value: Any) -> None:
    text = embedded(value)
    assert json.loads(text) == value
    assert not {*text} & {*"<>&\u2028\u2029"}


def test_hostile_words_stay_words(talks: it.Dataset) -> None:
    raid = attrs.evolve(talks.events["event/spiderweb"], name=HOSTILE, summary=HOSTILE)
    others = (record for record in talks if record.id != raid.id)
    dataset = it.Dataset([raid, *others], title=HOSTILE, version=HOSTILE, license=HOSTILE)
    read = parsed(page(payload(dataset)))
    assert read.title == HOSTILE
    assert [tag for tag, _ in read.elements].count("script") == 2
    assert HOSTILE in {record.get("name") for record in read.payload["records"]}


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("event/spiderweb", "Spiderweb"),
        ("demand/ru-elections", "Russia: Elections in Ukraine."),
        (
            "participation/round-2-umerov",
            "Rustem Umerov, head of delegation: Second round of talks",
        ),
        ("affiliation/erdogan-president", "Recep Tayyip Erdoğan: President, Türkiye"),
        ("figure/spiderweb-aircraft-hit-malyuk", "41 aircraft, hit: Spiderweb"),
        ("source/cnn-photo-murmansk", "Photograph in: Second round of Russia-Ukraine peace talks"),
    ],
)
def test_records_have_names_that_a_reader_knows(talks: it.Dataset, id: str, name: str) -> None:
    assert record_name(talks[id], talks.__getitem__).startswith(name)


# Whose, and when


def test_whose_a_record_is_names_fields_that_hold_actors() -> None:
    for record_type, fields in WHOSE.items():
        for name in fields:
            shape = RECORDS[record_type][name].shape
            item = shape if isinstance(shape, ReferenceShape) else getattr(shape, "item", None)
            assert item == ReferenceShape(("actor",)), (record_type, name)
    names = {field.name for shape in RECORDS.values() for field in shape.fields}
    assert {*OCCASIONS} <= names


def test_who_holds_office_acts_for_a_side_and_a_medium_does_not(talks: it.Dataset) -> None:
    found = acting(talks)
    assert found["actor/medinsky"] == ["actor/russia"]
    assert found["actor/malyuk"] == ["actor/sbu"]
    assert found["actor/sbu"] == ["actor/ukraine"]
    assert "actor/russian-state-media" not in found
    whose = owners(talks)
    assert whose["demand/putin-direct-talks"] == ["actor/putin"]
    assert "actor/fidan" in whose["meeting/istanbul-2025-round-2"]
    assert "place/istanbul" not in whose


def test_a_record_without_a_date_is_as_old_as_its_occasion(talks: it.Dataset) -> None:
    demand = talks.demands["demand/ru-elections"]
    assert days(demand, talks.__getitem__) == [["2025-06-02", "2025-06-02"]]
    meeting = talks.meetings["meeting/turkish-mediation"]
    assert days(meeting, talks.__getitem__) == [["2022-01-01", None]]
    assert days(talks.actors["actor/putin"], talks.__getitem__) == []


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025", "2025"),
        ("2025-06", "June 2025"),
        ("2025-06-02", "2 June 2025"),
        ("2025-06-30~", "about 30 June 2025"),
        ("../2025-06-30", "until 30 June 2025"),
        ("2022/..", "since 2022"),
        ("2025-06-09/2025-06-15", "9 June 2025 – 15 June 2025"),
        ("2025-07-23T20:37+03:00", "23 July 2025, 20:37 (UTC+03:00)"),
    ],
)
def test_dates_in_words(date: str, words: str) -> None:
    assert date_in_words(it.Edtf(date)) == words


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (it.Quantity(best=6000, unit=it.Unit.BODY), "6,000 bodies"),
        (it.Quantity(best=1, unit=it.Unit.DAY), "1 day"),
        (it.Quantity(low=13, unit=it.Unit.AIRCRAFT), "at least 13 aircraft"),
        (it.Quantity(high=7_000_000_000, unit=it.Unit.USD), "at most 7,000,000,000 US dollars"),
        (it.Quantity(low=2, high=3, unit=it.Unit.DAY), "2–3 days"),
        (it.Quantity(low=1, best=1.5, unit=it.Unit.YEAR), "1.5 (at least 1) years"),
    ],
)
def test_quantities_in_words(quantity: it.Quantity, words: str) -> None:
    assert quantity_in_words(quantity) == words


# Texts


def test_texts_are_held_only_where_they_are_the_very_texts(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    source = TOP / "examples" / "example-bulletin.txt"
    (texts / source.name).write_bytes(source.read_bytes())
    result = run("explore", "--data", EXAMPLE, "--sources", texts, "-o", tmp_path / "a.html")
    assert result.exit_code == 0
    held = read_page(tmp_path / "a.html").payload
    assert held["texts"] == {"source/example-bulletin": source.read_text("utf-8")}

    (texts / source.name).write_text("another text", "utf-8")
    result = run("explore", "--data", EXAMPLE, "--sources", texts, "-o", tmp_path / "b.html")
    assert result.exit_code == 0
    assert "source/example-bulletin: its text is another one" in result.output
    held = read_page(tmp_path / "b.html").payload
    assert held["texts"] == {}
    assert "SHA-256" in held["absent"]["source/example-bulletin"]


def test_sources_must_be_a_folder(tmp_path: Path) -> None:
    result = run("explore", "--sources", tmp_path / "no", "-o", tmp_path / "a.html")
    assert result.exit_code == 2
    assert "is no folder" in result.output
    assert not (tmp_path / "a.html").exists()


# What is there already, and what is wrong


def test_what_is_there_stays_unless_told(talks: it.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "talks.html"
    path.write_text("mine", "utf-8")
    with pytest.raises(FileExistsError, match="--force"):
        it.explore(talks, path)
    assert run("explore", "-o", path).exit_code == 2
    assert path.read_text("utf-8") == "mine"
    assert run("explore", "-o", path, "--force").exit_code == 0
    assert path.read_text("utf-8").startswith("<!doctype html>")


def test_a_text_of_a_source_is_not_replaced(tmp_path: Path) -> None:
    text = tmp_path / "example-bulletin.txt"
    text.write_text("the text", "utf-8")
    told = run("explore", "--data", EXAMPLE, "--sources", tmp_path, "-o", text, "--force")
    assert told.exit_code == 2
    assert "is the text of a source" in told.output
    assert text.read_text("utf-8") == "the text"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = run("explore", "-o", tmp_path / "no" / "talks.html")
    assert result.exit_code == 2
    assert "there is no folder" in result.output


def test_data_that_are_not_valid_are_told_and_not_shown(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text('{"schema_version": "1", "records": [{"type": "x"}]}')
    result = run("explore", "--data", tmp_path / "mine.json", "-o", tmp_path / "mine.html")
    assert result.exit_code == 2
    assert "the data are not valid" in result.output
    assert not (tmp_path / "mine.html").exists()


def test_records_made_in_python_are_checked(tmp_path: Path) -> None:
    odd = it.Actor(id=it.Id("actor/odd"), kind=it.ActorKind.PERSON, name="")
    with pytest.raises(it.ValidationFailed):
        it.explore(it.Dataset([odd]), tmp_path / "odd.html")
    assert not (tmp_path / "odd.html").exists()


def test_a_map_of_outside_data_knows_canonical_places() -> None:
    talks = it.load()
    meeting = attrs.evolve(talks.meetings["meeting/istanbul-2025-round-2"], id=it.Id("meeting/x"))
    rows = payload(it.Dataset([meeting]))["pictures"]["map"]["datasets"]["rows"]
    assert "meeting/x" in {id for row in rows for id in row["record"].split()}
