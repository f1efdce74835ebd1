"""The timeline: what happened, was held, put forward or said, and how well its date is known."""

import datetime
from collections.abc import Iterator, Sequence

from istanbul_talks.citing.dates import in_words
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import Edtf
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.captions import caption
from istanbul_talks.plotting.data import Data
from istanbul_talks.plotting.lanes import MOST, brush, lanes
from istanbul_talks.plotting.naming import ids_text, name_of, own_name
from istanbul_talks.plotting.picture import Frame, Json, counted, picture
from istanbul_talks.plotting.standing import reserve

LANES = ("event", "meeting", "document", "demand", "agreement", "statement")
"""The record types that have a date, in the order of their lanes."""

_WHOSE = ("party", "speaker", "attributed_to", "author", "initiator")
"""The fields that name whose act a record is, the first that is given."""

_SHARE = 0.75
"""The share of the dates that the window shows at first."""

_MARGIN = datetime.timedelta(days=7)

_KEY = (
    "A dot is a day, a bar a longer time or a day that is known less finely; hollow means about "
    "or, with ≠, what a source says instead. An arrow: open, or it goes on beyond the window."
)

_COUNTED = "A bar says how many records begin on that day; there are too many for a line each."


def specification(dataset: Data, *, width: int = 900) -> Json:
    """The timeline as a Vega-Lite specification, ``width`` pixels wide.

    A day is a point, a longer time a bar; about is hollow, an open end an arrow, and so is what
    lies outside the window. Brushing the overview moves the window. What other sources say instead
    of an adopted date has a row of its own. Of more records than can be read line by line, the
    days on which they begin are counted.
    """
    rows = [*_rows(dataset)]
    _close(rows)
    _order(rows)
    undrawn = [*_undated(dataset)]
    lines = len(rows) <= MOST
    notes = [
        _KEY if lines else _COUNTED,
        *([f"No date of their own: {counted(undrawn)}."] if undrawn else []),
    ]
    shown = [dataset[str(id)] for id in dict.fromkeys(row["record"] for row in rows)]
    frame = Frame(width, left=min(330, width * 2 // 5) if lines else 60, right=160 if lines else 8)
    names = [RECORDS[name].collection for name in LANES]
    spec = picture(
        "Timeline",
        lanes(rows, names, frame),
        frame=frame,
        caption=caption(dataset, shown, notes, width),
        datasets={"rows": rows, "undrawn": undrawn},
    )
    return {**spec, "params": [brush(_window(rows))]} if rows else spec


def _of_lanes(dataset: Data) -> Iterator[Record]:
    for name in LANES:
        yield from dataset.collections[RECORDS[name].collection].values()


def _rows(dataset: Data) -> Iterator[Row]:
    """A row for each date of a record: the one that it holds, and what sources say instead."""
    for record in _of_lanes(dataset):
        for date, claims, adopted in _dates(record):
            yield {
                **_row(dataset, record, date),
                "adopted": int(adopted),
                **backing(dataset, claims),
            }


def _dates(record: Record) -> Iterator[tuple[Edtf, Sequence[Claim], bool]]:
    date: Edtf | None = getattr(record, "date", None)
    if date is not None:
        yield date, record.provenance.get("date", ()), True
    for dissent in record.dissents.get("date", ()):
        yield dissent.value, (dissent,), False


def _row(dataset: Data, record: Record, date: Edtf) -> Row:
    first, last = date.earliest, date.latest
    whose = next((id for field in _WHOSE if (id := getattr(record, field, None))), None)
    parties = getattr(record, "parties", ()) or (whose,)
    said = whose if record.type in ("demand", "statement") else None
    return {
        "record": record.id,
        "type": record.type,
        "lane": RECORDS[record.type].collection,
        "label": f"{name_of(dataset, said)}: {own_name(record)}" if said else own_name(record),
        "reserve": reserve(record),
        "party": ids_text(parties),
        "date": date,
        "when": in_words(date),
        "precision": date.precision.value,
        "from": first.isoformat() if first else None,
        "to": _after(last).isoformat() if last else None,
        "open_start": int(first is None),
        "open_end": int(last is None),
        "approximate": int(date.approximate),
    }


def _after(day: datetime.date) -> datetime.date:
    """The next day, which is when a day is over; of the last day that there is, itself."""
    return day if day == datetime.date.max else day + datetime.timedelta(days=1)


def _undated(dataset: Data) -> Iterator[Row]:
    for record in _of_lanes(dataset):
        if not [*_dates(record)]:
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


def _order(rows: list[Row]) -> None:
    """Lane by lane, by when it begins or, if that is open, ends; dissents below what they doubt."""
    first: dict[object, tuple[str, str]] = {}
    for row in rows:  # adopted dates come before dissents
        first.setdefault(row["record"], (_begins(row), str(row["to"])))
    rows.sort(key=lambda row: (LANES.index(str(row["type"])), first[row["record"]], row["record"]))
    for number, row in enumerate(rows):
        row["line"] = number


def _begins(row: Row) -> str:
    return str(row["to" if row["open_start"] else "from"])


def _window(rows: Sequence[Row]) -> tuple[str, str]:
    """The shortest stretch in which most of the records begin (or, if that is open, end)."""
    days = sorted(map(_begins, rows)) or ["2025-01-01"]
    number = max(1, round(_SHARE * len(days)))
    stretches = [
        (_day(first), _day(last)) for first, last in zip(days, days[number - 1 :], strict=False)
    ]
    start, end = min(stretches, key=lambda ends: ends[1] - ends[0])
    margin = max(_MARGIN, (end - start) / 8)
    first = start - margin if start - datetime.date.min > margin else start
    last = end + margin if datetime.date.max - end > margin else end
    return first.isoformat(), last.isoformat()


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
