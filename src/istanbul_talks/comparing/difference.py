"""A difference between two datasets: by record and field, never by line."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import HEADER, TYPES

V = TypeVar("V", bound="ValueChange")

SCHEMA = "schema"
"""What a dataset calls the ``$schema`` of its document: it says nothing about the data."""

HEAD = (SCHEMA, *(field.name for field in HEADER.fields if field.name != "schema_version"))
"""What a dataset says about the whole."""


class Change(StrEnum):
    """What became of a claim."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"


@attrs.frozen(kw_only=True)
class ValueChange:
    """What a field holds, before and after; None or an empty tuple where it has no value."""

    old: Any
    new: Any


@attrs.frozen(kw_only=True)
class HeaderChange(ValueChange):
    """What is said about the whole: ``version``, ``title``, ``license``, ``schema``."""

    name: str


@attrs.frozen(kw_only=True)
class ClaimChange:
    """A claim or dissent that was added to a field, withdrawn from it or moved.

    A claim is identified by all that it says. ``old`` and ``new`` are its places, from 0, among
    the claims or dissents of its field; None where it is not among them.
    """

    claim: Claim
    old: int | None = None
    new: int | None = None

    @property
    def change(self) -> Change:
        """Whether it was added, withdrawn or moved."""
        if self.old is None:
            return Change.ADDED
        return Change.WITHDRAWN if self.new is None else Change.MOVED


@attrs.frozen(kw_only=True)
class FieldChange:
    """What changed in a field: its value, its claims, its dissents.

    Claims and dissents stand in the order of their places, those that go first.
    """

    field: str
    value: ValueChange | None = None
    claims: tuple[ClaimChange, ...] = ()
    dissents: tuple[ClaimChange, ...] = ()


@attrs.frozen(kw_only=True)
class RecordChange:
    """What changed in a record that both datasets have, by field in the order of the model."""

    id: str
    fields: tuple[FieldChange, ...]


@attrs.frozen(kw_only=True)
class Difference:
    """All that turns one dataset into another.

    It is true if the data differ: as for the equality of datasets, another ``$schema`` alone is
    no difference. Removed records are held whole, so that a difference can be turned round.
    """

    header: tuple[HeaderChange, ...] = ()
    removed: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()
    changed: tuple[RecordChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether the data differ."""
        head = any(change.name != SCHEMA for change in self.header)
        return head or bool(self.removed or self.added or self.changed)

    def claims(self) -> Iterator[ClaimChange]:
        """All that changed about claims and dissents of records that both datasets have."""
        for record in self.changed:
            for field in record.fields:
                yield from (*field.claims, *field.dissents)

    def count(self, change: Change, *, dissents: bool) -> int:
        """How many claims, or how many dissents, were added, withdrawn or moved."""
        found = (c for c in self.claims() if c.change is change)
        return sum(isinstance(c.claim, Dissent) is dissents for c in found)

    def inverse(self) -> "Difference":
        """What turns the new dataset back into the old one."""
        return Difference(
            header=tuple(_exchanged(change) for change in self.header),
            removed=self.added,
            added=self.removed,
            changed=tuple(
                RecordChange(id=change.id, fields=tuple(_inverse(f) for f in change.fields))
                for change in self.changed
            ),
        )

    def to_json(self) -> str:
        """The difference as JSON, which `read_difference` reads back without loss."""
        from istanbul_talks.comparing.formats.json import json_difference

        return json_difference(self)

    def to_markdown(self) -> str:
        """The difference as Markdown, for a changelog."""
        from istanbul_talks.comparing.formats.markdown import markdown_difference

        return markdown_difference(self)

    def __str__(self) -> str:
        """The difference for people, as `istanbul-talks diff` prints it."""
        from istanbul_talks.comparing.formats.text import text_difference

        return text_difference(self).rstrip("\n")


def canonical_order(id: str) -> tuple[int, str]:
    """Where a record stands in a canonical file: by type, then by id."""
    return TYPES.index(id.partition("/")[0]), id


def claims_in_order(changes: Iterator[ClaimChange]) -> tuple[ClaimChange, ...]:
    """What goes by its old place, then what comes or moves by its new one."""
    return tuple(sorted(changes, key=_place))


def _place(change: ClaimChange) -> tuple[bool, int]:
    place = change.old if change.new is None else change.new
    assert place is not None
    return change.new is not None, place


def _inverse(change: FieldChange) -> FieldChange:
    return FieldChange(
        field=change.field,
        value=_exchanged(change.value) if change.value else None,
        claims=claims_in_order(map(_turned, change.claims)),
        dissents=claims_in_order(map(_turned, change.dissents)),
    )


def _exchanged(change: V) -> V:
    return attrs.evolve(change, old=change.new, new=change.old)


def _turned(change: ClaimChange) -> ClaimChange:
    return ClaimChange(claim=change.claim, old=change.new, new=change.old)
