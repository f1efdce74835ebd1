"""Disagreements for dissents that a merge brought in: each dissent must be covered by one."""

from collections.abc import Iterable, Iterator, Mapping, Set

from istanbul_talks.comparing.held import Held
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Disagreement, Record
from istanbul_talks.model.values import Edtf, Id
from istanbul_talks.model.vocabulary import Basis, DisagreementKind, Treatment

CODEBOOK = Id("source/istanbul-talks-codebook")
"""The canonical source of decisions that no text can support."""

SUMMARY = "Data that were merged hold another value than the one adopted."
NOTE = "set when the data were merged, to be looked at"


def covering(
    records: Mapping[str, Record], gained: Mapping[str, Iterable[str]]
) -> Iterator[Disagreement]:
    """Disagreements for dissents from adopted values that none covers yet."""
    covered = {
        (id, record.field)
        for record in records.values()
        if isinstance(record, Disagreement)
        for id in record.records
    }
    for id, fields in gained.items():
        for field in fields:
            held = Held.of(records[id], field)
            if held.dissents and held.has_value and covered.isdisjoint({(id, field), (id, None)}):
                yield _disagreement(records[id], field, held, records.keys())


def _disagreement(record: Record, field: str, held: Held, taken: Set[str]) -> Disagreement:
    def coded(element: str | None = None, note: str | None = None) -> tuple[Claim, ...]:
        return (Claim(source=CODEBOOK, basis=Basis.CODED, element=element, note=note),)

    return Disagreement(
        id=_free_id(f"merged-{record.type}-{record.id.slug}-{field.replace('_', '-')}", taken),
        kind=_kind(held),
        records=(record.id,),
        summary=SUMMARY,
        treatment=Treatment.ADOPTED_ONE,
        field=field,
        provenance={
            "kind": coded(note=NOTE),
            "records": coded(element=record.id),
            "summary": coded(),
            "treatment": coded(),
            "field": coded(),
        },
    )


def _kind(held: Held) -> DisagreementKind:
    """How the sources differ, as far as the values show it."""
    if isinstance(held.value, tuple):
        return DisagreementKind.DIFFERENT_SCOPE
    if isinstance(held.value, Edtf):
        others = [d.value for d in held.dissents]
        if all(_within(held.value, other) or _within(other, held.value) for other in others):
            return DisagreementKind.DIFFERENT_PRECISION
    return DisagreementKind.CONTRADICTION


def _within(date: Edtf, other: Edtf) -> bool:
    """Whether all days that a date can mean are among those that another can."""
    if not (date.earliest and date.latest and other.earliest and other.latest):
        return False
    return other.earliest <= date.earliest and date.latest <= other.latest


def _free_id(slug: str, taken: Set[str]) -> Id:
    id, number = Id(f"disagreement/{slug}"), 2
    while id in taken:
        id, number = Id(f"disagreement/{slug}-{number}"), number + 1
    return id
