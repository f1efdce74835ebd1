"""Merging two records that have one id."""

from collections.abc import Iterator, Set

import attrs

from istanbul_talks.comparing.conflict import Conflict
from istanbul_talks.comparing.field_merging import FieldMerge, Left
from istanbul_talks.comparing.held import Held, same_values
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.vocabulary import ActorKind, Basis
from istanbul_talks.validation.facts import KEYS

UNNAMED = frozenset({ActorKind.UNNAMED_PERSON, ActorKind.UNNAMED_GROUP})
"""Kinds of actors whose name is a description, which is no alias."""


@attrs.frozen
class RecordMerge:
    """A record after a merge, the fields that gained something, and what was left."""

    record: Record
    gained: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def merge_records(
    base: Record, other: Record, codebooks: Set[str], without: Set[str]
) -> RecordMerge:
    """The base with what the other record adds to it, the fields in ``without`` left alone."""
    apart = stands_apart(base, other)
    if apart:
        return RecordMerge(base, (), (apart,))
    theirs = with_name_as_alias(base, other)
    merged: dict[str, Held] = {}
    conflicts: list[Conflict] = []
    for field in RECORDS[base.type].fields:
        if field.name not in without:
            before = Held.of(base, field.name)
            merge = FieldMerge(field, before, Held.of(theirs, field.name), codebooks)
            after = merge.merged()
            conflicts += _conflicts(base.id, field.name, before, merge.left)
            if after != before:
                merged[field.name] = after
    return RecordMerge(_with_fields(base, merged), tuple(merged), tuple(conflicts))


def stands_apart(base: Record, other: Record) -> Conflict | None:
    """The conflict that there is if one id stands for two things.

    Figures and seats are what the fields of their key say; other records are two things if there is
    no field in which they hold the same, or a value of a list that both hold.
    """
    key = KEYS.get(base.type, ())
    differing = [name for name in key if not same_values(getattr(base, name), getattr(other, name))]
    names = () if key else (field.name for field in RECORDS[base.type].fields)
    agreeing = [n for n in names if _agree(Held.of(base, n), Held.of(other, n))]
    if key and differing:
        reason = f"another {base.type} has this id: the two differ in {', '.join(differing)}"
    elif not key and not agreeing:
        reason = f"another {base.type} has this id: the two agree in no field"
    else:
        return None
    hint = "give it an id of its own; if it is the same after all, correct one of the two"
    return Conflict(record=base.id, field=None, reason=reason, hint=hint, base=base, other=other)


def _agree(one: Held, two: Held) -> bool:
    if isinstance(one.value, tuple) and isinstance(two.value, tuple):
        return not {*one.value}.isdisjoint(two.value)
    return one.has_value and bool(one.value == two.value)


def with_name_as_alias(base: Record, other: Record) -> Record:
    """The other record under the base's name, its own name among its aliases.

    So it is where both name the thing, the other name stands in its source and is no description.
    """
    mine, theirs = getattr(base, "name", None), getattr(other, "name", None)
    names = other.provenance.get("name", ())
    if (
        "aliases" not in RECORDS[base.type]
        or None in (mine, theirs)
        or mine == theirs
        or any(claim.basis is not Basis.STATED for claim in names)
        or not UNNAMED.isdisjoint((getattr(base, "kind", None), getattr(other, "kind", None)))
    ):
        return other
    aliases = other.provenance.get("aliases", ())
    supporting = [c for c in aliases if c.element == mine]
    provenance = {
        **other.provenance,
        "name": tuple(attrs.evolve(claim, element=None) for claim in supporting),
        "aliases": (
            *(claim for claim in aliases if claim not in supporting),
            *(attrs.evolve(claim, element=theirs) for claim in names),
        ),
    }
    held = (*(a for a in getattr(other, "aliases", ()) if a not in (mine, theirs)), theirs)
    return attrs.evolve(other, name=mine, aliases=held, provenance=provenance)  # type: ignore[call-arg]


def _conflicts(id: str, field: str, base: Held, left: list[Left]) -> Iterator[Conflict]:
    """One conflict for each value that was left and each reason."""
    grouped: dict[tuple[object, str, str], list[Claim]] = {}
    for one in left:
        grouped.setdefault((one.said, one.reason, one.hint), []).append(one.claim)
    for (said, reason, hint), claims in grouped.items():
        yield Conflict(
            record=id,
            field=field,
            reason=reason,
            hint=hint,
            base=base.value,
            other=said,
            claims=tuple(claims),
        )


def _with_fields(record: Record, fields: dict[str, Held]) -> Record:
    if not fields:
        return record
    provenance = {**record.provenance, **{n: h.claims for n, h in fields.items()}}
    dissents = {**record.dissents, **{n: h.dissents for n, h in fields.items()}}
    return attrs.evolve(
        record,
        **{name: held.value for name, held in fields.items()},
        provenance={name: claims for name, claims in provenance.items() if claims},
        dissents={name: found for name, found in dissents.items() if found},
    )
