"""The claims behind records, one by one, with what each is about."""

import json
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, NamedTuple

import attrs

from istanbul_talks.derived.columns import Column, Kind, columns
from istanbul_talks.derived.converter import plain
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import CLAIM, ID
from istanbul_talks.model.values import text_of


class ClaimRow(NamedTuple):
    """A claim and what it is about; ``number`` is its place among the claims for the field."""

    record: Record
    field: str
    number: int
    claim: Claim

    @property
    def dissent(self) -> bool:
        """Whether it claims another value than the one adopted."""
        return isinstance(self.claim, Dissent)

    @property
    def value(self) -> str:
        """What is claimed, as text: the value of the field, one element of it, or another value."""
        if isinstance(self.claim, Dissent):
            return text_of(self.claim.value)
        return self.claim.element or text_of(getattr(self.record, self.field))

    @property
    def dissent_value(self) -> str | None:
        """The value of a dissent as JSON, exactly."""
        return exactly(self.claim) if isinstance(self.claim, Dissent) else None


def claim_rows(records: Iterable[Record]) -> Iterator[ClaimRow]:
    """Every claim of some records: those for their values, then the dissents."""
    for record in records:
        for by_field in (record.provenance, record.dissents):
            for field, claims in by_field.items():
                for number, claim in enumerate(claims):
                    yield ClaimRow(record, field, number, claim)


def exactly(dissent: Dissent) -> str:
    """The value of a dissent as JSON."""
    return json.dumps(plain(dissent.value), ensure_ascii=False)


def _own(name: str, kind: Kind, doc: str, **more: Any) -> Column:
    return Column(name=name, field=name, kind=kind, doc=doc, required=True, **more)


ROW_COLUMNS: tuple[Column, ...] = (
    Column(
        name="record",
        field="record",
        kind=Kind.REFERENCE,
        doc="The record whose field it is about.",
        part=attrgetter("id"),
        required=True,
        types=ID.types,
        shape=ID,
    ),
    _own("field", Kind.TEXT, "The field that it is about."),
    _own("number", Kind.INTEGER, "Its place, from 0, among the claims or dissents of the field."),
    _own("dissent", Kind.FLAG, "Whether it claims another value than the one adopted."),
    _own("value", Kind.TEXT, "What is claimed, as text."),
    attrs.evolve(
        _own("dissent_value", Kind.TEXT, "The value of a dissent as JSON, exactly."),
        required=False,
    ),
)
"""What is read off a `ClaimRow`."""

OWN_COLUMNS: tuple[Column, ...] = columns(CLAIM.fields)
"""Everything that the model has of a claim, read off the claim itself."""


CLAIM_COLUMNS: tuple[Column, ...] = (
    *ROW_COLUMNS,
    *(attrs.evolve(column, holder="claim") for column in OWN_COLUMNS),
)
"""The columns of the claims table, all read off a `ClaimRow`."""
