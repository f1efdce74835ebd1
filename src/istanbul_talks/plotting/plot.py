"""Pictures as Vega-Altair charts, which notebooks show and which save to files."""

import functools
import os
from typing import TYPE_CHECKING, Any

from istanbul_talks.extras import require
from istanbul_talks.io.atomic import new_file
from istanbul_talks.plotting.data import Data

if TYPE_CHECKING:
    import altair as alt


class Plot:
    """The pictures of a dataset (extra ``plot``): ``talks.plot.timeline()``.

    Each is a Vega-Altair chart. A notebook shows it; ``chart.save("talks.svg")`` writes SVG, PNG,
    PDF or JSON without a browser or network, and ``chart.save("talks.html")`` a page that needs no
    network either. ``width`` is in pixels; below 560, words stand above the marks, as
    phones need it. Captions name the dataset, its version and the sources of what is shown. All
    raise `MissingExtra` if Vega-Altair is not installed.
    """

    def __init__(self, dataset: Data) -> None:
        self._dataset = dataset

    def timeline(self, *, width: int = 900) -> "alt.VConcatChart":
        """What happened, was held, put forward or said, and how well its date is known."""
        from istanbul_talks.plotting.timeline import specification

        return _chart(specification(self._dataset, width=width))

    def map(self, *, width: int = 900) -> "alt.VConcatChart":
        """Places, and where meetings, strikes and other events were, on land and coast alone."""
        from istanbul_talks.plotting.map import specification

        return _chart(specification(self._dataset, width=width))

    def figures(
        self, about: str | None = None, measure: str | None = None, *, width: int = 900
    ) -> "alt.VConcatChart":
        """Who says how many: numbers by claimant about a record, or of a measure, side by side.

        Without either, all things of which there is more than one number. Nothing is summed or
        averaged. Raises `UnknownId` for a record, `UnknownName` for a measure.
        """
        from istanbul_talks.plotting.figures import specification

        spec = specification(self._dataset, about=about, measure=measure, width=width)
        return _chart(spec)

    def positions(self, *, width: int = 900) -> "alt.VConcatChart":
        """A matrix of issues and parties, with what each demanded, offered, refused, agreed."""
        from istanbul_talks.plotting.positions import specification

        return _chart(specification(self._dataset, width=width))

    def __repr__(self) -> str:
        return f"<Plot of {self._dataset!r}: timeline, map, figures, positions>"


def _chart(specification: dict[str, Any]) -> "alt.VConcatChart":
    """The specification as a chart of Vega-Altair.

    Its own ``from_dict`` asks of every part which part of the schema it might be, for seconds.
    """
    altair = require("altair", "plot")
    top = {name: part for name, part in specification.items() if name != "$schema"}
    if "params" in top:
        top["params"] = [altair.TopLevelSelectionParameter(**param) for param in top["params"]]
    views = [_part(altair, view) for view in top.pop("vconcat")]
    chart: alt.VConcatChart = _offline(altair.VConcatChart)(vconcat=views, **top)
    return chart


@functools.cache
def _offline(cls: Any) -> Any:
    """The class of charts, but with all JavaScript in the pages that it writes, and whole files.

    Saving raises `MissingExtra` if vl-convert is not installed.
    """

    class OfflineChart(cls):  # type: ignore[misc]
        def save(self, fp: Any, format: str | None = None, **more: Any) -> None:
            written = format or str(fp).rpartition(".")[2]
            if written == "html":
                more.setdefault("inline", True)
            if written != "json":
                require("vl_convert", "plot")
            if not isinstance(fp, str | os.PathLike):
                super().save(fp, format, **more)
                return
            with new_file(fp) as made:
                super().save(str(made), written, **more)

    return OfflineChart


def _part(altair: Any, view: dict[str, Any]) -> Any:
    """A view and the views in it, each as a chart of the class that it is."""
    rest = dict(view)
    for name, cls in (("hconcat", altair.HConcatChart), ("layer", altair.LayerChart)):
        if name in rest:
            return cls(**{name: [_part(altair, part) for part in rest.pop(name)]}, **rest)
    if "facet" in rest:
        return altair.FacetChart(spec=_part(altair, rest.pop("spec")), **rest)
    return altair.Chart(encoding=altair.FacetedEncoding(**rest.pop("encoding", {})), **rest)
