"""Tables in HTML, as notebooks show them; whatever comes from data is escaped."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from istanbul_talks.model.claims import Claim
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import text_of

_CELL = "text-align:left;vertical-align:top"
"""Notebooks would else put cells to the right."""


def html_table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, left: str = ""
) -> str:
    """A table of texts; ``left`` says what it leaves out, in a line below it."""
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in columns)
    body = "".join(_row(row) for row in rows)
    below = f"<p>{escape(left)}</p>" if left else ""
    return (
        f'<table><caption style="{_CELL}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"
    )


def record_html(record: Record) -> str:
    """A record: its fields, and behind each value its claims; dissents are marked by ≠."""
    columns = ("field", "value", "wording", "hedge", "claimant", "source", "basis")
    return html_table(record.id, columns, _lines(record))


def _row(cells: Sequence[object]) -> str:
    return "<tr>" + "".join(f'<td style="{_CELL}">{_cell(cell)}</td>' for cell in cells) + "</tr>"


def _cell(value: object) -> str:
    return escape(text_of(value))


def _lines(record: Record) -> Iterator[tuple[object, ...]]:
    """A line for each claim, the field and its value named once; then one for each dissent."""
    for field in RECORDS[record.type].fields:
        value = getattr(record, field.name)
        if value not in (None, ()):
            yield from _value_lines(field.name, value, record.provenance.get(field.name, ()))
        for dissent in record.dissents.get(field.name, ()):
            yield field.name, f"≠ {text_of(dissent.value)}", *_claim(dissent)


def _value_lines(
    field: str, value: object, claims: Sequence[Claim]
) -> Iterator[tuple[object, ...]]:
    """Claims for single elements stand below the whole value, others beside it."""
    whole = [claim for claim in claims if claim.element is None]
    yield field, value, *_claim(whole[0] if whole else None)
    for claim in whole[1:]:
        yield "", "", *_claim(claim)
    for claim in claims:
        if claim.element is not None:
            yield "", f"↳ {claim.element}", *_claim(claim)


def _claim(claim: Claim | None) -> tuple[object, ...]:
    if claim is None:
        return ("",) * 5
    return claim.wording, claim.hedge, claim.claimant, claim.source, claim.basis
