"""The gate over whole records.

It only ever says "beyond doubt": what it holds back is looked at closely, by the JSON Schema and by
the rules, and these have the last word. So it may hold back too much, and must never let pass too
much; property tests hold it to that. On the way it notes in `Targets` what a record needs of
others.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import astuple

from istanbul_talks.derived.structs import record_struct
from istanbul_talks.model.shapes import CLAIM, RECORDS, RecordShape, ReferenceShape
from istanbul_talks.model.vocabulary import Basis
from istanbul_talks.validation.gate.dissents import DissentDoubt, dissent_doubt
from istanbul_talks.validation.gate.fields import Doubt, doubt, doubts
from istanbul_talks.validation.gate.types import record_doubt
from istanbul_talks.validation.rules.claims import COMPUTED_FIELDS, NO_TEXT_BASES, NOT_ATTESTED
from istanbul_talks.validation.targets import MALFORMED, UNKNOWN, Targets

_ODD = frozenset({Basis.INFERRED, Basis.COMPUTED, Basis.EXTERNAL})
"""Bases that ask for more than a span and a wording that fit each other."""


class Gate:
    """Says of each record whether it is beyond doubt."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets
        self._limits = targets.limits
        claimant, via = (_doubt_of(name, targets) for name in ("claimant", "via"))
        assert claimant is not None
        assert via is not None
        self._no_claimant, self._no_chain = claimant, via
        self._plans = {record_struct(name): self._plan(RECORDS[name]) for name in RECORDS}

    def passes(self, record: Any) -> int:
        """How many claims a record has if no rule about one record can object to it, else 0."""
        is_id, fields, of_record, of_dissents = self._plans[type(record)]
        count = 0
        values = astuple(record)
        doubtful = not is_id(values[0])
        for (name, of_value, of_claims), value, claims in zip(
            fields, values[1:-2], astuple(values[-2]), strict=True
        ):
            if value is None or claims is None:
                if value is not claims:
                    doubtful = True  # a value without a claim, or the other way round
                continue
            if of_value is not None and of_value(value):
                doubtful = True
            if of_claims is not None and of_claims(value, claims):
                doubtful = True
            count += len(claims)
            if self._doubts_claims(name, claims):
                doubtful = True
        dissents = values[-1]
        if dissents is not None:
            dissenting = sum(map(len, filter(None, astuple(dissents))))
            count += dissenting
            if not dissenting or self._doubts_dissents(record, of_dissents):
                doubtful = True
        if of_record is not None and of_record(record, self._targets):
            doubtful = True
        return 0 if doubtful else count

    def _plan(self, record: RecordShape) -> Any:
        is_id = re.compile(ReferenceShape((record.name,)).pattern).fullmatch
        fields = []
        for field in record.fields:
            held = doubts(field, self._targets)
            fields.append((field.name, held.value, held.claims))
        of_dissents = {field.name: dissent_doubt(field, self._targets) for field in record.fields}
        return is_id, tuple(fields), record_doubt(record), of_dissents

    def _doubts_claims(self, name: str, claims: tuple[Any, ...]) -> bool:
        doubtful = False
        limits = self._limits
        for claim in claims:
            limit = limits[claim.source]
            span = claim.span
            if span is not None and claim.wording is not None:
                start, end = span
                if end - start != len(claim.wording):
                    doubtful = True
                if end > limit and self._beyond(claim.source, limit, end):
                    doubtful = True
                if claim.basis in _ODD and self._odd(name, claim):
                    doubtful = True
            elif self._textless(name, claim, limit):
                doubtful = True
            claimant = claim.claimant
            if claimant is not None and self._no_claimant(claimant):
                doubtful = True
            if claim.via is not None and self._no_chain(claim.via):
                doubtful = True
            hedge = claim.hedge
            if hedge is not None and len(hedge) > 1 and len(set(hedge)) < len(hedge):
                doubtful = True
        return doubtful or (len(claims) > 1 and self._several(name, claims))

    def _beyond(self, source: str, limit: float, end: int) -> bool:
        """A span that goes further than is known to be allowed."""
        if limit == MALFORMED:
            return True
        self._targets.need_text(source, end)
        return False

    def _odd(self, name: str, claim: Any) -> bool:
        """A claim whose basis asks for more than a wording."""
        if claim.basis == Basis.INFERRED:
            return claim.note is None
        if claim.basis == Basis.EXTERNAL:
            self._targets.need("reference", claim.source)
            return False
        if claim.span is not None:
            self._targets.need("close look", claim.source)
        return name not in COMPUTED_FIELDS

    def _textless(self, name: str, claim: Any, limit: float) -> bool:
        """A claim without span or without wording."""
        if limit == MALFORMED:
            return True
        if claim.span is not None:
            start, end = claim.span
            if start >= end:
                return True
            if end > limit:
                self._targets.need_text(claim.source, end)
        elif limit == UNKNOWN:
            self._targets.has(claim.source)
        if name != "parts" and claim.basis not in NO_TEXT_BASES:
            self._targets.need("no text", claim.source)
        return claim.basis in _ODD and self._odd(name, claim)

    def _several(self, name: str, claims: tuple[Any, ...]) -> bool:
        """Several claims for one field: none twice, and no display text that repeats the body."""
        if len({claim.span for claim in claims}) < len(claims) and len({*claims}) < len(claims):
            return True
        if name not in NOT_ATTESTED:
            seen = set()
            for claim in claims:
                key = (claim.source, claim.claimant, getattr(claim, "element", None))
                if key in seen:
                    self._targets.need_body(claim.source, claims)
                seen.add(key)
        return False

    def _doubts_dissents(self, record: Any, of_values: Mapping[str, DissentDoubt]) -> bool:
        for name, dissents in zip(
            record.dissents.__struct_fields__, astuple(record.dissents), strict=True
        ):
            if dissents is None:
                continue
            if self._doubts_claims(name, dissents):
                return True
            of_value = of_values[name]
            if any(of_value(dissent, record) for dissent in dissents):
                return True
        return False


def _doubt_of(name: str, targets: Targets) -> Doubt | None:
    (field,) = (field for field in CLAIM.fields if field.name == name)
    return doubt(field.shape, targets)
