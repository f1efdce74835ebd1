"""Numbers and who says them: a row for each, of figures and of other records that hold a number."""

import functools
from collections.abc import Iterator

from istanbul_talks.citing.dates import in_words
from istanbul_talks.frames.comparison import Count
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Figure, Record
from istanbul_talks.model.shapes import RECORDS, StructShape
from istanbul_talks.model.values import Quantity
from istanbul_talks.plotting.backing import Row, backing
from istanbul_talks.plotting.data import Data
from istanbul_talks.plotting.naming import (
    ids_text,
    name_of,
    names_of,
    shortened,
    voices_of,
)


def number_rows(dataset: Data, about: str | None, measure: str | None) -> list[Row]:
    """All numbers about a record, or of a measure; without either, all that there are.

    What is not a figure is measured by the name of its field. Raises `UnknownId` for a record,
    `UnknownName` for a measure.
    """
    rows = [_of_count(dataset, count) for count in dataset.compare(about, measure)]
    if measure is None:
        records = dataset if about is None else [dataset[about]]
        rows += (row for record in records for row in _of_record(dataset, record))
    for number, row in enumerate(rows):
        row["number"] = number
    return rows


def _of_count(dataset: Data, count: Count) -> Row:
    more = (
        count.item and count.item.label,
        count.base,
        count.counting and count.counting.label,
        count.reference and f"from {name_of(dataset, count.reference)}",
        count.as_of and f"as of {in_words(count.as_of)}",
        count.method and count.method.label,
    )
    return {
        **_row(dataset, count.about, count.measure, count.measure.label, count.quantity),
        "record": count.figure,
        "type": "figure",
        "counted": ", ".join(filter(None, more)),
        "adopted": int(count.adopted),
        "date": count.as_of,
        "voice": voices_of(dataset, [count.claimant], count.sources),
        "claimant": ids_text([count.claimant]),
        "claimants": names_of(dataset, [count.claimant]),
        "source": ids_text(count.sources),
        "sources": names_of(dataset, count.sources),
        "wording": " · ".join(count.wordings),
        "hedge": ", ".join(hedge.label for hedge in count.hedge),
    }


def _of_record(dataset: Data, record: Record) -> Iterator[Row]:
    """A row for each claimant and number in the fields that hold one."""
    for field in _number_fields(record.type):
        held: Quantity | None = getattr(record, field)
        by: dict[tuple[Quantity, str | None, bool], list[Claim]] = {}
        for claim in record.provenance.get(field, ()) if held is not None else ():
            assert held is not None
            by.setdefault((held, claim.claimant, True), []).append(claim)
        for dissent in record.dissents.get(field, ()):
            by.setdefault((dissent.value, dissent.claimant, False), []).append(dissent)
        for (quantity, _, adopted), claims in by.items():
            yield {
                **_row(dataset, record.id, field, field.replace("_", " "), quantity),
                "record": record.id,
                "type": record.type,
                "counted": "",
                "adopted": int(adopted),
                "date": None,
                **backing(dataset, claims),
            }


@functools.cache
def _number_fields(record_type: str) -> tuple[str, ...]:
    """The fields that hold a number; of a figure none, since its counts say more."""
    if record_type == Figure.type:
        return ()
    fields = RECORDS[record_type].fields
    return tuple(
        f.name for f in fields if isinstance(f.shape, StructShape) and f.shape.cls is Quantity
    )


def _row(dataset: Data, about: str, measure: str, measured: str, quantity: Quantity) -> Row:
    name = name_of(dataset, about).rstrip(".")
    ends = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
    return {
        "about": about,
        "measure": measure,
        "unit": quantity.unit.value,
        "group": f"{about} {measure}",
        "panel": f"{measured} ({quantity.unit.label}): {shortened(name, 70)}",
        "low": quantity.low,
        "best": quantity.best,
        "high": quantity.high,
        "from": min(ends, default=None),
        "to": max(ends, default=None),
        "says": str(quantity).removesuffix(f" {quantity.unit}"),
    }
