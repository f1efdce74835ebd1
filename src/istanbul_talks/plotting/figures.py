"""Who says how many: numbers by claimant, side by side, none summed and none averaged."""

from collections import Counter

from istanbul_talks.plotting.backing import Row
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.data import Data
from istanbul_talks.plotting.numbers import number_rows
from istanbul_talks.plotting.picture import (
    BLUE,
    ORANGE,
    WORDS,
    Frame,
    Json,
    panels,
    picture,
    tooltip,
)

_FIELDS = {
    "panel": "measure",
    "says": "says",
    "claimants": "says who",
    "stands": "in the data",
    "counted": "counted",
    "sources": "source",
    "wording": "wording",
    "hedge": "hedge",
    "record": "record",
}

_KEY = (
    "A dot is the number as claimed, a line its range; a triangle begins at a bound and points to "
    "where the number may lie. ≠ and hollow: what a source says instead of an adopted number."
)

_MOST = 200
"""How many numbers are drawn unless they are asked for by what they are about or measure."""

_ALONE = "no other beside it"
_NO_ROOM = "no room in the picture"

_STANDS = ("adopted", "dissent: said instead")

_AXIS_WORDS = (
    "datum.value >= 1e6 ? replace(replace(replace(format(datum.value, '~s'), 'G', ' billion'), "
    "'M', ' million'), 'T', ' trillion') : format(datum.value, ',~r')"
)


