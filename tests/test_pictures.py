"""Pictures: specifications that Vega-Lite takes, and rows that lose nothing of the data."""

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs
import jsonschema
import pytest
import vl_convert
from altair.vegalite.v6.schema import core
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.strategies import records
from istanbul_talks.plotting.labelling import Label, placed
from istanbul_talks.plotting.lanes import MOST
from istanbul_talks.plotting.outlines import areas, land, middle
from istanbul_talks.plotting.stances import stance_of
from istanbul_talks.plotting.timeline import LANES
from istanbul_talks.testing import datasets
from pages import TOP

PICTURES = ("timeline", "map", "figures", "positions")

Json = dict[str, Any]

CANONICAL = it.load()

SCHEMA = core.load_schema()
VEGA_LITE = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)

some_records = st.lists(records(), max_size=8, unique_by=lambda record: record.id)
any_dataset = some_records.map(it.Dataset) | datasets()
"""Valid data, and well-formed data that point anywhere."""


def specification(name: str, dataset: it.Dataset, **wanted: Any) -> Json:
    found: Json = import_module(f"istanbul_talks.plotting.{name}").specification(dataset, **wanted)
    return found


def drawn(name: str, dataset: it.Dataset, **wanted: Any) -> tuple[list[Json], list[Json]]:
    """What a picture shows, and what it does not."""
    held = specification(name, dataset, **wanted)["datasets"]
    return held["rows"], held["undrawn"]


@pytest.mark.parametrize("width", [340, 900])
@pytest.mark.parametrize("name", PICTURES)
def test_vega_lite_takes_the_canonical_pictures(name: str, width: int, talks: it.Dataset) -> None:
    made = specification(name, talks, width=width)
    assert made["$schema"].endswith("/v6.json")
    VEGA_LITE.validate(made)
    svg = vl_convert.vegalite_to_svg(made)
    assert "NaN" not in svg
    assert "undefined" not in svg
    assert "Istanbul talks 2025, version" in svg  # the citation
    png = vl_convert.vegalite_to_png(made)
    assert png.startswith(b"\x89PNG")


@settings(max_examples=12)
@given(any_dataset)
def test_vega_lite_takes_the_pictures_of_any_data(dataset: it.Dataset) -> None:
    for name in PICTURES:
        made = specification(name, dataset)
        VEGA_LITE.validate(made)
        assert "NaN" not in vl_convert.vegalite_to_svg(made)


@settings(max_examples=25)
@given(any_dataset)
def test_rows_are_flat_and_lead_to_records(dataset: it.Dataset) -> None:
    for name in PICTURES:
        shown, undrawn = drawn(name, dataset)
        for row in (*shown, *undrawn):
            record = (
                dataset[row["record"]] if row["record"] in dataset else CANONICAL[row["record"]]
            )
            assert row["type"] == record.type
            assert row["record"] in dataset or (name, row["type"]) == ("map", "place")
            assert all(isinstance(value, str | int | float | None) for value in row.values())
        assert all(row["reason"] for row in undrawn)
        json.dumps([shown, undrawn], allow_nan=False)


def dated(dataset: it.Dataset) -> Iterator[tuple[str, str, bool]]:
    for record in dataset:
        if record.type in LANES:
            date = getattr(record, "date", None)
            if date is not None:
                yield record.id, date, True
            for dissent in record.dissents.get("date", ()):
                yield record.id, dissent.value, False


@settings(max_examples=25)
@given(any_dataset)
def test_the_timeline_loses_no_date(dataset: it.Dataset) -> None:
    shown, undrawn = drawn("timeline", dataset)
    rows = Counter((row["record"], row["date"], bool(row["adopted"])) for row in shown)
    assert rows == Counter(dated(dataset))
    of_lanes = {record.id for record in dataset if record.type in LANES}
    assert {row["record"] for row in (*shown, *undrawn)} == of_lanes
    assert sorted(row["line"] for row in shown) == [*range(len(shown))]
    for row in shown:
        date = it.Edtf(row["date"])
        if not (date.earliest and date.latest and date.earliest > date.latest):  # as IT310 finds
            assert row["from"] <= row["to"]
        assert bool(row["open_start"]) == (date.earliest is None)
        assert bool(row["open_end"]) == (date.latest is None)
        if date.earliest is not None:
            assert row["from"] == date.earliest.isoformat()


@settings(max_examples=25)
@given(any_dataset)
def test_the_map_loses_no_place(dataset: it.Dataset) -> None:
    shown, undrawn = drawn("map", dataset)
    found = Counter((row["record"], row["place"]) for row in (*shown, *undrawn))
    there: list[it.Meeting | it.Event] = [*dataset.meetings.values(), *dataset.events.values()]
    places = {str(id) for id in dataset.places}
    places |= {str(id) for r in there for id in r.places if id in CANONICAL}
    expected = Counter((id, id) for id in places)
    expected.update((str(r.id), str(place)) for r in there for place in r.places or ("",))
    assert found == expected
    for row in shown:
        where = dataset.places.get(row["place"]) or CANONICAL.places[row["place"]]
        at = where.coordinates or middle(where.id)
        assert at is not None
        assert (row["longitude"], row["latitude"]) == (at.longitude, at.latitude)
    for row in undrawn:
        place = dataset.places.get(row["place"]) or CANONICAL.places.get(row["place"])
        assert place is None or (place.coordinates is None and middle(place.id) is None)


