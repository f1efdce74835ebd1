"""Merging what two records say in one field."""

from collections.abc import Iterator, Set
from typing import Any

import attrs

from istanbul_talks.comparing.held import (
    Held,
    as_claim,
    as_dissent,
    note_fits,
    same_values,
    without_note,
)
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.shapes import Field, ListShape, StructShape, TextShape
from istanbul_talks.model.vocabulary import Basis

NOT_ADOPTED = "adopted by the data that were merged, not here"
"""Why a value that was merged in stands as a dissent."""

ADOPTED = "a dissent in the data that were merged"
"""What a dissent was that says what is adopted here."""


@attrs.frozen
class Left:
    """A claim that says something which was not taken in, and why."""

    said: Any
    claim: Claim
    reason: str
    hint: str


@attrs.define
class FieldMerge:
    """What a field says after a merge, while the claims of the other record are taken in."""

    field: Field
    base: Held
    other: Held
    codebooks: Set[str]
    """Sources that hold decisions of a dataset and no reports."""
    left: list[Left] = attrs.field(factory=list)

    def merged(self) -> Held:
        """The base's value, with all that the other record says for it and against it.

        A blank field takes everything. Open lists of texts, such as aliases, grow. All else that
        the base does not hold becomes a dissent, unless no source stands behind the difference:
        such claims are ``left``.
        """
        if self.base.is_blank:
            return self.other
        held = attrs.evolve(self.base, value=self._grown())
        for claim in (*self.other.claims, *self.other.dissents):
            held = self._with(held, claim)
        return held

    def _grown(self) -> Any:
        """The value; a list of texts with what the other record has more."""
        value = self.base.value
        match self.field.shape:
            case ListShape(item=TextShape()) if self.base.has_value:
                refused = {d.element for d in self.base.dissents}
                more = (v for v in self.other.value if v not in value and v not in refused)
                return (*value, *more)
            case _:
                return value

    def _with(self, held: Held, claim: Claim) -> Held:
        said = self.other.said_by(claim)
        if held.holds(said, claim):
            return self._supported(held, said, claim)
        return self._opposed(held, said, claim)

    def _supported(self, held: Held, said: Any, claim: Claim) -> Held:
        """With one claim more for the value that is adopted."""
        if isinstance(claim, Dissent):
            if without_note(claim) in map(without_note, held.claims):
                return held
            claim = as_claim(claim, ADOPTED)
            if not note_fits(claim):
                return self._leave(held, said, claim, *_NO_ROOM)
        if claim in held.claims:
            return held
        return attrs.evolve(held, claims=(*held.claims, claim))

    def _opposed(self, held: Held, said: Any, claim: Claim) -> Held:
        """With one dissent more from the value that is adopted."""
        if not isinstance(claim, Dissent):
            alike = (d for d in held.dissents if same_values(d.value, said))
            if without_note(claim) in map(without_note, alike):
                return held
            refusal = next(self._refusals(claim), None)
            if refusal:
                return self._leave(held, said, claim, *refusal)
            claim = as_dissent(claim, said, NOT_ADOPTED)
            if not note_fits(claim):
                return self._leave(held, said, claim, *_NO_ROOM)
        if claim in held.dissents:
            return held
        return attrs.evolve(held, dissents=(*held.dissents, claim))

    def _leave(self, held: Held, said: Any, claim: Claim, reason: str, hint: str) -> Held:
        self.left.append(Left(said, claim, reason, hint))
        return held

    def _refusals(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Why a difference is not one between sources; a dissent would say that it is."""
        if self.field.name == "name":
            yield (
                "it has another name",
                "a spelling is an alias; another thing is another record, with an id of its own",
            )
        if claim.basis is Basis.SUMMARISED:
            yield "each coder found words of their own", "keep the better, or reword it"
        if claim.basis is Basis.COMPUTED:
            yield "it was computed from another text", "see which text the spans point into"
        if claim.source in self.codebooks:
            yield "it is a decision of each dataset, not of a source", "decide which one holds"
        match self.field.shape:
            case ListShape(item=StructShape()):
                yield "the two lists are two readings", "keep the better list"
            case ListShape():
                pass  # one stretch can name several values of a list
            case _:
                places = {(c.source, c.span) for c in self.base.claims if c.span}
                if (claim.source, claim.span) in places:
                    yield (
                        f"the same words of {claim.source} are read in two ways",
                        "read them again, and correct one of the two",
                    )


_NO_ROOM = (
    "its note is too long to also say that it was merged",
    "shorten the note of the claim",
)
