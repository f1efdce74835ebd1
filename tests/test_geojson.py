"""GeoJSON: what RFC 7946 demands, held by a peer; nothing invented, nothing swapped."""

import json
from pathlib import Path
from typing import Any

import attrs
import geojson
import pytest
from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.columns import record_columns
from istanbul_talks.derived.strategies import records
from istanbul_talks.exports.geojson import features
from istanbul_talks.model.shapes import RECORDS

MAPPED = ("place", "meeting", "event")


def exported(dataset: it.Dataset, folder: Path) -> Any:
    path = folder / "talks.geojson"
    it.export(dataset, "geojson", path)
    read = geojson.loads(path.read_text("utf-8"))
    assert isinstance(read, geojson.FeatureCollection)
    path.unlink()
    return read


def _objects(read: Any) -> list[Any]:
    return [feature["geometry"] for feature in read["features"] if feature["geometry"]]


def test_the_canonical_dataset_has_a_feature_for_each(talks: it.Dataset, tmp_path: Path) -> None:
    read = exported(talks, tmp_path)
    assert read["title"] == talks.title
    ids = [feature["id"] for feature in read["features"]]
    assert ids == [*talks.places, *talks.meetings, *talks.events]
    known = {id for id, place in talks.places.items() if place.coordinates}
    for feature in read["features"]:
        record: Any = talks[feature["id"]]
        where = {record.id} if record.type == "place" else {*record.places}
        if record.type == "meeting" and record.venue:
            where.add(record.venue)
        assert (feature["geometry"] is None) == known.isdisjoint(where)
        assert feature["properties"]["type"] == record.type
        assert feature["properties"]["kind"] == record.kind


def _place(id: str, *at: float, within: str | None = None) -> it.Place:
    point = it.Coordinates(latitude=at[0], longitude=at[1]) if at else None
    claim = it.Claim(source=it.Id("source/s"), basis=it.Basis.EXTERNAL)
    return it.Place(
        id=it.Id(f"place/{id}"),
        kind=it.PlaceKind.CITY,
        name=id,
        within=it.Id(within) if within else None,
        coordinates=point,
        provenance={"kind": (claim,), "name": (claim,)},
    )


def _event(*places: str) -> it.Event:
    return it.Event(
        id=it.Id("event/e"),
        kind=it.EventKind.BOMBING,
        status=it.EventStatus.ALLEGED,
        date=it.Edtf("2025-06"),
        places=tuple(it.Id(f"place/{place}") for place in places),
    )


@pytest.mark.parametrize(
    ("places", "geometry"),
    [
        ((), None),
        (("unknown",), None),
        (("elsewhere",), None),
        (("kyiv",), {"type": "Point", "coordinates": [30.52, 50.45]}),
        (("unknown", "kyiv"), {"type": "Point", "coordinates": [30.52, 50.45]}),
        (("kyiv", "here"), {"type": "Point", "coordinates": [30.52, 50.45]}),
        (
            ("istanbul", "kyiv"),
            {"type": "MultiPoint", "coordinates": [[28.98, 41.01], [30.52, 50.45]]},
        ),
    ],
)
def test_an_event_lies_where_its_places_do(
    places: tuple[str, ...], geometry: Any, tmp_path: Path
) -> None:
    """Longitude first; a place without coordinates has none, whatever it lies in."""
    known = (
        _place("kyiv", 50.45, 30.52),
        _place("here", 50.45, 30.52),
        _place("istanbul", 41.01, 28.98),
        _place("unknown", within="place/kyiv"),
    )
    read = exported(it.Dataset([*known, _event(*places)]), tmp_path)
    *others, event = read["features"]
    assert event["geometry"] == geometry
    assert {f["id"]: f["geometry"] for f in others}["place/unknown"] is None
    properties = event["properties"]
    assert (properties["date"], properties["date_earliest"], properties["date_latest"]) == (
        "2025-06",
        "2025-06-01",
        "2025-06-30",
    )


def test_a_meeting_lies_at_its_venue_too(tmp_path: Path) -> None:
    places = (_place("city", 41.01, 28.98), _place("palace", 41.04, 29.02))
    meeting = it.Meeting(
        id=it.Id("meeting/m"),
        kind=it.MeetingKind.PROCESS,
        status=it.MeetingStatus.HELD,
        venue=it.Id("place/palace"),
    )
    at = [
        exported(it.Dataset([*places, held]), tmp_path)["features"][-1]["geometry"]["coordinates"]
        for held in (meeting, attrs.evolve(meeting, places=(it.Id("place/city"),)))
    ]
    assert at == [[29.02, 41.04], [[28.98, 41.01], [29.02, 41.04]]]


def test_properties_say_whose_word_it_is(talks: it.Dataset, tmp_path: Path) -> None:
    read = exported(talks, tmp_path)
    by_id = {feature["id"]: feature["properties"] for feature in read["features"]}
    for id, properties in by_id.items():
        record = talks[id]
        claims = [claim for claims in record.provenance.values() for claim in claims]
        assert {*properties["sources"]} == {claim.source for claim in claims}
        claimants = {claim.claimant for claim in claims if claim.claimant}
        assert {*properties.get("claimants", ())} == claimants
        assert {*properties.get("contested", ())} == {*record.dissents}
    assert any("contested" in properties for properties in by_id.values())


@settings(max_examples=30)
@given(st.lists(records(), max_size=6, unique_by=lambda record: record.id))
def test_whatever_there_is_is_valid_and_flat(
    tmp_path_factory: pytest.TempPathFactory, made: list[it.Record]
) -> None:
    talks = it.Dataset(made)
    read = exported(talks, tmp_path_factory.mktemp("geojson"))
    assert len(read["features"]) == sum(record.type in MAPPED for record in made)
    assert all(held.is_valid for held in _objects(read)), [g.errors() for g in _objects(read)]
    for feature in read["features"]:
        shape = RECORDS[feature["properties"]["type"]]
        record = talks[feature["id"]]
        for column in record_columns(shape):
            cell = column.cell(record)
            if column.field == "coordinates" or cell in (None, ()):
                assert column.name not in feature["properties"]
            else:
                assert feature["properties"][column.name] == json.loads(
                    json.dumps(cell, default=str)
                )
        for value in feature["properties"].values():
            held = value if isinstance(value, list) else [value]
            assert all(isinstance(item, str | int | float | bool) for item in held)
    assert [f["id"] for f in features(talks)] == [f["id"] for f in read["features"]]
