"""What a reader calls a record."""

from istanbul_talks.model.records import Record

NAMING_FIELDS = ("name", "title", "summary")
"""The fields that say what a record is, the shortest first."""


def own_name(record: Record) -> str | None:
    """The name, title or summary of a record; None if it has none of them."""
    for field in NAMING_FIELDS:
        if text := getattr(record, field, None):
            return str(text)
    return None
