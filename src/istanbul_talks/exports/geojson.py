"""GeoJSON (RFC 7946): places, meetings and events as features, for QGIS and web maps.

A place lies where its coordinates say, a meeting or an event where its places do: at one point or
at several. Without coordinates the geometry is null: no place borrows those of a larger one.
Properties are flat, as in the tables: fields, the days that dates can mean, and behind them the
sources and claimants; ``contested`` names the fields that some source contradicts.
Lost: all other records, and which claim stands behind which value.
"""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.columns import Column, record_columns
from istanbul_talks.model.records import Place, Record
from istanbul_talks.model.shapes import RECORDS, ListShape, ReferenceShape
from istanbul_talks.model.values import Coordinates

Json = dict[str, Any]


def write(dataset: Dataset, path: Path) -> None:
    """Write a feature collection, a feature a line. Raises `OSError`."""
    about = {name: getattr(dataset, name) for name in ("title", "version", "license")}
    head = {"type": "FeatureCollection", **{k: v for k, v in about.items() if v is not None}}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_text(head)[:-1] + ', "features": [')
        for number, feature in enumerate(features(dataset)):
            file.write(("," if number else "") + "\n" + _text(feature))
        file.write("\n]}\n")


def features(dataset: Dataset) -> Iterator[Json]:
    """The features: places, then meetings, then events."""
    points = {id: place.coordinates for id, place in dataset.places.items() if place.coordinates}
    for place in dataset.places.values():
        yield _feature(place, [place.coordinates] if place.coordinates else [])
    for record in (*dataset.meetings.values(), *dataset.events.values()):
        ids = dict.fromkeys(_places(record))
        yield _feature(record, [points[id] for id in ids if id in points])


def _feature(record: Record, points: list[Coordinates]) -> Json:
    properties = {"type": record.type, **_properties(record)}
    geometry = _geometry([*dict.fromkeys((p.longitude, p.latitude) for p in points)])
    return {"type": "Feature", "id": record.id, "geometry": geometry, "properties": properties}


def _geometry(positions: list[tuple[float, float]]) -> Json | None:
    """Longitude comes first (RFC 7946, section 3.1.1)."""
    match positions:
        case []:
            return None
        case [position]:
            return {"type": "Point", "coordinates": position}
        case _:
            return {"type": "MultiPoint", "coordinates": positions}


def _properties(record: Record) -> Json:
    cells = ((column.name, column.cell(record)) for column in _columns(record.type))
    claims = [claim for claims in record.provenance.values() for claim in claims]
    claimants = (claim.claimant for claim in claims if claim.claimant)
    more = {
        "sources": [*dict.fromkeys(claim.source for claim in claims)],
        "claimants": [*dict.fromkeys(claimants)],
        "contested": [*record.dissents],
    }
    return {name: value for name, value in (*cells, *more.items()) if value not in (None, (), [])}


@functools.cache
def _columns(record_type: str) -> tuple[Column, ...]:
    """The columns that the geometry does not say already."""
    columns = record_columns(RECORDS[record_type])
    return tuple(column for column in columns if column.field != "coordinates")


def _places(record: Record) -> Iterator[str]:
    """The ids of the places in those fields that can hold nothing else."""
    for name in _place_fields(record.type):
        value = getattr(record, name)
        yield from value if isinstance(value, tuple) else () if value is None else (value,)


@functools.cache
def _place_fields(record_type: str) -> tuple[str, ...]:
    shapes = {
        field.name: field.shape.item if isinstance(field.shape, ListShape) else field.shape
        for field in RECORDS[record_type].fields
    }
    return tuple(n for n, shape in shapes.items() if shape == ReferenceShape((Place.type,)))


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
