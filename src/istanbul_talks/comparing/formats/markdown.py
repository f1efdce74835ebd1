"""A difference as Markdown, for a changelog."""

import re
from collections.abc import Iterable, Iterator

from istanbul_talks.comparing.difference import (
    SCHEMA,
    ClaimChange,
    Difference,
    FieldChange,
    RecordChange,
)
from istanbul_talks.comparing.formats.phrases import (
    claim_text,
    claims_of,
    record_label,
    summary,
    value_changes,
    value_text,
)
from istanbul_talks.model.claims import Dissent
from istanbul_talks.model.records import Record
from istanbul_talks.validation.formats.text import OBEYED

WORDS = {"+": "gains ", "-": "loses ", "~": ""}


def markdown_difference(difference: Difference) -> str:
    """A line in numbers, then lists under the headings Added, Changed and Removed.

    The headings are of the third level, to stand below that of a version. What the data hold is
    escaped, so that it shows as it is.
    """
    if not difference:
        return "The data are the same.\n"
    sections = [
        _capital(summary(difference)) + ".",
        _list(_header(difference)),
        _section("Added", map(_record, difference.added)),
        _section("Changed", map(_changed, difference.changed)),
        _section("Removed", map(_record, difference.removed)),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _section(title: str, items: Iterable[str]) -> str:
    body = _list(items)
    return f"### {title}\n\n{body}" if body else ""


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _header(difference: Difference) -> Iterator[str]:
    for change in difference.header:
        name = "$schema" if change.name == SCHEMA else change.name
        yield f"{name}: {escaped(f'{value_text(change.old)} → {value_text(change.new)}')}"


def _record(record: Record) -> str:
    return f"{_code(record.id)}: {escaped(record_label(record))} ({claims_of(record)})"


def _changed(change: RecordChange) -> str:
    lines = [line for field in change.fields for line in _field(field)]
    return "\n".join([_code(change.id), *(f"  - {line}" for line in lines)])


def _field(change: FieldChange) -> Iterator[str]:
    name = _code(change.field)
    for sign, text in value_changes(change.value) if change.value else ():
        yield f"{name}: {WORDS[sign]}{escaped(text)}"
    for claim in (*change.claims, *change.dissents):
        yield f"{name}: {_claim(claim)}"


def _claim(change: ClaimChange) -> str:
    what = "dissent" if isinstance(change.claim, Dissent) else "claim"
    return f"{what} {change.change}: {escaped(claim_text(change.claim))}"


def _code(text: str) -> str:
    return f"`{text}`"


def escaped(text: str) -> str:
    """A text that Markdown shows as it is within a line: no emphasis, code, formula, link, HTML.

    What could move a cursor or turn the direction of writing is made visible.
    """
    return re.sub(r"([\\`*_$\[\]<>~&|])", r"\\\1", OBEYED.sub("\N{REPLACEMENT CHARACTER}", text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