def specification(
    dataset: Data, *, about: str | None = None, measure: str | None = None, width: int = 900
) -> Json:
    """Who says how many, as a Vega-Lite specification, ``width`` pixels wide.

    A panel for each measure of a thing and each unit; without ``about`` and ``measure`` only for
    those of which there is more than one number. Numbers that demands, agreements and meetings
    hold in a field are there, too. Raises `UnknownId` for a record, `UnknownName` for a measure.
    """
    rows = number_rows(dataset, about, measure)
    undrawn: list[Row] = []
    if about is None and measure is None:
        rows, undrawn = _compared(rows)
    notes = [_KEY]
    for reason, number in Counter(str(row["reason"]) for row in undrawn).items():
        notes.append(f"Left out: {number} numbers ({reason}).")
    if not rows and not undrawn:
        notes = ["Nobody gives a number."]
    shown = [dataset[str(row["record"])] for row in rows]
    frame = Frame(width, left=min(360, width * 2 // 5), right=150)
    order = [*dict.fromkeys(str(row["panel"]) for row in rows)]
    views = [panels(_panel(frame), "panel", order)] if rows else []
    for view in views:
        view["resolve"]["scale"]["x"] = "independent"
    return picture(
        "Who says how many",
        views,
        frame=frame,
        caption=caption(dataset, shown, notes, width),
        datasets={"rows": rows, "undrawn": undrawn},
    )


def _compared(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Numbers beside which others stand, as many as can be read; and all others."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["group"]), []).append(row)
    shown: set[str] = set()
    room = _MOST
    # Where most claimants differ comes first; where there is room for all, all are shown.
    for group in sorted(groups, key=lambda group: _weight(groups[group]), reverse=True):
        if 1 < len(groups[group]) <= room:
            shown.add(group)
            room -= len(groups[group])
    undrawn = [
        {**row, "reason": _ALONE if len(groups[str(row["group"])]) == 1 else _NO_ROOM}
        for row in rows
        if row["group"] not in shown
    ]
    return [row for row in rows if row["group"] in shown], undrawn


def _weight(rows: list[Row]) -> tuple[int, int]:
    """How many claimants there are, and how many dissents."""
    claimants = {(row["claimant"], row["source"]) for row in rows}
    return len(claimants), sum(not row["adopted"] for row in rows)


def _panel(frame: Frame) -> Json:
    x: Json = {
        "field": "from",
        "type": "quantitative",
        "axis": {
            "title": None,
            "tickCount": max(2, min(6, frame.room // 90)),
            "labelExpr": _AXIS_WORDS,
            "labelFlush": True,
        },
        "scale": {"zero": True},
    }
    y: Json = {"field": "number", "type": "ordinal", "axis": None}
    below = {"yOffset": 13 if frame.narrow else 0}
    color = {
        "field": "stands",
        "type": "nominal",
        "scale": {"domain": [*_STANDS], "range": [BLUE, ORANGE]},
        "legend": None,
    }
    fill = {"condition": {"test": "!datum.adopted", "value": "transparent"}, **color}
    shared: Json = {"x": x, "y": y, "color": color, "tooltip": tooltip(**_FIELDS)}
    whole = {"type": "rule", "strokeWidth": 3, "opacity": 0.6, **below}
    open_ended = {"type": "rule", "strokeDash": [2, 3], "opacity": 0.8, **below}
    mark = {"type": "point", "size": 75, "opacity": 1, **below}
    return {
        "width": frame.room,
        "height": {"step": 46 if frame.narrow else 28},
        "transform": [
            {"calculate": f"datum.adopted ? '{_STANDS[0]}' : '{_STANDS[1]}'", "as": "stands"},
            {"calculate": "(datum.adopted ? '' : '≠ ') + datum.voice", "as": "who"},
            {"calculate": "datum.to * 1.06", "as": "beyond"},
        ],
        "layer": [
            # Unseen, so that the largest number does not stand at the very edge.
            {
                "mark": {"type": "tick", "opacity": 0},
                "encoding": {"x": {**x, "field": "beyond"}, "y": y},
            },
            {"mark": whole, "encoding": {**shared, "x2": {"field": "to"}}},
            _to_the_end(open_ended, shared, "high", 0),
            _to_the_end(open_ended, shared, "low", frame.room),
            {
                "transform": [{"filter": "isValid(datum.best)"}],
                "mark": {**mark, "shape": "circle"},
                "encoding": {**shared, "x": {**x, "field": "best"}, "fill": fill},
            },
            *(_bound(mark, shared, fill, end) for end in ("low", "high")),
            *_words(frame, y),
        ],
    }


def _only(bound: str) -> list[Json]:
    """Rows of which only one bound is given, so that the number may lie anywhere beyond."""
    other = "high" if bound == "low" else "low"
    return [{"filter": f"isValid(datum.{bound}) && !isValid(datum.{other})"}]


def _to_the_end(mark: Json, shared: Json, bound: str, end: int) -> Json:
    """A line from a bound to the end of the axis."""
    x = {**shared["x"], "field": bound}
    encoding = {**shared, "x": x, "x2": {"value": end}}
    return {"transform": _only(bound), "mark": mark, "encoding": encoding}


def _bound(mark: Json, shared: Json, fill: Json, bound: str) -> Json:
    shape = "triangle-right" if bound == "low" else "triangle-left"
    return {
        "transform": _only(bound),
        "mark": {**mark, "shape": shape},
        "encoding": {**shared, "x": {**shared["x"], "field": bound}, "fill": fill},
    }


def _words(frame: Frame, y: Json) -> list[Json]:
    """Who says it, and what was counted, on the left; the number and its hedge on the right.

    In a narrow picture all stands above the mark.
    """
    if frame.narrow:
        who = {**WORDS, "align": "left", "limit": frame.room - 110}
        says = {**WORDS, "align": "right", "limit": 104}
        edges = 0, frame.room
    else:
        who = {**WORDS, "align": "right", "limit": frame.left - 14}
        says = {**WORDS, "align": "left", "limit": frame.right - 14}
        edges = -14, frame.room + 14
    middle = -13 if frame.narrow else 0
    return [
        *_two_lines({**who, "dy": middle}, {"x": {"value": edges[0]}, "y": y}, "who", "counted"),
        *_two_lines({**says, "dy": middle}, {"x": {"value": edges[1]}, "y": y}, "says", "hedge"),
    ]


def _two_lines(mark: Json, at: Json, first: str, second: str) -> list[Json]:
    """A text in the middle or, if there is a second one, above it, the second smaller."""
    mark = {**mark, "baseline": "middle"}
    small = {"fontSize": 9, "fillOpacity": 0.8}
    both, alone = [{"filter": f"datum.{second}"}], [{"filter": f"!datum.{second}"}]
    above, below = {"dy": mark["dy"] - 6}, {"dy": mark["dy"] + 7, **small}
    return [
        {"transform": alone, "mark": mark, "encoding": {**at, "text": {"field": first}}},
        {
            "transform": both,
            "mark": {**mark, **above},
            "encoding": {**at, "text": {"field": first}},
        },
        {
            "transform": both,
            "mark": {**mark, **below},
            "encoding": {**at, "text": {"field": second}},
        },
    ]
