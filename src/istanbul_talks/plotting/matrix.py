"""The matrix of positions: issues down, parties across, under the state that they act for."""

import textwrap
from collections import Counter
from collections.abc import Container, Sequence

import attrs

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
from istanbul_talks.plotting.stances import Stance

_CHECK = "M-.95,.1L-.6,-.25L-.25,.1L.6,-.75L.95,-.4L-.25,.8Z"
_CROSS = "M-.8,-.5L-.5,-.8L0,-.3L.5,-.8L.8,-.5L.3,0L.8,.5L.5,.8L0,.3L-.5,.8L-.8,.5L-.3,0Z"
_STAR = "M0,-1L.24,-.32L.95,-.31L.38,.12L.59,.81L0,.4L-.59,.81L-.38,.12L-.95,-.31L-.24,-.32Z"
_DASH = "M-.9,-.25L.9,-.25L.9,.25L-.9,.25Z"

SIGNS: dict[Stance, tuple[str, str]] = {
    Stance.DEMANDED: ("triangle-up", ORANGE),
    Stance.PROPOSED: ("diamond", PURPLE),
    Stance.OFFERED: ("circle", BLUE),
    Stance.RESERVED: ("square", GREY),
    Stance.ACCEPTED: (_CHECK, TEAL),
    Stance.REFUSED: (_CROSS, ORANGE),
    Stance.AGREED: (_STAR, GREEN),
    Stance.NOT_SETTLED: (_DASH, GREY),
}
"""The shape of each stance, as Vega names it or as an SVG path, and its colour."""

_SLOT, _LEAST_SLOT = 20, 14
"""The room for one sign in a cell, in pixels, and how much suffices."""

_GAP = 6
"""The room between sides, in pixels."""

_LABELS = 72
"""The least width of a column, in pixels, because its heading needs it."""

_FIELDS = {
    "issue_name": "issue",
    "party_name": "party",
    "stance": "position",
    "terms": "terms",
    "stands": "in the data",
    "number": "how many",
    "what": "what",
    "who": "says who",
    "where": "sources",
}


def matrix(rows: Sequence[Row], frame: Frame) -> Json:
    """The view: in a cell a sign for each stance, in the order of the legend.

    Where the columns have no room side by side, each party has a list of its own.
    """
    layer = _layer(frame, {str(row["stance"]) for row in rows})
    cells = {(row["party"], row["issue"], row["stance"], row["adopted"]) for row in rows}
    signs = Counter((str(party), issue) for party, issue, _, _ in cells)
    most = {party: 0 for party, _ in signs}
    for (party, _), number in signs.items():
        most[party] = max(most[party], number)
    parties = {str(row["party"]): row for row in rows}
    room = frame.width - frame.left - _GAP * len(parties)
    for slot in range(_SLOT, _LEAST_SLOT - 1, -1):
        columns = [
            _Column(row, number=most[party], width=max(_LABELS, 8 + slot * most[party]))
            for party, row in parties.items()
        ]
        if sum(column.width for column in columns) <= room:
            issues = sorted({str(row["issue_name"]) for row in rows})
            return _side_by_side(layer, columns, issues)
    headings = [*dict.fromkeys(str(row["party_heading"]) for row in rows)]
    return _below_each_other(layer, max(most.values()), headings)


@attrs.frozen
class _Column:
    """A party: one of its rows, its most signs in a cell, and how wide its column is."""

    row: Row
    number: int = attrs.field(kw_only=True)
    width: int = attrs.field(kw_only=True)


