"""A difference as a person reads it: + what came, - what went, ~ what changed."""

from collections.abc import Iterator

from istanbul_talks.comparing.difference import (
    SCHEMA,
    Change,
    ClaimChange,
    Difference,
    FieldChange,
    canonical_order,
)
from istanbul_talks.comparing.formats.phrases import (
    claim_text,
    claims_of,
    summary,
    value_changes,
    value_text,
)
from istanbul_talks.model.claims import Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.validation.formats.text import Paint, plain, printable

COLOURS = {"+": "green", "-": "red", "~": "yellow"}

SIGNS = {Change.ADDED: "+", Change.WITHDRAWN: "-", Change.MOVED: "~"}


def text_difference(difference: Difference, paint: Paint = plain) -> str:
    """What changed, record by record in canonical order, then one line in numbers."""
    return "".join(f"{line}\n" for line in _lines(difference, paint))


def _lines(difference: Difference, paint: Paint) -> Iterator[str]:
    for about in difference.header:
        name = "$schema" if about.name == SCHEMA else about.name
        yield _line("~", f"{name}  {value_text(about.old)} → {value_text(about.new)}", paint)
    blocks = [
        *((record.id, [*_whole("-", record, paint)]) for record in difference.removed),
        *((record.id, [*_whole("+", record, paint)]) for record in difference.added),
        *((c.id, [*_changed(c.id, c.fields, paint)]) for c in difference.changed),
    ]
    for _, lines in sorted(blocks, key=lambda block: canonical_order(block[0])):
        yield from lines
    if difference:
        yield paint(summary(difference), "bold")
    else:
        yield paint("the data are the same", "green")


def _line(sign: str, text: str, paint: Paint, indent: str = "") -> str:
    return f"{indent}{paint(f'{sign} {printable(text)}', COLOURS[sign])}"


def _whole(sign: str, record: Record, paint: Paint) -> Iterator[str]:
    """A record that came or went, with its values."""
    yield _line(sign, f"{record.id}  ({claims_of(record)})", paint)
    for field in RECORDS[record.type].fields:
        value = getattr(record, field.name)
        if value not in (None, ()):
            yield _line(sign, f"{field.name}  {value_text(value)}", paint, "    ")


def _changed(id: str, fields: tuple[FieldChange, ...], paint: Paint) -> Iterator[str]:
    yield f"{paint('~', COLOURS['~'])} {paint(id, 'bold')}"
    for field in fields:
        yield f"    {paint(field.field, 'cyan')}"
        if field.value:
            for sign, text in value_changes(field.value):
                yield _line(sign, text, paint, "      ")
        for change in (*field.claims, *field.dissents):
            yield _line(SIGNS[change.change], _claim(change), paint, "      ")


def _claim(change: ClaimChange) -> str:
    what = "dissent" if isinstance(change.claim, Dissent) else "claim"
    moved = ""
    if change.old is not None and change.new is not None:
        moved = f" moved from {change.old + 1} to {change.new + 1}:"
    return f"{what}{moved} {claim_text(change.claim)}"