def test_what_may_not_have_happened_is_marked() -> None:
    for name in ("timeline", "map"):
        shown, _ = drawn(name, CANONICAL)
        reserves = {row["record"]: row["reserve"] for row in shown if row["type"] != "place"}
        if name == "timeline":
            assert reserves["event/raid-472-drones"] == "alleged"
            assert reserves["event/spiderweb"] == ""
            assert reserves["meeting/leaders-proposed-ukraine"] == "proposed"
        else:
            assert reserves["meeting/leaders-proposed-erdogan-una"] == "proposed"
            assert reserves["meeting/istanbul-2025-round-2"] == ""


def test_what_has_no_coordinates_is_named(talks: it.Dataset) -> None:
    made = specification("map", talks)
    caption = made["description"]
    for place in talks.places.values():
        located = place.coordinates is not None or place.id in areas()
        assert (place.name in caption) != located or place.name in str(made["datasets"]["rows"])
    assert "Spiderweb (The four Russian airfields struck" in caption


def numbers(dataset: it.Dataset) -> Iterator[tuple[str, str, str | None, bool]]:
    for count in dataset.compare():
        yield count.figure, str(count.quantity), count.claimant, count.adopted
    for record in dataset:
        for field in ("quantity", "time_limit", "duration"):
            if record.type == "figure" or not hasattr(record, field):
                continue
            held = getattr(record, field)
            claims = record.provenance.get(field, ()) if held is not None else ()
            for claimant in {claim.claimant for claim in claims}:
                yield record.id, str(held), claimant, True
            for value, claimant in {
                (dissent.value, dissent.claimant) for dissent in record.dissents.get(field, ())
            }:
                yield record.id, str(value), claimant, False


@settings(max_examples=25)
@given(any_dataset)
def test_figures_lose_no_number(dataset: it.Dataset) -> None:
    shown, undrawn = drawn("figures", dataset)
    found = Counter(
        (
            row["record"],
            f"{row['says']} {row['unit']}",
            row["claimant"] or None,
            bool(row["adopted"]),
        )
        for row in (*shown, *undrawn)
    )
    assert found == Counter(numbers(dataset))
    groups = Counter(row["group"] for row in shown)
    assert all(number > 1 for number in groups.values())
    assert groups.keys().isdisjoint(row["group"] for row in undrawn)
    for row in shown:
        assert row["from"] == min(
            n for n in (row["low"], row["best"], row["high"]) if n is not None
        )


def test_figures_about_one_thing_or_of_one_measure(talks: it.Dataset) -> None:
    shown, undrawn = drawn("figures", talks, about="event/spiderweb")
    assert not undrawn
    assert {row["record"] for row in shown} == {*talks.figures.where(about="event/spiderweb")}
    shown, _ = drawn("figures", talks, measure="hit")
    assert {row["record"] for row in shown} == {*talks.figures.where(measure=it.Measure.HIT)}
    shown, _ = drawn("figures", talks, about="agreement/bodies-2025-06")
    assert [row["says"] for row in shown] == ["6,000"]
    with pytest.raises(it.UnknownId, match="event/spiderweb"):
        specification("figures", talks, about="event/spiderwb")
    with pytest.raises(it.UnknownName, match="destroyed"):
        specification("figures", talks, measure="destroyd")


def stances(dataset: it.Dataset) -> Iterator[tuple[str, str | None, bool]]:
    for record in dataset:
        field = {"demand": "kind", "agreement": "status", "statement": "act"}.get(record.type)
        if field is None:
            continue
        terms = [(getattr(record, field), True)]
        terms += [(dissent.value, False) for dissent in record.dissents.get(field, ())]
        for term, adopted in terms:
            answered = record.type != "statement" or any(
                id in dataset and dataset[id].type in ("demand", "agreement")
                for id in getattr(record, "about", ())
            )
            if stance_of(term) is not None and answered:
                yield record.id, term.label, adopted


@settings(max_examples=25)
@given(any_dataset)
def test_positions_lose_nothing(dataset: it.Dataset) -> None:
    shown, undrawn = drawn("positions", dataset)
    found = {(r["record"], r["term"], bool(r["adopted"])) for r in (*shown, *undrawn)}
    assert found == {*stances(dataset)}
    assert all(row["issue"] and row["party"] and row["side"] for row in shown)
    assert not any(row["issue"] and row["party"] for row in undrawn)
    for agreement in dataset.agreements.values():
        parties = {row["party"] for row in shown if row["record"] == agreement.id}
        assert parties <= {*agreement.parties}
        assert parties == {*agreement.parties} or agreement.issue is None


LOSE_NOTHING: list[Any] = [
    test_the_timeline_loses_no_date,
    test_the_map_loses_no_place,
    test_figures_lose_no_number,
    test_positions_lose_nothing,
]


