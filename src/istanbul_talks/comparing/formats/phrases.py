"""How values, claims and records are put into a few words."""

from collections.abc import Iterator
from typing import Any

from istanbul_talks.comparing.difference import Change, Difference, ValueChange
from istanbul_talks.model.claims import Claim, Dissent
from istanbul_talks.model.naming import own_name
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import text_of

NOTHING = "nothing"


def value_text(value: Any) -> str:
    """What a field holds, as a person reads it; a missing value has a word, too."""
    return text_of(value) or NOTHING


def value_changes(change: ValueChange) -> Iterator[tuple[str, str]]:
    """What became of a value, each with its sign: ``~``, or ``+`` and ``-`` for a list's values."""
    old, new = change.old, change.new
    if not (isinstance(old, tuple) and isinstance(new, tuple)):
        yield "~", f"{value_text(old)} → {value_text(new)}"
    elif (before := {*old}) == (after := {*new}):
        yield "~", f"{value_text(new)} (in another order)"
    else:
        yield from (("-", value_text(value)) for value in old if value not in after)
        yield from (("+", value_text(value)) for value in new if value not in before)


def claim_text(claim: Claim) -> str:
    """Source, span, wording, claimant (· for the source's own voice), hedge, basis, note."""
    span = f" [{claim.span.start}, {claim.span.end})" if claim.span else ""
    said = [
        f"≠ {value_text(claim.value)} " if isinstance(claim, Dissent) else "",
        f"{claim.source.slug}{span}",
        f"“{claim.wording}”" if claim.wording else "",
        f"for {claim.element}" if claim.element is not None else "",
        claim.claimant or "·",
        f"via {' → '.join(claim.via)}" if claim.via else "",
        f"hedge: {', '.join(claim.hedge)}" if claim.hedge else "",
        claim.basis,
        f"({claim.note})" if claim.note else "",
    ]
    return " ".join(filter(None, said))


def record_label(record: Record) -> str:
    """What a person knows a record by: its name, title or summary, or else what it must say."""
    if (label := own_name(record)) is not None:
        return label
    fields = RECORDS[record.type].fields
    required = (getattr(record, field.name) for field in fields if field.required)
    return " · ".join(map(value_text, required))


def claims_of(record: Record) -> str:
    """How many claims, dissents among them, a record rests on."""
    return counted(sum(1 for _ in record.claims()), "claim")


def summary(difference: Difference) -> str:
    """What changed, in numbers."""
    records = [
        counted(len(records), f"record{{}} {what}")
        for records, what in (
            (difference.added, "added"),
            (difference.removed, "removed"),
            (difference.changed, "changed"),
        )
        if records
    ]
    claims = [
        counted(number, f"{what}{{}} {change}")
        for what, dissents in (("claim", False), ("dissent", True))
        for change in Change
        if (number := difference.count(change, dissents=dissents))
    ]
    parts = [", ".join(records), f"in changed records: {', '.join(claims)}" if claims else ""]
    return "; ".join(filter(None, parts)) or "the records are the same"


def counted(number: int, noun: str) -> str:
    """A number with its noun in the singular or plural; ``{}`` is where the s goes."""
    marked = noun if "{}" in noun else noun + "{}"
    return f"{number:,} {marked.format('' if number == 1 else 's')}"
