"""Claims: why a field holds its value, and what other sources say instead."""

from typing import Annotated, Any

import attrs

from istanbul_talks.model.constraints import Doc, Ref, Text
from istanbul_talks.model.values import Id, LongText, ShortText, Span
from istanbul_talks.model.vocabulary import Basis, Hedge

Wording = Annotated[
    str, Text(max_length=60, title="a wording: at most 60 characters, never a sentence")
]


@attrs.frozen(kw_only=True)
class Claim:
    """One reason for one value: where it stands, in which words, and who asserts it."""

    source: Annotated[Id, Ref("source"), Doc("The source that reports it.")]
    span: Annotated[
        Span | None,
        Doc("Where the wording stands: [start, end) in code points of the source's text."),
    ] = None
    wording: Annotated[
        Wording | None,
        Doc("The few words of the source that carry the value, exactly as printed."),
    ] = None
    element: Annotated[
        ShortText | None,
        Doc("In a field of several values: the one that this claim supports, by value."),
    ] = None
    claimant: Annotated[
        Id | None,
        Ref("actor"),
        Doc("Who asserts the content; absent in the source's own voice and for who spoke when."),
    ] = None
    via: Annotated[
        tuple[Id, ...],
        Ref("actor", "document"),
        Doc("The chain that passed it on, nearest to the claimant first."),
    ] = ()
    hedge: Annotated[tuple[Hedge, ...], Doc("How the source weakens or bounds it.")] = ()
    quoted: Annotated[bool | None, Doc("True where the wording stands within quotation marks.")] = (
        None
    )
    basis: Annotated[Basis, Doc("How the value follows from the source.")]
    note: Annotated[LongText | None, Doc("What a reader must know; required if inferred.")] = None


@attrs.frozen(kw_only=True)
class Dissent(Claim):
    """A claim with another value than the one adopted, because that source says something else.

    On a field of several values ``value`` is the whole other list or, with ``element``, the one
    value that the source has more.
    """

    value: Annotated[Any, Doc("What this source says instead, of the field's own type.")]
    note: Annotated[LongText, Doc("Why the value was not adopted.")]
