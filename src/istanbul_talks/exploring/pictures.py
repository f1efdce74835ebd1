"""The chart specifications that the page draws, for a wide screen and for a phone."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

Json = dict[str, Any]

WIDE, NARROW = 1056, 340
"""Two widths in pixels: the page draws the one that it has room for."""

DRAWN = ("timeline", "map", "figures")
"""The pictures that are drawn, each a module of `istanbul_talks.plotting`."""

LISTED = ("positions",)
"""The pictures whose rows the page sets as a table, which opens and is read aloud."""

_ROW = ("record", "source", "claimant")
"""What the page must know of a row that it does not draw, to filter it and to name it."""


def pictures(dataset: "Dataset") -> dict[str, Json]:
    """Of each picture its specification in both widths, and its data sets.

    The narrow one has data sets of its own only where the width makes a difference.

    Title and caption stand in the page's own words and are left out of the drawing.
    """
    drawn = {name: _drawn(dataset, name) for name in DRAWN}
    return {**drawn, **{name: _listed(dataset, name) for name in LISTED}}


def _drawn(dataset: "Dataset", name: str) -> Json:
    wide, narrow = (_specification(dataset, name, width) for width in (WIDE, NARROW))
    shared = wide["datasets"]
    own = {
        key: rows
        for key, rows in narrow["datasets"].items()
        if key != "undrawn" and rows != shared.get(key)
    }
    return {
        "datasets": {**shared, "undrawn": _undrawn(wide)},
        "wide": _views(wide, WIDE),
        "narrow": {**_views(narrow, NARROW), **({"datasets": own} if own else {})},
    }


def _listed(dataset: "Dataset", name: str) -> Json:
    found = _specification(dataset, name, WIDE)
    kept = (*_ROW, "issue", "party", "stance")
    rows = [{key: row[key] for key in kept} for row in found["datasets"]["rows"]]
    return {"datasets": {"rows": rows, "undrawn": _undrawn(found)}}


def _specification(dataset: "Dataset", name: str, width: int) -> Json:
    module = import_module(f"istanbul_talks.plotting.{name}")
    found: Json = module.specification(dataset, width=width)
    return found


def _undrawn(specification: Json) -> list[Json]:
    kept = (*_ROW, "reason")
    rows = specification["datasets"].get("undrawn", ())
    return [{key: row[key] for key in kept if row.get(key)} for row in rows]


def _views(specification: Json, width: int) -> Json:
    """A specification without its data, its title and the caption below its views."""
    left_out = ("datasets", "title", "description", "$schema")
    rest = {key: value for key, value in specification.items() if key not in left_out}
    views = [_headed(view, width) for view in specification["vconcat"][:-1]]
    return {**rest, "vconcat": views}


def _headed(view: Json, width: int) -> Json:
    """A view whose headings end where the picture does: a longer one would make all of it small."""
    row = view.get("facet", {}).get("row")
    if row is None:
        return view
    header = row.get("header", {})
    limit = min(header.get("labelLimit", width), width)
    return {**view, "facet": {"row": {**row, "header": {**header, "labelLimit": limit}}}}
