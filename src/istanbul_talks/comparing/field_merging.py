"""Merging what two records say in one field."""

from collections.abc import Iterator, Mapping, Set
from typing import Any

import attrs

from istanbul_talks.comparing.conflict import Reason
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
    reason: Reason


@attrs.define
class FieldMerge:
    """What a field says after a merge, while the claims of the other record are taken in."""

    field: Field
    base: Held
    other: Held
    codebooks: Set[str]
    """Sources that hold decisions of a dataset and no reports."""
    refused: Mapping[Claim, Reason]
    """Claims that would break a rule, as they would stand in the base."""
    left: list[Left] = attrs.field(factory=list)

    def merged(self) -> Held:
        """The base's value, with all that the other record says for it and against it.

        A blank field takes everything. Open lists of texts, such as aliases, grow. All else that
        the base does not hold becomes a dissent, unless no source stands behind the difference:
        such claims are ``left``.
        """
        if self.base.is_blank:
            return self._filled()
        held = attrs.evolve(self.base, value=self._grown())
        for claim in (*self.other.claims, *self.other.dissents):
            held = self._with(held, claim)
        return held

    def _filled(self) -> Held:
        """What the other record says where the base says nothing; all of it, or what it can be."""
        held = self.other.without(self.refused, by_element=self.field.element is not None)
        going = [*self.other.claims, *self.other.dissents]
        if held is not None:
            going = [claim for claim in going if claim in self.refused]
        for claim in going:
            reason = self.refused.get(claim) or next(iter(self.refused.values()))
            self._leave(self.other.said_by(claim), claim, reason)
        return self.base if held is None else held

    def _grown(self) -> Any:
        """The value; a list of texts with what the other record has more."""
        value = self.base.value
        match self.field.shape:
            case ListShape(item=TextShape()) if self.base.has_value:
                opposed = {d.element for d in self.base.dissents}
                known = {*value, *opposed}
                said = {c.element for c in self.other.claims if c not in self.refused}
                return (*value, *(v for v in self.other.value if v in said and v not in known))
            case _:
                return value

    def _with(self, held: Held, claim: Claim) -> Held:
        """With what one claim of the other record says, or with nothing more if it is left."""
        said = self.other.said_by(claim)
        new = claim
        if held.holds(said, claim):
            if isinstance(claim, Dissent):
                new = as_claim(claim, ADOPTED)
        elif not isinstance(claim, Dissent):
            new = as_dissent(claim, said, NOT_ADOPTED)
        if _is_said(held, new, said, turned=new is not claim):
            return held
        reason = self._against(claim, new)
        if reason:
            self._leave(said, claim, reason)
            return held
        if isinstance(new, Dissent):
            return attrs.evolve(held, dissents=(*held.dissents, new))
        return attrs.evolve(held, claims=(*held.claims, new))

    def _against(self, claim: Claim, new: Claim) -> Reason | None:
        """Why a claim, which would be a new one here, is not taken in."""
        if refused := self.refused.get(claim) or self.refused.get(new):
            return refused
        if isinstance(new, Dissent) and not isinstance(claim, Dissent):
            for reason in self._refusals(claim):
                return reason
        return None if note_fits(new) else _NO_ROOM

    def _leave(self, said: Any, claim: Claim, reason: Reason) -> None:
        self.left.append(Left(said, claim, reason))

    def _refusals(self, claim: Claim) -> Iterator[Reason]:
        """Why a difference is not one between sources; a dissent would say that it is."""
        if self.field.name == "name":
            yield Reason(
                "it has another name",
                "a spelling is an alias; another thing is another record, with an id of its own",
            )
        if claim.basis is Basis.SUMMARISED:
            yield Reason("each coder found words of their own", "keep the better, or reword it")
        if claim.basis is Basis.COMPUTED:
            yield Reason("it was computed from another text", "see which text the spans point into")
        if claim.source in self.codebooks:
            yield Reason(
                "it is a decision of each dataset, not of a source", "decide which one holds"
            )
        match self.field.shape:
            case ListShape(item=StructShape()):
                yield Reason("the two lists are two readings", "keep the better list")
            case ListShape():
                pass  # one stretch can name several values of a list
            case _:
                places = {(c.source, c.span) for c in self.base.claims if c.span}
                if (claim.source, claim.span) in places:
                    yield Reason(
                        f"the same words of {claim.source} are read in two ways",
                        "read them again, and correct one of the two",
                    )


def _is_said(held: Held, new: Claim, said: Any, *, turned: bool) -> bool:
    """Whether a claim says nothing new; one that was ``turned`` has another note than it had."""
    if not turned:
        return new in held.claims or new in held.dissents
    alike: tuple[Claim, ...] = held.claims
    if isinstance(new, Dissent):
        alike = tuple(d for d in held.dissents if same_values(d.value, said))
    return without_note(new) in map(without_note, alike)


_NO_ROOM = Reason(
    "its note is too long to also say that it was merged",
    "shorten the note of the claim",
)
