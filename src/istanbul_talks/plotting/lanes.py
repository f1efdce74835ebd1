"""Lanes: dated rows drawn on a time axis, an overview of all and a window on some."""

from collections.abc import Sequence

from istanbul_talks.plotting.backing import Row
from istanbul_talks.plotting.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    TEAL,
    WORDS,
    Frame,
    Json,
    panels,
    tooltip,
)

_OVERVIEW = "overview"
"""The name of the view in which the window is brushed."""

MOST = 400
"""How many rows can be read line by line; of more, days are counted."""

_COLORS = (PURPLE, BLUE, GREY, ORANGE, GREEN, TEAL)

_FIELDS = {
    "label": "what",
    "reserve": "status",
    "date": "date",
    "when": "in words",
    "stands": "in the data",
    "claimants": "says who",
    "sources": "source",
    "wording": "wording",
    "hedge": "hedge",
    "record": "record",
}

# Where a row stands to the window: without one, all is in it.
_START, _END = "window.from[0]", "window.from[1]"
_TIMES: list[Json] = [
    {"calculate": "toNumber(toDate(datum.from))", "as": "start"},
    {"calculate": "toNumber(toDate(datum.to))", "as": "end"},
    {"calculate": f"isValid(window.from) ? toNumber({_START}) : datum.start", "as": "opens"},
    {"calculate": f"isValid(window.from) ? toNumber({_END}) : datum.end", "as": "closes"},
    {
        "calculate": "(datum.adopted ? '' : '≠ ')"
        " + (datum.reserve ? datum.reserve + ': ' : '') + datum.label",
        "as": "shown",
    },
    {"calculate": "datum.adopted ? 'adopted' : 'dissent: said instead'", "as": "stands"},
]
_BEFORE, _AFTER = "datum.end <= datum.opens", "datum.start >= datum.closes"
_INSIDE = f"!({_BEFORE}) && !({_AFTER})"
_LONG = "datum.end - datum.start > 86400000"
_ONWARDS = {
    "left": f"datum.start < datum.opens || (datum.open_start && !({_AFTER}))",
    "right": f"datum.end > datum.closes || (datum.open_end && !({_BEFORE}))",
}


def lanes(rows: Sequence[Row], names: Sequence[str], frame: Frame) -> list[Json]:
    """The views: an overview of all dates, and the window that is brushed in it."""
    if not rows:
        return []
    color = _color(names)
    detail = _lines(frame, color) if len(rows) <= MOST else _counts(frame, color)
    return [_overview(frame.room, color), panels(detail, "lane", names)]


def _color(names: Sequence[str]) -> Json:
    return {
        "field": "lane",
        "type": "nominal",
        "scale": {"domain": [*names], "range": [*_COLORS]},
        "legend": None,
    }


def brush(window: tuple[str, str]) -> Json:
    """The parameter that holds the window, which is brushed in the overview."""
    return {
        "name": "window",
        "select": {
            "type": "interval",
            "encodings": ["x"],
            "mark": {"fill": ORANGE, "fillOpacity": 0.25, "stroke": ORANGE},
        },
        "value": {"x": [_moment(day) for day in window]},
        "views": [_OVERVIEW],
    }


