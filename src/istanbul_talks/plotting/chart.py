"""The chart of the map: land, signs at points, and names that do not overlap."""

import math
from collections.abc import Iterable, Sequence

from istanbul_talks.plotting.backing import Row
from istanbul_talks.plotting.labelling import Label, placed
from istanbul_talks.plotting.naming import shortened
from istanbul_talks.plotting.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    WORDS,
    Frame,
    Json,
    tooltip,
)

MARKED = {
    "place": "places",
    "meeting": "meetings",
    "strike": "strikes",
    "other event": "other events",
}
"""What is marked, and what several of it are called."""

_SIGNS = {
    "place": ("circle", BLUE),
    "meeting": ("square", GREEN),
    "strike": ("triangle-up", ORANGE),
    "other event": ("diamond", PURPLE),
}

_FIELDS = {
    "what": "what",
    "kinds": "kind",
    "when": "date",
    "who": "says who",
    "where": "where",
    "said": "sources",
}

_WORLD = ((20.0, 35.0), (135.0, 70.0))
"""What is shown if there is nothing to show: Europe and northern Asia, by corners."""

_EDGE = 7.0
"""How many degrees are shown around the outermost points, so that coasts tell where it is."""


def chart(rows: list[Row], frame: Frame) -> tuple[Json, list[str]]:
    """The view, and the names for which there is no room. Each place is given its label."""
    width = frame.width
    projection = _Mercator([*_points(rows)] or _WORLD, width)
    names = _label(rows, projection, width)
    at: Json = {
        "longitude": {"field": "longitude", "type": "quantitative"},
        "latitude": {"field": "latitude", "type": "quantitative"},
    }
    view = {
        "width": width,
        "height": projection.height,
        "projection": projection.specification(),
        "layer": [_land(), _areas(), _signs(at, "!=", 260), _signs(at, "==", 45), *_names()],
    }
    return view, names


