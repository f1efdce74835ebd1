"""The gate over whole records.

It only ever says "beyond doubt": what it holds back is looked at closely, by the JSON Schema and by
the rules, and these have the last word. So it may hold back too much, and must never let pass too
much; property tests hold it to that. On the way it notes in `Targets` what a record needs of
others, also of records that it holds back.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import astuple

from istanbul_talks.derived.structs import record_struct
from istanbul_talks.model.shapes import RECORDS, Field, RecordShape, ReferenceShape
from istanbul_talks.model.vocabulary import Basis
from istanbul_talks.validation.gate.claims import ClaimDoubts
from istanbul_talks.validation.gate.dissents import dissents_doubt
from istanbul_talks.validation.gate.fields import doubts, repeated
from istanbul_talks.validation.gate.types import may_name_itself, record_doubt
from istanbul_talks.validation.targets import Targets

_INFERRED = str(Basis.INFERRED)
_ODD = frozenset(map(str, (Basis.INFERRED, Basis.COMPUTED, Basis.EXTERNAL)))
"""Bases that ask for more than a span and a wording that fit each other."""

Passes = Callable[[Any], int]


class Gate:
    """Says of each record whether it is beyond doubt."""

    def __init__(self, targets: Targets) -> None:
        of_claims = ClaimDoubts(targets)
        self.of_type: dict[type, Passes] = {
            record_struct(name): _passes(record, targets, of_claims)
            for name, record in RECORDS.items()
        }
        """By the struct of a record type, what `passes` does for records of that type."""

    def passes(self, record: Any) -> int:
        """How many claims a record has if no rule about one record can object to it, else 0."""
        return self.of_type[type(record)](record)


def _passes(  # noqa: C901, PLR0915 (see below)
    record: RecordShape, targets: Targets, of_claim: ClaimDoubts
) -> Passes:
    """What lets records of one type pass.

    One function with everything at hand, and no call for what is as usual: time goes into claims,
    and a call takes as long as all that is asked of one.
    """
    is_id = re.compile(f"{record.name}/[a-z0-9](?:[a-z0-9-]*[a-z0-9])?").fullmatch
    names = ["id", *(field.name for field in record.fields)]
    plans = {f.name: _plan(names.index(f.name), f, targets) for f in record.fields}
    own_references = [names.index(name) for name in may_name_itself(record)]
    of_record = record_doubt(record)
    of_dissents = dissents_doubt(record, targets, of_claim)
    limits, actors = targets.limits, targets.ids(ReferenceShape(("actor",)))
    known_actors, no_actor = actors.fine, actors.doubt
    known_actors.add(None)  # as good as known: most claims in a source's own voice have none
    beyond, unusual = of_claim.beyond, of_claim.unusual
    chain, several = of_claim.chain, of_claim.several

    def passes(struct: Any) -> int:  # noqa: C901, PLR0912 (see above)
        values = astuple(struct)
        id = values[0]
        doubtful = is_id(id) is None or "--" in id
        provenance, dissents = values[-2:]
        count = 0
        # As many fields as claimed ones: with none of these empty, they are the same.
        if len(provenance) + values.count(None) != len(plans) + (dissents is None):
            doubtful = True
        for name, claims in provenance.items():
            if name not in plans:
                return 0
            index, fine, of_value, of_claims, has_elements = plans[name]
            value = values[index]
            if (
                value is None
                or (fine is not None and value not in fine and of_value(value))
                or (of_claims is not None and of_claims(value, claims))
            ):
                doubtful = True
            for claim in claims:
                span = claim.span
                if span is None or (
                    claim.basis in _ODD and (claim.basis != _INFERRED or claim.note is None)
                ):
                    if unusual(name, claim):
                        doubtful = True
                else:
                    start, end = span
                    try:
                        if end > limits[claim.source] and beyond(claim.source, end):
                            doubtful = True
                        if end - start != len(claim.wording):
                            doubtful = True
                    except (KeyError, TypeError):  # a source not known by now, or no wording
                        if unusual(name, claim):
                            doubtful = True
                if claim.claimant not in known_actors and no_actor(claim.claimant):
                    doubtful = True
                if claim.via is not None and chain(claim.via):
                    doubtful = True
                if claim.hedge is not None and repeated(claim.hedge):
                    doubtful = True
                if claim.element is not None and not has_elements:
                    doubtful = True
            found = len(claims)
            count += found
            if (
                found > 1
                and (found > 2 or claims[0].source == claims[1].source)
                and several(name, claims)
            ):
                doubtful = True
        for own in own_references:
            held = values[own]
            if held is not None and (held == id or (type(held) is tuple and id in held)):
                doubtful = True
        if dissents is not None:
            dissenting = of_dissents(struct, dissents)
            count += dissenting
            if not dissenting:
                doubtful = True
        if of_record is not None and of_record(struct, targets):
            doubtful = True
        return 0 if doubtful else count

    return passes


def _plan(index: int, field: Field, targets: Targets) -> tuple[Any, ...]:
    held = doubts(field, targets)
    return index, held.fine, held.of_value, held.of_claims, held.has_elements
