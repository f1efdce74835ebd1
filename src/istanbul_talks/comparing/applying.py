"""Applying a difference to a dataset that it fits."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from istanbul_talks.comparing.difference import (
    HEAD,
    Change,
    ClaimChange,
    Difference,
    FieldChange,
    RecordChange,
)
from istanbul_talks.comparing.formats.phrases import claim_text, value_text
from istanbul_talks.dataset import Dataset
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record

MOST_TOLD = 10
"""How many places that do not fit an exception tells one by one."""


@attrs.frozen(kw_only=True)
class Misfit:
    """One place at which a dataset is not as the difference expects it.

    ``record`` is None where the head of the dataset is meant, ``field`` where a whole record is.
    """

    record: str | None
    field: str | None
    message: str

    def __str__(self) -> str:
        where = [self.record or "the dataset", *([f"field {self.field}"] if self.field else [])]
        return f"{', '.join(where)}: {self.message}"


class DoesNotFit(ValueError):
    """A difference was made from another dataset; ``misfits`` say where this one is not like it."""

    def __init__(self, misfits: Sequence[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__(self.misfits)

    def __str__(self) -> str:
        told = [f"  {misfit}" for misfit in self.misfits[:MOST_TOLD]]
        more = len(self.misfits) - len(told)
        return "\n".join(
            ["the difference does not fit the dataset:", *told] + [f"  … {more} more"] * (more > 0)
        )


def apply(dataset: Dataset, difference: Difference) -> Dataset:
    """The dataset that a difference makes of this one, which stays as it is.

    `diff` of the old dataset and the new one, applied to the old one, gives the new one. Another
    dataset fits, too, if the fields that change hold the old values, the claims that are withdrawn
    are there and those that are added are not; all else in it stays. Raises `DoesNotFit`, which
    names every record and field that does not fit.
    """
    misfits: list[Misfit] = []
    records: dict[str, Record] = {record.id: record for record in dataset}
    for removed in difference.removed:
        held = records.pop(removed.id, None)
        if held != removed:
            misfits.append(_not_as(removed.id, held))
    for change in difference.changed:
        if change.id not in records:
            misfits.append(_not_as(change.id, None))
            continue
        before = records[change.id]
        misfits += _record_misfits(before, change)
        records[change.id] = _changed(before, change)
    for added in difference.added:
        if added.id in records:
            message = "is to be added and is there already"
            misfits.append(Misfit(record=added.id, field=None, message=message))
        records[added.id] = added
    head = {name: getattr(dataset, name) for name in HEAD}
    for about in difference.header:
        if head[about.name] != about.old:
            message = _other_value(head[about.name], about.old)
            misfits.append(Misfit(record=None, field=about.name, message=message))
        head[about.name] = about.new
    if misfits:
        raise DoesNotFit(misfits)
    return Dataset(records.values(), **head)


def _not_as(id: str, held: Record | None) -> Misfit:
    message = "is not there" if held is None else "is to be removed, but is not as it was"
    return Misfit(record=id, field=None, message=message)


def _other_value(held: Any, wanted: Any) -> str:
    return f"holds {value_text(held)}, not {value_text(wanted)}"


def _record_misfits(record: Record, change: RecordChange) -> Iterator[Misfit]:
    for field in change.fields:
        for message in _field_misfits(record, field):
            yield Misfit(record=record.id, field=field.field, message=message)


def _field_misfits(record: Record, change: FieldChange) -> Iterator[str]:
    held = getattr(record, change.field)
    if change.value and held != change.value.old:
        yield _other_value(held, change.value.old)
    for what, by_field, changes in (
        ("claim", record.provenance, change.claims),
        ("dissent", record.dissents, change.dissents),
    ):
        there = _staying(by_field.get(change.field, ()), changes)
        gone = {*by_field.get(change.field, ())}
        for one in changes:
            if one.change is not Change.ADDED and one.claim not in gone:
                yield f"lacks the {what} that is to be {one.change}: {claim_text(one.claim)}"
            elif one.change is Change.ADDED and one.claim in there:
                yield f"has the {what} that is to be added already: {claim_text(one.claim)}"


def _changed(record: Record, change: RecordChange) -> Record:
    values = {f.field: f.value.new for f in change.fields if f.value}
    provenance = {f.field: f.claims for f in change.fields}
    dissents = {f.field: f.dissents for f in change.fields}
    return attrs.evolve(
        record,
        **values,
        provenance=_with_changes(record.provenance, provenance),
        dissents=_with_changes(record.dissents, dissents),
    )


def _with_changes(
    held: Mapping[str, tuple[Any, ...]], changes: Mapping[str, tuple[ClaimChange, ...]]
) -> dict[str, tuple[Any, ...]]:
    """The claims by field after the changes; no key for a field that has none left."""
    after = dict(held)
    for field, changed in changes.items():
        claims = _staying(held.get(field, ()), changed)
        coming = [(one.new, one.claim) for one in changed if one.new is not None]
        for place, claim in sorted(coming, key=lambda pair: pair[0]):
            claims.insert(place, claim)
        if claims:
            after[field] = tuple(claims)
        else:
            after.pop(field, None)
    return after


def _staying(claims: Sequence[Claim], changes: Sequence[ClaimChange]) -> list[Claim]:
    """The claims that are neither withdrawn nor moved."""
    going = {one.claim for one in changes if one.old is not None}
    return [claim for claim in claims if claim not in going]
