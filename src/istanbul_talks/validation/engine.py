"""Runs every layer of validation over the inputs, as far as each can run, and reports together.

Parse, then form (the strict converter accepts or sends on to the JSON Schema, which explains),
then references and meaning.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from istanbul_talks.dataset import Dataset
from istanbul_talks.derived.converter import Unstructurable, structure, structure_header
from istanbul_talks.findings.finding import Finding
from istanbul_talks.findings.report import Report
from istanbul_talks.findings.rules import CATALOGUE
from istanbul_talks.io.documents import Document, Entry, documents
from istanbul_talks.io.inputs import Input, Unreadable, inputs
from istanbul_talks.io.positions import Node
from istanbul_talks.model.header import Header
from istanbul_talks.model.records import Record
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.problem import Problem
from istanbul_talks.validation.rules import INDEXED_CHECKS, RECORD_CHECKS, WHOLE_CHECKS

PathLike = str | os.PathLike[str]


@attrs.frozen(kw_only=True)
class Checked:
    """A report, and what it is about: the well-formed records and the headers they came under."""

    report: Report
    records: tuple[Record, ...]
    entries: Mapping[str, Entry]
    """Where each record stands, by its id."""
    headers: tuple[Header, ...]
    schema: str | None
    """The ``$schema`` of the first document."""


def check_paths(paths: Iterable[PathLike], canonical: Callable[[], Dataset] | None) -> Checked:
    """Check files, directories or standard input (``-``) as one dataset."""
    run = _Run(canonical)
    seen: set[str] = set()
    for source in (source for path in paths for source in inputs(path)):
        # A file that is named twice is still one file.
        if isinstance(source, Unreadable):
            run.refuse(source)
            continue
        place = source.name if source.is_standard_input else os.path.realpath(source.name)
        if place not in seen:
            seen.add(place)
            run.read(source)
    return run.finish()


def check_inputs(sources: Iterable[Input], canonical: Callable[[], Dataset] | None) -> Checked:
    """Check inputs that are at hand as one dataset."""
    run = _Run(canonical)
    for source in sources:
        run.read(source)
    return run.finish()


class _Run:
    """One pass over the inputs: reads and structures them, then tries the rules."""

    def __init__(self, canonical: Callable[[], Dataset] | None) -> None:
        self._canonical = canonical
        self._findings: list[Finding] = []
        self._inputs: list[str] = []
        self._unread = 0
        self._headers: list[Header] = []
        self._schema: str | None = None
        self._entries: dict[str, Entry] = {}
        """By id, the first entry that has it."""
        self._records: list[tuple[Entry, Record]] = []
        self._malformed: set[str] = set()
        self._unchecked = 0

    def read(self, source: Input) -> None:
        self._inputs.append(source.name)
        for document in documents(source):
            if isinstance(document, Unreadable):
                self.refuse(document)
            else:
                self._read_document(document)

    def refuse(self, unreadable: Unreadable) -> None:
        self._unread += 1
        self._findings.append(unreadable.finding)
        if unreadable.finding.place.file not in self._inputs:
            self._inputs.append(unreadable.finding.place.file)

    def finish(self) -> Checked:
        records = tuple(record for _, record in self._records)
        index = Index(records, frozenset(self._malformed), self._canonical)
        for entry, record in self._records:
            for problem in _problems(record, index):
                self._add(entry, problem)
        for check in WHOLE_CHECKS:
            for id, problem in check(index):
                self._add(self._entries[id], problem)
        return Checked(
            report=Report(
                findings=tuple(self._sorted()),
                inputs=len(self._inputs),
                names=tuple(self._inputs),
                unread=self._unread,
                records=len(records) + self._unchecked,
                claims=sum(1 for record in records for _ in record.claims()),
                unchecked=self._unchecked,
            ),
            records=records,
            entries=self._entries,
            headers=tuple(self._headers),
            schema=self._schema,
        )

    def _read_document(self, document: Document) -> None:
        for node in document.repeated:
            self._add_repeated(document, node)
        if document.header is not None:
            self._read_header(document)
        for entry in document.entries:
            self._read_entry(entry)

    def _read_header(self, document: Document) -> None:
        try:
            header = structure_header(document.header)
        except Unstructurable:
            from istanbul_talks.validation.detail import header_problems

            for problem in header_problems(document.header):
                self._add(document.whole, problem)
            return
        if not self._headers:
            self._schema = document.header.get("$schema")
        self._headers.append(header)
        self._compare_header(document, header)

    def _compare_header(self, document: Document, header: Header) -> None:
        """IT205."""
        for name in ("version", "title", "license"):
            if getattr(header, name) != getattr(self._headers[0], name):
                problem = Problem(
                    code="IT205",
                    pointer=f"/{name}",
                    message=f"{name} is not that of the first document",
                    hint="documents that are read together are one dataset",
                )
                self._add(document.whole, problem)

    def _read_entry(self, entry: Entry) -> None:
        try:
            record = structure(entry.value)
        except Unstructurable:
            self._explain(entry)
            return
        self._see(entry, record.id)
        self._records.append((entry, record))

    def _explain(self, entry: Entry) -> None:
        from istanbul_talks.validation.detail import record_problems

        self._unchecked += 1
        problems = [*record_problems(entry.value)]
        if not problems:  # pragma: no cover (a property test holds converter and schema together)
            raise AssertionError("the converter rejects what the JSON Schema accepts")
        for problem in problems:
            self._add(entry, problem)
        id = _id(entry)
        if id is not None:
            self._see(entry, id)
            self._malformed.add(id)

    def _see(self, entry: Entry, id: str) -> None:
        """IT203."""
        first = self._entries.setdefault(id, entry)
        if first is not entry:
            message = f"the id stands at {first.place('/id')} already"
            self._add(entry, Problem(code="IT203", pointer="/id", message=message))

    def _add_repeated(self, document: Document, node: Node) -> None:
        """IT115."""
        place = document.text.place_of(node, node.pointer, at_key=True)
        message = f"the key {node.pointer.rpartition('/')[2]} stands twice in this object"
        hint = "readers keep one value and lose the other: delete one"
        self._findings.append(_finding("IT115", message, hint, place=place))

    def _add(self, entry: Entry, problem: Problem) -> None:
        self._findings.append(
            _finding(
                problem.code,
                problem.message,
                problem.hint,
                place=entry.place(problem.pointer, at_key=problem.at_key),
                record=_id(entry),
                field=problem.field,
            )
        )

    def _sorted(self) -> list[Finding]:
        """In the order of the inputs and of the lines within them."""
        order = {name: number for number, name in enumerate(self._inputs)}
        return sorted(
            self._findings,
            key=lambda f: (order[f.place.file], f.place.line or 0, f.place.column or 0, f.code),
        )


def _problems(record: Record, index: Index) -> Iterator[Problem]:
    for check in RECORD_CHECKS:
        yield from check(record)
    for indexed in INDEXED_CHECKS:
        yield from indexed(record, index)


def _finding(code: str, message: str, hint: str | None, **where: Any) -> Finding:
    severity = CATALOGUE[code].severity
    return Finding(code=code, severity=severity, message=message, hint=hint, **where)


def _id(entry: Entry) -> str | None:
    value = entry.value
    id = value.get("id") if isinstance(value, dict) else None
    return id if isinstance(id, str) else None
