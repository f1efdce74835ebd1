"""Comparing two datasets by record and field."""

import bisect
from collections.abc import Iterator, Sequence

from istanbul_talks.comparing.difference import (
    HEAD,
    ClaimChange,
    Difference,
    FieldChange,
    HeaderChange,
    RecordChange,
    ValueChange,
    canonical_order,
    claims_in_order,
)
from istanbul_talks.dataset import Dataset
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS


def diff(old: Dataset, new: Dataset) -> Difference:
    """What turns one dataset into another: records, values of fields, claims and dissents.

    `apply` to the old dataset gives the new one, the order of claims included. The difference is
    false if the datasets are equal.
    """
    both = [record for record in new if record.id in old]
    changed = {r.id: r for r in both if r != old[r.id]}
    return Difference(
        header=tuple(_header(old, new)),
        removed=_in_order(record for record in old if record.id not in new),
        added=_in_order(record for record in new if record.id not in old),
        changed=tuple(
            RecordChange(id=id, fields=tuple(_fields(old[id], changed[id])))
            for id in sorted(changed, key=canonical_order)
        ),
    )


def _header(old: Dataset, new: Dataset) -> Iterator[HeaderChange]:
    for name in HEAD:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield HeaderChange(name=name, old=before, new=after)


def _in_order(records: Iterator[Record]) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: canonical_order(record.id)))


def _fields(old: Record, new: Record) -> Iterator[FieldChange]:
    for field in RECORDS[old.type].fields:
        name = field.name
        before, after = getattr(old, name), getattr(new, name)
        value = None if before == after else ValueChange(old=before, new=after)
        claims = _claims(old.provenance.get(name, ()), new.provenance.get(name, ()))
        dissents = _claims(old.dissents.get(name, ()), new.dissents.get(name, ()))
        if value or claims or dissents:
            yield FieldChange(field=name, value=value, claims=claims, dissents=dissents)


def _claims(old: Sequence[Claim], new: Sequence[Claim]) -> tuple[ClaimChange, ...]:
    """Which claims were added, withdrawn and moved; most of those that stay are not moved."""
    if old == new:
        return ()
    return claims_in_order(_claim_changes(old, new))


def _claim_changes(old: Sequence[Claim], new: Sequence[Claim]) -> Iterator[ClaimChange]:
    before, after = _places(old), _places(new)
    if len(before) < len(old) or len(after) < len(new):  # a claim twice: it is not identified
        yield from (ClaimChange(claim=claim, old=place) for place, claim in enumerate(old))
        yield from (ClaimChange(claim=claim, new=place) for place, claim in enumerate(new))
        return
    yield from (ClaimChange(claim=c, old=before[c]) for c in old if c not in after)
    yield from (ClaimChange(claim=c, new=after[c]) for c in new if c not in before)
    kept = [claim for claim in new if claim in before]
    stay = _rising([before[claim] for claim in kept])
    for number, claim in enumerate(kept):
        if number not in stay:
            yield ClaimChange(claim=claim, old=before[claim], new=after[claim])


def _rising(places: Sequence[int]) -> set[int]:
    """Where in a row of numbers, none of them twice, the longest stand that only rise."""
    ends: list[int] = []  # by length, the least number with which so many that rise can end
    where: list[int] = []
    before: list[int | None] = []
    for number, place in enumerate(places):
        length = bisect.bisect_left(ends, place)
        ends[length : length + 1] = [place]
        where[length : length + 1] = [number]
        before.append(where[length - 1] if length else None)
    found: set[int] = set()
    last = where[-1] if where else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _places(claims: Sequence[Claim]) -> dict[Claim, int]:
    return {claim: place for place, claim in enumerate(claims)}
