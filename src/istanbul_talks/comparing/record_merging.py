"""Merging two records that have one id."""

from collections.abc import Iterator, Mapping, Set

import attrs

from istanbul_talks.comparing.conflict import Conflict, Reason
from istanbul_talks.comparing.field_merging import FieldMerge, Left
from istanbul_talks.comparing.held import Held, same_values
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.vocabulary import ActorKind, Basis
from istanbul_talks.validation.facts import KEYS

NAMING = ("name", "aliases")
"""Fields between which a claim can move: see `with_name_as_alias`."""

UNNAMED = frozenset({ActorKind.UNNAMED_PERSON, ActorKind.UNNAMED_GROUP})
"""Kinds of actors whose name is a description, which is no alias."""


@attrs.frozen
class RecordMerge:
    """A record after a merge, the fields that gained something, and what was left."""

    record: Record
    gained: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


def merge_records(
    base: Record,
    other: Record,
    codebooks: Set[str],
    without: Set[str],
    refused: Mapping[str, Mapping[Claim, Reason]],
) -> RecordMerge:
    """The base with what the other record adds to it.

    The fields in ``without`` are left alone, and the claims that are ``refused`` in a field left.
    """
    apart = stands_apart(base, other)
    if apart:
        return RecordMerge(base, (), (apart,))
    theirs, moved = other, dict[Claim, Claim]()
    # An alias that is left out would take the other's name with it, without a word.
    if "aliases" not in without and may_be_alias(base, other):
        theirs, moved = with_name_as_alias(base, other)
    naming = {**refused.get("name", {}), **refused.get("aliases", {})}
    naming |= {new: naming[old] for new, old in moved.items() if old in naming}
    merged: dict[str, Held] = {}
    conflicts: list[Conflict] = []
    for field in RECORDS[base.type].fields:
        if field.name not in without:
            before, said = (Held.of(record, field.name) for record in (base, theirs))
            names = field.name in NAMING
            reasons = naming if names else refused.get(field.name, {})
            merge = FieldMerge(field, before, said, codebooks, reasons)
            after = merge.merged()
            claims = moved if names else {}
            conflicts += _conflicts(base.id, field.name, before, merge.left, claims)
            if after != before:
                merged[field.name] = after
    return RecordMerge(_with_fields(base, merged), tuple(merged), tuple(conflicts))


def added_record(
    record: Record, refused: Mapping[str, Mapping[Claim, Reason]]
) -> RecordMerge | None:
    """A new record without the claims that are refused; None if a value would rest on none."""
    held: dict[str, Held] = {}
    conflicts: list[Conflict] = []
    for name, claims in refused.items():
        whole = Held.of(record, name)
        rest = whole.without(claims, by_element=RECORDS[record.type][name].element is not None)
        if rest is None:
            return None
        held[name] = rest
        left = [Left(whole.said_by(claim), claim, reason) for claim, reason in claims.items()]
        conflicts += _conflicts(record.id, name, _BLANK, left, {})
    return RecordMerge(_with_fields(record, held), (), tuple(conflicts))


_BLANK = Held(None, (), ())


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


def may_be_alias(base: Record, other: Record) -> bool:
    """Whether the other record has a name of its own that can be an alias of what both name.

    It is one if it stands in its source and is no description.
    """
    mine, theirs = getattr(base, "name", None), getattr(other, "name", None)
    stated = all(claim.basis is Basis.STATED for claim in other.provenance.get("name", ()))
    kinds = (getattr(base, "kind", None), getattr(other, "kind", None))
    known = "aliases" in RECORDS[base.type] and None not in (mine, theirs)
    return known and mine != theirs and stated and UNNAMED.isdisjoint(kinds)


def with_name_as_alias(base: Record, other: Record) -> tuple[Record, dict[Claim, Claim]]:
    """The other record under the base's name, its own name among its aliases.

    Of the claims that moved from one field to the other: as they are now, and as they were.
    """
    mine, theirs = base.name, other.name  # type: ignore[attr-defined]
    aliases = other.provenance.get("aliases", ())
    names = {attrs.evolve(claim, element=theirs): claim for claim in other.provenance["name"]}
    supporting = {attrs.evolve(c, element=None): c for c in aliases if c.element == mine}
    provenance = {
        **other.provenance,
        "name": tuple(supporting),
        "aliases": (*(claim for claim in aliases if claim.element != mine), *names),
    }
    held = (*(a for a in getattr(other, "aliases", ()) if a not in (mine, theirs)), theirs)
    moved = attrs.evolve(other, name=mine, aliases=held, provenance=provenance)  # type: ignore[call-arg]
    return moved, names | supporting


def _conflicts(
    id: str, field: str, base: Held, left: list[Left], moved: Mapping[Claim, Claim]
) -> Iterator[Conflict]:
    """One conflict for each value that was left and each reason, with the other's own claims."""
    grouped: dict[tuple[object, Reason], list[Claim]] = {}
    for one in left:
        claim = moved.get(one.claim, one.claim)
        grouped.setdefault((one.said, one.reason), []).append(claim)
    for (said, reason), claims in grouped.items():
        yield Conflict(
            record=id,
            field=field,
            **reason._asdict(),
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