def _overview(width: int, color: Json) -> Json:
    ends = " + ' to ' + ".join(f"utcFormat({end}, '%-d %b %Y')" for end in (_START, _END))
    shown = f"'All dates; shown below: ' + (isValid(window.from) ? {ends} : 'all')"
    return {
        "title": {
            "text": {"expr": shown},
            "anchor": "start",
            "fontSize": 11,
            "fontWeight": "normal",
            "offset": 4,
        },
        "name": _OVERVIEW,
        "width": width,
        "height": 42,
        "mark": {"type": "tick", "thickness": 1.5, "opacity": 0.7},
        "encoding": {
            "x": {
                "field": "from",
                "type": "temporal",
                "scale": {"type": "utc"},
                "axis": {"title": None, "grid": False, "tickCount": max(2, width // 100)},
            },
            "y": {
                "field": "lane",
                "type": "nominal",
                "axis": None,
                "sort": color["scale"]["domain"],
            },
            "color": color,
        },
    }


def _moment(day: str) -> Json:
    year, month, date = map(int, day.split("-"))
    return {"year": year, "month": month, "date": date, "utc": True}


def _time(width: int) -> Json:
    return {
        "field": "from",
        "type": "temporal",
        "scale": {"type": "utc", "clamp": True, "domain": {"param": "window"}},
        "axis": {"title": None, "orient": "top", "tickCount": max(2, width // 100)},
    }


def _lines(frame: Frame, color: Json) -> Json:
    """A line for each row: its label, its mark and its date in words."""
    x = _time(frame.room)
    y = {"field": "line", "type": "ordinal", "axis": None}
    below = {"yOffset": 8 if frame.narrow else 0, "clip": False}
    hollow = {"test": "datum.approximate || !datum.adopted", "value": 0.12}
    shared = {"y": y, "color": color, "tooltip": tooltip(**_FIELDS)}
    bar = {
        "transform": [{"filter": f"{_LONG} && {_INSIDE}"}],
        "mark": {"type": "bar", "height": 7, **below},
        "encoding": {
            **shared,
            "x": x,
            "x2": {"field": "to"},
            "stroke": color,
            "fillOpacity": {"condition": hollow, "value": 0.75},
        },
    }
    day = {
        "transform": [{"filter": f"!({_LONG}) && {_INSIDE}"}],
        "mark": {"type": "point", "size": 55, "strokeWidth": 1.5, **below},
        "encoding": {
            **shared,
            "x": x,
            "fill": color,
            "fillOpacity": {"condition": hollow, "value": 0.9},
        },
    }
    arrows = [_arrow(side, x, shared, below) for side in _ONWARDS]
    return {
        "width": frame.room,
        "height": {"step": 34 if frame.narrow else 17},
        "transform": _TIMES,
        "layer": [bar, day, *arrows, *_words(frame, y)],
    }


def _arrow(side: str, x: Json, shared: Json, below: Json) -> Json:
    outwards = {"xOffset": -5 if side == "left" else 5}
    mark = {"type": "point", "shape": f"triangle-{side}", "size": 45, "filled": True}
    return {
        "transform": [{"filter": _ONWARDS[side]}],
        "mark": {**mark, "opacity": 1, **below, **outwards},
        "encoding": {**shared, "x": {**x, "field": "from" if side == "left" else "to"}},
    }


def _words(frame: Frame, y: Json) -> list[Json]:
    """The label on the left and the date on the right or, in a narrow picture, above the mark."""
    words: Json = {**WORDS, "baseline": "middle", "clip": False}
    if frame.narrow:
        above: Json = {**words, "dy": -7}
        labels: list[Json] = [
            {
                "transform": [{"filter": f"length(datum.when) {compared} 16"}],
                "mark": {**above, "align": "left", "limit": frame.room - room},
                "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "shown"}},
            }
            for compared, room in (("<=", 104), (">", 160))
        ]
        date: Json = {
            "mark": {**above, "align": "right", "limit": 156},
            "encoding": {"x": {"value": frame.room}, "y": y, "text": {"field": "when"}},
        }
        return [*labels, date]
    return [
        {
            "mark": {**words, "align": "right", "limit": frame.left - 14},
            "encoding": {"x": {"value": -14}, "y": y, "text": {"field": "shown"}},
        },
        {
            "mark": {**words, "align": "left", "limit": frame.right - 14},
            "encoding": {"x": {"value": frame.room + 14}, "y": y, "text": {"field": "when"}},
        },
    ]


def _counts(frame: Frame, color: Json) -> Json:
    """How many rows begin on each day."""
    x = _time(frame.room)
    x["scale"] = {"type": "utc", "domain": {"param": "window"}}
    x["axis"] = {**x["axis"], "format": "%-d %b %Y", "tickCount": max(2, frame.room // 110)}
    return {
        "width": frame.room,
        "height": 60,
        "mark": {"type": "bar", "clip": True},
        "encoding": {
            "x": {**x, "timeUnit": "utcyearmonthdate"},
            "y": {"aggregate": "count", "axis": {"title": "begin", "tickCount": 3}},
            "color": color,
            "tooltip": [
                {"field": "from", "timeUnit": "utcyearmonthdate", "title": "day"},
                {"aggregate": "count", "title": "records that begin"},
            ],
        },
    }
