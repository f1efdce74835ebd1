"""Inputs rewritten in the schema version of this release, all together as one dataset."""

from collections.abc import Iterable
from typing import Any

import attrs

from istanbul_talks.findings.finding import Finding, Severity
from istanbul_talks.io.documents import Document, Entry
from istanbul_talks.io.formatting import read_whole, rewritten
from istanbul_talks.io.inputs import Input, Unreadable
from istanbul_talks.migrating.migration import (
    Migrated,
    UnknownVersion,
    known_version,
    migrated,
)
from istanbul_talks.migrating.step import CODE
from istanbul_talks.model.header import SCHEMA_VERSION


@attrs.frozen
class Rewritten:
    """An input, the version that it had, and its new text; None if it needs none."""

    source: Input
    version: str
    text: str | None


@attrs.frozen
class Rewriting:
    """What came of migrating inputs: new texts or, if anything is undecided, findings."""

    inputs: tuple[Rewritten, ...]
    findings: tuple[Finding, ...]


def migrate_inputs(sources: Iterable[Input], version: str | None) -> Rewriting:
    """Migrate inputs together: references follow from one to the other.

    ``version`` is the one that they have; without it each document says its own. Raises
    `Unreadable` if an input cannot be read whole, or if its version is not known.
    """
    read = [(source, read_whole(source)) for source in sources]
    documents = [document for _, held in read for document in held]
    entries = [entry for document in documents for entry in document.entries]
    versions = {id(document): _version(document, version) for document in documents}
    done = migrated(
        (versions[id(document)], entry.value)
        for document in documents
        for entry in document.entries
    )
    if done.undecided:
        return Rewriting((), tuple(_findings(done, entries)))
    new = _by_document(documents, done)
    inputs = []
    for source, held in read:
        (old, *_) = (versions[id(document)] for document in held)
        changed = [new[id(document)] for document in held]
        same = all(map(_same, held, changed)) and old == SCHEMA_VERSION
        inputs.append(Rewritten(source, old, None if same else _text(source, changed)))
    return Rewriting(tuple(inputs), ())


def _version(document: Document, given: str | None) -> str:
    """The version that a document has. Raises `Unreadable` if that is not known."""
    place, version = document.text.place(""), given
    if document.header is not None:
        _refuse_other_than_object(document)
        version = document.header.get("schema_version") if given is None else given
    if version is None:
        what = "a single record" if document.header is None else "the document"
        hint = f"say which with --from; {what} does not say it"
        raise Unreadable(CODE, "no schema version is given", place, hint)
    try:
        return known_version(version)
    except UnknownVersion as error:
        if given is None:
            place = document.text.place("/schema_version")
        message = f"schema version {version!r} is not known here"
        raise Unreadable(CODE, message, place, error.hint) from None


def _refuse_other_than_object(document: Document) -> None:
    """Raise `Unreadable` for what is neither a dataset document nor a single record."""
    header = document.header
    if not isinstance(header, dict):
        place, message = document.text.place(""), "a dataset document is an object"
    elif header.get("records", []) != []:
        place, message = document.text.place("/records"), "the records of a document are a list"
    else:
        return
    hint = 'write {"schema_version": …, "records": [ … ]}'
    raise Unreadable("IT103", message, place, hint)


def _findings(done: Migrated, entries: list[Entry]) -> Iterable[Finding]:
    for number, problem in done.undecided:
        entry = entries[number]
        held = entry.value.get("id")
        yield Finding(
            code=problem.code,
            severity=Severity.ERROR,
            message=problem.message,
            place=entry.place(problem.pointer),
            record=held if isinstance(held, str) else None,
            field=problem.field,
            hint=problem.hint,
        )


def _by_document(documents: list[Document], done: Migrated) -> dict[int, Document]:
    """The documents with their new records and head."""
    records: dict[int, list[Any]] = {}
    for item in done.items:
        records.setdefault(item.origin, []).append(item.record)
    new, number = {}, 0
    for document in documents:
        entries: list[Entry] = []
        for old in document.entries:
            entries += [Entry(value, old.text, old.pointer) for value in records[number]]
            number += 1
        header = document.header
        if isinstance(header, dict):
            header = {**header, "schema_version": SCHEMA_VERSION}
        new[id(document)] = attrs.evolve(document, header=header, entries=tuple(entries))
    return new


def _same(old: Document, new: Document) -> bool:
    """Whether no record changed; in a document of this version, references can."""
    return [entry.value for entry in old.entries] == [entry.value for entry in new.entries]


def _text(source: Input, documents: list[Document]) -> str:
    single = not source.is_lines and documents[0].header is None
    if single and len(documents[0].entries) > 1:
        first = documents[0].entries[0]
        message = f"this record becomes {len(documents[0].entries)}, and the file holds one"
        hint = 'put it into a dataset document: {"schema_version": …, "records": [ … ]}'
        raise Unreadable(CODE, message, first.place(), hint)
    return rewritten(source, documents)
