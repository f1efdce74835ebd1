"""Inputs to raw records, each knowing where it stands."""

from collections.abc import Iterator
from typing import Any

import attrs

from istanbul_talks.findings.finding import Place
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.io.parsing import WHITESPACE, NotJson, Parsed, parse
from istanbul_talks.io.positions import Node
from istanbul_talks.io.text import Placed, Text

RECORD_KEYS = {"type", "id", "provenance"}
"""What tells a single record from a document."""


@attrs.frozen(eq=False)
class Entry:
    """One raw record: its JSON value and where it stands in its text."""

    value: Any
    text: Placed
    pointer: str

    def place(self, pointer: str = "", *, at_key: bool = False) -> Place:
        """Where a pointer into the record leads to."""
        return self.text.place(self.pointer + pointer, at_key=at_key)


@attrs.frozen(eq=False)
class Document:
    """What one JSON text holds: a header, if it is a dataset document, and raw records."""

    text: Placed
    header: Any
    """The document without its records; None where the text is a single record."""
    entries: tuple[Entry, ...]
    repeated: tuple[Node, ...]

    @property
    def whole(self) -> Entry:
        """The document without its records, for what is wrong with its head."""
        return Entry(self.header, self.text, "")


def documents(source: Input) -> Iterator[Document | Unreadable]:
    """The documents of an input: one, or one for each line that is not blank.

    What cannot be read is yielded as the exception that says why, so that a bad line does not
    hide the lines after it.
    """
    try:
        text = source.text()
    except Unreadable as unreadable:
        yield unreadable
        return
    read = _record if source.is_lines else document
    for part in _lines(source.name, text) if source.is_lines else [Text(source.name, text)]:
        try:
            yield read(part)
        except Unreadable as unreadable:
            yield unreadable


def document(text: Text) -> Document:
    """Read a JSON text that is a dataset document or a single record. Raises `Unreadable`."""
    parsed = _parse(text)
    value = parsed.value
    keys = value.keys() if isinstance(value, dict) else set()
    if value is None or ("records" not in keys and RECORD_KEYS & keys):
        return _whole(text, parsed)
    records = value.get("records") if isinstance(value, dict) else None
    if not isinstance(records, list):
        return Document(text, value, (), parsed.repeated)
    header = {key: held for key, held in value.items() if key != "records"} | {"records": []}
    entries = tuple(Entry(r, text, f"/records/{i}") for i, r in enumerate(records))
    return Document(text, header, entries, parsed.repeated)


def _lines(name: str, text: str) -> Iterator[Text]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip(WHITESPACE):
            yield Text(name, line, number)


def _record(text: Text) -> Document:
    return _whole(text, _parse(text))


def _whole(text: Text, parsed: Parsed) -> Document:
    return Document(text, None, (Entry(parsed.value, text, ""),), parsed.repeated)


def _parse(text: Text) -> Parsed:
    try:
        return parse(text.text)
    except NotJson as error:
        raise text.unreadable(error) from None
