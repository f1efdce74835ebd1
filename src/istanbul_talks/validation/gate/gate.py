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
from istanbul_talks.validation.gate.fields import doubts
from istanbul_talks.validation.gate.types import may_name_itself, record_doubt
from istanbul_talks.validation.targets import Targets

_INFERRED = str(Basis.INFERRED)
_ODD = frozenset({str(Basis.COMPUTED), str(Basis.EXTERNAL)})
"""Bases that ask for something else than a span and a wording that fit each other."""

Passes = Callable[[Any], int]


class Gate:
    """Says of each record whether it is beyond doubt."""

    def __init__(self, targets: Targets) -> None:
        of_claims = ClaimDoubts(targets)
        self._of_type: dict[type, Passes] = {
            record_struct(name): _passes(record, targets, of_claims)
            for name, record in RECORDS.items()
        }

    def passes(self, record: Any) -> int:
        """How many claims a record has if no rule about one record can object to it, else 0."""
        return self._of_type[type(record)](record)


def _passes(  # noqa: C901, PLR0915 (see below)
    record: RecordShape, targets: Targets, of_claim: ClaimDoubts
) -> Passes:
    """What lets records of one type pass.

    One function with everything at hand, and no call for what is as usual: time goes into claims,
    and a call takes as long as all that is asked of one.
    """
    is_id = re.compile(ReferenceShape((record.name,)).pattern).fullmatch
    plans = tuple(_plan(field, targets) for field in record.fields)
    names = [field.name for field in record.fields]
    own_references = [names.index(name) + 1 for name in may_name_itself(record)]
    of_record = record_doubt(record)
    of_dissents = dissents_doubt(record, targets, of_claim)
    limits, actors = targets.limits, targets.ids(ReferenceShape(("actor",)))
    known_actors, no_actor = actors.fine, actors.doubt
    beyond, unusual = of_claim.beyond, of_claim.unusual
    chain, several = of_claim.chain, of_claim.several

    def passes(struct: Any) -> int:  # noqa: C901, PLR0912 (see above)
        values = astuple(struct)
        doubtful = is_id(values[0]) is None
        count = 0
        for plan, value, claims in zip(plans, values[1:-2], astuple(values[-2]), strict=True):
            if value is None or claims is None:
                if value is not claims:
                    doubtful = True  # a value without a claim, or the other way round
                continue
            name, fine, of_value, of_claims, has_elements = plan
            if fine is not None and value not in fine and of_value(value):
                doubtful = True
            if of_claims is not None and of_claims(value, claims):
                doubtful = True
            for claim in claims:
                source, span, wording, basis = claim.source, claim.span, claim.wording, claim.basis
                if span is None or wording is None or basis in _ODD:
                    if unusual(name, claim):
                        doubtful = True
                else:
                    start, end = span
                    try:
                        if end > limits[source] and beyond(source, end):
                            doubtful = True
                    except KeyError:
                        if beyond(source, end):
                            doubtful = True
                    if end - start != len(wording) or (basis == _INFERRED and claim.note is None):
                        doubtful = True
                claimant, via, hedge = claim.claimant, claim.via, claim.hedge
                if claimant is not None and claimant not in known_actors and no_actor(claimant):
                    doubtful = True
                if via is not None and chain(via):
                    doubtful = True
                if hedge is not None and len(hedge) > 1 and len({*hedge}) < len(hedge):
                    doubtful = True
                if not has_elements and claim.element is not None:
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
            held, id = values[own], values[0]
            if held is not None and (held == id or (type(held) is tuple and id in held)):
                doubtful = True
        dissents = values[-1]
        if dissents is not None:
            dissenting = of_dissents(struct, dissents)
            count += dissenting
            if not dissenting:
                doubtful = True
        if of_record is not None and of_record(struct, targets):
            doubtful = True
        return 0 if doubtful else count

    return passes


def _plan(field: Field, targets: Targets) -> tuple[Any, ...]:
    held = doubts(field, targets)
    return field.name, held.fine, held.of_value, held.of_claims, held.has_elements
