"""An input rewritten in canonical form, as the same sort of text that it was."""

from collections.abc import Iterable
from typing import Any

from istanbul_talks.findings.finding import Place
from istanbul_talks.io.canonical import (
    canonical_header,
    canonical_records,
    document_text,
    lines_text,
    record_text,
)
from istanbul_talks.io.documents import Document, documents
from istanbul_talks.io.inputs import Input, Unreadable


def read_whole(source: Input) -> list[Document]:
    """All documents of an input; more than one if it is JSON Lines.

    Raises `Unreadable` if any part of it cannot be read or would be lost: a rewritten file must
    hold all that the old one held.
    """
    found: list[Document] = []
    for document in documents(source):
        if isinstance(document, Unreadable):
            raise document
        for node in document.repeated:
            place = document.text.place_of(node, node.pointer, at_key=True)
            message = "this key stands twice: rewriting would lose one of the values"
            raise Unreadable("IT115", message, place, "delete one of the two")
        found.append(document)
    return found


def rewritten(source: Input, found: Iterable[Document]) -> str:
    """The canonical text of an input's documents. Raises `Unreadable` if there is none."""
    try:
        return _rewritten(source, list(found))
    except ValueError:  # from the encoder: 1e999 was read as Infinity
        place = Place(file=source.name)
        hint = "`istanbul-talks validate` says where"
        message = "a number is too large to be written back"
        raise Unreadable("IT109", message, place, hint) from None


def _rewritten(source: Input, found: list[Document]) -> str:
    records: list[Any] = [entry.value for document in found for entry in document.entries]
    if source.is_lines:
        return lines_text(canonical_records(records))
    (document,) = found
    if document.header is None:
        return record_text(canonical_records(records)[0])
    if not isinstance(document.header, dict) or document.header.get("records") != []:
        place = document.text.place("")
        raise Unreadable("IT103", "this is no dataset document", place)
    return document_text(canonical_header(document.header), canonical_records(records))
