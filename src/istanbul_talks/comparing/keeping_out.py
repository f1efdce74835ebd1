"""What is kept out of a merge, and why."""

from collections import defaultdict
from collections.abc import Mapping, Set

import attrs

from istanbul_talks.comparing.conflict import Conflict, Reason
from istanbul_talks.comparing.held import Held
from istanbul_talks.dataset import Dataset
from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.validation.facts import KEYS

Place = tuple[str, str | None]
"""The id of a record and a field of it, or None for all of it."""

Places = dict[Place, Conflict]

OWN_ID = "if it is the same, give it that id and merge again"


@attrs.frozen
class Kept:
    """What is kept out: all that the other dataset says in some places, and single claims."""

    places: Places
    claims: dict[str, dict[str, dict[Claim, Reason]]] = attrs.field(factory=dict)
    """By record and field; each as it would stand in the merged dataset."""

    def refuse(self, id: str, field: str, claim: Claim, reason: Reason) -> None:
        """Keep a claim out."""
        self.claims.setdefault(id, {}).setdefault(field, {})[claim] = reason

    def refused(self, id: str) -> Mapping[str, Mapping[Claim, Reason]]:
        """The claims of a record that are kept out, by field."""
        return self.claims.get(id, {})

    def fields(self) -> Mapping[str, Set[str]]:
        """By record, the fields that are kept out."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for id, field in self.places:
            if field is not None:
                found[id].add(field)
        return found


def refuse_adrift(base: Dataset, other: Dataset, kept: Kept) -> None:
    """Keep out what rests on spans of a source of which the two have different texts."""
    differing = {
        source.id
        for source in other.sources.values()
        if source.id in base.sources
        and None not in (source.text_sha256, base.sources[source.id].text_sha256)
        and source.text_sha256 != base.sources[source.id].text_sha256
    }
    for record in other if differing else ():
        for _, field, claim in record.claims():
            if claim.span and claim.source in differing:
                text = f"its span points into another text of {claim.source} (text_sha256)"
                hint = "anchor the wording in the text that the base has"
                kept.refuse(record.id, field, claim, Reason(text, hint))


def one_key(base: Dataset, other: Dataset) -> Places:
    """New figures and seats that the base has under another id."""
    known = {_key(record): record.id for record in base if record.type in KEYS}
    kept: Places = {}
    for record in other:
        same = known.get(_key(record)) if record.type in KEYS else None
        if same is not None and record.id not in base:
            text = f"{same} is the same {record.type}: {', '.join(KEYS[record.type])} agree"
            if record.type == "figure":
                text = f"{same} has the same key: all fields but the quantity agree"
            place = record.id, None
            kept[place] = conflict(base, other, place, Reason(text, OWN_ID))
    return kept


def _key(record: Record) -> tuple[object, ...]:
    return (record.type, *(getattr(record, name) for name in KEYS[record.type]))


def conflict(base: Dataset, other: Dataset, place: Place, reason: Reason) -> Conflict:
    """The conflict about all that the other dataset says in a place."""
    id, field = place
    mine = base[id] if id in base else None  # noqa: SIM401 (a dataset has no get)
    if field is None:
        return Conflict(record=id, field=None, **reason._asdict(), base=mine, other=other[id])
    theirs = Held.of(other[id], field)
    return Conflict(
        record=id,
        field=field,
        **reason._asdict(),
        base=getattr(mine, field),
        other=theirs.value,
        claims=(*theirs.claims, *theirs.dissents),
    )
