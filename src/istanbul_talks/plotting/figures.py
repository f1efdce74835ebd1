"""Who says how many: numbers by claimant, side by side, none summed and none averaged."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from istanbul_talks.citing.dates import in_words
from istanbul_talks.frames.comparison import Count
from istanbul_talks.plotting.backing import Row
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.naming import ids_text, name_of, names_of, shortened
from istanbul_talks.plotting.picture import BLUE, ORANGE, WORDS, Json, picture, tooltip

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

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


def specification(
    dataset: "Dataset", *, about: str | None = None, measure: str | None = None, width: int = 900
) -> Json:
    """Who says how many, as a Vega-Lite specification, ``width`` pixels wide.

    A panel for each measure and unit of a thing; without ``about`` and ``measure`` only those of
    which there is more than one number. Raises `UnknownId` for a record, `UnknownName` for a
    measure.
    """
    rows = [_row(dataset, number, c) for number, c in enumerate(dataset.compare(about, measure))]
    undrawn: list[Row] = []
    if about is None and measure is None:
        panels = Counter(row["panel_id"] for row in rows)
        undrawn = [
            {**row, "reason": "the only number"} for row in rows if panels[row["panel_id"]] == 1
        ]
        rows = [row for row in rows if panels[row["panel_id"]] > 1]
    notes = []
    if undrawn:
        notes = [f"Not drawn, because nothing stands beside them: {len(undrawn)} numbers."]
    shown = [dataset[str(row["record"])] for row in rows]
    return picture(
        "Who says how many",
        f"{len(rows)} numbers by claimant",
        [_panels(rows, width)] if rows else [],
        caption=caption(dataset, shown, notes, width),
        datasets={"rows": rows, "undrawn": undrawn},
    )


def _row(dataset: "Dataset", number: int, count: Count) -> Row:
    who = names_of(dataset, [count.claimant])
    counted = ", ".join(
        filter(
            None,
            [
                count.item and count.item.label,
                count.base,
                count.counting and count.counting.label,
                count.reference and f"from {name_of(dataset, count.reference)}",
                count.as_of and f"as of {in_words(count.as_of)}",
                count.method and count.method.label,
            ],
        )
    )
    ends = [n for n in (count.low, count.best, count.high) if n is not None]
    says = str(count.quantity)
    return {
        "record": count.figure,
        "type": "figure",
        "number": number,
        "about": count.about,
        "measure": count.measure,
        "unit": count.unit,
        "panel_id": f"{count.about} {count.measure} {count.unit}",
        "panel": f"{shortened(name_of(dataset, count.about), 60)}: "
        f"{count.measure.label}, {count.unit.label}",
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "from": min(ends),
        "to": max(ends),
        "says": says,
        "shown": says + (f" ({', '.join(h.label for h in count.hedge)})" if count.hedge else ""),
        "adopted": int(count.adopted),
        "stands": "adopted" if count.adopted else "dissent: said instead",
        "counted": counted,
        "who": who + (f", {counted}" if counted else "") + ("" if count.adopted else " (dissent)"),
        "claimant": count.claimant or "",
        "claimants": who,
        "source": ids_text(count.sources),
        "sources": names_of(dataset, count.sources),
        "wording": " · ".join(count.wordings),
        "hedge": ", ".join(h.label for h in count.hedge),
        "date": count.as_of,
    }


def _panels(rows: Sequence[Row], width: int) -> Json:
    labels = min(360, width * 2 // 5)
    x = {
        "field": "from",
        "type": "quantitative",
        "axis": {"title": None, "tickCount": 5, "format": "~s"},
        "scale": {"zero": True},
    }
    y = {"field": "number", "type": "ordinal", "axis": None}
    color = {
        "field": "stands",
        "type": "nominal",
        "scale": {"domain": ["adopted", "dissent: said instead"], "range": [BLUE, ORANGE]},
        "legend": None,
    }
    shared = {"x": x, "y": y, "color": color, "tooltip": tooltip(**_FIELDS)}
    bound = {"type": "point", "size": 60, "filled": True}
    layer = [
        {
            "transform": [{"filter": "datum.from < datum.to"}],
            "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.5},
            "encoding": {**shared, "x2": {"field": "to"}},
        },
        {
            "transform": [{"filter": "isValid(datum.best)"}],
            "mark": {"type": "point", "size": 70},
            "encoding": {
                **shared,
                "x": {**x, "field": "best"},
                "shape": {
                    "field": "stands",
                    "scale": {
                        "domain": ["adopted", "dissent: said instead"],
                        "range": ["circle", "diamond"],
                    },
                    "legend": None,
                },
                "fill": {
                    "condition": {"test": "datum.adopted", "value": BLUE},
                    "value": "transparent",
                },
            },
        },
        {
            "transform": [{"filter": "isValid(datum.low) && !isValid(datum.high)"}],
            "mark": {**bound, "shape": "triangle-right"},
            "encoding": {**shared, "x": {**x, "field": "low"}},
        },
        {
            "transform": [{"filter": "isValid(datum.high) && !isValid(datum.low)"}],
            "mark": {**bound, "shape": "triangle-left"},
            "encoding": {**shared, "x": {**x, "field": "high"}},
        },
        {
            "mark": {**WORDS, "align": "left", "baseline": "middle", "dx": 12},
            "encoding": {
                "x": {**x, "field": "to"},
                "y": y,
                "text": {"field": "shown"},
            },
        },
        {
            "mark": {**WORDS, "align": "right", "baseline": "middle", "limit": labels - 8},
            "encoding": {"x": {"value": -8}, "y": y, "text": {"field": "who"}},
        },
    ]
    return {
        "facet": {
            "row": {
                "field": "panel",
                "type": "nominal",
                "title": None,
                "sort": [*dict.fromkeys(row["panel"] for row in rows)],
                "header": {
                    "labelOrient": "top",
                    "labelAnchor": "start",
                    "labelFontWeight": "bold",
                    "labelAngle": 0,
                },
            }
        },
        "spec": {"width": width - labels - 120, "height": {"step": 22}, "layer": layer},
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "spacing": 6,
    }
