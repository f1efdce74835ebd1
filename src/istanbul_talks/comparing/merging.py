"""Merging outside data into a dataset: nothing is overwritten, and nothing lost."""

from collections.abc import Iterable, Iterator, Mapping, Set

import attrs
import msgspec

from istanbul_talks.comparing.conflict import Conflict, Merged, Reason
from istanbul_talks.comparing.covering import CODEBOOK, covering
from istanbul_talks.comparing.difference import HEAD, canonical_order
from istanbul_talks.comparing.keeping_out import Kept, Place, conflict, one_key, refuse_adrift
from istanbul_talks.comparing.record_merging import added_record, merge_records
from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import unstructure
from istanbul_talks.derived.references import references
from istanbul_talks.findings.finding import Finding, Severity
from istanbul_talks.findings.report import Report, ValidationFailed
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.model.records import Record
from istanbul_talks.model.vocabulary import SourceKind
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run


def merge(base: Dataset, other: Dataset) -> Merged:
    """Take the records, claims and dissents of another dataset into this one.

    No value of the base is overwritten. A record that only the other has is added. Of a record
    that both have, each field

    - that the base leaves blank takes what the other says,
    - of equal value, be it in another order, gains the other's claims, each once,
    - of another value gains a dissent, and that a disagreement if none covers it, where a source
      of the other says so,
    - is a conflict else: both coders read the same words, or summed them up in words of their own.

    A list of texts, such as aliases, grows; of other lists, what the other has more becomes a
    dissent with that element; another name becomes an alias, if it stands in its source. One id
    for two things, two ids for one figure or seat, and spans into different texts are conflicts.
    The result is valid: what would break a rule is left out and is a conflict, too. That is the
    claim that a finding points to, if the value still rests on another one; else the field or,
    where that must be there, the record.

    Merging the same data again changes nothing. Where neither order has a conflict in a field,
    ``merge(a, b)`` and ``merge(b, a)`` hold the same there: the same sources, at the same spans
    and by the same claimants, say the same values; only which value is adopted, the order, and
    notes depend on the order of the two, as do names and aliases. Head and version are the base's.

    Raises `ValidationFailed` if the base is not valid.
    """
    kept = Kept(one_key(base, other))
    refuse_adrift(base, other, kept)
    while True:
        draft = _Draft.of(base, other, kept)
        report = _checked(draft.dataset)
        if report.ok:
            conflicts = [*kept.places.values(), *draft.conflicts]
            return Merged(draft.dataset, tuple(sorted(conflicts, key=_order)))
        errors = [f for f in report.findings if f.severity is Severity.ERROR]
        if not (draft.keep_claims_out(errors, kept) or draft.keep_places_out(errors, kept)):
            raise ValidationFailed(report)


@attrs.frozen
class _Draft:
    """A merge as far as it is tried, and what came of it from the other dataset."""

    base: Dataset
    other: Dataset
    dataset: Dataset
    added: frozenset[str]
    gained: Mapping[str, tuple[str, ...]]
    """By record, the fields that gained something."""
    conflicts: tuple[Conflict, ...]

    @classmethod
    def of(cls, base: Dataset, other: Dataset, kept: Kept) -> "_Draft":
        """All that is not kept out."""
        records: dict[str, Record] = {record.id: record for record in base}
        codebooks = _codebooks(base, other)
        gained: dict[str, tuple[str, ...]] = {}
        conflicts: list[Conflict] = []
        added: set[str] = set()
        without = kept.fields()
        for record in other:
            id, refused = record.id, kept.refused(record.id)
            if (id, None) in kept.places:
                continue
            if id in base:
                found = merge_records(base[id], record, codebooks, without.get(id, set()), refused)
            elif (new := added_record(record, refused)) is not None:
                found = new
                added.add(id)
            else:
                reason = next(reason for claims in refused.values() for reason in claims.values())
                conflicts.append(conflict(base, other, (id, None), reason))
                continue
            records[id] = found.record
            conflicts += found.conflicts
            if found.gained:
                gained[id] = found.gained
        for disagreement in [*covering(records, gained)]:
            records[disagreement.id] = disagreement
        dataset = Dataset(records.values(), **{name: getattr(base, name) for name in HEAD})
        return cls(base, other, dataset, frozenset(added), gained, tuple(conflicts))

    def keep_claims_out(self, errors: Iterable[Finding], kept: Kept) -> bool:
        """Keep out the claims of the other dataset that errors point to, if they do."""
        found = [(held, finding) for finding in errors if (held := self._claim_at(finding))]
        for (id, field, claim), finding in found:
            kept.refuse(id, field, claim, _reason(finding))
        return bool(found)

    def _claim_at(self, finding: Finding) -> tuple[str, str, Claim] | None:
        """Record, field and claim to which a finding points, if the claim is the other's."""
        id = finding.record or ""
        match finding.place.pointer.split("/"):
            case [_, _, _, "provenance" | "dissents" as part, field, number, *_]:
                claim: Claim = getattr(self.dataset[id], part)[field][int(number)]
                before = getattr(self.base[id], part).get(field, ()) if id in self.base else ()
                if (id in self.added or field in self.gained.get(id, ())) and claim not in before:
                    return id, field, claim
        return None

    def keep_places_out(self, errors: Iterable[Finding], kept: Kept) -> bool:
        """Keep out all that is said in the places from which errors come, if there are any."""
        found = {place: finding for finding in errors for place in self._behind(finding)}
        for place, finding in found.items():
            kept.places[place] = conflict(self.base, self.other, place, _reason(finding))
        return bool(found)

    def _behind(self, finding: Finding) -> Set[Place]:
        """What came from the other dataset and is the nearest to a finding.

        That is the field, else the record, else the next records that it refers to, else all.
        """
        id = finding.record or ""
        if finding.field in self.gained.get(id, ()):
            return {(id, finding.field)}
        seen: set[str] = set()
        ring = {id}
        while ring:
            found = {place for id in ring for place in self._from_other(id)}
            if found:
                return found
            seen |= ring
            held = (self.dataset[id] for id in ring if id in self.dataset)
            ring = {str(r.target) for record in held for r in references(record)} - seen
        return {place for id in (*self.added, *self.gained) for place in self._from_other(id)}

    def _from_other(self, id: str) -> Iterator[Place]:
        if id in self.added:
            yield id, None
        yield from ((id, field) for field in self.gained.get(id, ()))


def _checked(dataset: Dataset) -> Report:
    """What validation says of the dataset; its document need not be canonical for that."""
    head = {"schema_version": SCHEMA_VERSION, "records": [unstructure(r) for r in dataset]}
    return Run([Input("<merged>", msgspec.json.encode(head))], canonical_facts()).check()


def _codebooks(*datasets: Dataset) -> frozenset[str]:
    sources = (source for dataset in datasets for source in dataset.sources.values())
    return frozenset({CODEBOOK, *(s.id for s in sources if s.kind is SourceKind.CODEBOOK)})


def _reason(finding: Finding) -> Reason:
    where = f"{finding.record}, {finding.field}" if finding.field else finding.record
    return Reason(f"it would break {finding.code} at {where}: {finding.message}", finding.hint)


def _order(conflict: Conflict) -> tuple[tuple[int, str], str]:
    return canonical_order(conflict.record), conflict.field or ""