def _layer(frame: Frame, present: Container[str]) -> list[Json]:
    """Signs, and numbers where a sign stands for several positions; where, is still open."""
    stances = [stance for stance in Stance if stance.label in present]
    domain = [stance.label for stance in stances]
    signs = {"domain": domain, "range": [SIGNS[stance][0] for stance in stances]}
    colors = {"domain": domain, "range": [SIGNS[stance][1] for stance in stances]}
    legend = {"title": None, "orient": "top", "columns": max(2, frame.width // 110)}
    stance = {"field": "stance", "type": "nominal"}
    color = {**stance, "scale": colors, "legend": legend}
    hollow = {"test": "!datum.adopted", "value": "transparent"}
    sign = {
        "mark": {"type": "point", "size": 90, "opacity": 1, "strokeWidth": 1},
        "encoding": {
            "shape": {**stance, "scale": signs, "legend": legend},
            "color": color,
            "fill": {"condition": hollow, **color},
            "tooltip": tooltip(**_FIELDS),
        },
    }
    several = {
        "transform": [{"filter": "datum.number > 1"}],
        "mark": {**WORDS, "dx": 8, "dy": -6, "fontSize": 8},
        "encoding": {"text": {"field": "number"}},
    }
    return [sign, several]


def _issues(*, labels: bool) -> Json:
    axis = {"title": None, "grid": True, "tickBand": "extent", "domain": False, "ticks": False}
    return {
        "field": "issue_name",
        "type": "nominal",
        "axis": {**axis, "labels": labels},
        "scale": {"padding": 0},
    }


def _place(most: int) -> Json:
    """The place of a sign in its cell, from left to right."""
    scale = {"domain": [0.4, most + 0.6], "nice": False, "zero": False}
    return {"field": "nth", "type": "quantitative", "axis": None, "scale": scale}


def _side_by_side(layer: list[Json], columns: list[_Column], issues: list[str]) -> Json:
    """A column for each party, under the state that it acts for."""
    sides: dict[str, list[Json]] = {}
    names = [
        textwrap.wrap(str(column.row["party_name"]), 14, max_lines=3, placeholder="…")
        for column in columns
    ]
    lines = max(map(len, names))
    for column, name in zip(columns, names, strict=True):
        views = sides.setdefault(str(column.row["side"]), [])
        first = len(sides) == 1 and not views
        y = _issues(labels=first)
        y["scale"] = {**y["scale"], "domain": issues}
        title = [*[" "] * (lines - len(name)), *name]  # so that all sides stand equally high
        views.append(
            {
                "title": {"text": title, "fontSize": 10, "fontWeight": "normal", "offset": 4},
                "width": column.width,
                "height": {"step": 24},
                "transform": [
                    {"filter": {"field": "party", "equal": column.row["party"]}},
                    *_COUNTED,
                ],
                "layer": _placed(layer, {"x": _place(column.number), "y": y}),
            }
        )
    heading = {"anchor": "middle", "fontSize": 11}
    return {
        "hconcat": [
            {"title": {"text": side, **heading}, "hconcat": views, "spacing": 0}
            for side, views in sides.items()
        ],
        "spacing": _GAP,
    }


def _placed(layer: list[Json], at: Json) -> list[Json]:
    return [{**view, "encoding": {**at, **view["encoding"]}} for view in layer]


def _below_each_other(layer: list[Json], most: int, headings: list[str]) -> Json:
    """A list for each party."""
    spec = {
        "width": 8 + _SLOT * most,
        "height": {"step": 22},
        "transform": _COUNTED,
        "layer": _placed(layer, {"x": _place(most), "y": _issues(labels=True)}),
    }
    return panels(spec, "party_heading", headings)


def _joined(field: str) -> str:
    """An expression: the texts of the rows behind a mark, some and no more."""
    return f"join(slice(pluck(datum.all, '{field}'), 0, 6), ' · ')"


_COUNTED: list[Json] = [
    {
        "aggregate": [{"op": "count", "as": "number"}, {"op": "values", "as": "all"}],
        "groupby": [
            "issue",
            "issue_name",
            "party",
            "party_name",
            "party_heading",
            "side",
            "stance",
            "rank",
            "adopted",
        ],
    },
    {"calculate": "join(pluck(datum.all, 'record'), ' ')", "as": "records"},
    {"calculate": _joined("label"), "as": "what"},
    {"calculate": _joined("term"), "as": "terms"},
    {"calculate": _joined("voice"), "as": "who"},
    {"calculate": _joined("sources"), "as": "where"},
    {"calculate": "datum.adopted ? 'adopted' : 'dissent: said instead'", "as": "stands"},
    {
        "window": [{"op": "row_number", "as": "nth"}],
        "groupby": ["issue", "party"],
        "sort": [{"field": "rank"}, {"field": "adopted", "order": "descending"}],
    },
]
