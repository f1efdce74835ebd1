"""The map: places and strikes, on land and coast alone."""

import functools
import json
import math
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from istanbul_talks.model.records import Event, Place
from istanbul_talks.model.values import Coordinates
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.naming import name_of, own_name
from istanbul_talks.plotting.picture import BLUE, GREY, ORANGE, WORDS, Json, picture, tooltip

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

_SHOWN = ("place", "strike")


def specification(dataset: "Dataset", *, width: int = 900) -> Json:
    """The map as a Vega-Lite specification, ``width`` pixels wide.

    A strike is an event with targets or methods; it stands at each of its places. What has no
    coordinates is named in the caption.
    """
    rows: list[Row] = []
    undrawn: list[Row] = []
    for place in dataset.places.values():
        _add(rows, undrawn, _place(dataset, place), place.coordinates)
    for event in dataset.events.values():
        if event.targets or event.methods or event.target_types:
            for id in event.places or (None,):
                place_held = dataset.places.get(id) if id else None
                _add(
                    rows,
                    undrawn,
                    _strike(dataset, event, id),
                    place_held.coordinates if place_held else None,
                )
    shown = [dataset[str(row["record"])] for row in rows]
    notes = []
    if undrawn:
        names = dict.fromkeys(str(row["label"]) for row in undrawn)
        notes.append(f"No coordinates: {', '.join(names)}.")
    notes.append("Land and coast: Natural Earth. No borders are drawn.")
    return picture(
        "Places and strikes",
        f"Map of {len(rows)} places and strikes",
        [_map(rows, width)],
        caption=caption(dataset, shown or dataset, notes, width),
        datasets={"rows": rows, "undrawn": undrawn, "land": [land()]},
    )


@functools.cache
def land() -> Any:
    """Land and coast, from Natural Earth (public domain), as a GeoJSON feature."""
    return json.loads(files("istanbul_talks.plotting").joinpath("land.geojson").read_text("utf-8"))


def _add(rows: list[Row], undrawn: list[Row], row: Row, at: Coordinates | None) -> None:
    if at is None:
        undrawn.append({**row, "reason": "no coordinates"})
    else:
        rows.append({**row, "longitude": at.longitude, "latitude": at.latitude})


def _place(dataset: "Dataset", place: Place) -> Row:
    claims = [*place.provenance.get("coordinates", ())] or [*place.provenance.get("name", ())]
    return {
        "record": place.id,
        "type": place.type,
        "shown": "place",
        "kind": place.kind.label,
        "label": own_name(place),
        **backing(dataset, claims),
    }


def _strike(dataset: "Dataset", event: Event, place: str | None) -> Row:
    return {
        "record": event.id,
        "type": event.type,
        "shown": "strike",
        "kind": event.kind.label,
        "label": own_name(event) + (f" ({name_of(dataset, place)})" if place else ""),
        "place": place,
        "party": event.initiator,
        "date": event.date,
        **backing(dataset, event.provenance.get("places", ()) or event.provenance.get("kind", ())),
    }


def _map(rows: list[Row], width: int) -> Json:
    height = width * 5 // 9
    fields = {
        "label": "what",
        "kind": "kind",
        "claimants": "says who",
        "sources": "source",
        "wording": "wording",
        "record": "record",
    }
    shape = {
        "field": "shown",
        "type": "nominal",
        "scale": {"domain": [*_SHOWN], "range": ["circle", "triangle-up"]},
        "legend": {"title": None, "orient": "top"},
    }
    color = {**shape, "scale": {"domain": [*_SHOWN], "range": [BLUE, ORANGE]}}
    at = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    return {
        "width": width,
        "height": height,
        "projection": _projection(rows, width, height),
        "layer": [
            {
                "data": {"name": "land"},
                "mark": {
                    "type": "geoshape",
                    "fill": GREY,
                    "fillOpacity": 0.25,
                    "stroke": GREY,
                    "strokeWidth": 0.5,
                },
            },
            {
                "mark": {"type": "point", "size": 50, "filled": True, "opacity": 0.9},
                "encoding": {**at, "shape": shape, "color": color, "tooltip": tooltip(**fields)},
            },
            {
                "transform": [{"filter": "datum.shown == 'place'"}],
                "mark": {**WORDS, "align": "left", "baseline": "middle", "dx": 8},
                "encoding": {**at, "text": {"field": "label"}},
            },
        ],
    }


def _projection(rows: list[Row], width: int, height: int) -> Json:
    """Mercator on the extent of what is drawn; on Europe and northern Asia if that is nothing."""
    points = [*_points(rows)] or [(20.0, 35.0), (135.0, 70.0)]
    west, east = min(x for x, _ in points) - 4, max(x for x, _ in points) + 4
    south, north = (
        _northing(max(-80, min(y for _, y in points) - 3)),
        _northing(min(80, max(y for _, y in points) + 3)),
    )
    scale = min(width / math.radians(east - west), height / (north - south))
    return {
        "type": "mercator",
        "scale": scale,
        "center": [(west + east) / 2, _latitude((south + north) / 2)],
        "translate": [width / 2, height / 2],
        "clipExtent": [[0, 0], [width, height]],
    }


def _points(rows: list[Row]) -> Iterator[tuple[float, float]]:
    for row in rows:
        longitude, latitude = row["longitude"], row["latitude"]
        assert isinstance(longitude, int | float)
        assert isinstance(latitude, int | float)
        yield longitude, latitude


def _northing(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def _latitude(northing: float) -> float:
    return math.degrees(2 * math.atan(math.exp(northing)) - math.pi / 2)