class _Mercator:
    """The projection on the extent of some points, as wide as the picture.

    Mercator is what readers know from web maps, and simple enough to know here where labels lie.
    """

    def __init__(self, points: Sequence[tuple[float, float]], width: int) -> None:
        west, east = min(x for x, _ in points) - _EDGE, max(x for x, _ in points) + _EDGE
        south = _northing(min(y for _, y in points) - _EDGE)
        north = _northing(max(y for _, y in points) + _EDGE)
        wide, high = math.radians(east - west), north - south
        self.height = round(width * min(0.7, max(0.45, high / wide)))
        self._scale = min(width / wide, self.height / high)
        self._centre = ((west + east) / 2, (south + north) / 2)
        self._width = width

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point lies in the picture, from its top left corner."""
        x = math.radians(longitude - self._centre[0]) * self._scale
        y = (self._centre[1] - _northing(latitude)) * self._scale
        return x + self._width / 2, y + self.height / 2

    def specification(self) -> Json:
        """The projection for Vega-Lite."""
        latitude = math.degrees(2 * math.atan(math.exp(self._centre[1])) - math.pi / 2)
        return {
            "type": "mercator",
            "scale": self._scale,
            "rotate": [-self._centre[0], 0, 0],
            "center": [0, latitude],
            "translate": [self._width / 2, self.height / 2],
            "clipExtent": [[0, 0], [self._width, self.height]],
        }


def _northing(latitude: float) -> float:
    """The Mercator coordinate; the poles, which have none, are taken for 85°."""
    bounded = math.radians(max(-85.0, min(85.0, latitude)))
    return math.log(math.tan(math.pi / 4 + bounded / 2))


def _points(rows: Iterable[Row]) -> Iterable[tuple[float, float]]:
    for row in rows:
        yield float(row["longitude"] or 0), float(row["latitude"] or 0)


def _label(rows: Sequence[Row], projection: _Mercator, width: int) -> list[str]:
    """Give each place its lines of text and where they stand; the names that find no room."""
    there: dict[tuple[float, float], dict[str, list[str]]] = {}
    places: list[tuple[Row, tuple[float, float]]] = []
    for row, point in zip(rows, _points(rows), strict=True):
        if row["marked"] == "place":
            places.append((row, point))
        else:
            names = there.setdefault(point, {}).setdefault(str(row["marked"]), [])
            names.append(
                f"{row['reserve']}: {row['label']}" if row["reserve"] else f"{row['label']}"
            )
    labels = [
        Label(projection.pixel(*point), _lines(str(row["label"]), there.get(point, {})))
        for row, point in places
    ]
    unlabelled = []
    found = placed(labels, width, projection.height)
    for (row, _), label, anchor in zip(places, labels, found, strict=True):
        if anchor is None:
            unlabelled.append(str(row["label"]))
        else:
            row["text"] = "\n".join(label.lines)
            row["align"] = anchor.align
            row["text_x"], row["text_y"] = anchor.x, anchor.y
    return unlabelled


def _lines(name: str, there: dict[str, list[str]]) -> tuple[str, ...]:
    """The name of a place, and what was there."""
    more = (
        shortened(names[0], 40) if len(names) == 1 else f"{len(names)} {MARKED[marked]}"
        for marked, names in there.items()
    )
    return shortened(name, 40), *more


def _land() -> Json:
    mark = {"type": "geoshape", "fill": GREY, "fillOpacity": 0.22, "stroke": GREY}
    return {"data": {"name": "land"}, "mark": {**mark, "strokeWidth": 0.6, "tooltip": None}}


def _areas() -> Json:
    mark = {"type": "geoshape", "fill": GREY, "fillOpacity": 0.25, "stroke": GREY}
    return {"data": {"name": "areas"}, "mark": {**mark, "strokeWidth": 0.8, "tooltip": None}}


def _signs(at: Json, is_place: str, size: int) -> Json:
    """Dots for places or, as rings around them, signs for what was there: one for all alike."""
    domain = [*_SIGNS]
    legend = {"title": None, "orient": "top"}
    shapes = {"domain": domain, "range": [shape for shape, _ in _SIGNS.values()]}
    colors = {"domain": domain, "range": [color for _, color in _SIGNS.values()]}
    marked = {"field": "marked", "type": "nominal"}
    group = ["longitude", "latitude", "marked", "area" if is_place == "==" else "reserve"]
    hollow = {"test": "datum.marked != 'place' || datum.area", "value": "transparent"}
    unsure = {"test": "datum.marked != 'place' && datum.reserve", "value": [3, 2]}
    color = {**marked, "scale": colors, "legend": legend}
    return {
        "transform": [
            {"filter": f"datum.marked {is_place} 'place'"},
            {
                "aggregate": [{"op": "values", "as": "all"}],
                "groupby": group,
            },
            {"calculate": "join(pluck(datum.all, 'record'), ' ')", "as": "records"},
            *(
                {"calculate": f"join(slice(pluck(datum.all, '{field}'), 0, 8), ' · ')", "as": name}
                for field, name in (
                    ("label", "what"),
                    ("kind", "kinds"),
                    ("when", "when"),
                    ("voice", "who"),
                    ("where", "where"),
                    ("sources", "said"),
                )
            ),
        ],
        "mark": {"type": "point", "size": size, "strokeWidth": 2, "opacity": 1},
        "encoding": {
            **at,
            "shape": {**marked, "scale": shapes, "legend": legend},
            "color": color,
            "fill": {"condition": hollow, **color},
            "strokeDash": {"condition": unsure, "value": [1, 0]},
            "tooltip": tooltip(**_FIELDS),
        },
    }


def _names() -> list[Json]:
    """The labels, at pixels, because signs move them in no direction that data could say."""
    return [
        {
            "transform": [
                {"filter": f"datum.align == '{align}'"},
                {"calculate": "split(datum.text, '\\n')", "as": "lines"},
            ],
            "mark": {**WORDS, "align": align, "baseline": "top", "lineHeight": 13},
            "encoding": {
                "x": {"field": "text_x", "type": "quantitative", "scale": None, "axis": None},
                "y": {"field": "text_y", "type": "quantitative", "scale": None, "axis": None},
                "text": {"field": "lines"},
            },
        }
        for align in ("left", "right", "center")
    ]
