"""Merging what two records say in one field."""

import functools
from collections.abc import Iterator, Mapping, Set
from typing import Any

import attrs

from istanbul_talks.comparing.conflict import Reason
from istanbul_talks.comparing.held import (
    Held,
    as_claim,
    as_dissent,
    note_fits,
    without_note,
)
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.shapes import Field, ListShape, StructShape, TextShape
from istanbul_talks.model.values import Span
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

    @functools.cached_property
    def _places(self) -> set[tuple[str, Span | None]]:
        """Where the claims of the base stand."""
        return {(claim.source, claim.span) for claim in self.base.claims if claim.span}

    def merged(self) -> Held:
        """The base's value, with all that the other record says for it and against it.

        A blank field takes everything. Open lists of texts, such as aliases, grow. All else that
        the base does not hold becomes a dissent, unless no source stands behind the difference:
        such claims are ``left``.
        """
        if self.base.is_blank:
            return self._filled()
        taking = _Taking(attrs.evolve(self.base, value=self._grown()))
        for claim in (*self.other.claims, *self.other.dissents):
            self._take(taking, claim)
        return taking.held

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

    def _take(self, taking: "_Taking", claim: Claim) -> None:
        """Take in what one claim of the other record says, unless it is left."""
        said = self.other.said_by(claim)
        new = claim
        if taking.holds(said, claim):
            if isinstance(claim, Dissent):
                new = as_claim(claim, ADOPTED)
        elif not isinstance(claim, Dissent):
            new = as_dissent(claim, said, NOT_ADOPTED)
        if taking.says(new, turned=new is not claim):
            return
        reason = self._against(claim, new)
        if reason:
            self._leave(said, claim, reason)
        else:
            taking.take(new)

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
                if (claim.source, claim.span) in self._places:
                    yield Reason(
                        f"the same words of {claim.source} are read in two ways",
                        "read them again, and correct one of the two",
                    )


class _Taking:
    """What a field holds while claims are taken in, each asked for without looking at all."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._value = _unordered(held.value)
        self._claims, self._dissents = [*held.claims], [*held.dissents]
        self._said: set[Claim] = {*held.claims, *held.dissents}

    @functools.cached_property
    def _alike(self) -> set[tuple[Any, ...]]:
        """What is said, but for notes: made if it is asked for, and kept up from then on."""
        return {_without_note(claim) for claim in self._said}

    @property
    def held(self) -> Held:
        """What it holds by now."""
        return attrs.evolve(self._held, claims=tuple(self._claims), dissents=tuple(self._dissents))

    def holds(self, said: Any, claim: Claim) -> bool:
        """Whether the adopted value is, or has as an element, what a claim says."""
        if not self._held.has_value:
            return False
        if isinstance(self._value, frozenset) and claim.element is not None:
            return said in self._value
        return bool(self._value == _unordered(said))

    def says(self, new: Claim, *, turned: bool) -> bool:
        """Whether a claim says nothing new; one that was ``turned`` has another note."""
        return _without_note(new) in self._alike if turned else new in self._said

    def take(self, new: Claim) -> None:
        """Take in a claim or a dissent."""
        if isinstance(new, Dissent):
            self._dissents.append(new)
        else:
            self._claims.append(new)
        self._alike.add(_without_note(new))
        self._said.add(new)


def _without_note(claim: Claim) -> tuple[Any, ...]:
    """What a claim or dissent says, and of what value a dissent says it, without its note."""
    if isinstance(claim, Dissent):
        return without_note(claim), True, _unordered(claim.value)
    return without_note(claim), False


def _unordered(value: Any) -> Any:
    """A value; of several what they are, for their order says nothing."""
    return frozenset(value) if isinstance(value, tuple) else value


_NO_ROOM = Reason(
    "its note is too long to also say that it was merged",
    "shorten the note of the claim",
)
