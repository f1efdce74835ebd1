"""Merging outside data into a dataset: nothing is overwritten, and nothing lost."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set

import attrs
import msgspec

from istanbul_talks.comparing.conflict import Conflict, Merged
from istanbul_talks.comparing.covering import CODEBOOK, covering
from istanbul_talks.comparing.difference import HEAD, canonical_order
from istanbul_talks.comparing.held import Held
from istanbul_talks.comparing.record_merging import merge_records
from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import unstructure
from istanbul_talks.derived.references import references
from istanbul_talks.findings.finding import Finding, Severity
from istanbul_talks.findings.report import Report, ValidationFailed
from istanbul_talks.io.inputs import Input
from istanbul_talks.model.header import SCHEMA_VERSION
from istanbul_talks.model.records import Record
from istanbul_talks.model.vocabulary import SourceKind
from istanbul_talks.validation.canonical import canonical_facts
from istanbul_talks.validation.engine import Run
from istanbul_talks.validation.facts import KEYS

Kept = dict[tuple[str, str | None], Conflict]
"""What is kept out, by the id of a record and a field of it, or None for all of it."""

OWN_ID = "if it is the same, give it that id and merge again"


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
    The result is valid: what would break a rule is left out and is a conflict, too.

    Merging the same data again changes nothing. Where neither order has a conflict in a field,
    ``merge(a, b)`` and ``merge(b, a)`` hold the same there: the same sources, at the same spans
    and by the same claimants, say the same values; only which value is adopted, the order, and
    notes depend on the order of the two, as do names and aliases. Head and version are the base's.

    Raises `ValidationFailed` if the base is not valid.
    """
    kept = {**_adrift(base, other), **_one_key(base, other)}
    while True:
        draft = _Draft.of(base, other, kept)
        report = _checked(draft.dataset)
        if report.ok:
            conflicts = [*kept.values(), *draft.conflicts]
            return Merged(draft.dataset, tuple(sorted(conflicts, key=_order)))
        errors = (f for f in report.findings if f.severity is Severity.ERROR)
        to_keep = {place: finding for finding in errors for place in draft.behind(finding)}
        if not to_keep:
            raise ValidationFailed(report)
        for place, finding in to_keep.items():
            reason = f"it would break {finding.code} at {_where(finding)}: {finding.message}"
            kept[place] = _conflict(base, other, place, reason, finding.hint)


@attrs.frozen
class _Draft:
    """A merge as far as it is tried, and what came of it from the other dataset."""

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
        added = frozenset(r.id for r in other if r.id not in base and (r.id, None) not in kept)
        without: defaultdict[str, set[str]] = defaultdict(set)
        for id, field in kept:
            if field is not None:
                without[id].add(field)
        for record in other:
            if record.id in added:
                records[record.id] = record
            elif record.id in base and (record.id, None) not in kept:
                found = merge_records(base[record.id], record, codebooks, without[record.id])
                records[record.id] = found.record
                conflicts += found.conflicts
                if found.gained:
                    gained[record.id] = found.gained
        for disagreement in [*covering(records, gained)]:
            records[disagreement.id] = disagreement
        dataset = Dataset(records.values(), **{name: getattr(base, name) for name in HEAD})
        return cls(dataset, added, gained, tuple(conflicts))

    def behind(self, finding: Finding) -> Set[tuple[str, str | None]]:
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

    def _from_other(self, id: str) -> Iterator[tuple[str, str | None]]:
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


def _adrift(base: Dataset, other: Dataset) -> Kept:
    """What rests on spans of a source of which the two have different texts."""
    differing = {
        source.id
        for source in other.sources.values()
        if source.id in base.sources
        and None not in (source.text_sha256, base.sources[source.id].text_sha256)
        and source.text_sha256 != base.sources[source.id].text_sha256
    }
    kept: Kept = {}
    for record in other if differing else ():
        for _, field, claim in record.claims():
            if claim.span and claim.source in differing:
                place = record.id, field if record.id in base else None
                reason = f"its spans point into another text of {claim.source} (text_sha256)"
                hint = "anchor the wordings in the text that the base has"
                kept.setdefault(place, _conflict(base, other, place, reason, hint))
    return kept


def _one_key(base: Dataset, other: Dataset) -> Kept:
    """New figures and seats that the base has under another id."""
    known = {_key(record): record.id for record in base if record.type in KEYS}
    kept: Kept = {}
    for record in other:
        same = known.get(_key(record)) if record.type in KEYS else None
        if same is not None and record.id not in base:
            reason = f"{same} is the same {record.type}: {', '.join(KEYS[record.type])} agree"
            if record.type == "figure":
                reason = f"{same} has the same key: all fields but the quantity agree"
            place = record.id, None
            kept[place] = _conflict(base, other, place, reason, OWN_ID)
    return kept


def _key(record: Record) -> tuple[object, ...]:
    return (record.type, *(getattr(record, name) for name in KEYS[record.type]))


def _conflict(
    base: Dataset, other: Dataset, place: tuple[str, str | None], reason: str, hint: str | None
) -> Conflict:
    id, field = place
    mine = base[id] if id in base else None  # noqa: SIM401 (a dataset has no get)
    if field is None:
        return Conflict(record=id, field=None, reason=reason, hint=hint, base=mine, other=other[id])
    theirs = Held.of(other[id], field)
    return Conflict(
        record=id,
        field=field,
        reason=reason,
        hint=hint,
        base=getattr(mine, field),
        other=theirs.value,
        claims=(*theirs.claims, *theirs.dissents),
    )


def _where(finding: Finding) -> str:
    return f"{finding.record}, {finding.field}" if finding.field else str(finding.record)


def _order(conflict: Conflict) -> tuple[tuple[int, str], str]:
    return canonical_order(conflict.record), conflict.field or ""
