"""What a record says in one field, and how a claim says it."""

from collections.abc import Container
from typing import Any

import attrs

from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import CLAIM, DISSENT, TextShape

_CLAIM_FIELDS = tuple(field.name for field in CLAIM.fields)


@attrs.frozen
class Held:
    """A field's value, the claims for it and the dissents from it."""

    value: Any
    claims: tuple[Claim, ...]
    dissents: tuple[Dissent, ...]

    @classmethod
    def of(cls, record: Record, name: str) -> "Held":
        """What a record says in this field."""
        value = getattr(record, name)
        return cls(value, record.provenance.get(name, ()), record.dissents.get(name, ()))

    @property
    def has_value(self) -> bool:
        """Whether a value was adopted."""
        return self.value is not None and self.value != ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said at all."""
        return not (self.has_value or self.claims or self.dissents)

    def without(self, refused: Container[Claim], *, by_element: bool) -> "Held | None":
        """The same without some claims; None if its value would not be supported any more.

        ``by_element`` says that each element of the value has claims of its own.
        """
        claims = tuple(claim for claim in self.claims if claim not in refused)
        needed = {*self.value} if by_element else {None}
        supported = {claim.element for claim in claims} if by_element else {None for _ in claims}
        if self.has_value and not needed <= supported:
            return None
        dissents = tuple(dissent for dissent in self.dissents if dissent not in refused)
        return attrs.evolve(self, claims=claims, dissents=dissents)

    def said_by(self, claim: Claim) -> Any:
        """The value that a claim of this field is about: all of it, an element, or another."""
        if isinstance(claim, Dissent):
            return claim.value
        return self.value if claim.element is None else claim.element


def same_values(one: Any, other: Any) -> bool:
    """Whether two values are equal; lists are sets, and their order says nothing."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return {*one} == {*other}
    return bool(one == other)


def without_note(claim: Claim) -> Claim:
    """What a claim or dissent says of its source, without a note and without a value."""
    return Claim(**{n: getattr(claim, n) for n in _CLAIM_FIELDS if n != "note"})


def as_dissent(claim: Claim, value: Any, note: str) -> Dissent:
    """The claim as a dissent; its own note stands before the one that says why."""
    held = {name: getattr(claim, name) for name in _CLAIM_FIELDS}
    return Dissent(**held | {"note": _joined(claim.note, note)}, value=value)


def as_claim(dissent: Dissent, note: str) -> Claim:
    """The dissent as a claim for what it says; its own note stands behind the one given."""
    held = {name: getattr(dissent, name) for name in _CLAIM_FIELDS}
    return Claim(**held | {"note": _joined(note, dissent.note)})


def note_fits(claim: Claim) -> bool:
    """Whether the note is no longer than a note may be."""
    return claim.note is None or len(claim.note) <= _LONGEST


def _joined(first: str | None, second: str) -> str:
    return f"{first}; {second}" if first else second


def _longest() -> int:
    shape = next(field.shape for field in DISSENT.fields if field.name == "note")
    assert isinstance(shape, TextShape)
    return shape.max_length


_LONGEST = _longest()
