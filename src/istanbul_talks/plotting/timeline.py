"""The timeline: what happened, was held, said or put forward, and how well its date is known."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from istanbul_talks.citing.dates import in_words
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import (
    Agreement,
    Demand,
    Document,
    Event,
    Meeting,
    Record,
    Statement,
)
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import Edtf
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.naming import own_name, shortened
from istanbul_talks.plotting.picture import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    WORDS,
    Json,
    counted,
    picture,
    tooltip,
)

if TYPE_CHECKING:
    from istanbul_talks.dataset import Dataset

LANES: tuple[type[Record], ...] = (Event, Meeting, Document, Demand, Agreement, Statement)
"""The record types that have a date of their own, a lane each, in the order of the lanes."""

_COLORS = (PURPLE, BLUE, GREY, ORANGE, GREEN, GREY)

_SHARE = 0.75
"""The share of the dated rows that the window shows at first."""

_DAY = datetime.timedelta(days=1)


def specification(dataset: "Dataset", *, width: int = 900) -> Json:
    """The timeline as a Vega-Lite specification, ``width`` pixels wide.

    A day is a point, a longer time a bar; about is hollow, an open end an arrow, and so is what
    lies outside the window. Brushing the overview moves the window.
    """
    drawn = [row for cls in LANES for row in _rows(_of(dataset, cls))]
    rows = [{**row, **backing(dataset, claims)} for row, claims in drawn]
    undrawn = [*_undated(dataset)]
    _close(rows)
    rows.sort(key=lambda row: (str(row["lane"]), str(row["from"]), str(row["to"])))
    shown = [dataset[str(row["record"])] for row in rows]
    notes = [f"No date of their own, and not drawn: {counted(undrawn)}."] if undrawn else []
    labels = min(320, width // 3)
    dates = min(150, width // 5)
    plot = width - labels - dates
    return picture(
        "Timeline",
        f"Timeline of {len(rows)} dated records",
        [_overview(plot, labels, _window(rows)), _detail(plot, labels)] if rows else [],
        caption=caption(dataset, shown, notes, width),
        datasets={"rows": rows, "undrawn": undrawn},
    )


def _of(dataset: "Dataset", cls: type[Record]) -> Iterable[Record]:
    return dataset.collections[RECORDS[cls.type].collection].values()


def _rows(records: Iterable[Record]) -> Iterator[tuple[Row, Sequence[Claim]]]:
    """A row for each date of a record: the one that it holds, and what sources say instead."""
    for record in records:
        date: Edtf | None = getattr(record, "date", None)
        if date is not None:
            yield _row(record, date), record.provenance.get("date", ())
        for dissent in record.dissents.get("date", ()):
            yield {**_row(record, dissent.value), "adopted": 0}, (dissent,)


def _row(record: Record, date: Edtf) -> Row:
    first, last = date.earliest, date.latest
    return {
        "record": record.id,
        "type": record.type,
        "lane": RECORDS[record.type].collection,
        "label": own_name(record),
        "short": shortened(own_name(record), 52),
        "date": date,
        "when": in_words(date),
        "precision": date.precision.label if hasattr(date.precision, "label") else date.precision,
        "from": first.isoformat() if first else None,
        "to": _after(last).isoformat() if last else None,
        "open_start": int(first is None),
        "open_end": int(last is None),
        "approximate": int(date.approximate),
        "adopted": 1,
    }


def _after(day: datetime.date) -> datetime.date:
    return day if day == datetime.date.max else day + _DAY


def _undated(dataset: "Dataset") -> Iterator[Row]:
    for cls in LANES:
        for record in _of(dataset, cls):
            if getattr(record, "date", None) is None and "date" not in record.dissents:
                yield {
                    "record": record.id,
                    "type": record.type,
                    "label": own_name(record),
                    "reason": "no date",
                }


def _close(rows: Sequence[Row]) -> None:
    """Let open ends reach as far as any date, since a mark must end somewhere."""
    ends = [str(row[end]) for row in rows for end in ("from", "to") if row[end] is not None]
    for row in rows:
        row["from"] = row["from"] or min(ends)
        row["to"] = row["to"] or max(ends)


def _window(rows: Sequence[Row]) -> tuple[str, str]:
    """The shortest stretch with most of the dates, from the first of a month to the last."""
    spans = sorted((str(row["from"]), str(row["to"])) for row in rows)
    number = max(1, round(_SHARE * len(spans)))
    best: tuple[str, str] | None = None
    for first in range(len(spans) - number + 1):
        held = spans[first : first + number]
        stretch = (held[0][0], max(start for start, _ in held))
        if best is None or _days(stretch) < _days(best):
            best = stretch
    assert best is not None
    start, end = map(datetime.date.fromisoformat, best)
    first_day = (start - datetime.timedelta(days=10)) if start.year > 1 else start
    last_day = (end + datetime.timedelta(days=10)) if end.year < 9999 else end
    return first_day.isoformat(), last_day.isoformat()


def _days(stretch: tuple[str, str]) -> int:
    start, end = map(datetime.date.fromisoformat, stretch)
    return (end - start).days


_FIELDS = {
    "label": "what",
    "date": "date",
    "when": "in words",
    "claimants": "says who",
    "sources": "source",
    "wording": "wording",
    "hedge": "hedge",
    "record": "record",
}


def _overview(width: int, offset: int, window: tuple[str, str]) -> Json:
    start, end = ({"expr": f"utc({day.replace('-', ', ')})"} for day in window)
    del start, end
    return {
        "width": width,
        "height": 40,
        "mark": {"type": "tick", "thickness": 1.5, "opacity": 0.6},
        "params": [
            {
                "name": "window",
                "select": {"type": "interval", "encodings": ["x"]},
                "value": {"x": [_stamp(day) for day in window]},
            }
        ],
        "encoding": {
            "x": {
                "field": "from",
                "type": "temporal",
                "scale": {"type": "utc"},
                "axis": {"title": None, "grid": False},
            },
            "color": _color(),
            "tooltip": tooltip(**_FIELDS),
        },
    }


def _stamp(day: str) -> Json:
    year, month, date = map(int, day.split("-"))
    return {"year": year, "month": month, "date": date, "utc": True}


def _color() -> Json:
    domain = [RECORDS[cls.type].collection for cls in LANES]
    return {
        "field": "lane",
        "type": "nominal",
        "scale": {"domain": domain, "range": [*_COLORS]},
        "legend": None,
    }


def _detail(width: int, offset: int) -> Json:
    x = {
        "field": "from",
        "type": "temporal",
        "scale": {"type": "utc", "clamp": True, "domain": {"param": "window"}},
        "axis": {"title": None, "orient": "top"},
    }
    y = {"field": "record", "type": "nominal", "sort": None, "axis": None}
    bar = {
        "transform": [{"filter": "toDate(datum.to) - toDate(datum.from) > 86400000"}],
        "mark": {"type": "bar", "height": 8},
        "encoding": {
            "x": x,
            "x2": {"field": "to"},
            "y": y,
            "color": _color(),
            "fillOpacity": {
                "condition": {"test": "datum.approximate || !datum.adopted", "value": 0.15},
                "value": 0.7,
            },
            "stroke": {
                "field": "lane",
                "type": "nominal",
                "legend": None,
                "scale": _color()["scale"],
            },
            "tooltip": tooltip(**_FIELDS),
        },
    }
    point = {
        "transform": [{"filter": "toDate(datum.to) - toDate(datum.from) <= 86400000"}],
        "mark": {"type": "point", "size": 60, "filled": True},
        "encoding": {
            "x": x,
            "y": y,
            "color": _color(),
            "fillOpacity": {
                "condition": {"test": "datum.approximate || !datum.adopted", "value": 0},
                "value": 1,
            },
            "tooltip": tooltip(**_FIELDS),
        },
    }
    label = {
        "mark": {**WORDS, "align": "right", "baseline": "middle", "clip": False},
        "encoding": {"x": {"value": -8}, "y": y, "text": {"field": "short"}},
    }
    when = {
        "mark": {**WORDS, "align": "left", "baseline": "middle", "clip": False},
        "encoding": {"x": {"value": width + 8}, "y": y, "text": {"field": "when"}},
    }
    return {
        "facet": {
            "row": {
                "field": "lane",
                "type": "nominal",
                "title": None,
                "sort": [RECORDS[cls.type].collection for cls in LANES],
                "header": {
                    "labelOrient": "top",
                    "labelAnchor": "start",
                    "labelFontWeight": "bold",
                    "labelAngle": 0,
                },
            }
        },
        "spec": {
            "width": width,
            "height": {"step": 17},
            "layer": [bar, point, label, when],
        },
        "resolve": {"scale": {"y": "independent"}},
        "spacing": 8,
    }
