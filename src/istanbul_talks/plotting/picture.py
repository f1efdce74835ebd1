"""The frame that all pictures share."""

from collections.abc import Sequence
from typing import Any

import attrs

from istanbul_talks.plotting.backing import Row

Json = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

NARROW = 560
"""Pictures that are less wide, in pixels, put words above marks instead of beside them."""

WORDS: Json = {"type": "text", "style": "guide-label", "filled": False, "stroke": None}
"""A mark of text in the style of axis labels: without a colour of its own it takes the theme's."""

BLUE, ORANGE, GREEN, PURPLE, TEAL = "#4477AA", "#CC6633", "#228833", "#AA4499", "#228899"
GREY = "#808080"
"""Colours of at least 3:1 against white and against black, told apart by the colour-blind."""


@attrs.frozen
class Frame:
    """How wide a picture is, in pixels, and how much of that is for words beside the marks."""

    width: int
    left: int = attrs.field(default=0, kw_only=True)
    right: int = attrs.field(default=0, kw_only=True)

    @property
    def narrow(self) -> bool:
        """Whether words stand above the marks, because there is no room beside them."""
        return self.width < NARROW

    @property
    def indent(self) -> int:
        """How far from the left edge marks begin."""
        return 0 if self.narrow else self.left

    @property
    def room(self) -> int:
        """How wide the marks may spread."""
        return max(120, self.width - (16 if self.narrow else self.left + self.right))


def picture(
    title: str,
    views: Sequence[Json],
    *,
    frame: Frame,
    caption: Sequence[str],
    datasets: dict[str, list[Any]],
) -> Json:
    """A specification: a title, views one below the other, and a caption below them."""
    return {
        "$schema": SCHEMA,
        "description": f"{title}. {' '.join(caption)}",
        "title": {"text": title, "anchor": "start", "frame": "bounds", "offset": 12},
        "data": {"name": "rows"},
        "datasets": datasets,
        "vconcat": [*views, _caption(caption, frame)],
        "spacing": 12,
    }


def _caption(lines: Sequence[str], frame: Frame) -> Json:
    mark = {**WORDS, "align": "left", "baseline": "top", "lineHeight": 13, "clip": False}
    return {
        "data": {"values": [{}]},
        "view": {"stroke": None},
        "width": 10,
        "height": 13 * len(lines),
        "mark": mark,
        "encoding": {
            "x": {"value": -frame.indent},
            "y": {"value": 0},
            "text": {"value": [*lines]},
        },
    }


def panels(spec: Json, field: str, order: Sequence[str]) -> Json:
    """A view once for each value of a field, one below the other, each with a heading."""
    heading = {
        "labelOrient": "top",
        "labelAnchor": "start",
        "labelFontWeight": "bold",
        "labelAngle": 0,
        "labelPadding": 2,
        "labelLimit": max(320, spec["width"]),
        "labelExpr": "upper(slice(datum.value, 0, 1)) + slice(datum.value, 1)",
    }
    row = {"field": field, "type": "nominal", "title": None, "sort": [*order], "header": heading}
    return {
        "facet": {"row": row},
        "spec": spec,
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent"}},
        "spacing": 14,
    }


def tooltip(**titles: str) -> list[Json]:
    """What hovering shows: fields of the row with their titles."""
    return [{"field": field, "title": title, "type": "nominal"} for field, title in titles.items()]


def counted(undrawn: Sequence[Row]) -> str:
    """How many records of each type there are: ``9 events, 4 meetings``."""
    kinds: dict[str, int] = {}
    for row in undrawn:
        kind = str(row["type"])
        kinds[kind] = kinds.get(kind, 0) + 1
    return ", ".join(f"{n} {kind}{'s' if n != 1 else ''}" for kind, n in kinds.items())