@pytest.mark.parametrize("held", LOSE_NOTHING)
def test_nothing_canonical_is_lost(held: Any) -> None:
    """All that the canonical data have is drawn, or named as not drawn."""
    held.hypothesis.inner_test(CANONICAL)


def test_outside_data_are_drawn_at_canonical_places() -> None:
    meeting = CANONICAL.meetings["meeting/istanbul-2025-round-2"]
    shown, undrawn = drawn("map", it.Dataset([meeting]))
    assert {(row["record"], row["marked"]) for row in shown} == {
        (meeting.id, "meeting"),
        ("place/istanbul", "place"),
    }
    assert not undrawn


def test_terms_say_where_a_party_stands(talks: it.Dataset) -> None:
    for kind in it.DemandKind:
        assert stance_of(kind) is not None
    for status in it.AgreementStatus:
        assert stance_of(status) is not None
    shown, _ = drawn("positions", talks)
    ceasefire = {
        (row["party"], row["stance"])
        for row in shown
        if row["issue"] == "ceasefire" and row["adopted"]
    }
    assert ("actor/ukraine", "demanded") in ceasefire
    assert ("actor/russia", "offered") in ceasefire
    assert ("actor/zelensky", "refused") in ceasefire
    truce = [row for row in shown if row["record"] == "agreement/short-truce"]
    assert {row["stance"] for row in truce if row["adopted"]} == {"not settled"}
    dissents = {row["stance"] for row in truce if not row["adopted"]}
    assert dissents == {"agreed", "not settled"}
    zelensky = next(row for row in shown if row["party"] == "actor/zelensky")
    assert zelensky["side"] == talks.actors["actor/ukraine"].name


def test_many_dates_are_counted(talks: it.Dataset) -> None:
    """Line by line, thousands of records would make a picture of kilometres."""
    event = talks.events["event/spiderweb"]
    many = [attrs.evolve(event, id=it.Id(f"event/e{n}")) for n in range(MOST + 1)]
    made = specification(
        "timeline", it.Dataset([*talks.actors.values(), *talks.sources.values(), *many])
    )
    assert len(made["datasets"]["rows"]) == MOST + 1
    height = vl_convert.vegalite_to_svg(made).partition('height="')[2].partition('"')[0]
    assert float(height) < 1000


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_makes_an_empty_picture(name: str) -> None:
    made = specification(name, it.Dataset([]))
    VEGA_LITE.validate(made)
    assert vl_convert.vegalite_to_svg(made).startswith("<svg")


points = st.tuples(st.floats(-20, 320), st.floats(-20, 220))
labels = st.lists(
    st.builds(
        Label, points, st.lists(st.text("ab", min_size=1, max_size=20), min_size=1).map(tuple)
    ),
    max_size=12,
)


@given(labels)
def test_no_label_covers_another(made: list[Label]) -> None:
    found = placed(made, 300, 200)
    boxes = []
    for label, anchor in zip(made, found, strict=True):
        if anchor is not None:
            width, height = label.size
            left = anchor.x - {"left": 0, "center": width / 2, "right": width}[anchor.align]
            boxes.append((left, anchor.y, left + width, anchor.y + height))
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert min(left, top) >= -1e-6
        assert right <= 300 + 1e-6
        assert bottom <= 200 + 1e-6
        for other in boxes[:number]:
            apart = left >= other[2] - 1e-6 or other[0] >= right - 1e-6
            assert apart or top >= other[3] - 1e-6 or other[1] >= bottom - 1e-6


def test_the_land_is_land_alone() -> None:
    assert land()["properties"] == {}
    assert land()["geometry"]["type"] == "MultiPolygon"


def test_regions_that_the_parties_dispute_have_no_outline() -> None:
    regions = CANONICAL.places.where(kind=it.PlaceKind.FIRST_LEVEL_DIVISION)
    disputed = {"crimea", "donetsk-region", "luhansk-region", "kherson-region"}
    disputed.add("zaporizhzhia-region")
    assert areas().keys() <= {*regions} - {f"place/{name}" for name in disputed}
    drawn_there = {row["label"] for row in drawn("map", CANONICAL)[0] if row["marked"] == "strike"}
    assert "Spiderweb" in drawn_there


@pytest.mark.parametrize("outlines", ["land", "areas"])
def test_outlines_are_what_their_packages_have(outlines: str) -> None:
    tool = TOP / "tools" / "land"
    if shutil.which("node") is None or not (tool / "node_modules").exists():
        pytest.skip("needs Node.js and npm ci --prefix tools/land")
    made = subprocess.run(
        ["node", f"{outlines}.mjs"], cwd=tool, capture_output=True, text=True, check=True
    ).stdout
    committed = TOP / "src" / "istanbul_talks" / "plotting" / f"{outlines}.geojson"
    mend = f"npm ci --prefix tools/land && node tools/land/{outlines}.mjs > "
    assert committed.read_text("utf-8") == made, mend + str(committed.relative_to(TOP))
