"""Claims: that each supports a value, and that it could be checked."""

from collections.abc import Iterator
from typing import Any

from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Disagreement, Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.vocabulary import Basis, SourceKind
from istanbul_talks.validation.index import NO_TEXT_KINDS, REFERENCE_KINDS, Index
from istanbul_talks.validation.problem import Problem

NO_TEXT_BASES = frozenset({Basis.EXTERNAL, Basis.COMPUTED})

COMPUTED_FIELDS = frozenset({"text_sha256", "text_length"})

NOT_ATTESTED = frozenset({"summary", "name", "parts"})
"""Fields that several spans of one text support together, display text among them."""


def spans_fit(record: Record) -> Iterator[Problem]:
    """IT320, IT321."""
    for pointer, _, claim in record.claims():
        if claim.span is None:
            continue
        length = claim.span.end - claim.span.start
        if length <= 0:
            message = "the span is empty" if length == 0 else "the span runs backwards"
            yield Problem(code="IT320", pointer=f"{pointer}/span", message=message)
        elif claim.wording is not None and len(claim.wording) != length:
            yield Problem(
                code="IT321",
                pointer=f"{pointer}/wording",
                message=f"the wording has {len(claim.wording)} characters, its span {length}",
                hint="leave the span out and run `istanbul-talks anchor`",
            )


def inferences_noted(record: Record) -> Iterator[Problem]:
    """IT324."""
    for pointer, _, claim in record.claims():
        if claim.basis is Basis.INFERRED and claim.note is None:
            message = "an inference needs a note that says how it follows"
            yield Problem(code="IT324", pointer=f"{pointer}/basis", message=message)


def fields_held(record: Record) -> Iterator[Problem]:
    """IT325."""
    for field in record.provenance:
        if getattr(record, field) in (None, ()):
            yield Problem(
                code="IT325",
                pointer=f"/provenance/{field}",
                message=f"claims for {field}, which has no value",
                hint=f"give {field} a value, or make the claims dissents",
                at_key=True,
            )


def elements_supported(record: Record) -> Iterator[Problem]:
    """IT326, IT327."""
    shape = RECORDS[record.type]
    for field, claims in record.provenance.items():
        held = getattr(record, field)
        if shape[field].element is None or not held:
            continue
        elements = set(held)
        for index, claim in enumerate(claims):
            if claim.element is not None and claim.element not in elements:
                yield Problem(
                    code="IT326",
                    pointer=f"/provenance/{field}/{index}/element",
                    message=f"{field} does not hold {claim.element}",
                )
        supported = {claim.element for claim in claims}
        for index, element in enumerate(held):
            if element not in supported:
                yield Problem(
                    code="IT327",
                    pointer=f"/{field}/{index}",
                    message=f"no claim names {element} as its element",
                    hint=f'add "element": "{element}" to the claim that supports it',
                )


def claims_differ(record: Record) -> Iterator[Problem]:
    """IT328."""
    for name, by_field in (("provenance", record.provenance), ("dissents", record.dissents)):
        for field, claims in by_field.items():
            # With the text of its span: spans can be made of which all have one hash.
            seen: set[tuple[str, Claim]] = set()
            for index, claim in enumerate(claims):
                said = str(claim.span), claim
                if said in seen:
                    pointer = f"/{name}/{field}/{index}"
                    yield Problem(code="IT328", pointer=pointer, message="the same claim again")
                seen.add(said)


def dissents_dissent(record: Record) -> Iterator[Problem]:
    """IT329, IT330."""
    for field, dissents in record.dissents.items():
        held = getattr(record, field)
        if isinstance(held, tuple):
            held = frozenset(held)
        for index, dissent in enumerate(dissents):
            pointer = f"/dissents/{field}/{index}/value"
            if dissent.element is not None and dissent.value != dissent.element:
                message = f"the value is {dissent.value}, the element {dissent.element}"
                yield Problem(code="IT330", pointer=pointer, message=message)
            elif _agrees(dissent.value, held):
                yield Problem(
                    code="IT329",
                    pointer=pointer,
                    message=f"{field} holds that value: this is no dissent",
                    hint="move the claim to provenance",
                )


