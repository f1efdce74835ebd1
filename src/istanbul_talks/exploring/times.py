"""When a record is: the days that its dates can mean, as a filter by date needs them."""

from collections.abc import Callable, Iterator
from typing import Any

from istanbul_talks.derived.columns import Kind, record_columns
from istanbul_talks.exploring.words import date_in_words, day_text
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import Edtf

OCCASIONS = ("raised_at", "meeting", "occasion", "about", "document")
"""Fields that name on what occasion a record without a date of its own came about."""

Days = list[list[str | None]]


def days(record: Record, find: Callable[[str], Record | None]) -> Days:
    """First and last day of each of its dates; without any, of the dates of its occasion.

    An end that is open is None; the list is empty if nothing says when.
    """
    own = [*_own(record)]
    if own:
        return own
    for field in OCCASIONS:
        held: Any = getattr(record, field, None) or ()
        ids = held if isinstance(held, tuple) else (held,)
        found = [span for other in map(find, ids) if other for span in _own(other)]
        if found:
            return found
    return []


def dates_in_words(records: list[Record]) -> dict[str, list[str | None]]:
    """By EDTF date: how a reader reads it, its first and its last day, and its precision."""
    found: dict[str, list[str | None]] = {}
    for date in (date for record in records for date in _held(record)):
        if date not in found:
            ends = (day_text(date.earliest), day_text(date.latest))
            found[date] = [date_in_words(date), *ends, date.precision.value]
    return found


def _own(record: Record) -> Iterator[list[str | None]]:
    for name in _date_fields(record):
        date: Edtf | None = getattr(record, name)
        if date is not None:
            yield [day_text(date.earliest), day_text(date.latest)]


def _held(record: Record) -> Iterator[Edtf]:
    """All dates of a record, dissents included."""
    for name in _date_fields(record):
        if (date := getattr(record, name)) is not None:
            yield date
        yield from (dissent.value for dissent in record.dissents.get(name, ()))


def _date_fields(record: Record) -> list[str]:
    return [c.name for c in record_columns(RECORDS[record.type]) if c.kind is Kind.DATE]
