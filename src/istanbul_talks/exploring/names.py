"""What a reader calls a record."""

from collections.abc import Callable

from istanbul_talks.exploring.words import quantity_in_words
from istanbul_talks.model.naming import own_name
from istanbul_talks.model.records import (
    Affiliation,
    Demand,
    Figure,
    Participation,
    Record,
    Source,
    Statement,
)

Find = Callable[[str], Record | None]
"""Looks a record up by its id; None if there is none."""


def record_name(record: Record, find: Find) -> str:
    """The name, title or summary of a record; of others, what they hold, by name."""
    match record:
        case Affiliation():
            post = record.title or record.kind.label
            return f"{_of(record.person, find)}: {post}, {_of(record.organization, find)}"
        case Participation():
            return f"{_of(record.actor, find)}, {record.role.label}: {_of(record.meeting, find)}"
        case Figure():
            item = f" ({record.item.label})" if record.item else ""
            number = quantity_in_words(record.quantity)
            return f"{number}{item}, {record.measure.label}: {_of(record.about, find)}"
        case (
            Demand(party=str(who)) | Statement(attributed_to=str(who)) | Statement(speaker=str(who))
        ):
            return f"{_of(who, find)}: {own_name(record) or record.id}"
        case Source(title=None):
            whole = f" in: {_of(record.part_of, find)}" if record.part_of else ""
            return f"{record.kind.label.capitalize()}{whole}"
        case _:
            return own_name(record) or str(record.id)


def _of(id: str, find: Find) -> str:
    """The name of a record that another one names; its id if there is none."""
    record = find(id)
    return (record and own_name(record)) or id