def _agrees(value: Any, held: Any) -> bool:
    """Whether a field holds a value, or a list of the same values: their order says nothing."""
    if isinstance(held, frozenset):
        return held == set(value) if isinstance(value, tuple) else value in held
    return bool(value == held)


def computed_values(record: Record) -> Iterator[Problem]:
    """IT334."""
    for pointer, field, claim in record.claims():
        if claim.basis is Basis.COMPUTED and field not in COMPUTED_FIELDS:
            yield Problem(
                code="IT334",
                pointer=f"{pointer}/basis",
                message=f"{field} is not computed from a text",
                hint="computed are " + " and ".join(sorted(COMPUTED_FIELDS)),
            )


def rests_on_text(record: Record, index: Index) -> Iterator[Problem]:
    """IT322, IT323, IT331, IT332."""
    for pointer, field, claim in record.claims():
        source = index.source(claim.source)
        if source is None:
            continue
        if claim.basis is Basis.EXTERNAL and source.kind not in REFERENCE_KINDS:
            message = f"external, but the kind of {claim.source} is {source.kind}"
            yield Problem(code="IT331", pointer=f"{pointer}/basis", message=message)
        textless = claim.basis in NO_TEXT_BASES or source.kind in NO_TEXT_KINDS or field == "parts"
        fixed = source.text_length is not None
        if not textless and (claim.wording is None or (fixed and claim.span is None)):
            lacking = "span or wording" if fixed else "its wording"
            yield Problem(
                code="IT323",
                pointer=pointer,
                message=f"the claim rests on a text and lacks {lacking}",
                hint="give the wording and run `istanbul-talks anchor`",
            )
        computed = claim.basis is Basis.COMPUTED and field in COMPUTED_FIELDS
        wordless = computed or source.kind == SourceKind.CODEBOOK
        if wordless and claim.span is not None:
            message = "this claim rests on no text, so it can have no span"
            yield Problem(code="IT332", pointer=f"{pointer}/span", message=message)
        if claim.span and source.text_length is not None and claim.span.end > source.text_length:
            message = f"the text of {claim.source} ends at {source.text_length}"
            yield Problem(code="IT322", pointer=f"{pointer}/span", message=message)


def attested_once(record: Record, index: Index) -> Iterator[Problem]:
    """IT333.

    What is inferred from the body does not stand there, an inference may need several places, and
    a disagreement shows where each reading stands.
    """
    if isinstance(record, Disagreement):
        return
    for field, claims in record.provenance.items():
        if field in NOT_ATTESTED:
            continue
        in_body = {
            (claim.source, claim.element, claim.claimant)
            for claim in claims
            if claim.span and claim.basis is not Basis.INFERRED and not _display(claim, index)
        }
        for place, claim in enumerate(claims):
            again = (claim.source, claim.element, claim.claimant) in in_body
            part = _display(claim, index)
            if again and part and claim.basis is not Basis.INFERRED:
                yield Problem(
                    code="IT333",
                    pointer=f"/provenance/{field}/{place}",
                    message=f"a {part.replace('_', ' ')} repeats what the body says",
                    hint="keep the claim from the body",
                )


def _display(claim: Claim, index: Index) -> str | None:
    """The sort of display text that a claim stands in; None if it stands in running text."""
    source = index.source(claim.source)
    if source is None or claim.span is None:
        return None
    return source.display(claim.span.start, claim.span.end)


RECORD_CHECKS = (
    spans_fit,
    inferences_noted,
    fields_held,
    elements_supported,
    claims_differ,
    computed_values,
    dissents_dissent,
)
INDEXED_CHECKS = (rests_on_text, attested_once)
