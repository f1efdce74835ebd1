"""The chart specifications that the page draws, for a wide screen and for a phone."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

Json = dict[str, Any]

WIDE, NARROW = 1000, 340
"""Two widths in pixels: the page draws the one that it has room for."""

PICTURES = ("timeline", "map", "figures", "positions")
"""The pictures, each a module of `istanbul_talks.plotting`."""


def pictures(dataset: "Dataset") -> dict[str, Json]:
    """Of each picture its specification in both widths, and its data sets once.

    Title and caption stand in the page's own words and are left out of the drawing.
    """
    found = {}
    for name in PICTURES:
        module = import_module(f"istanbul_talks.plotting.{name}")
        wide, narrow = (module.specification(dataset, width=width) for width in (WIDE, NARROW))
        found[name] = {
            "datasets": wide["datasets"],
            "description": wide["description"],
            "wide": _drawn(wide),
            "narrow": _drawn(narrow),
        }
    return found


def _drawn(specification: Json) -> Json:
    """A specification without its data, its title and the caption below its views."""
    left_out = ("datasets", "title", "description", "$schema")
    views = specification["vconcat"][:-1]
    rest = {key: value for key, value in specification.items() if key not in left_out}
    return {**rest, "vconcat": views}
