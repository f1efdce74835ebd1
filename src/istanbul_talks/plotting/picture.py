"""The frame that all pictures share."""

from collections.abc import Sequence
from typing import Any

from istanbul_talks.plotting.backing import Row

Json = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"

WORDS: Json = {"type": "text", "style": "guide-label", "filled": False, "stroke": None}
"""A mark of text in the style of axis labels: without a colour of its own it takes the theme's."""

BLUE, ORANGE, GREEN, PURPLE, GREY = "#4477AA", "#CC6633", "#228833", "#AA4499", "#808080"
"""Colours of at least 3:1 against white and against black, told apart by the colour-blind."""


def picture(
    title: str,
    description: str,
    views: Sequence[Json],
    *,
    caption: Sequence[str],
    datasets: dict[str, list[Any]],
) -> Json:
    """A specification: a title, views one below the other, and a caption below them."""
    return {
        "$schema": SCHEMA,
        "description": description,
        "title": {"text": title, "anchor": "start", "frame": "group", "offset": 12},
        "data": {"name": "rows"},
        "datasets": datasets,
        "vconcat": [*views, _caption(caption)],
        "spacing": 12,
    }


def _caption(lines: Sequence[str]) -> Json:
    mark = {**WORDS, "align": "left", "baseline": "top", "lineHeight": 13, "clip": False}
    return {
        "data": {"values": [{}]},
        "view": {"stroke": None},
        "width": 10,
        "height": 13 * len(lines),
        "mark": mark,
        "encoding": {
            "x": {"value": 0},
            "y": {"value": 0},
            "text": {"value": [*lines]},
        },
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
