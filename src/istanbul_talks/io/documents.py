"""Inputs to raw records, each knowing where it stands."""

import functools
from collections.abc import Iterator
from typing import Any

import attrs

from istanbul_talks.findings.finding import Place
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.io.parsing import NotJson, Parsed, parse
from istanbul_talks.io.positions import Lines, Node, nodes

_RECORD_KEYS = {"type", "id", "provenance"}

CONTEXT = 60
"""How many characters of a line are kept on either side of a place."""


@attrs.frozen(eq=False)
class Text:
    """One JSON text of an input: a whole file or, in JSON Lines, one line."""

    file: str
    text: str
    first_line: int = 1

    def place(self, pointer: str, *, at_key: bool = False) -> Place:
        """Where the value of a pointer stands, or its key; the nearest that exists."""
        node = self._nearest(pointer)
        return self.place_of(node, pointer, at_key=at_key and node.pointer == pointer)

    def place_of(self, node: Node, pointer: str, *, at_key: bool = False) -> Place:
        """Where a node, or its key, stands."""
        start, end = node.key if at_key and node.key else (node.start, node.end)
        return self.place_at(start, end - start, pointer)

    def place_at(self, offset: int, width: int = 1, pointer: str = "") -> Place:
        """The place of an offset into the text."""
        line, column = self._lines.place(offset)
        excerpt, cut = self._lines.excerpt(offset, CONTEXT)
        return Place(
            file=self.file,
            pointer=pointer,
            line=line + self.first_line - 1,
            column=column,
            width=max(1, width),
            excerpt=excerpt.rstrip("\r"),
            cut=cut,
        )

    def unreadable(self, error: NotJson) -> Unreadable:
        """The same complaint, with file and line."""
        place = self.place_at(error.offset)
        return Unreadable(error.code, error.message, place, error.hint)

    def _nearest(self, pointer: str) -> Node:
        while pointer not in self._nodes:
            pointer = pointer.rpartition("/")[0]
        return self._nodes[pointer]

    @functools.cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @functools.cached_property
    def _nodes(self) -> dict[str, Node]:
        return {node.pointer: node for node in nodes(self.text)}


@attrs.frozen(eq=False)
class Entry:
    """One raw record: its JSON value and where it stands in its text."""

    value: Any
    text: Text
    pointer: str

    def place(self, pointer: str = "", *, at_key: bool = False) -> Place:
        """Where a pointer into the record leads to."""
        return self.text.place(self.pointer + pointer, at_key=at_key)


@attrs.frozen(eq=False)
class Document:
    """What one JSON text holds: a header, if it is a dataset document, and raw records."""

    text: Text
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
    if value is None or ("records" not in keys and _RECORD_KEYS & keys):
        return _whole(text, parsed)
    records = value.get("records") if isinstance(value, dict) else None
    if not isinstance(records, list):
        return Document(text, value, (), parsed.repeated)
    header = {key: held for key, held in value.items() if key != "records"} | {"records": []}
    entries = tuple(Entry(r, text, f"/records/{i}") for i, r in enumerate(records))
    return Document(text, header, entries, parsed.repeated)


def _lines(name: str, text: str) -> Iterator[Text]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
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
